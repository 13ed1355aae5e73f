import type {
  Config,
  ConfigCreateAnswer,
  ConfigCreateBody,
  ConfigListQuery,
  ConfigSpecInput,
  ConfigUpdateQuery,
} from "../types/wire/configs.ts";
import type { BodyCall, Call, CallOptions, QueryCall } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";

/** How to update a config of a swarm. */
export interface ConfigUpdateCall extends QueryCall<ConfigUpdateQuery>, BodyCall<ConfigSpecInput> {}

/**
 * The operations of the Engine API on the configs of a swarm, one method each: `docker.api.configs`.
 * They are for managers of a swarm.
 */
export class ConfigsApi {
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
   * Lists the configs of the swarm: `GET /configs`. Needs API 1.30.
   *
   * @param call Which ones, and how to make the call.
   * @returns The configs; none is an empty list.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async list(call?: Call<ConfigListQuery>): Promise<Config[]> {
    return await this.#engine.json<Config[] | null>(endpoint`GET /configs`, call) ?? [];
  }

  /**
   * Creates a config: `POST /configs/create`. Needs API 1.30.
   *
   * @param call The config, its `Data` in base64, and how to make the call.
   * @throws {ConflictError} If the name is in use.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async create(call: BodyCall<ConfigCreateBody>): Promise<ConfigCreateAnswer> {
    return await this.#engine.json(endpoint`POST /configs/create`, call);
  }

  /**
   * Tells all about a config: `GET /configs/{id}`. Needs API 1.30.
   *
   * @param id The config's ID or name.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such config.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async inspect(id: string, call?: CallOptions): Promise<Config> {
    return await this.#engine.json(endpoint`GET /configs/${id}`, call);
  }

  /**
   * Removes a config: `DELETE /configs/{id}`. Needs API 1.30.
   *
   * @param id The config's ID or name.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such config.
   * @throws {ApiError} With the status 400, if a service uses it.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async delete(id: string, call?: CallOptions): Promise<void> {
    await this.#engine.void(endpoint`DELETE /configs/${id}`, call);
  }

  /**
   * Updates the labels of a config: `POST /configs/{id}/update`. Needs API 1.30.
   *
   * @param id The config's ID or name.
   * @param call The `Spec` that {@linkcode inspect} tells, with other labels, with the `version` that
   * this is a change to, and how to make the call.
   * @throws {NotFoundError} If there is no such config.
   * @throws {ApiError} With the status 400, if more than the labels is to change; with the status 500,
   * if the config was changed since that version.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async update(id: string, call: ConfigUpdateCall): Promise<void> {
    await this.#engine.void(endpoint`POST /configs/${id}/update`, call);
  }
}
