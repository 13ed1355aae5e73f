import type { Api } from "../api/api.ts";
import type { PendingWait } from "../api/containers.ts";
import type { AttachSession } from "../api/streams/attach_session.ts";
import type { OutputStream } from "../api/streams/output.ts";
import { ConnectionError, DockerError } from "../errors.ts";
import { type Container, toWaitResult } from "./container.ts";
import { killContainer, removeContainer } from "./end_container.ts";
import { closedInput, endlessInput } from "./session_input.ts";

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
  /** Who removes the container: we, the engine by itself, or nobody. */
  readonly removal: "ours" | "engine" | "none";
  /** Ends the session: the container is killed. */
  readonly signal: AbortSignal | undefined;
}

/**
 * A container that was started with somebody attached: nothing that it writes is missed. While its
 * output isn't read, it is stopped when it writes on.
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
  #outcome: "pending" | "exited" | "unknown" = "pending";
  #exit: Promise<number> | undefined;
  #killed: Promise<void> | undefined;
  #removed: Promise<void> | undefined;

  /**
   * Makes a session of its parts; `containers.spawn()` does it for you.
   *
   * @param parts The parts, the session's from now on.
   */
  constructor(parts: RunSessionParts) {
    const { container, session, signal, wait } = parts;
    this.#parts = parts;
    this.container = container;
    this.output = session.output;
    this.stdin = toInput(parts);
    signal?.addEventListener("abort", this.#abort);
    wait.result.then(() => this.#waited("exited"), () => this.#waited("unknown"));
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
      if (signal?.aborted === true) await this.#killQuietly();
      throw error;
    }
    const { exitCode, error } = toWaitResult(answer);
    if (error !== undefined) {
      throw new DockerError(`Cannot wait for "${this.container.name}": ${error}`, "other");
    }
    if (removal === "ours") await this.#remove();
    return exitCode;
  }

  /**
   * Drops the attachment and kills the container, which is removed if that was asked for. Does
   * nothing the second time, nor if the container has exited.
   *
   * @throws {ConnectionError} If the engine is gone, or does not do it in time.
   */
  kill(): Promise<void> {
    this.#killed ??= this.#kill();
    return this.#killed;
  }

  async #kill(): Promise<void> {
    const { api, session, removal } = this.#parts;
    session.close();
    if (removal === "none") await killContainer(api, this.container.id);
    else await this.#remove();
  }

  #remove(): Promise<void> {
    this.#removed ??= removeContainer(this.#parts.api, this.container.id);
    return this.#removed;
  }

  /** For when something else has failed already, and tells more. */
  async #killQuietly(): Promise<void> {
    try {
      await this.kill();
    } catch {
      // The engine may be out of reach: then the container is, too.
    }
  }

  readonly #abort = (): void => {
    this.#parts.signal?.removeEventListener("abort", this.#abort);
    void this.#killQuietly();
  };

  #waited(outcome: "exited" | "unknown"): void {
    const { signal } = this.#parts;
    this.#outcome = outcome;
    // The signal may have ended the wait first.
    if (outcome === "unknown" && signal?.aborted === true) this.#abort();
    else signal?.removeEventListener("abort", this.#abort);
  }

  /**
   * Drops the attachment, so that the container does not wait for a reader; and removes the
   * container, running or not, if its removal was asked for. Does nothing the second time.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    const { session, wait, signal, removal } = this.#parts;
    const failed = this.#outcome === "unknown";
    signal?.removeEventListener("abort", this.#abort);
    await session[Symbol.asyncDispose]();
    wait.cancel(
      new ConnectionError("Cannot wait for the container: the session was disposed of", "closed"),
    );
    if (removal === "none") return;
    try {
      await this.#remove();
    } catch (error) {
      // Output and exit code have told that the engine is gone; a second error would hide the first.
      if (!failed || !(error instanceof ConnectionError)) throw error;
    }
  }
}

function toInput({ session, stdin, tty }: RunSessionParts): WritableStream<Uint8Array> {
  if (!stdin) return closedInput("spawn");
  return tty ? endlessInput(session.stdin) : session.stdin;
}
