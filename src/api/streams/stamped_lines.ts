import type { Bytes } from "../../transport/connection.ts";
import type { Pieces } from "../../transport/pieces.ts";
import type { Decoder } from "./decoded_stream.ts";
import { Demultiplexer, type OutputChunk } from "./demux.ts";
import { LineDecoder, type LinesOptions, MAX_LINE_LENGTH, type OutputLine } from "./lines.ts";
import { type LogPrefix, LogPrefixReader } from "./log_prefix.ts";
import type { ExactTime } from "./timestamp.ts";

/** A line that a container wrote, and when. */
export interface StampedLine extends OutputLine, ExactTime {
  /** The attributes of the entry, which the log driver's options ask for; none without `details`. */
  readonly details: Readonly<Record<string, string>>;
}

/** How to read lines with their times. */
export interface StampedLinesOptions extends LinesOptions {
  /**
   * Whether the output was asked for with `details`, which then follow the time.
   *
   * @default {false}
   */
  readonly details?: boolean | undefined;
}

const LINE_FEED = 10;
const HEADER = 8;

/** The lines of one stream, and the prefix of the one that is under way. */
interface Side {
  readonly lines: LineDecoder;
  prefix: LogPrefix | undefined;
}

/**
 * Takes the times off a log and cuts it into lines. An engine writes the time before each entry, and
 * a line of more than 16 KiB is several entries: only who knows where an entry begins can tell its
 * time from what the container wrote. Does no I/O.
 */
export class StampedLineDecoder implements Decoder<StampedLine> {
  readonly #entries: FramedEntries | TerminalEntries;

  /**
   * Makes a decoder.
   *
   * @param framed Whether the output comes in frames.
   * @param options What stands before a line, and how long it may be.
   */
  constructor(framed: boolean, options: StampedLinesOptions = {}) {
    const { maxLength = MAX_LINE_LENGTH, details = false } = options;
    if (!(maxLength > 0)) {
      throw new RangeError(`Cannot read lines: maxLength must be above 0, got ${maxLength}`);
    }
    const prefix = new LogPrefixReader(details);
    this.#entries = framed
      ? new FramedEntries(prefix, maxLength)
      : new TerminalEntries(prefix, maxLength);
  }

  /**
   * Takes the next bytes and adds the lines that they complete to `lines`.
   *
   * @throws {ProtocolError} If they are no log with times.
   * @throws {OutputLimitError} If a line is too long.
   * @throws {StreamError} If the engine reports that it can't go on.
   */
  decode({ bytes, ranges, length }: Pieces, lines: StampedLine[]): void {
    for (let i = 0; i < length; i += 2) {
      this.#entries.decode(bytes.subarray(ranges[i], ranges[i + 1]), lines);
    }
  }

  /**
   * Takes note that no more bytes come, and adds what is left to `lines`.
   *
   * @throws {ProtocolError} If they end in the middle of a frame, or of a time.
   */
  end(lines: StampedLine[]): void {
    this.#entries.end(lines);
  }
}

/** Puts entries together to lines. */
class EntryLines {
  readonly #sides: { readonly stdout: Side; readonly stderr: Side };

  constructor(maxLength: number) {
    this.#sides = {
      stdout: { lines: new LineDecoder("stdout", maxLength), prefix: undefined },
      stderr: { lines: new LineDecoder("stderr", maxLength), prefix: undefined },
    };
  }

  /** Takes what an entry says. A line has the time of the entry in which it begins. */
  take({ stream, data }: OutputChunk, prefix: LogPrefix, lines: StampedLine[]): void {
    const side = this.#sides[stream];
    side.prefix ??= prefix;
    const found: OutputLine[] = [];
    try {
      side.lines.decode(data, found);
    } finally {
      for (const line of found) {
        lines.push(stamped(line, side.prefix));
        side.prefix = prefix;
      }
    }
    if (data[data.length - 1] === LINE_FEED) side.prefix = undefined;
  }

  end(lines: StampedLine[]): void {
    for (const { lines: decoder, prefix } of [this.#sides.stdout, this.#sides.stderr]) {
      const found: OutputLine[] = [];
      decoder.end(found);
      for (const line of found) if (prefix !== undefined) lines.push(stamped(line, prefix));
    }
  }
}

function stamped(line: OutputLine, { time, timeNano, details }: LogPrefix): StampedLine {
  return { ...line, time, timeNano, details };
}

