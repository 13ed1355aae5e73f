import type {
  NetworkConnectRequest,
  NetworkCreateBody,
  NetworkCreateResponse,
  NetworkDisconnectRequest,
  NetworkInspect,
  NetworkInspectQuery,
  NetworkListQuery,
  NetworkPruneQuery,
  NetworkPruneResponse,
  NetworkSummary,
} from "../types/wire/networks.ts";
import type { BodyCall, Call, CallOptions } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";

/** The network operations of the Engine API, one method each: `docker.api.networks`. */
export class NetworksApi {
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
   * Lists networks: `GET /networks`. Which containers are attached only {@linkcode inspect} tells.
   *
   * @param call Which ones, and how to make the call.
   * @returns The networks; none is an empty list.
   * @throws {ApiError} If the engine refuses, for example an unknown filter.
   */
  async list(call?: Call<NetworkListQuery>): Promise<NetworkSummary[]> {
    return await this.#engine.json<NetworkSummary[] | null>(endpoint`GET /networks`, call) ?? [];
  }

  /**
   * Tells all about a network: `GET /networks/{id}`.
   *
   * @param id The network's ID, name or beginning of its ID; looked up in that order.
   * @param call In which `scope` to look (needs API 1.31) and whether to tell of a swarm's tasks
   * (`verbose`, needs API 1.28), and how to make the call.
   * @throws {NotFoundError} If there is no such network.
   */
  async inspect(id: string, call?: Call<NetworkInspectQuery>): Promise<NetworkInspect> {
    return await this.#engine.json(endpoint`GET /networks/${id}`, call);
  }

  /**
   * Removes a network: `DELETE /networks/{id}`.
   *
   * @param id The network's ID or name.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such network.
   * @throws {ForbiddenError} If containers are connected to it, or it came with the engine.
   */
  async delete(id: string, call?: CallOptions): Promise<void> {
    await this.#engine.void(endpoint`DELETE /networks/${id}`, call);
  }

  /**
   * Creates a network: `POST /networks/create`.
   *
   * Engines of which the API is older than 1.44 make a second network of the same name, unless
   * `CheckDuplicate` is set.
   *
   * @param call The network, and how to make the call.
   * @throws {ConflictError} If the name is in use.
   * @throws {NotFoundError} If the engine lacks the driver.
   * @throws {ForbiddenError} If the name is that of a network that comes with the engine, or the
   * subnet overlaps another network's.
   */
  async create(call: BodyCall<NetworkCreateBody>): Promise<NetworkCreateResponse> {
    return await this.#engine.json(endpoint`POST /networks/create`, call);
  }

  /**
   * Connects a container to a network: `POST /networks/{id}/connect`.
   *
   * @param id The network's ID or name.
   * @param call The container and its place in the network, and how to make the call.
   * @throws {NotFoundError} If there is no such network or container.
   * @throws {ForbiddenError} If the container is connected to it already, or can't be.
   */
  async connect(id: string, call: BodyCall<NetworkConnectRequest>): Promise<void> {
    await this.#engine.void(endpoint`POST /networks/${id}/connect`, call);
  }

  /**
   * Disconnects a container from a network: `POST /networks/{id}/disconnect`.
   *
   * @param id The network's ID or name.
   * @param call The container, and how to make the call.
   * @throws {NotFoundError} If there is no such network or container.
   * @throws {ApiError} With the status 500, if the container is not connected to it.
   */
  async disconnect(id: string, call: BodyCall<NetworkDisconnectRequest>): Promise<void> {
    await this.#engine.void(endpoint`POST /networks/${id}/disconnect`, call);
  }

  /**
   * Removes the networks that no container uses: `POST /networks/prune`.
   *
   * @param call Which of them, and how to make the call.
   * @returns The names of those removed; `null` is none.
   * @throws {ConflictError} If the engine is pruning networks already.
   */
  async prune(call?: Call<NetworkPruneQuery>): Promise<NetworkPruneResponse> {
    return await this.#engine.json(endpoint`POST /networks/prune`, call);
  }
}
