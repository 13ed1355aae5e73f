import type { Bytes } from "../../transport/connection.ts";
import { Demultiplexer, type OutputChunk } from "./demux.ts";
import { type LogPrefix, LogPrefixReader } from "./log_prefix.ts";

/** Takes a piece of what an entry of a log says, and what stands before the entry. */
export type EntrySink = (chunk: OutputChunk, prefix: LogPrefix) => void;

/** Entries of the same time, and where they lie in the bytes of a log. */
export interface EntrySpan {
  /** Their time in nanoseconds since 1970. */
  readonly timeNano: bigint;
  /** Where the first of them begins. */
  readonly start: number;
}

/**
 * Finds the entries of a log that was asked for with `timestamps`. An engine writes the time before
 * each entry, and a line of more than 16 KiB is several entries: only who knows where an entry begins
 * can tell its time from what the container wrote. Does no I/O.
 */
export interface LogEntries {
  /** How many bytes it took. */
  readonly length: number;
  /** The entries of the latest time, once there are any. */
  readonly latest: EntrySpan | undefined;
  /** Where the first entries of the same time end, once others follow. */
  readonly firstEnd: number | undefined;
  /**
   * Takes the next bytes, and hands what entries say to `sink`.
   *
   * @throws {ProtocolError} If they are no log with times.
   * @throws {StreamError} If the engine reports that it can't go on.
   */
  decode(bytes: Bytes, sink: EntrySink): void;
  /**
   * Takes note that no more bytes come, and hands what is left to `sink`.
   *
   * @throws {ProtocolError} If they end in the middle of a frame, or of a time.
   */
  end(sink: EntrySink): void;
}

const LINE_FEED = 10;
const HEADER = 8;

/**
 * Finds the entries of a log.
 *
 * @param framed Whether the output comes in frames.
 * @param details Whether the entries' attributes follow their times.
 */
export function logEntries(framed: boolean, details: boolean): LogEntries {
  const prefix = new LogPrefixReader(details);
  return framed ? new FramedEntries(prefix) : new TerminalEntries(prefix);
}

/** Keeps account of where entries lie. */
class EntrySpans {
  latest: EntrySpan | undefined;
  firstEnd: number | undefined;

  begin({ timeNano }: LogPrefix, start: number): void {
    if (this.latest?.timeNano === timeNano) return;
    if (this.latest !== undefined) this.firstEnd ??= start;
    this.latest = { timeNano, start };
  }
}

/** A log in frames, each of which is an entry. */
class FramedEntries implements LogEntries {
  length = 0;
  readonly #frames = new Demultiplexer();
  readonly #prefix: LogPrefixReader;
  readonly #spans = new EntrySpans();
  #headerBytes = 0; // of the frame's header that have come
  #left = 0; // bytes of the frame still to come; before its header is whole, what is known of them
  #start = 0; // of the frame

  constructor(prefix: LogPrefixReader) {
    this.#prefix = prefix;
  }

  get latest(): EntrySpan | undefined {
    return this.#spans.latest;
  }

  get firstEnd(): number | undefined {
    return this.#spans.firstEnd;
  }

