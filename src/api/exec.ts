import type {
  ContainerExecBody,
  ExecInspectResponse,
  ExecResizeQuery,
  ExecStartBody,
} from "../types/wire/exec.ts";
import type { Host } from "../transport/host.ts";
import type { Body } from "../transport/http_client.ts";
import type { IDResponse } from "../types/wire/shared.ts";
import type { BodyCall, CallOptions, QueryCall } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";
import { openSession } from "./open_session.ts";
import { AttachSession, type SessionTerminal } from "./streams/attach_session.ts";
import { closedInput } from "./streams/closed_input.ts";
import { type OutputOptions, OutputStream } from "./streams/output.ts";
import { SilenceGuard } from "./streams/silence_guard.ts";

/** Body of {@linkcode ExecApi.start}. */
export interface ExecSessionBody extends ExecStartBody {
  /** A command that is started with a session is not detached: that is another method. */
  Detach?: false | undefined;
}

/** Body of {@linkcode ExecApi.startDetached}. */
export interface ExecDetachedBody extends ExecStartBody {
  /** Sent in any case. */
  Detach?: true | undefined;
}

/** How to start a command, and how to read what it writes. */
export interface ExecStartCall extends CallOptions, OutputOptions {
  /**
   * The terminal. `Tty` should be what the command was created with: this one tells the engine
   * whether to frame the output, that one whether there is a terminal. `ConsoleSize` needs API 1.42.
   */
  readonly body?: ExecSessionBody | undefined;
  /**
   * Whether its standard input is to be written to. If not, the connection is not upgraded, which
   * some proxies and clients can't.
   *
   * @default {true}
   */
  readonly stdin?: boolean | undefined;
  /**
   * Asked now and then while the output is silent, without `stdin`: some engines leave it open after
   * the command has ended. What it rejects with, the output fails with.
   */
  readonly hasEnded?: (() => Promise<boolean>) | undefined;
}

/** How to start a command that nobody listens to. */
export interface ExecStartDetachedCall extends CallOptions {
  /** The terminal. `ConsoleSize` needs API 1.42. */
  readonly body?: ExecDetachedBody | undefined;
}

/** The operations of the Engine API on commands in running containers: `docker.api.exec`. */
export class ExecApi {
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
   * Prepares a command in a container, and does not start it yet: `POST /containers/{id}/exec`.
   *
   * @param id The container's ID or name.
   * @param call The command and what to attach of it, and how to make the call. `WorkingDir` needs
   * API 1.35, `ConsoleSize` 1.42.
   * @returns The command's ID.
   * @throws {NotFoundError} If there is no such container.
   * @throws {ConflictError} If it is not running, or paused.
   */
  async create(id: string, call: BodyCall<ContainerExecBody>): Promise<IDResponse> {
    return await this.#engine.json(endpoint`POST /containers/${id}/exec`, call);
  }

  /**
   * Starts a command, and opens both of its directions: `POST /exec/{id}/start`. What was not
   * attached when the command was created says nothing and hears nothing.
   *
   * That a command can't be started, because there is no such program or because it has run already,
   * engines write to its output; the exit code then is 126 or 127.
   *
   * @example Run a command in a container, and have its exit code
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = new DockerClient();
   * const { exec } = docker.api;
   * const { Id } = await exec.create("web", { body: { Cmd: ["id"], AttachStdout: true } });
   * const session = await exec.start(Id);
   * console.log(await session.output.text());
   * console.log((await exec.inspect(Id)).ExitCode);
   * ```
   *
   * @param id The command's ID.
   * @param call The terminal, and how to make the call.
   * @throws {NotFoundError} If there is no such command, or its container has stopped since.
   * @throws {ConflictError} If its container is paused.
   * @throws {TypeError} If `Detach` is set.
   */
  async start(id: string, call: ExecStartCall = {}): Promise<AttachSession> {
    const { body = {}, ...rest } = call;
    if (body.Detach) {
      throw new TypeError(
        "Cannot start a command and detach from it: it has no session then; use " +
          "exec.startDetached(id, call)",
      );
    }
    const url = endpoint`POST /exec/${id}/start`;
    const terminal: Omit<SessionTerminal, "tty"> = {
      stdin: call.stdin !== false,
      resize: (h, w, settings) => this.resize(id, { query: { h, w }, signal: settings?.signal }),
      own: () => this.#host.terminal(),
    };
    const tty = body.Tty === true;
    // Engines before 23 refuse a start without a body.
    const sent = { ...rest, body };
    return terminal.stdin
      ? openSession(await this.#engine.upgrade(url, sent), tty, call, terminal)
      : listen((await this.#engine.stream(url, sent)).body, call, { ...terminal, tty });
  }

  /**
   * Starts a command that nobody listens to: `POST /exec/{id}/start` with `Detach`.
   *
   * @param id The command's ID.
   * @param call The terminal, and how to make the call.
   * @throws {NotFoundError} If there is no such command, or its container has stopped since.
   * @throws {ConflictError} If it has run already, or its container is paused.
   * @throws {ApiError} If it can't be started, for example because there is no such program.
   * @throws {TypeError} If `Detach` is set to `false`.
   */
  async startDetached(id: string, call: ExecStartDetachedCall = {}): Promise<void> {
    const { body, ...rest } = call;
    const { Detach = true, ...terminal }: ExecStartBody = body ?? {};
    if (!Detach) {
      throw new TypeError(
        "Cannot start a command detached without Detach; use exec.start(id, call)",
      );
    }
    await this.#engine.void(endpoint`POST /exec/${id}/start`, {
      ...rest,
      body: { ...terminal, Detach },
    });
  }

  /**
   * Changes the size of a running command's terminal: `POST /exec/{id}/resize`. Of a command that
   * was not started yet, engines wait ten seconds for the start and then refuse.
   *
   * @param id The command's ID.
   * @param call The size, and how to make the call.
   * @throws {NotFoundError} If there is no such command.
   * @throws {ApiError} If it was not started, or has ended: with 404 or 500, as the engine is.
   */
  async resize(id: string, call: QueryCall<ExecResizeQuery>): Promise<void> {
    await this.#engine.void(endpoint`POST /exec/${id}/resize`, call);
  }

  /**
   * Tells all about a command: `GET /exec/{id}/json`. Engines forget one some minutes after it has
   * ended, and when its container is removed.
   *
   * @param id The command's ID.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such command.
   */
  async inspect(id: string, call?: CallOptions): Promise<ExecInspectResponse> {
    return await this.#engine.json(endpoint`GET /exec/${id}/json`, call);
  }
}

/** A session without an input. Without an upgrade, engines don't tell whether the output is framed. */
function listen(body: Body, call: ExecStartCall, terminal: SessionTerminal): AttachSession {
  const { hasEnded } = call;
  const guarded = hasEnded === undefined ? body : new SilenceGuard(body, hasEnded);
  return new AttachSession({
    stdin: closedInput("exec"),
    output: new OutputStream(guarded, { ...call, framed: !terminal.tty }),
    terminal,
    close: (reason) => body.cancel(reason),
  });
}
