import type { Pieces } from "../../transport/pieces.ts";
import type { Decoder } from "./decoded_stream.ts";
import type { OutputChunk } from "./demux.ts";
import { LineDecoder, type LinesOptions, MAX_LINE_LENGTH, type OutputLine } from "./lines.ts";
import { type LogEntries, logEntries } from "./log_entries.ts";
import type { LogPrefix } from "./log_prefix.ts";
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

/** The lines of one stream, and the prefix of the one that is under way. */
interface Side {
  readonly lines: LineDecoder;
  prefix: LogPrefix | undefined;
}

/** Takes the times off a log and cuts it into lines. Does no I/O. */
export class StampedLineDecoder implements Decoder<StampedLine> {
  readonly #entries: LogEntries;
  readonly #lines: EntryLines;

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
    this.#entries = logEntries(framed, details);
    this.#lines = new EntryLines(maxLength);
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
      this.#entries.decode(
        bytes.subarray(ranges[i], ranges[i + 1]),
        { take: (chunk, prefix) => this.#lines.take(chunk, prefix, lines) },
      );
    }
  }

  /**
   * Takes note that no more bytes come, and adds what is left to `lines`.
   *
   * @throws {ProtocolError} If they end in the middle of a frame, or of a time.
   */
  end(lines: StampedLine[]): void {
    this.#entries.end({ take: (chunk, prefix) => this.#lines.take(chunk, prefix, lines) });
    this.#lines.end(lines);
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