  decode(bytes: Bytes, sink: EntrySink): void {
    const begin = this.length;
    this.length += bytes.length;
    for (let at = 0; at < bytes.length;) {
      const start = at;
      if (this.#headerBytes < HEADER) {
        if (this.#headerBytes === 0) this.#start = begin + at;
        for (; at < bytes.length && this.#headerBytes < HEADER; at++) {
          if (this.#headerBytes++ >= 4) this.#left = this.#left * 256 + (bytes[at] as number);
        }
      } else {
        at = Math.min(bytes.length, at + this.#left);
        this.#left -= at - start;
      }
      this.#pass(bytes.subarray(start, at), sink);
      if (this.#headerBytes < HEADER || this.#left > 0) continue;
      this.#prefix.end();
      this.#prefix.reset();
      this.#headerBytes = 0;
    }
  }

  end(): void {
    this.#frames.end();
  }

  /** Takes bytes that don't go beyond the frame. */
  #pass(bytes: Bytes, sink: EntrySink): void {
    const chunks: OutputChunk[] = [];
    this.#frames.decode({ bytes, ranges: [0, bytes.length], length: 2 }, chunks);
    for (const { stream, data } of chunks) {
      let from = 0;
      let { prefix } = this.#prefix;
      if (prefix === undefined) {
        from = this.#prefix.take(data);
        ({ prefix } = this.#prefix);
        if (prefix === undefined) continue;
        this.#spans.begin(prefix, this.#start);
      }
      sink({ stream, data: data.subarray(from) }, prefix);
    }
  }
}

/**
 * The log of a terminal, where nothing tells entries apart: one begins with each line, and wherever
 * the time of the line's beginning is repeated, since engines give all pieces of a line the same.
 */
class TerminalEntries implements LogEntries {
  length = 0;
  readonly #prefix: LogPrefixReader;
  readonly #spans = new EntrySpans();
  /** One character for each byte: to search in. */
  readonly #latin = new TextDecoder("latin1");
  /** What may be the beginning of a repeated prefix. */
  #held: Bytes = new Uint8Array(0);
  #start = 0; // of the line

  constructor(prefix: LogPrefixReader) {
    this.#prefix = prefix;
  }

  get latest(): EntrySpan | undefined {
    return this.#spans.latest;
  }

  get firstEnd(): number | undefined {
    return this.#spans.firstEnd;
  }

  decode(bytes: Bytes, sink: EntrySink): void {
    const begin = this.length;
    this.length += bytes.length;
    for (let at = 0; at < bytes.length;) {
      const { prefix } = this.#prefix;
      if (prefix === undefined) {
        at += this.#prefix.take(bytes.subarray(at));
        if (this.#prefix.prefix !== undefined) this.#spans.begin(this.#prefix.prefix, this.#start);
        continue;
      }
      const lineFeed = bytes.indexOf(LINE_FEED, at);
      const end = lineFeed < 0 ? bytes.length : lineFeed + 1;
      this.#takeLine(bytes.subarray(at, end), lineFeed >= 0, prefix, sink);
      at = end;
      if (lineFeed < 0) continue;
      this.#prefix.reset();
      this.#start = begin + at;
    }
  }

  end(sink: EntrySink): void {
    this.#prefix.end();
    const { prefix } = this.#prefix;
    if (prefix !== undefined) this.#takeLine(new Uint8Array(0), true, prefix, sink);
  }

  #takeLine(bytes: Bytes, ends: boolean, prefix: LogPrefix, sink: EntrySink): void {
    const data = this.#behindHeld(bytes);
    const text = this.#latin.decode(data);
    let start = 0;
    for (let at = text.indexOf(prefix.text); at >= 0; at = text.indexOf(prefix.text, start)) {
      sink({ stream: "stdout", data: data.subarray(start, at) }, prefix);
      start = at + prefix.text.length;
    }
    const stop = ends ? data.length : data.length - beginningAtEnd(text.slice(start), prefix.text);
    this.#held = data.slice(stop);
    sink({ stream: "stdout", data: data.subarray(start, stop) }, prefix);
  }

  #behindHeld(bytes: Bytes): Bytes {
    if (this.#held.length === 0) return bytes;
    const data = new Uint8Array(this.#held.length + bytes.length);
    data.set(this.#held);
    data.set(bytes, this.#held.length);
    return data;
  }
}

/** How many characters at the end of `text` may be the beginning of `sought`. */
function beginningAtEnd(text: string, sought: string): number {
  for (let count = Math.min(text.length, sought.length - 1); count > 0; count--) {
    if (text.endsWith(sought.slice(0, count))) return count;
  }
  return 0;
}
