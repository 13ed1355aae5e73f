import type {
  ContainerArchiveInfoQuery,
  ContainerArchiveQuery,
  ContainerAttachQuery,
  ContainerCreateResponse,
  ContainerDeleteQuery,
  ContainerInspectQuery,
  ContainerInspectResponse,
  ContainerKillQuery,
  ContainerListQuery,
  ContainerLogsQuery,
  ContainerPruneQuery,
  ContainerPruneResponse,
  ContainerRenameQuery,
  ContainerResizeQuery,
  ContainerRestartQuery,
  ContainerStartQuery,
  ContainerStatsResponse,
  ContainerStopQuery,
  ContainerSummary,
  ContainerTopQuery,
  ContainerTopResponse,
  ContainerUpdateBody,
  ContainerUpdateResponse,
  ContainerWaitQuery,
  ContainerWaitResponse,
  FilesystemChange,
} from "../types/wire/containers.ts";
import type { Host } from "../transport/host.ts";
import type { BodyCall, Call, CallOptions, QueryCall } from "./call.ts";
import type { CheckpointStartQuery } from "./checkpoints.ts";
import type {
  ContainerArchive,
  ContainerAttachWebsocketCall,
  ContainerCreateCall,
  ContainerOutputCall,
  ContainerPutArchiveCall,
  ContainerStatsCall,
  PendingWait,
} from "./container_calls.ts";
import type { Engine } from "./engine.ts";
import { endpoint } from "./endpoint.ts";
import { openSession } from "./open_session.ts";
import { type ContainerPathStat, explainPathRefusal, readPathStat } from "./path_stat.ts";
import { AttachSession, type SessionTerminal } from "./streams/attach_session.ts";
import { BodyStream } from "./streams/body_stream.ts";
import { checkTty, isFramed } from "./streams/framing.ts";
import { JsonStream } from "./streams/json_stream.ts";
import { OutputStream } from "./streams/output.ts";
import { toStatsSample } from "./stats_sample.ts";

/** The container operations of the Engine API, one method each: `docker.api.containers`. */
export class ContainersApi {
  readonly #engine: Engine;
  readonly #host: Host;

