import type {
  Secret,
  SecretCreateAnswer,
  SecretCreateBody,
  SecretListQuery,
  SecretSpecInput,
  SecretUpdateQuery,
} from "../types/wire/secrets.ts";
import type { BodyCall, Call, CallOptions, QueryCall } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";

/** How to update a secret of a swarm. */
export interface SecretUpdateCall extends QueryCall<SecretUpdateQuery>, BodyCall<SecretSpecInput> {}

/**
 * The operations of the Engine API on the secrets of a swarm, one method each: `docker.api.secrets`.
 * They are for managers of a swarm.
 */
export class SecretsApi {
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
   * Lists the secrets of the swarm, without what they hide: `GET /secrets`.
   *
   * @param call Which ones, and how to make the call.
   * @returns The secrets; none is an empty list.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async list(call?: Call<SecretListQuery>): Promise<Secret[]> {
    return await this.#engine.json<Secret[] | null>(endpoint`GET /secrets`, call) ?? [];
  }

  /**
   * Creates a secret: `POST /secrets/create`.
   *
   * @param call The secret, its `Data` in base64, and how to make the call.
   * @throws {ConflictError} If the name is in use.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async create(call: BodyCall<SecretCreateBody>): Promise<SecretCreateAnswer> {
    return await this.#engine.json(endpoint`POST /secrets/create`, call);
  }

  /**
   * Tells all about a secret but what it hides: `GET /secrets/{id}`.
   *
   * @param id The secret's ID or name.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such secret.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async inspect(id: string, call?: CallOptions): Promise<Secret> {
    return await this.#engine.json(endpoint`GET /secrets/${id}`, call);
  }

  /**
   * Removes a secret: `DELETE /secrets/{id}`.
   *
   * @param id The secret's ID or name.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such secret.
   * @throws {ApiError} With the status 400, if a service uses it.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async delete(id: string, call?: CallOptions): Promise<void> {
    await this.#engine.void(endpoint`DELETE /secrets/${id}`, call);
  }

  /**
   * Updates the labels of a secret: `POST /secrets/{id}/update`. Needs API 1.26.
   *
   * @param id The secret's ID or name.
   * @param call The `Spec` that {@linkcode inspect} tells, with other labels, with the `version` that
   * this is a change to, and how to make the call.
   * @throws {NotFoundError} If there is no such secret.
   * @throws {ApiError} With the status 400, if more than the labels is to change; with the status 500,
   * if the secret was changed since that version.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async update(id: string, call: SecretUpdateCall): Promise<void> {
    await this.#engine.void(endpoint`POST /secrets/${id}/update`, call);
  }
}
