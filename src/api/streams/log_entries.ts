import type { Bytes } from "../../transport/connection.ts";
import { Demultiplexer, type OutputChunk } from "./demux.ts";
import { type LogPrefix, LogPrefixReader } from "./log_prefix.ts";

/** Takes the entries of a log, piece by piece. What it is given makes up every byte of the log. */
export interface EntrySink {
  /**
   * An entry begins, or goes on behind its time again.
   *
   * @param prefix What stands before the entry.
   * @param head The bytes before what the entry says: the frame's header, and the prefix.
   * @returns After how many bytes the entry ends, where that is known already.
   */
  begin?(prefix: LogPrefix, head: Bytes): number | undefined;
  /** The entry says something. */
  take(chunk: OutputChunk, prefix: LogPrefix): void;
}

/**
 * Finds the entries of a log that was asked for with `timestamps`. An engine writes the time before
 * each entry, and a line of more than 16 KiB is several entries: only who knows where an entry begins
 * can tell its time from what the container wrote. Does no I/O.
 */
export interface LogEntries {
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

/** The bytes that a prefix was read from, behind some others. */
function headOf(header: Uint8Array, { text }: LogPrefix): Bytes {
  const head = new Uint8Array(header.length + text.length);
  head.set(header);
  for (let i = 0; i < text.length; i++) head[header.length + i] = text.charCodeAt(i);
  return head;
}

/** A log in frames, each of which is an entry. */
class FramedEntries implements LogEntries {
  readonly #frames = new Demultiplexer();
  readonly #prefix: LogPrefixReader;
  readonly #header = new Uint8Array(HEADER);
  #headerBytes = 0; // of the frame's header that have come
  #left = 0; // bytes of the frame still to come; before its header is whole, what is known of them

  constructor(prefix: LogPrefixReader) {
    this.#prefix = prefix;
  }

  decode(bytes: Bytes, sink: EntrySink): void {
    for (let at = 0; at < bytes.length;) {
      const start = at;
      if (this.#headerBytes < HEADER) {
        for (; at < bytes.length && this.#headerBytes < HEADER; at++) {
          const byte = bytes[at] as number;
          this.#header[this.#headerBytes] = byte;
          if (this.#headerBytes++ >= 4) this.#left = this.#left * 256 + byte;
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
        sink.begin?.(prefix, headOf(this.#header, prefix));
      }
      sink.take({ stream, data: data.subarray(from) }, prefix);
    }
  }
}

const NOTHING = new Uint8Array(0);

/**
 * The log of a terminal, where nothing tells entries apart: one begins with each line, and wherever
 * the time of the line's beginning is repeated, since engines give all pieces of a line the same.
 */
class TerminalEntries implements LogEntries {
  readonly #prefix: LogPrefixReader;
  /** One character for each byte: to search in. */
  readonly #latin = new TextDecoder("latin1");
  /** What may be the beginning of a repeated prefix. */
  #held: Bytes = NOTHING;
  /** How many bytes of the entry are still to come, if that is known. */
  #left: number | undefined;

  constructor(prefix: LogPrefixReader) {
    this.#prefix = prefix;
  }

  decode(bytes: Bytes, sink: EntrySink): void {
    for (let at = 0; at < bytes.length;) {
      if (this.#prefix.prefix === undefined) {
        at += this.#prefix.take(bytes.subarray(at));
        const { prefix } = this.#prefix;
        if (prefix === undefined) continue;
        this.#left = sink.begin?.(prefix, headOf(NOTHING, prefix));
        this.#endIfOver(sink, prefix);
        continue;
      }
      const { prefix } = this.#prefix;
      const lineFeed = bytes.indexOf(LINE_FEED, at);
      let end = lineFeed < 0 ? bytes.length : lineFeed + 1;
      if (this.#left !== undefined) {
        end = Math.min(end, at + this.#left);
        this.#left -= end - at;
      }
      const isLine = lineFeed >= 0 && end === lineFeed + 1;
      this.#takeLine(bytes.subarray(at, end), isLine || this.#left === 0, prefix, sink);
      at = end;
      if (isLine) this.#prefix.reset();
      else this.#endIfOver(sink, prefix);
    }
  }

  end(sink: EntrySink): void {
    this.#prefix.end();
    const { prefix } = this.#prefix;
    if (prefix !== undefined) this.#takeLine(NOTHING, true, prefix, sink);
  }

  /** Ends an entry that is known to be over, though its line is not. */
  #endIfOver(sink: EntrySink, prefix: LogPrefix): void {
    if (this.#left === undefined || this.#left > 0) return;
    this.#takeLine(NOTHING, true, prefix, sink);
    this.#prefix.reset();
    this.#left = undefined;
  }

  #takeLine(bytes: Bytes, ends: boolean, prefix: LogPrefix, sink: EntrySink): void {
    const data = this.#behindHeld(bytes);
    const text = this.#latin.decode(data);
    let start = 0;
    for (let at = text.indexOf(prefix.text); at >= 0; at = text.indexOf(prefix.text, start)) {
      sink.take({ stream: "stdout", data: data.subarray(start, at) }, prefix);
      start = at + prefix.text.length;
      sink.begin?.(prefix, data.subarray(at, start));
    }
    const stop = ends ? data.length : data.length - beginningAtEnd(text.slice(start), prefix.text);
    this.#held = data.slice(stop);
    sink.take({ stream: "stdout", data: data.subarray(start, stop) }, prefix);
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
