import { OutputLimitError } from "../../errors.ts";
import type { OutputChunk } from "./demux.ts";

/** A line that a container wrote. */
export interface OutputLine {
  /** Where it was written to. */
  readonly stream: "stdout" | "stderr";
  /** The line without its end. */
  readonly line: string;
}

/** How to read lines. */
export interface LinesOptions {
  /**
   * How many characters a line may have; a longer one fails with an `OutputLimitError`, since a line
   * is kept in memory until it is whole.
   *
   * @default {67_108_864}
   */
  readonly maxLength?: number | undefined;
}

/** How many characters a line may have where nothing else is said. */
export const MAX_LINE_LENGTH = 67_108_864;

/** Cuts the text of one stream into lines. Does no I/O. */
export class LineDecoder {
  readonly #stream: "stdout" | "stderr";
  readonly #maxLength: number;
  readonly #decoder = new TextDecoder();
  #parts: string[] = [];
  #length = 0;

  /**
   * Makes a decoder.
   *
   * @param stream Which stream's lines they are.
   * @param maxLength How many characters a line may have.
   */
  constructor(stream: "stdout" | "stderr", maxLength: number) {
    this.#stream = stream;
    this.#maxLength = maxLength;
  }

  /**
   * Takes the next bytes and adds the lines that they complete to `lines`.
   *
   * @throws {OutputLimitError} If a line is too long; `lines` has those before it.
   */
  decode(bytes: Uint8Array, lines: OutputLine[]): void {
    this.#cut(this.#decoder.decode(bytes, { stream: true }), lines);
  }

  /**
   * Takes note that no more bytes come, and adds what is left to `lines`.
   *
   * @throws {OutputLimitError} If it is too long.
   */
  end(lines: OutputLine[]): void {
    this.#cut(this.#decoder.decode(), lines);
    if (this.#length > 0) this.#add(this.#take(""), lines);
  }

  #cut(text: string, lines: OutputLine[]): void {
    let start = 0;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", start)) {
      const line = this.#take(text.slice(start, at));
      this.#add(line.endsWith("\r") ? line.slice(0, -1) : line, lines);
      start = at + 1;
    }
    if (start === text.length) return;
    this.#parts.push(text.slice(start));
    this.#length += text.length - start;
    // One more may be half of the line's end.
    if (this.#length > this.#maxLength + 1) throw this.#tooLong();
  }

  #add(line: string, lines: OutputLine[]): void {
    if (line.length > this.#maxLength) throw this.#tooLong();
    lines.push({ stream: this.#stream, line });
  }

  #take(rest: string): string {
    if (this.#length === 0) return rest;
    const line = this.#parts.join("") + rest;
    this.#parts = [];
    this.#length = 0;
    return line;
  }

  #tooLong(): OutputLimitError {
    return new OutputLimitError(
      `Cannot read lines: one of ${this.#stream} has more than ${this.#maxLength} characters ` +
        `(maxLength); read the output chunk by chunk instead`,
      this.#maxLength,
    );
  }
}

/** The lines of an output, which it locks. */
export function outputLines(
  output: ReadableStream<OutputChunk>,
  options: LinesOptions,
): ReadableStream<OutputLine> & AsyncIterable<OutputLine> {
  const { maxLength = MAX_LINE_LENGTH } = options;
  if (!(maxLength > 0)) {
    throw new RangeError(`Cannot read lines: maxLength must be above 0, got ${maxLength}`);
  }
  const reader = output.getReader();
  const decoders = {
    stdout: new LineDecoder("stdout", maxLength),
    stderr: new LineDecoder("stderr", maxLength),
  };
  let failure: { readonly error: unknown } | undefined;

  /** Adds the lines that the next chunk completes; false if that is the last one's end. */
  async function next(lines: OutputLine[]): Promise<boolean> {
    const { done, value } = await reader.read();
    try {
      if (!done) decoders[value.stream].decode(value.data, lines);
      else for (const decoder of [decoders.stdout, decoders.stderr]) decoder.end(lines);
    } catch (error) {
      failure = { error }; // what came whole is handed on first
      await reader.cancel(error);
    }
    return !done;
  }

  const lines = new ReadableStream<OutputLine>({
    async pull(controller): Promise<void> {
      const found: OutputLine[] = [];
      let more = true;
      while (more && found.length === 0 && failure === undefined) more = await next(found);
      for (const line of found) controller.enqueue(line);
      if (failure !== undefined) {
        if (found.length === 0) throw failure.error;
      } else if (!more) controller.close();
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 });
  return lines as ReadableStream<OutputLine> & AsyncIterable<OutputLine>;
}
