import type {
  Node,
  NodeDeleteQuery,
  NodeListQuery,
  NodeSpecInput,
  NodeUpdateQuery,
} from "../types/wire/nodes.ts";
import type { BodyCall, Call, CallOptions, QueryCall } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";

/** How to update a node of a swarm. */
export interface NodeUpdateCall extends QueryCall<NodeUpdateQuery>, BodyCall<NodeSpecInput> {}

/**
 * The operations of the Engine API on the nodes of a swarm, one method each: `docker.api.nodes`. They
 * are for managers of a swarm.
 */
export class NodesApi {
  readonly #engine: Engine;

  /**
   * Makes the group.
   *
   * @param engine Sends the calls.
   */
  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Lists the nodes of the swarm: `GET /nodes`.
   *
   * @param call Which ones, and how to make the call.
   * @returns The nodes; none is an empty list.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async list(call?: Call<NodeListQuery>): Promise<Node[]> {
    return await this.#engine.json<Node[] | null>(endpoint`GET /nodes`, call) ?? [];
  }

  /**
   * Tells all about a node: `GET /nodes/{id}`.
   *
   * @param id The node's ID or name. That of the engine itself is `Swarm.NodeID` of `system.info()`.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such node.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async inspect(id: string, call?: CallOptions): Promise<Node> {
    return await this.#engine.json(endpoint`GET /nodes/${id}`, call);
  }

  /**
   * Removes a node from the swarm's list: `DELETE /nodes/{id}`.
   *
   * @param id The node's ID or name.
   * @param call How: `force` although it is not down, and how to make the call.
   * @throws {NotFoundError} If there is no such node.
   * @throws {ApiError} With the status 400, if it is not down and `force` is not set, or it is a
   * manager.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async delete(id: string, call?: Call<NodeDeleteQuery>): Promise<void> {
    await this.#engine.void(endpoint`DELETE /nodes/${id}`, call);
  }

  /**
   * Updates a node, for example its labels or its role: `POST /nodes/{id}/update`.
   *
   * @param id The node's ID.
   * @param call All that the node is to be like, with the `version` that this is a change to, as
   * {@linkcode inspect} tells it, and how to make the call.
   * @throws {NotFoundError} If there is no such node.
   * @throws {ApiError} With the status 500, if the node was changed since that version.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async update(id: string, call: NodeUpdateCall): Promise<void> {
    await this.#engine.void(endpoint`POST /nodes/${id}/update`, call);
  }
}
