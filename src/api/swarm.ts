import type {
  Swarm,
  SwarmInitBody,
  SwarmJoinBody,
  SwarmLeaveQuery,
  SwarmSpecInput,
  SwarmUnlockBody,
  SwarmUpdateQuery,
  UnlockKeyResponse,
} from "../types/wire/swarm.ts";
import type { BodyCall, Call, CallOptions, QueryCall } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";

/** How to update a swarm. */
export interface SwarmUpdateCall extends QueryCall<SwarmUpdateQuery>, BodyCall<SwarmSpecInput> {}

/** The swarm operations of the Engine API, one method each: `docker.api.swarm`. */
export class SwarmApi {
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
   * Tells all about the swarm that the engine manages: `GET /swarm`.
   *
   * @param call How to make the call.
   * @throws {UnavailableError} If the engine is no manager of a swarm, or the swarm is locked.
   */
  async inspect(call?: CallOptions): Promise<Swarm> {
    return await this.#engine.json(endpoint`GET /swarm`, call);
  }

  /**
   * Begins a swarm, of which the engine is the first manager: `POST /swarm/init`.
   *
   * @param call The swarm, and how to make the call.
   * @returns The ID of the engine's node.
   * @throws {UnavailableError} If the engine is part of a swarm already.
   * @throws {ApiError} If it is not clear which address to advertise.
   */
  async init(call: BodyCall<SwarmInitBody>): Promise<string> {
    return await this.#engine.json(endpoint`POST /swarm/init`, call);
  }

  /**
   * Makes the engine a node of a swarm that there is: `POST /swarm/join`. The token says whether as a
   * worker or as a manager.
   *
   * @param call Whom to join, and how to make the call.
   * @throws {UnavailableError} If the engine is part of a swarm already.
   * @throws {ApiError} If the token is wrong, or no manager answers within 20 seconds; then the engine
   * goes on trying until it leaves.
   */
  async join(call: BodyCall<SwarmJoinBody>): Promise<void> {
    await this.#engine.void(endpoint`POST /swarm/join`, call);
  }

  /**
   * Takes the engine out of its swarm: `POST /swarm/leave`.
   *
   * @param call How: `force` for a manager, and the swarm ends with its last one; and how to make the
   * call.
   * @throws {UnavailableError} If the engine is part of no swarm, or it is a manager and `force` is
   * not set.
   */
  async leave(call?: Call<SwarmLeaveQuery>): Promise<void> {
    await this.#engine.void(endpoint`POST /swarm/leave`, call);
  }

  /**
   * Updates the swarm, or rotates its keys: `POST /swarm/update`.
   *
   * @param call All that the swarm is to be like, with the `version` that this is a change to, as
   * {@linkcode inspect} tells it, and how to make the call.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   * @throws {ApiError} With the status 500, if the swarm was changed since that version.
   */
  async update(call: SwarmUpdateCall): Promise<void> {
    await this.#engine.void(endpoint`POST /swarm/update`, call);
  }

  /**
   * Tells the key that unlocks the swarm's managers after a restart: `GET /swarm/unlockkey`.
   *
   * @param call How to make the call.
   * @returns The key; an empty one if managers are not locked.
   * @throws {UnavailableError} If the engine is no manager of a swarm, or the swarm is locked.
   */
  async unlockKey(call?: CallOptions): Promise<UnlockKeyResponse> {
    return await this.#engine.json(endpoint`GET /swarm/unlockkey`, call);
  }

  /**
   * Unlocks the engine, a manager that was locked by a restart: `POST /swarm/unlock`.
   *
   * @param call The key, and how to make the call.
   * @throws {UnauthorizedError} If the key is wrong.
   * @throws {UnavailableError} If the engine is part of no swarm.
   * @throws {ConflictError} If it is not locked.
   */
  async unlock(call: BodyCall<SwarmUnlockBody>): Promise<void> {
    await this.#engine.void(endpoint`POST /swarm/unlock`, call);
  }
}
