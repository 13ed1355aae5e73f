import type { Api } from "../api/api.ts";
import type { AttachSession } from "../api/streams/attach_session.ts";
import { killContainer, removeContainer } from "./end_container.ts";

/** Who removes a container: we, the engine by itself, or nobody. */
export type Removal = "ours" | "engine" | "none";

/** What a {@linkcode RunEnd} is made of. */
export interface RunEndParts {
  /** The engine's API. */
  readonly api: Api;
  /** The container's ID. */
  readonly id: string;
  /** The attachment. */
  readonly session: AttachSession;
  /** The wait for the container's exit. */
  readonly result: Promise<unknown>;
  /** Who removes the container. */
  readonly removal: Removal;
  /** Kills the container. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Ends a container that was spawned. The signal and the wait know of this, and by it of nothing that
 * is read: a session that is dropped has to become garbage, or its output would stop the container.
 */
export class RunEnd {
  readonly #api: Api;
  readonly #id: string;
  readonly #session: WeakRef<AttachSession>;
  readonly #removal: Removal;
  readonly #signal: AbortSignal | undefined;
  #state: "pending" | "exited" | "unknown" = "pending";
  #killed: Promise<void> | undefined;
  #removed: Promise<void> | undefined;

  /**
   * Listens to the signal until the container has exited.
   *
   * @param parts The container, and what ends it.
   */
  constructor({ api, id, session, result, removal, signal }: RunEndParts) {
    this.#api = api;
    this.#id = id;
    this.#session = new WeakRef(session);
    this.#removal = removal;
    this.#signal = signal;
    signal?.addEventListener("abort", this.#abort);
    result.then(() => this.#waited("exited"), () => this.#waited("unknown"));
  }

  /** Whether the engine went away, or the wait was given up. */
  get isUnknown(): boolean {
    return this.#state === "unknown";
  }

  /** Listens to the signal no longer. */
  ignoreSignal(): void {
    this.#signal?.removeEventListener("abort", this.#abort);
  }

  /** Drops the attachment and kills the container, which is removed if that was asked for. */
  kill(): Promise<void> {
    this.#killed ??= this.#kill();
    return this.#killed;
  }

  async #kill(): Promise<void> {
    this.#session.deref()?.close();
    if (this.#removal === "none") await killContainer(this.#api, this.#id);
    else await this.remove();
  }

  /** Removes the container, running or not. */
  remove(): Promise<void> {
    this.#removed ??= removeContainer(this.#api, this.#id);
    return this.#removed;
  }

  /** For when something else has failed already, and tells more. */
  async killQuietly(): Promise<void> {
    try {
      await this.kill();
    } catch {
      // The engine may be out of reach: then the container is, too.
    }
  }

  readonly #abort = (): void => {
    this.ignoreSignal();
    void this.killQuietly();
  };

  #waited(state: "exited" | "unknown"): void {
    this.#state = state;
    // The signal may have ended the wait first.
    if (state === "unknown" && this.#signal?.aborted === true) this.#abort();
    else this.ignoreSignal();
  }
}
