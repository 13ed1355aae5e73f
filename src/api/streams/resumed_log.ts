import type { Bytes } from "../../transport/connection.ts";
import type { OutputChunk } from "./demux.ts";
import { type EntrySink, type LogEntries, logEntries } from "./log_entries.ts";
import type { LogPrefix } from "./log_prefix.ts";

/** What a log is like that is read in several answers. */
export interface ResumedLogOptions {
  /** Whether the output comes in frames. */
  readonly framed: boolean;
  /** Whether the entries' attributes follow their times. */
  readonly details: boolean;
  /** Whether the times are handed on; they are taken off otherwise. */
  readonly timestamps: boolean;
}

const HEADER = 8;

/**
 * Puts together a log with times that is read in several answers, each from the latest time of those
 * before or a little earlier: takes off what came before already, and the times. Does no I/O.
 *
 * Many entries may have the same time. What is asked for from a time on has all of them, and an engine
 * gives the same entries in the same order and bytes each time; so it is bytes that are counted. That
 * also finds the end of a terminal's line which has none.
 */
export class ResumedLog implements EntrySink {
  readonly #options: ResumedLogOptions;
  #entries: LogEntries;
  /** The first and the latest time that came, and how many bytes the entries of that are. */
  #first: bigint | undefined;
  #latest: bigint | undefined;
  #latestBytes = 0;
  /** The time from which the answer was asked for, and how many bytes of that time came before. */
  #from: bigint | undefined;
  #toSkip = 0;
  #entryIs: "new" | "newest" | "known" | "earlier" = "new";
  #out: Bytes[] = [];

  /**
   * Makes one.
   *
   * @param options What the log is like.
   */
  constructor(options: ResumedLogOptions) {
    this.#options = options;
    this.#entries = this.#newEntries();
  }

  /** The time from which the next answer has to be asked for; `undefined` if nothing has come. */
  get timeNano(): bigint | undefined {
    return this.#latest;
  }

  /**
   * Whether all that came has the same time. Of an answer that does not begin with the first entry of
   * its time, as with `tail`, it isn't known then how much of that time lies before.
   */
  get isOneTime(): boolean {
    return this.#first !== undefined && this.#first === this.#latest;
  }

  /**
   * Takes the place to be at from elsewhere.
   *
   * @param timeNano A time.
   * @param bytes How many bytes of the entries of that time are not wanted.
   */
  moveTo(timeNano: bigint, bytes: number): void {
    this.#first = undefined;
    this.#latest = timeNano;
    this.#latestBytes = bytes;
  }

  /** Takes note that another answer begins: with the entries of the time that was asked for. */
  resume(): void {
    this.#entries = this.#newEntries();
    this.#from = this.#latest;
    this.#toSkip = this.#latestBytes;
  }

  /**
   * Takes the next bytes of an answer.
   *
   * @returns What of them is to be handed on.
   * @throws {ProtocolError} If they are no log with times.
   * @throws {StreamError} If the engine reports that it can't go on.
   */
  feed(bytes: Bytes): Bytes {
    this.#entries.decode(bytes, this);
    return this.#takeOut();
  }

  /**
   * Takes note that the answer has ended.
   *
   * @returns What is still to be handed on.
   * @throws {ProtocolError} If it ends in the middle of a frame, or of a time.
   */
  end(): Bytes {
    this.#entries.end(this);
    return this.#takeOut();
  }

  /** Looks whether an entry is new; called for each in turn. */
  begin({ timeNano }: LogPrefix, head: Bytes): number | undefined {
    if (this.#from !== undefined && timeNano < this.#from) {
      this.#entryIs = "earlier";
      return undefined;
    }
    if (timeNano !== this.#from) this.#toSkip = 0; // the rest of that time is no longer there
    if (this.#toSkip > 0) {
      this.#entryIs = "known";
      this.#toSkip = Math.max(0, this.#toSkip - head.length);
      return this.#toSkip;
    }
    this.#first ??= timeNano;
    if (this.#latest === undefined || timeNano > this.#latest) {
      this.#latest = timeNano;
      this.#latestBytes = 0;
    }
    this.#entryIs = timeNano === this.#latest ? "newest" : "new";
    if (this.#entryIs === "newest") this.#latestBytes += head.length;
    if (this.#options.timestamps) this.#out.push(head);
    return undefined;
  }

  /** Takes what an entry says. */
  take({ stream, data }: OutputChunk): void {
    switch (this.#entryIs) {
      case "earlier":
        return;
      case "known":
        this.#toSkip = Math.max(0, this.#toSkip - data.length);
        return;
      case "newest":
        this.#latestBytes += data.length;
    }
    if (data.length === 0) return;
    const { framed, timestamps } = this.#options;
    if (framed && !timestamps) {
      const header = new Uint8Array(HEADER);
      header[0] = stream === "stdout" ? 1 : 2;
      new DataView(header.buffer).setUint32(4, data.length);
      this.#out.push(header);
    }
    this.#out.push(data);
  }

  #newEntries(): LogEntries {
    return logEntries(this.#options.framed, this.#options.details);
  }

  #takeOut(): Bytes {
    const all = new Uint8Array(this.#out.reduce((length, { length: more }) => length + more, 0));
    let at = 0;
    for (const piece of this.#out) {
      all.set(piece, at);
      at += piece.length;
    }
    this.#out = [];
    return all;
  }
}
