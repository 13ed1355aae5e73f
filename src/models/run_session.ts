import type { Api } from "../api/api.ts";
import type { PendingWait } from "../api/containers.ts";
import type { AttachSession } from "../api/streams/attach_session.ts";
import type { OutputStream } from "../api/streams/output.ts";
import { ConflictError, ConnectionError, NotFoundError } from "../errors.ts";
import { type Container, toWaitResult } from "./container.ts";

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
  /** The container. */
  readonly container: Container;
  readonly #parts: RunSessionParts;
  readonly #abort: () => void;
  #exit: Promise<number> | undefined;
  #killed: Promise<void> | undefined;
  #removed: Promise<void> | undefined;

  /**
   * Makes a session of its parts; `containers.spawn()` does it for you.
   *
   * @param parts The parts, the session's from now on.
   */
  constructor(parts: RunSessionParts) {
    this.#parts = parts;
    this.container = parts.container;
    const { signal, wait } = parts;
    // The signal has ended the attachment and the wait; an abort must leave nothing behind.
    this.#abort = () => {
      this.kill().catch(() => undefined); // exitCode() tells of it
    };
    signal?.addEventListener("abort", this.#abort);
    const over = (): void => {
      if (signal?.aborted !== true) signal?.removeEventListener("abort", this.#abort);
    };
    wait.result.then(over, over);
  }

  /**
   * The container's standard input, if `stdin` was asked for: a write waits while it does not read.
   * Closing it is the end of the input, while the output goes on.
   */
  get stdin(): WritableStream<Uint8Array> {
    return this.#parts.session.stdin;
  }

  /** What the container writes. It rejects if the connection is lost before the container exits. */
  get output(): OutputStream {
    return this.#parts.session.output;
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
    let exitCode: number;
    try {
      ({ exitCode } = toWaitResult(await this.#parts.wait.result));
    } catch (error) {
      if (this.#parts.signal?.aborted === true) await this.kill();
      throw error;
    }
    if (this.#parts.removal === "ours") await this.#remove();
    return exitCode;
  }

  /** Kills the container, drops the attachment, and removes the container if that was asked for. */
  kill(): Promise<void> {
    this.#killed ??= this.#kill();
    return this.#killed;
  }

  async #kill(): Promise<void> {
    const { api, session, removal } = this.#parts;
    session.close();
    if (removal !== "none") return await this.#remove();
    try {
      await api.containers.kill(this.container.id);
    } catch (error) {
      if (!isGone(error)) throw error; // it had exited
    }
  }

  #remove(): Promise<void> {
    this.#removed ??= removeContainer(this.#parts.api, this.container.id);
    return this.#removed;
  }

  /**
   * Drops the attachment, so that the container does not wait for a reader; and removes the
   * container, running or not, if its removal was asked for. Does nothing the second time.
   */
  async [Symbol.asyncDispose](): Promise<void> {
    const { session, wait, signal, removal } = this.#parts;
    signal?.removeEventListener("abort", this.#abort);
    await session[Symbol.asyncDispose]();
    wait.cancel(
      new ConnectionError("Cannot wait for the container: the session was disposed of", "closed"),
    );
    if (removal !== "none") await this.#remove();
  }
}

/** Removes a container, running or not, with its anonymous volumes; it may be gone already. */
export async function removeContainer(api: Api, id: string): Promise<void> {
  try {
    await api.containers.delete(id, { query: { force: true, v: true } });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** Whether a refusal says that there is nothing left to do: gone, going, or not running. */
function isGone(error: unknown): boolean {
  return error instanceof NotFoundError || error instanceof ConflictError;
}
