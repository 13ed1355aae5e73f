import type { Bytes } from "../../transport/connection.ts";
import type { OutputChunk } from "./demux.ts";
import { type LogEntries, logEntries } from "./log_entries.ts";
import { parseTimestamp } from "./timestamp.ts";

/** What a log is like that is read in several answers. */
export interface ResumedLogOptions {
  /** Whether the output comes in frames. */
  readonly framed: boolean;
  /** Whether the entries' attributes follow their times. */
  readonly details: boolean;
  /** Whether the times are handed on; they are taken off otherwise. */
  readonly timestamps: boolean;
}

/** Where a log was left: at so many bytes behind the beginning of the first entry of that time. */
interface Place {
  readonly timeNano: bigint;
  readonly bytes: number;
}

const SPACE = 32;
const HEADER = 8;
/** `2006-01-02T15:04:05.999999999+07:00` and a space. */
const MAX_STAMP = 36;

/**
 * Puts together a log with times that is read in several answers, each from the time at which the one
 * before has ended: takes off what came before already, and the times. Does no I/O.
 *
 * Many entries may have the same time. What is asked for from a time on begins with the first of them,
 * and an engine gives the same entries in the same bytes each time; so it is bytes that are counted.
 */
export class ResumedLog {
  readonly #options: ResumedLogOptions;
  #entries: LogEntries;
  /** How many bytes of entries of the first time came before what `#entries` has taken. */
  #before = 0;
  #place: Place | undefined;
  #state: "open" | "beginning" | "skipping" = "open";
  /** What came of an answer that is not known yet to begin with what came before. */
  #beginning: Bytes = new Uint8Array(0);
  #toSkip = 0;

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
    return this.#here?.timeNano;
  }

  /**
   * Whether all that came has the same time. Of an answer that does not begin with the first entry of
   * its time, as with `tail`, it isn't known then how much of that time lies before.
   */
  get isOneTime(): boolean {
    const { latest, firstEnd } = this.#entries;
    return this.#place === undefined && latest !== undefined && firstEnd === undefined;
  }

  /**
   * Takes the place to be at from elsewhere.
   *
   * @param timeNano A time.
   * @param bytes How many bytes of the entries of that time are not wanted.
   */
  moveTo(timeNano: bigint, bytes: number): void {
    this.#place = { timeNano, bytes };
    this.#entries = this.#newEntries();
  }

  /** Takes note that another answer begins: with the entries of the time that was asked for. */
  resume(): void {
    this.#place = this.#here;
    this.#entries = this.#newEntries();
    this.#before = 0;
    this.#state = this.#place === undefined ? "open" : "beginning";
    this.#beginning = new Uint8Array(0);
  }

  /**
   * Takes the next bytes of an answer.
   *
   * @returns What of them is to be handed on.
   * @throws {ProtocolError} If they are no log with times.
   * @throws {StreamError} If the engine reports that it can't go on.
   */
  take(bytes: Bytes): Bytes {
    if (this.#state === "beginning") return this.#begin(bytes);
    if (this.#state === "skipping") return this.#skip(bytes);
    return this.#decode(bytes);
  }

  /**
   * Takes note that the answer has ended.
   *
   * @returns What is still to be handed on.
   * @throws {ProtocolError} If it ends in the middle of a frame, or of a time.
   */
  end(): Bytes {
    const chunks: OutputChunk[] = [];
    this.#entries.end((chunk) => chunks.push(chunk));
    return this.#options.timestamps ? new Uint8Array(0) : this.#toBytes(chunks);
  }

  get #here(): Place | undefined {
    const { latest, length, firstEnd } = this.#entries;
    if (latest === undefined) return this.#place;
    const { timeNano, start } = latest;
    const goesOn = firstEnd === undefined && timeNano === this.#place?.timeNano;
    const before = goesOn ? this.#before : 0;
    return { timeNano, bytes: before + length - start };
  }

  #newEntries(): LogEntries {
    return logEntries(this.#options.framed, this.#options.details);
  }

  /** Looks at the time with which an answer begins. */
  #begin(bytes: Bytes): Bytes {
    const all = new Uint8Array(this.#beginning.length + bytes.length);
    all.set(this.#beginning);
    all.set(bytes, this.#beginning.length);
    const start = this.#options.framed ? HEADER : 0;
    const space = all.indexOf(SPACE, start);
    if (space < 0 && all.length < start + MAX_STAMP) {
      this.#beginning = all;
      return new Uint8Array(0);
    }
    const time = parseTimestamp(
      String.fromCharCode(...all.subarray(start, Math.max(start, space))),
    );
    const place = this.#place;
    if (place === undefined || time?.timeNano !== place.timeNano) {
      // What came before is no longer there: all of this is new.
      this.#state = "open";
      return this.#decode(all);
    }
    this.#state = "skipping";
    this.#toSkip = place.bytes;
    return this.#skip(all);
  }

  #skip(bytes: Bytes): Bytes {
    const skipped = Math.min(this.#toSkip, bytes.length);
    this.#toSkip -= skipped;
    if (this.#toSkip > 0) return new Uint8Array(0);
    this.#state = "open";
    this.#before = this.#place?.bytes ?? 0;
    return this.#decode(bytes.subarray(skipped));
  }

  #decode(bytes: Bytes): Bytes {
    const chunks: OutputChunk[] = [];
    this.#entries.decode(bytes, (chunk) => chunks.push(chunk));
    return this.#options.timestamps ? bytes : this.#toBytes(chunks);
  }

  #toBytes(chunks: readonly OutputChunk[]): Bytes {
    const header = this.#options.framed ? HEADER : 0;
    const whole = chunks.filter(({ data }) => data.length > 0);
    const bytes = new Uint8Array(
      whole.reduce((length, { data }) => length + header + data.length, 0),
    );
    const view = new DataView(bytes.buffer);
    let at = 0;
    for (const { stream, data } of whole) {
      if (header > 0) {
        bytes[at] = stream === "stdout" ? 1 : 2;
        view.setUint32(at + 4, data.length);
        at += header;
      }
      bytes.set(data, at);
      at += data.length;
    }
    return bytes;
  }
}
