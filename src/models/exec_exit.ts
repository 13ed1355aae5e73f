import type { Api } from "../api/api.ts";
import { ConnectionError, NotFoundError } from "../errors.ts";
import type { ExecInspectResponse } from "../types/wire/exec.ts";
import { isLoss } from "./confirm_exit.ts";
import { sleep } from "./sleep.ts";

/** Milliseconds that an engine may take from the end of a command's output to its exit code. */
const END_GRACE = 2_000;

/**
 * Milliseconds that a command may neither run nor have an exit code: it is just being started, or the
 * engine has lost track of it.
 */
const LIMBO = 10_000;

/** Milliseconds between the first two questions whether a command has ended; then twice as many. */
const FIRST_DELAY = 20;

/** Milliseconds between two questions at most. */
const MAX_DELAY = 1_000;

/**
 * Finds out how a command in a container has ended. Engines tell when they are asked, and not for
 * long: what was told once is kept.
 */
export class ExecExit {
  readonly #api: Api;
  readonly #id: string;
  readonly #signal: AbortSignal | undefined;
  readonly #over = new AbortController();
  #end: ExecInspectResponse | undefined;
  #asking: Promise<number> | undefined;

  /**
   * Makes the question; nothing is asked yet.
   *
   * @param api The engine's API.
   * @param id The command's ID.
   * @param signal Ends all waiting.
   */
  constructor(api: Api, id: string, signal: AbortSignal | undefined) {
    this.#api = api;
    this.#id = id;
    this.#signal = signal;
  }

  /** What the engine told when the command had ended; `undefined` before. */
  get end(): ExecInspectResponse | undefined {
    return this.#end;
  }

  /**
   * Makes sure that a command's output has ended because the command has: a hijacked connection that
   * is cut looks the same.
   *
   * @throws {ConnectionError} If the command still runs, or the engine does not tell.
   */
  async confirm(): Promise<void> {
    await this.#ask(END_GRACE, END_GRACE, "read the command's output to its end");
  }

  /**
   * Asks once whether the command has ended, or can't be asked about any more. What holds it holds
   * this, and not the output that it is asked about, which could never become garbage then.
   */
  readonly hasEnded = async (): Promise<boolean> => {
    if (this.#end !== undefined) return true;
    try {
      return typeof await this.#look("tell whether the command has ended") === "number";
    } catch (error) {
      // An engine that is gone takes the output with it; what it has forgotten has ended.
      return error instanceof ConnectionError && error.cause instanceof NotFoundError;
    }
  };

  /**
   * Asks until the command has ended. Asks once, whoever wants to know.
   *
   * @throws {ConnectionError} If the engine does not tell.
   */
  code(): Promise<number> {
    this.#asking ??= this.#askCode();
    return this.#asking;
  }

  async #askCode(): Promise<number> {
    try {
      return await this.#ask(Infinity, LIMBO, "tell the command's exit code");
    } finally {
      this.#asking = undefined; // a failure must not stick
    }
  }

  /**
   * Waits no longer; does nothing if the command is known to have ended.
   *
   * @param reason What pending and later questions reject with.
   */
  stop(reason: unknown): void {
    if (this.#end === undefined) this.#over.abort(reason);
  }

  async #ask(runLimit: number, limboLimit: number, what: string): Promise<number> {
    const signal = this.#signal;
    const abort = (): void => this.stop(signal?.reason);
    if (signal?.aborted === true) abort();
    signal?.addEventListener("abort", abort);
    const start = Date.now();
    let limbo: number | undefined;
    try {
      for (let delay = FIRST_DELAY;; delay = Math.min(2 * delay, MAX_DELAY)) {
        const code = this.#end?.ExitCode ?? await this.#look(what);
        if (typeof code === "number") return code;
        const now = Date.now();
        limbo = code === "running" ? undefined : limbo ?? now;
        if (limbo === undefined && now - start >= runLimit) {
          throw lost(what, "it was cut while the command runs on");
        }
        if (limbo !== undefined && now - limbo >= limboLimit) {
          throw lost(what, "the engine has no exit code for it");
        }
        await sleep(delay, this.#over.signal);
      }
    } catch (error) {
      // Somebody else who asked has been told meanwhile.
      if (typeof this.#end?.ExitCode === "number") return this.#end.ExitCode;
      throw error;
    } finally {
      signal?.removeEventListener("abort", abort);
    }
  }

  /** The exit code, if there is one by now. */
  async #look(what: string): Promise<number | "running" | "limbo"> {
    const { signal } = this.#over;
    let answer: ExecInspectResponse;
    try {
      answer = await this.#api.exec.inspect(this.#id, { signal });
    } catch (error) {
      if (signal.aborted || isLoss(error)) throw error;
      throw lost(
        what,
        error instanceof NotFoundError
          ? "the engine does not know of it any more; was the container removed?"
          : "the engine does not tell whether it has ended",
        error,
      );
    }
    if (answer.Running) return "running";
    if (answer.ExitCode === null) return "limbo";
    this.#end = answer;
    this.#over.abort();
    return answer.ExitCode;
  }
}

function lost(what: string, why: string, cause?: unknown): ConnectionError {
  return new ConnectionError(`Cannot ${what}: ${why}`, "lost", { cause });
}
