import type {
  ContainerAttachQuery,
  ContainerCreateBody,
  ContainerCreateQuery,
  ContainerCreateResponse,
  ContainerDeleteQuery,
  ContainerInspectQuery,
  ContainerInspectResponse,
  ContainerKillQuery,
  ContainerListQuery,
  ContainerLogsQuery,
  ContainerRestartQuery,
  ContainerStartQuery,
  ContainerStopQuery,
  ContainerSummary,
  ContainerWaitQuery,
  ContainerWaitResponse,
} from "../types/wire/containers.ts";
import type { Pending } from "./answer.ts";
import type { Call } from "./call.ts";
import type { Engine } from "./engine.ts";
import { endpoint } from "./endpoint.ts";
import { AttachSession } from "./streams/attach_session.ts";
import type { DecodedStreamOptions } from "./streams/decoded_stream.ts";
import { checkTty, isFramed } from "./streams/framing.ts";
import { OutputStream } from "./streams/output.ts";

/** How to create a container. */
export interface ContainerCreateCall extends Call<ContainerCreateQuery> {
  /** The container's configuration, in the engine's own words. */
  readonly body: ContainerCreateBody;
}

/** How to read what a container writes. */
export interface ContainerOutputCall<Query> extends Call<Query>, DecodedStreamOptions {
  /**
   * Whether the container has a terminal (`Config.Tty`), whose output is not framed. Required below
   * API 1.42; from there on the engine tells.
   */
  readonly tty?: boolean | undefined;
}

/** A wait that the engine has taken. */
export type PendingWait = Pending<ContainerWaitResponse>;