/** A log in frames, each of which is an entry. */
class FramedEntries {
  readonly #frames = new Demultiplexer();
  readonly #prefix: LogPrefixReader;
  readonly #lines: EntryLines;
  #headerBytes = 0; // of the frame's header that have come
  #left = 0; // bytes of the frame still to come; before its header is whole, what is known of them

  constructor(prefix: LogPrefixReader, maxLength: number) {
    this.#prefix = prefix;
    this.#lines = new EntryLines(maxLength);
  }

  decode(bytes: Bytes, lines: StampedLine[]): void {
    for (let at = 0; at < bytes.length;) {
      const start = at;
      if (this.#headerBytes < HEADER) {
        for (; at < bytes.length && this.#headerBytes < HEADER; at++) {
          if (this.#headerBytes++ >= 4) this.#left = this.#left * 256 + (bytes[at] as number);
        }
      } else {
        at = Math.min(bytes.length, at + this.#left);
        this.#left -= at - start;
      }
      this.#pass(bytes.subarray(start, at), lines);
      if (this.#headerBytes < HEADER || this.#left > 0) continue;
      this.#prefix.end();
      this.#prefix.reset();
      this.#headerBytes = 0;
    }
  }

  end(lines: StampedLine[]): void {
    this.#frames.end();
    this.#lines.end(lines);
  }

  /** Takes bytes that don't go beyond the frame. */
  #pass(bytes: Bytes, lines: StampedLine[]): void {
    const chunks: OutputChunk[] = [];
    this.#frames.decode({ bytes, ranges: [0, bytes.length], length: 2 }, chunks);
    for (const { stream, data } of chunks) {
      const begin = this.#prefix.prefix === undefined ? this.#prefix.take(data) : 0;
      const { prefix } = this.#prefix;
      if (prefix === undefined) continue;
      this.#lines.take({ stream, data: data.subarray(begin) }, prefix, lines);
    }
  }
}

/**
 * The log of a terminal, where nothing tells entries apart: one begins with each line, and wherever
 * the time of the line's beginning is repeated, since engines give all pieces of a line the same.
 */
class TerminalEntries {
  readonly #prefix: LogPrefixReader;
  readonly #lines: EntryLines;
  /** One character for each byte: to search in. */
  readonly #latin = new TextDecoder("latin1");
  /** What may be the beginning of a repeated prefix. */
  #held: Bytes = new Uint8Array(0);

  constructor(prefix: LogPrefixReader, maxLength: number) {
    this.#prefix = prefix;
    this.#lines = new EntryLines(maxLength);
  }

  decode(bytes: Bytes, lines: StampedLine[]): void {
    for (let at = 0; at < bytes.length;) {
      const { prefix } = this.#prefix;
      if (prefix === undefined) {
        at += this.#prefix.take(bytes.subarray(at));
        continue;
      }
      const lineFeed = bytes.indexOf(LINE_FEED, at);
      const end = lineFeed < 0 ? bytes.length : lineFeed + 1;
      this.#takeLine(bytes.subarray(at, end), lineFeed >= 0, prefix, lines);
      at = end;
      if (lineFeed >= 0) this.#prefix.reset();
    }
  }

  end(lines: StampedLine[]): void {
    this.#prefix.end();
    const { prefix } = this.#prefix;
    if (prefix !== undefined) this.#takeLine(new Uint8Array(0), true, prefix, lines);
    this.#lines.end(lines);
  }

  #takeLine(bytes: Bytes, ends: boolean, prefix: LogPrefix, lines: StampedLine[]): void {
    const data = this.#behindHeld(bytes);
    const text = this.#latin.decode(data);
    const { length } = prefix.text;
    let start = 0;
    for (let at = text.indexOf(prefix.text); at >= 0; at = text.indexOf(prefix.text, start)) {
      this.#lines.take({ stream: "stdout", data: data.subarray(start, at) }, prefix, lines);
      start = at + length;
    }
    const stop = ends ? data.length : Math.max(start, data.length - length + 1);
    this.#held = data.slice(stop);
    this.#lines.take({ stream: "stdout", data: data.subarray(start, stop) }, prefix, lines);
  }

  #behindHeld(bytes: Bytes): Bytes {
    if (this.#held.length === 0) return bytes;
    const data = new Uint8Array(this.#held.length + bytes.length);
    data.set(this.#held);
    data.set(bytes, this.#held.length);
    return data;
  }
}