  /**
   * Makes the group.
   *
   * @param engine Sends the calls.
   * @param host What the process has.
   */
  constructor(engine: Engine, host: Host) {
    this.#engine = engine;
    this.#host = host;
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
   * Lists the processes in a container, by the host's `ps`: `GET /containers/{id}/top`.
   *
   * @param id The container's ID or name.
   * @param call What to tell of them (`ps_args`, by default `-ef`), and how to make the call.
   * @returns The columns' titles, and a list of columns for each process.
   * @throws {NotFoundError} If there is no such container.
   * @throws {ConflictError} If it is not running.
   */
  async top(id: string, call?: Call<ContainerTopQuery>): Promise<ContainerTopResponse> {
    return await this.#engine.json(endpoint`GET /containers/${id}/top`, call);
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
   * Lists what differs between a container's files and its image's: `GET /containers/{id}/changes`.
   *
   * @param id The container's ID or name.
   * @param call How to make the call.
   * @returns What was changed (kind 0), added (1) and deleted (2).
   * @throws {NotFoundError} If there is no such container.
   */
  async changes(id: string, call?: CallOptions): Promise<FilesystemChange[]> {
    const changes = await this.#engine.json<FilesystemChange[] | null>(
      endpoint`GET /containers/${id}/changes`,
      call,
    );
    return changes ?? [];
  }

  /**
   * Packs all files of a container, without its volumes: `GET /containers/{id}/export`.
   *
   * @param id The container's ID or name.
   * @param call How to make the call.
   * @returns A tar archive, which the engine packs as it is read.
   * @throws {NotFoundError} If there is no such container.
   */
  async export(id: string, call?: CallOptions): Promise<BodyStream> {
    const { body } = await this.#engine.stream(endpoint`GET /containers/${id}/export`, call);
    return new BodyStream(body);
  }

  /**
   * Measures what a container uses: `GET /containers/{id}/stats`.
   *
   * @param id The container's ID or name.
   * @param call How often and how: `stream: false` measures once, over a second; with `one-shot`
   * (API 1.41) it does not wait, but leaves `precpu_stats` empty, and in newer engines `id` and
   * `name` out.
   * @returns A sample each second, until the container is removed. While it is not running the samples
   * are empty, and `read` is in the year 1; podman ends them when it exits.
   * @throws {NotFoundError} If there is no such container.
   */
  async stats(
    id: string,
    call?: ContainerStatsCall,
  ): Promise<JsonStream<ContainerStatsResponse>> {
    const { body } = await this.#engine.stream(endpoint`GET /containers/${id}/stats`, call);
    return new JsonStream(body, { convert: toStatsSample, isEnd: call?.isEnd });
  }

  /**
   * Changes the size of a container's terminal: `POST /containers/{id}/resize`.
   *
   * @param id The container's ID or name.
   * @param call The size, and how to make the call.
   * @throws {NotFoundError} If there is no such container.
   * @throws {ConflictError} If it is not running.
   */
  async resize(id: string, call: QueryCall<ContainerResizeQuery>): Promise<void> {
    await this.#engine.void(endpoint`POST /containers/${id}/resize`, call);
  }

  /**
   * Starts a container: `POST /containers/{id}/start`. Does nothing if it is running.
   *
   * @param id The container's ID or name.
   * @param call From which checkpoint, if from one, and how to make the call.
   * @throws {NotFoundError} If there is no such container, or one of its networks is missing.
   * @throws {ApiError} If it can't be started, for example because its program is missing.
   */
  async start(id: string, call?: Call<ContainerStartQuery & CheckpointStartQuery>): Promise<void> {
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
   * Changes a container's limits and restart policy: `POST /containers/{id}/update`. What the body
   * does not name stays as it is.
   *
   * @param id The container's ID or name.
   * @param call The limits and the policy, and how to make the call. `DeviceCgroupRules` needs API
   * 1.28, `DeviceRequests` 1.40.
   * @throws {NotFoundError} If there is no such container.
   * @throws {ApiError} If a limit can't be set, or not while it runs.
   */
  async update(id: string, call: BodyCall<ContainerUpdateBody>): Promise<ContainerUpdateResponse> {
    return await this.#engine.json(endpoint`POST /containers/${id}/update`, call);
  }

  /**
   * Gives a container another name: `POST /containers/{id}/rename`.
   *
   * @param id The container's ID or name.
   * @param call The name, and how to make the call.
   * @throws {NotFoundError} If there is no such container.
   * @throws {ConflictError} If the name is in use.
   */
  async rename(id: string, call: QueryCall<ContainerRenameQuery>): Promise<void> {
    await this.#engine.void(endpoint`POST /containers/${id}/rename`, call);
  }

  /**
   * Holds all processes of a container, which don't notice: `POST /containers/{id}/pause`.
   *
   * @param id The container's ID or name.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such container.
   * @throws {ConflictError} If it is not running, or paused already.
   */
  async pause(id: string, call?: CallOptions): Promise<void> {
    await this.#engine.void(endpoint`POST /containers/${id}/pause`, call);
  }

  /**
   * Lets a paused container go on: `POST /containers/{id}/unpause`.
   *
   * @param id The container's ID or name.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such container.
   * @throws {ApiError} If it is not paused, which engines take for an error of theirs (500).
   */
  async unpause(id: string, call?: CallOptions): Promise<void> {
    await this.#engine.void(endpoint`POST /containers/${id}/unpause`, call);
  }

  /**
   * Opens both directions of a container's first process: `POST /containers/{id}/attach`. What the
   * process writes while nobody reads stops it.
   *
   * @param id The container's ID or name.
   * @param call Which streams (`stream` with `stdin`, `stdout`, `stderr`), and how to make the call.
   * @throws {NotFoundError} If there is no such container.
   * @throws {TypeError} If the API is older than 1.42 and `tty` is missing.
   * @throws {ProtocolError} If `tty` is missing and a proxy hides what the engine tells of it.
   */
  async attach(
    id: string,
    call: ContainerOutputCall<ContainerAttachQuery>,
  ): Promise<AttachSession> {
    const url = endpoint`POST /containers/${id}/attach`;
    checkTty("containers.attach()", await this.#engine.version(call.signal), call.tty);
    // No body: what came after the head would be the process's input.
    const hijacked = await this.#engine.upgrade(url, call);
    return openSession(hijacked, call.tty, call, this.#terminal(id, call));
  }

  /**
   * Like {@linkcode attach}, but over a WebSocket, which some proxies let through where they stop
   * other upgrades: `GET /containers/{id}/attach/ws`. The engine does not tell the streams apart there:
   * all output comes as `"stdout"`, that of a terminal or not. Closing the input sends a close frame,
   * which engines take for the end of the input as in `attach`; the output goes on.
   *
   * @param id The container's ID or name.
   * @param call Which streams (`stream` with `stdin`, `stdout`, `stderr`), and how to make the call.
   * Below API 1.42 the engine attaches all three whatever is asked for.
   * @throws {NotFoundError} If there is no such container.
   * @throws {ConflictError} If it is paused or restarting.
   * @throws {ProtocolError} If what answers opens no WebSocket.
   */
  async attachWebsocket(
    id: string,
    call: ContainerAttachWebsocketCall,
  ): Promise<AttachSession> {
    const url = endpoint`GET /containers/${id}/attach/ws`;
    const { openWebSocket } = await import("./open_websocket.ts");
    const connection = await openWebSocket(this.#engine, url, call);
    return AttachSession.over(connection, {
      ...call,
      mediaType: "",
      framed: false,
      terminal: { ...this.#terminal(id, call), tty: false },
    });
  }

  /** What ties a session to terminals. */
  #terminal(id: string, { query }: Call<ContainerAttachQuery>): Omit<SessionTerminal, "tty"> {
    return {
      stdin: query?.stdin === true,
      resize: (h, w, settings) => this.resize(id, { query: { h, w }, signal: settings?.signal }),
      own: () => this.#host.terminal(),
    };
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

  /**
   * Packs what a container has at a path: `GET /containers/{id}/archive`.
   *
   * @param id The container's ID or name, running or not.
   * @param call The path, and how to make the call.
   * @returns What is there, and a tar archive of it, which the engine packs as it is read.
   * @throws {NotFoundError} If there is no such container, or no such path in it.
   */
  async archive(id: string, call: QueryCall<ContainerArchiveQuery>): Promise<ContainerArchive> {
    const url = endpoint`GET /containers/${id}/archive`;
    const { body, headers } = await this.#engine.stream(url, call);
    try {
      return { stat: readPathStat(headers, url), archive: new BodyStream(body) };
    } catch (error) {
      body.cancel(error);
      throw error;
    }
  }

  /**
   * Tells what a container has at a path: `HEAD /containers/{id}/archive`.
   *
   * @param id The container's ID or name, running or not.
   * @param call The path, and how to make the call.
   * @throws {NotFoundError} If there is no such container, or no such path in it.
   */
  async archiveInfo(
    id: string,
    call: QueryCall<ContainerArchiveInfoQuery>,
  ): Promise<ContainerPathStat> {
    const url = endpoint`HEAD /containers/${id}/archive`;
    let headers;
    try {
      headers = await this.#engine.head(url, call);
    } catch (error) {
      throw explainPathRefusal(error);
    }
    return readPathStat(headers, url);
  }

  /**
   * Unpacks an archive in a container: `PUT /containers/{id}/archive`.
   *
   * @param id The container's ID or name, running or not.
   * @param call The archive and the directory it is unpacked in, and how to make the call.
   * @throws {NotFoundError} If there is no such container, or no such directory in it.
   * @throws {ApiError} If the path is no directory or can only be read, or the archive is none. With
   * which status depends on the engine: 500 for all of it in 20.10.
   */
  async putArchive(id: string, call: ContainerPutArchiveCall): Promise<void> {
    const { body: upload, ...rest } = call;
    await this.#engine.void(endpoint`PUT /containers/${id}/archive`, { ...rest, upload });
  }

  /**
   * Removes containers that don't run: `POST /containers/prune`.
   *
   * @param call Which ones, and how to make the call. All of them without `filters`.
   * @returns Which ones were removed (null if none), and how many bytes that gave back.
   * @throws {ConflictError} If the engine is pruning already.
   */
  async prune(call?: Call<ContainerPruneQuery>): Promise<ContainerPruneResponse> {
    return await this.#engine.json(endpoint`POST /containers/prune`, call);
  }
}
