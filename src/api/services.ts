import type {
  Service,
  ServiceCreateBody,
  ServiceCreateResponse,
  ServiceInspectQuery,
  ServiceListQuery,
  ServiceLogsQuery,
  ServiceUpdateBody,
  ServiceUpdateQuery,
  ServiceUpdateResponse,
} from "../types/wire/services.ts";
import type { Authenticated, BodyCall, Call, CallOptions, QueryCall } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";
import type { DecodedStreamOptions } from "./streams/decoded_stream.ts";
import { checkTty, isFramed } from "./streams/framing.ts";
import { OutputStream } from "./streams/output.ts";

/** How to create a service. */
export interface ServiceCreateCall extends BodyCall<ServiceCreateBody>, Authenticated {}

/** How to update a service. */
export interface ServiceUpdateCall
  extends QueryCall<ServiceUpdateQuery>, BodyCall<ServiceUpdateBody>, Authenticated {}

/** How to read what the tasks of a service write. */
export interface ServiceOutputCall<Query> extends Call<Query>, DecodedStreamOptions {
  /**
   * Whether the tasks have a terminal (`TaskTemplate.ContainerSpec.TTY` of the service), whose output
   * is not framed. Required below API 1.42; from there on the engine tells.
   */
  readonly tty?: boolean | undefined;
}

const TTY = "TaskTemplate.ContainerSpec.TTY of the service";

/**
 * The operations of the Engine API on the services of a swarm, one method each:
 * `docker.api.services`. They are for managers of a swarm.
 */
export class ServicesApi {
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
   * Lists the services of the swarm: `GET /services`.
   *
   * @param call Which ones, and whether to count their tasks (`status`, needs API 1.41), and how to
   * make the call.
   * @returns The services; none is an empty list.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async list(call?: Call<ServiceListQuery>): Promise<Service[]> {
    return await this.#engine.json<Service[] | null>(endpoint`GET /services`, call) ?? [];
  }

  /**
   * Creates a service: `POST /services/create`. Answers before any of its tasks runs. From API 1.30
   * the engine takes the image's name as it is; `docker.api.distribution.inspect` tells the digest
   * that pins it.
   *
   * @param call The service and the credentials to pull its image with, and how to make the call.
   * @throws {ConflictError} If the name is in use.
   * @throws {ForbiddenError} If a network can't be used by services.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async create(call: ServiceCreateCall): Promise<ServiceCreateResponse> {
    return await this.#engine.json(endpoint`POST /services/create`, call);
  }

  /**
   * Tells all about a service: `GET /services/{id}`.
   *
   * @param id The service's ID or name.
   * @param call Whether to fill in defaults (`insertDefaults`, needs API 1.29), and how to make the
   * call.
   * @throws {NotFoundError} If there is no such service.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async inspect(id: string, call?: Call<ServiceInspectQuery>): Promise<Service> {
    return await this.#engine.json(endpoint`GET /services/${id}`, call);
  }

  /**
   * Removes a service: `DELETE /services/{id}`. Answers before its tasks have stopped.
   *
   * @param id The service's ID or name.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such service.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async delete(id: string, call?: CallOptions): Promise<void> {
    await this.#engine.void(endpoint`DELETE /services/${id}`, call);
  }

  /**
   * Updates a service, or takes back its last update: `POST /services/{id}/update`. Answers before
   * its tasks are replaced.
   *
   * @param id The service's ID or name.
   * @param call All that the service is to be like, with the `version` that this is a change to, as
   * {@linkcode inspect} tells it, and the credentials to pull its image with, which an update does not
   * take over unless `registryAuthFrom` says so; and how to make the call. `rollback` needs API 1.28.
   * @throws {NotFoundError} If there is no such service.
   * @throws {ApiError} With the status 500, if the service was changed since that version.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async update(id: string, call: ServiceUpdateCall): Promise<ServiceUpdateResponse> {
    return await this.#engine.json(endpoint`POST /services/${id}/update`, call);
  }

  /**
   * Reads what the tasks of a service have written: `GET /services/{id}/logs`. Only for log drivers
   * that can be read back.
   *
   * @param id The service's ID or name.
   * @param call Which output; `stdout`, `stderr` or both must be asked for.
   * @returns The output of all its tasks, in no particular order; `details` tells whose it is.
   * @throws {NotFoundError} If there is no such service.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   * @throws {TypeError} If the API is older than 1.42 and `tty` is missing.
   */
  async logs(id: string, call: ServiceOutputCall<ServiceLogsQuery>): Promise<OutputStream> {
    const url = endpoint`GET /services/${id}/logs`;
    checkTty("services.logs()", await this.#engine.version(call.signal), call.tty, TTY);
    const { body, apiVersion } = await this.#engine.stream(url, call);
    return new OutputStream(body, {
      ...call,
      framed: isFramed(apiVersion, body.mediaType, call.tty),
    });
  }
}
