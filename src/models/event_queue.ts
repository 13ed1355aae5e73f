import type { EngineEvent } from "./engine_event.ts";

/**
 * Events that were taken from an engine and not read yet. It knows nothing of the stream that reads
 * it, so that what fills it does not keep alive a stream that nobody has any more.
 */
export class EventQueue {
  readonly #signal: AbortSignal | undefined;
  #events: EngineEvent[] = [];
  #state: "open" | "ended" | "failed" = "open";
  #failure: unknown;
  #wake: (() => void) | undefined;

  /**
   * Makes a queue.
   *
   * @param signal Ends it: whoever aborts wants no more, not even of what waits.
   */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** How many events wait. */
  get length(): number {
    return this.#events.length;
  }

  /** Adds an event. */
  push(event: EngineEvent): void {
    if (this.#state !== "open") return;
    this.#events.push(event);
    this.#wake?.();
  }

  /** Takes note that no more come; those that wait are still handed out. */
  end(): void {
    if (this.#state !== "open") return;
    this.#state = "ended";
    this.#wake?.();
  }

  /** Takes note that no more come, and why; those that wait are still handed out. */
  fail(error: unknown): void {
    if (this.#state !== "open") return;
    this.#state = "failed";
    this.#failure = error;
    this.#wake?.();
  }

  /** Drops those that wait. */
  clear(): void {
    this.#events = [];
  }

  /**
   * Takes the next event, once there is one.
   *
   * @returns The event, or `undefined` if there are no more.
   * @throws Why there are no more, if something went wrong. Only one may ask at a time.
   * @throws The signal's reason, if it is aborted.
   */
  async take(): Promise<EngineEvent | undefined> {
    while (this.#events.length === 0 && this.#state === "open") {
      await new Promise<void>((resolve) => this.#wake = resolve);
      this.#wake = undefined;
    }
    this.#signal?.throwIfAborted();
    const event = this.#events.shift();
    if (event === undefined && this.#state === "failed") throw this.#failure;
    return event;
  }
}
