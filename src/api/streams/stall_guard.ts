import { ConnectionError, TimeoutError } from "../../errors.ts";
import type { Bytes } from "../../transport/connection.ts";
import type { Body } from "../../transport/http_client.ts";
import type { Pieces } from "../../transport/pieces.ts";

/**
 * A body that is given up when its reader stalls: what comes is taken one read in advance, and when
 * that has waited too long, the body beneath is cancelled. Its reader gets what was taken, and then an
 * error. Without a guard, a reader that stalls stops whoever sends.
 */
export class StallGuard implements Body {
  /** The media type of the body beneath. */
  readonly mediaType: string;
  readonly #body: Body;
  readonly #limit: number;
  readonly #pieces: Pieces = { bytes: new Uint8Array(0), ranges: [0, 0], length: 2 };
  #ahead: Promise<Bytes | null>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isOver = false;

  /**
   * Begins to read.
   *
   * @param body The body; the guard's from now on.
   * @param limit Milliseconds that what came may wait.
   */
  constructor(body: Body, limit: number) {
    this.mediaType = body.mediaType;
    this.#body = body;
    this.#limit = limit;
    this.#ahead = this.#next();
  }

  async read(): Promise<Bytes | null> {
    const bytes = await this.#ahead;
    clearTimeout(this.#timer);
    if (bytes === null) this.#isOver = true;
    if (!this.#isOver) this.#ahead = this.#next();
    else if (bytes !== null) this.#ahead = this.#failure();
    return bytes;
  }

  async readPieces(): Promise<Pieces | null> {
    const bytes = await this.read();
    if (bytes === null) return null;
    this.#pieces.bytes = bytes;
    this.#pieces.ranges[1] = bytes.length;
    return this.#pieces;
  }

  cancel(reason?: unknown): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#body.cancel(reason);
    this.#ahead = rejected(
      reason ?? new ConnectionError("Cannot read on: the output was cancelled", "closed"),
    );
  }

  /** What comes next; the clock runs from its coming. */
  #next(): Promise<Bytes | null> {
    const next = this.#take();
    next.catch(() => undefined); // whoever reads is told
    return next;
  }

  async #take(): Promise<Bytes | null> {
    const bytes = await this.#body.read();
    if (bytes !== null && !this.#isOver) {
      this.#timer = setTimeout(() => this.#giveUp(), this.#limit);
    }
    return bytes;
  }

  #giveUp(): void {
    this.#isOver = true;
    this.#body.cancel(this.#stalled());
  }

  #stalled(): TimeoutError {
    return new TimeoutError(
      `Cannot read on: the session was detached since its output was not read for ${this.#limit} ms, ` +
        "and what writes it would have been stopped",
    );
  }

  #failure(): Promise<never> {
    return rejected(this.#stalled());
  }
}

/** A rejection that is no concern of anybody's before it is asked for. */
function rejected(reason: unknown): Promise<never> {
  const rejection = Promise.reject(reason);
  rejection.catch(() => undefined);
  return rejection;
}
