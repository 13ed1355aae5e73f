import { OutputLimitError } from "../errors.ts";

/**
 * Events that were taken from an engine and not read yet. It knows nothing of the stream that reads
 * it, so that what fills it does not keep alive a stream that nobody has any more.
 */
export class EventQueue<Entry> {
  readonly #maxQueued: number;
  readonly #signal: AbortSignal | undefined;
  #entries: Entry[] = [];
  #state: "open" | "ended" | "failed" = "open";
  #failure: unknown;
  #wake: (() => void) | undefined;

  /**
   * Makes a queue.
   *
   * @param maxQueued How many events may wait.
   * @param signal Ends it: whoever aborts wants no more, not even of what waits.
   */
  constructor(maxQueued: number, signal?: AbortSignal) {
    this.#maxQueued = maxQueued;
    this.#signal = signal;
  }

  /**
   * Adds an event.
   *
   * @throws {OutputLimitError} If there are as many as may wait.
   */
  push(entry: Entry): void {
    if (this.#state !== "open") return;
    if (this.#entries.length === this.#maxQueued) throw overflow(this.#maxQueued);
    this.#entries.push(entry);
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
    this.#entries = [];
  }

  /**
   * Takes the next event, once there is one. Only one may ask at a time.
   *
   * @returns The event, or `undefined` if there are no more.
   * @throws Why there are no more, if something went wrong.
   * @throws The signal's reason, if it is aborted.
   */
  async take(): Promise<Entry | undefined> {
    while (this.#entries.length === 0 && this.#state === "open") {
      await new Promise<void>((resolve) => this.#wake = resolve);
      this.#wake = undefined;
    }
    this.#signal?.throwIfAborted();
    const entry = this.#entries.shift();
    if (entry === undefined && this.#state === "failed") throw this.#failure;
    return entry;
  }
}

function overflow(maxQueued: number): OutputLimitError {
  return new OutputLimitError(
    `Cannot keep more than ${maxQueued} events that nobody reads (maxQueued); read them faster, or ` +
      `ask for fewer with filters`,
    maxQueued,
  );
}
