import type { Bytes } from "../connection.ts";
import { READ_SIZE } from "./limits.ts";

interface Entry {
  readonly bytes: Bytes;
  next: Entry | undefined;
}

interface Waiting {
  readonly resolve: (bytes: Bytes | null) => void;
  readonly reject: (reason: unknown) => void;
}

/** How an {@linkcode Inbox} slows its source. */
export interface Source {
  /** Stops pushing; what is under way may still come. */
  pause(): void;
  /** Pushes again. */
  resume(): void;
}

/**
 * Bytes that a runtime pushes, for a reader who pulls. Holds what the reader has not taken yet, and
 * pauses the source when that is much.
 */
export class Inbox {
  readonly #source: Source;
  readonly #limit: number;
  // a list, because the queue of a slow reader may never run empty, which is when an array is reset
  #first: Entry | undefined;
  #last: Entry | undefined;
  #held = 0;
  #flow: "flowing" | "paused" = "flowing";
  #state: "open" | "ended" | "failed" = "open";
  #failure: unknown;
  #waiting: Waiting | undefined;

  /**
   * Makes an empty inbox.
   *
   * @param source What pushes.
   * @param limit Bytes held from which on the source is paused.
   */
  constructor(source: Source, limit: number = READ_SIZE) {
    this.#source = source;
    this.#limit = limit;
  }

  /**
   * Takes bytes that came. What comes after the end is dropped.
   *
   * @param bytes The bytes, at least one, which nobody else holds.
   */
  push(bytes: Bytes): void {
    if (this.#state !== "open") return;
    const waiting = this.#waiting;
    if (waiting !== undefined) {
      this.#waiting = undefined;
      waiting.resolve(bytes);
      return;
    }
    const entry: Entry = { bytes, next: undefined };
    if (this.#last === undefined) this.#first = entry;
    else this.#last.next = entry;
    this.#last = entry;
    this.#held += bytes.length;
    if (this.#held >= this.#limit && this.#flow === "flowing") {
      this.#flow = "paused";
      this.#source.pause();
    }
  }

  /** Marks the peer's end: reads give `null` once all that came is taken. */
  end(): void {
    if (this.#state !== "open") return;
    this.#state = "ended";
    this.#waiting?.resolve(null);
    this.#waiting = undefined;
  }

  /**
   * Marks a failure: reads reject once all that came is taken.
   *
   * @param reason What they reject with.
   */
  fail(reason: unknown): void {
    if (this.#state !== "open") return;
    this.#state = "failed";
    this.#failure = reason;
    this.#waiting?.reject(reason);
    this.#waiting = undefined;
  }

  /**
   * Drops what was not taken: a pending read and all later ones reject.
   *
   * @param reason What they reject with.
   */
  close(reason: unknown): void {
    this.#first = this.#last = undefined;
    this.#held = 0;
    this.#state = "failed";
    this.#failure = reason;
    this.#waiting?.reject(reason);
    this.#waiting = undefined;
  }

  /**
   * Takes what came next, at once if it is here. One at a time.
   *
   * @returns The bytes of one push; `null` at the end.
   */
  read(): Bytes | null | Promise<Bytes | null> {
    const entry = this.#first;
    if (entry !== undefined) return this.#take(entry);
    if (this.#state === "ended") return null;
    if (this.#state === "failed") return Promise.reject(this.#failure);
    if (this.#waiting !== undefined) {
      return Promise.reject(new TypeError("Cannot read: another read is pending"));
    }
    return new Promise((resolve, reject) => this.#waiting = { resolve, reject });
  }

  #take(entry: Entry): Bytes {
    this.#first = entry.next;
    if (this.#first === undefined) this.#last = undefined;
    this.#held -= entry.bytes.length;
    // not before half of it is gone: to pause and resume for each chunk costs more than it keeps busy
    if (this.#flow === "paused" && this.#held <= this.#limit / 2) {
      this.#flow = "flowing";
      this.#source.resume();
    }
    return entry.bytes;
  }
}