/** The container operations of the Engine API, one method each: `docker.api.containers`. */
export class ContainersApi {
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
   * Lists containers: `GET /containers/json`.
   *
   * @param call Which ones, and how to make the call.
   * @returns The running ones, or with `all` every one, newest first.
   * @throws {ApiError} If the engine refuses, for example an unknown filter.
   */
  async list(call?: Call<ContainerListQuery>): Promise<ContainerSummary[]> {
    const list = await this.#engine.json<ContainerSummary[] | null>(
      endpoint`GET /containers/json`,
      call,
    );
    return list ?? [];
  }

  /**
   * Creates a container, which does not run yet: `POST /containers/create`.
   *
   * @param call The configuration and the name, and how to make the call.
   * @throws {ImageNotFoundError} If the engine does not have the image.
   * @throws {ConflictError} If the name is in use.
   */
  async create(call: ContainerCreateCall): Promise<ContainerCreateResponse> {
    return await this.#engine.json(endpoint`POST /containers/create`, call);
  }

  /**
   * Tells all about a container: `GET /containers/{id}/json`.
   *
   * @param id The container's ID or name.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such container.
   */
  async inspect(
    id: string,
    call?: Call<ContainerInspectQuery>,
  ): Promise<ContainerInspectResponse> {
    return await this.#engine.json(endpoint`GET /containers/${id}/json`, call);
  }

  /**
   * Reads what a container has written: `GET /containers/{id}/logs`. Only for containers whose log
   * driver can be read back.
   *
   * @param id The container's ID or name.
   * @param call Which output; `stdout`, `stderr` or both must be asked for.
   * @throws {NotFoundError} If there is no such container.
   * @throws {TypeError} If the API is older than 1.42 and `tty` is missing.
   */
  async logs(id: string, call: ContainerOutputCall<ContainerLogsQuery>): Promise<OutputStream> {
    const url = endpoint`GET /containers/${id}/logs`;
    checkTty("containers.logs()", await this.#engine.version(call.signal), call.tty);
    const { body, apiVersion } = await this.#engine.stream(url, call);
    return new OutputStream(body, {
      ...call,
      framed: isFramed(apiVersion, body.mediaType, call.tty),
    });
  }

  /**
   * Starts a container: `POST /containers/{id}/start`. Does nothing if it is running.
   *
   * @param id The container's ID or name.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such container, or one of its networks is missing.
   * @throws {ApiError} If it can't be started, for example because its program is missing.
   */
  async start(id: string, call?: Call<ContainerStartQuery>): Promise<void> {
    await this.#engine.void(endpoint`POST /containers/${id}/start`, call);
  }

  /**
   * Stops a container: `POST /containers/{id}/stop`. Does nothing if it is not running.
   *
   * @example Give it two seconds, then kill it
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = new DockerClient();
   * await docker.api.containers.stop("web", { query: { t: 2 } });
   * ```
   *
   * @param id The container's ID or name.
   * @param call How to stop it, and how to make the call. `signal` in the query needs API 1.42.
   * @throws {NotFoundError} If there is no such container.
   */
  async stop(id: string, call?: Call<ContainerStopQuery>): Promise<void> {
    await this.#engine.void(endpoint`POST /containers/${id}/stop`, call);
  }

  /**
   * Stops a container and starts it again: `POST /containers/{id}/restart`.
   *
   * @param id The container's ID or name.
   * @param call How to stop it, and how to make the call. `signal` in the query needs API 1.42.
   * @throws {NotFoundError} If there is no such container.
   */
  async restart(id: string, call?: Call<ContainerRestartQuery>): Promise<void> {
    await this.#engine.void(endpoint`POST /containers/${id}/restart`, call);
  }

  /**
   * Sends a signal to a container's first process: `POST /containers/{id}/kill`.
   *
   * @param id The container's ID or name.
   * @param call Which signal, by default `SIGKILL`, and how to make the call.
   * @throws {NotFoundError} If there is no such container.
   * @throws {ConflictError} If it is not running.
   */
  async kill(id: string, call?: Call<ContainerKillQuery>): Promise<void> {
    await this.#engine.void(endpoint`POST /containers/${id}/kill`, call);
  }

  /**
   * Opens both directions of a container's first process: `POST /containers/{id}/attach`. What the
   * process writes while nobody reads stops it.
   *
   * @param id The container's ID or name.
   * @param call Which streams (`stream` with `stdin`, `stdout`, `stderr`), and how to make the call.
   * @throws {NotFoundError} If there is no such container.
   * @throws {TypeError} If the API is older than 1.42 and `tty` is missing.
   */
  async attach(
    id: string,
    call: ContainerOutputCall<ContainerAttachQuery>,
  ): Promise<AttachSession> {
    const url = endpoint`POST /containers/${id}/attach`;
    checkTty("containers.attach()", await this.#engine.version(call.signal), call.tty);
    // No body: what came after the head would be the process's input.
    const { connection, mediaType, apiVersion } = await this.#engine.upgrade(url, call);
    return new AttachSession(connection, {
      ...call,
      mediaType,
      framed: isFramed(apiVersion, mediaType, call.tty),
    });
  }

  /**
   * Waits until a container has stopped, and tells its exit code: `POST /containers/{id}/wait`.
   *
   * @param id The container's ID or name.
   * @param call What to wait for (`condition` needs API 1.30), and how to make the call.
   * @throws {NotFoundError} If there is no such container.
   */
  async wait(id: string, call?: Call<ContainerWaitQuery>): Promise<ContainerWaitResponse> {
    return await this.#engine.json(endpoint`POST /containers/${id}/wait`, call);
  }

  /**
   * Like {@linkcode wait}, but resolves as soon as the engine has taken the wait (API 1.30): what
   * happens to the container from then on is not missed.
   *
   * @param id The container's ID or name.
   * @param call What to wait for, and how to make the call.
   * @throws {NotFoundError} If there is no such container.
   */
  async beginWait(id: string, call?: Call<ContainerWaitQuery>): Promise<PendingWait> {
    return await this.#engine.begin(endpoint`POST /containers/${id}/wait`, call);
  }

  /**
   * Removes a container: `DELETE /containers/{id}`.
   *
   * @param id The container's ID or name.
   * @param call How: `force` kills it first, `v` removes its anonymous volumes too.
   * @throws {NotFoundError} If there is no such container.
   * @throws {ConflictError} If it runs and `force` is not set, or it is being removed already.
   */
  async delete(id: string, call?: Call<ContainerDeleteQuery>): Promise<void> {
    await this.#engine.void(endpoint`DELETE /containers/${id}`, call);
  }
}
