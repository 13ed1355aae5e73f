import type { Api } from "../api/api.ts";
import type { PendingWait } from "../api/container_calls.ts";
import { AttachSession } from "../api/streams/attach_session.ts";
import { closedInput } from "../api/streams/closed_input.ts";
import type { OutputStream } from "../api/streams/output.ts";
import { ConnectionError, DockerError } from "../errors.ts";
import type { CallSettings } from "../types/call.ts";
import type { PipeEnd, PipeSettings } from "../types/exec.ts";
import { type Container, toWaitResult } from "./container.ts";
import { type Removal, RunEnd } from "./run_end.ts";
import { terminalInput } from "./session_input.ts";

/** What a {@linkcode RunSession} is made of. */
export interface RunSessionParts {
  /** The engine's API. */
  readonly api: Api;
  /** The container, which has been started. */
  readonly container: Container;
  /** The attachment that was made before the start. */
  readonly session: AttachSession;
  /** The wait that was registered before the start. */
  readonly wait: PendingWait;
  /** Whether standard input was attached to. */
  readonly stdin: boolean;
  /** Whether the container has a terminal. */
  readonly tty: boolean;
  /** The keys that detach from the terminal; the engine's own if absent. */
  readonly detachKeys?: string | undefined;
  /** Who removes the container: we, the engine by itself, or nobody. */
  readonly removal: Removal;
  /** Ends the session: the container is killed. */
  readonly signal: AbortSignal | undefined;
}

/**
 * A container that was started with somebody attached: nothing that it writes is missed. While its
 * output isn't read, it is stopped when it writes on, unless `onStall` says otherwise.
 *
 * Read `output` to its end and ask for `exitCode()`, or dispose of the session, which leaves a
 * container running unless its removal was asked for.
 */
export class RunSession {
  /**
   * The container, as it was before the start: `container.reload()` tells how it is now.
   */
  readonly container: Container;
  /**
   * The container's standard input: a write waits while it does not read. Closing it is the end of
   * the input, while the output goes on. Writes reject if `stdin` was not asked for.
   *
   * With `tty` the container does not notice that it is closed: a terminal's input ends as the
   * program in it wants, mostly with `"\x04"` (Ctrl-D) at the beginning of a line.
   */
  readonly stdin: WritableStream<Uint8Array>;
  /** What the container writes. It rejects if the connection is lost before the container exits. */
  readonly output: OutputStream;
  readonly #parts: RunSessionParts;
  readonly #session: AttachSession;
  readonly #end: RunEnd;
  #exit: Promise<number> | undefined;

  /**
   * Makes a session of its parts; `containers.spawn()` does it for you.
   *
   * @param parts The parts, the session's from now on.
   */
  constructor(parts: RunSessionParts) {
    const { api, container, wait, removal, signal } = parts;
    const session = toSession(parts);
    this.#parts = parts;
    this.#session = session;
    this.container = container;
    this.output = session.output;
    this.stdin = session.stdin;
    this.#end = new RunEnd({
      api,
      id: container.id,
      session,
      result: wait.result,
      removal,
      signal,
    });
  }

  /**
   * Connects it to streams, by default to those of the process that we run in, until its output ends:
   * as {@linkcode AttachSession.pipe} does.
   *
   * @example Run a shell
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const settings = { stdin: true, tty: true, remove: true };
   * await using session = await docker.containers.spawn("busybox", "sh", settings);
   * if (await session.pipe() === "ended") console.log(await session.exitCode());
   * ```
   *
   * @param settings What to connect it to.
   * @returns Whether the output ended, or somebody detached: then the container runs on.
   * @throws {ConnectionError} If the connection is lost.
   * @throws {TypeError} If a setting can't be used, or one of the streams is locked.
   */
  async pipe(settings: PipeSettings = {}): Promise<PipeEnd> {
    return await this.#session.pipe(settings);
  }

  /**
   * Changes the size of the container's terminal: `POST /containers/{id}/resize`.
   *
   * @param height How many lines it has.
   * @param width How many columns it has.
   * @param settings How to make the call.
   * @throws {ApiError} If the container does not run.
   * @throws {RangeError} If a side is not whole, or not from 0 to 65535.
   */
  async resize(height: number, width: number, settings: CallSettings = {}): Promise<void> {
    await this.#session.resize(height, width, settings);
  }

  /**
   * Drops the attachment in good order, as the keys that detach do: the output ends here, the
   * container runs on, and `exitCode()` still waits for it.
   */
  detach(): void {
    this.#session.detach();
  }

  /**
   * Waits until the container has exited, and removes it if that was asked for. The output must be
   * read meanwhile, or the container may never come to its end.
   *
   * @returns The exit code of its first process; 128 + the signal's number if a signal ended it.
   * @throws {ConnectionError} If the engine goes away before.
   */
  exitCode(): Promise<number> {
    this.#exit ??= this.#awaitExit();
    return this.#exit;
  }

  async #awaitExit(): Promise<number> {
    const { wait, signal, removal } = this.#parts;
    let answer;
    try {
      answer = await wait.result;
    } catch (error) {
      if (signal?.aborted === true) await this.#end.killQuietly();
      throw error;
    }
    const { exitCode, error } = toWaitResult(answer);
    if (error !== undefined) {
      throw new DockerError(`Cannot wait for "${this.container.name}": ${error}`, "other");
    }
    if (removal === "ours") await this.#end.remove();
    return exitCode;
  }

  /**
   * Drops the attachment and kills the container, which is removed if that was asked for. Does
   * nothing the second time, nor if the container has exited.
   *
   * @throws {ConnectionError} If the engine is gone, or does not do it in time.
   */
  kill(): Promise<void> {
    return this.#end.kill();
  }

  /**
   * Drops the attachment, so that the container does not wait for a reader; and removes the
   * container, running or not, if its removal was asked for. Does nothing the second time.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    const { wait, removal } = this.#parts;
    const wasUnknown = this.#end.isUnknown;
    this.#end.ignoreSignal();
    await this.#session[Symbol.asyncDispose]();
    wait.cancel(
      new ConnectionError("Cannot wait for the container: the session was disposed of", "closed"),
    );
    if (removal === "none") return;
    try {
      await this.#end.remove();
    } catch (error) {
      // Output and exit code have told that the engine is gone; a second error would hide the first.
      if (!wasUnknown || !(error instanceof ConnectionError)) throw error;
    }
  }
}

/** The attachment as it is to be seen: only what is asked for, and with the keys that detach. */
function toSession(parts: RunSessionParts): AttachSession {
  const { api, container, session, stdin, tty, detachKeys } = parts;
  const input = !stdin
    ? closedInput("spawn")
    : tty
    ? terminalInput(session.stdin, detachKeys, () => seen.detach())
    : session.stdin;
  const seen = new AttachSession({
    stdin: input,
    output: session.output,
    terminal: {
      tty,
      stdin,
      resize: (height, width, settings) => container.resize(height, width, settings),
      own: () => api.host.terminal(),
    },
    close: (reason) => session.close(reason),
  });
  return seen;
}
