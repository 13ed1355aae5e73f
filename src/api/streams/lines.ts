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

const MAX_LENGTH = 67_108_864;

/** Cuts the text of one stream into lines. Does no I/O. */
export class LineDecoder {
  readonly #decoder = new TextDecoder();
  readonly #maxLength: number;
  #parts: string[] = [];
  #length = 0;

  /**
   * Makes a decoder.
   *
   * @param maxLength How many characters a line may have.
   */
  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** Takes the next bytes, and answers the lines that they complete. */
  decode(bytes: Uint8Array): string[] {
    return this.#cut(this.#decoder.decode(bytes, { stream: true }));
  }

  /** Takes note that no more bytes come, and answers what is left. */
  end(): string[] {
    const lines = this.#cut(this.#decoder.decode());
    if (this.#length > 0) lines.push(this.#take(""));
    return lines;
  }

  #cut(text: string): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", start)) {
      const line = this.#take(text.slice(start, at));
      lines.push(line.endsWith("\r") ? line.slice(0, -1) : line);
      start = at + 1;
    }
    if (start < text.length) {
      this.#parts.push(text.slice(start));
      this.#length += text.length - start;
      this.#check(this.#length);
    }
    return lines;
  }

  #take(rest: string): string {
    this.#check(this.#length + rest.length);
    if (this.#length === 0) return rest;
    const line = this.#parts.join("") + rest;
    this.#parts = [];
    this.#length = 0;
    return line;
  }

  #check(length: number): void {
    if (length <= this.#maxLength) return;
    throw new OutputLimitError(
      `Cannot read lines: one has more than ${this.#maxLength} characters (maxLength); read the ` +
        `output chunk by chunk instead`,
      this.#maxLength,
    );
  }
}

/** The lines of an output, which it locks. */
export function outputLines(
  output: ReadableStream<OutputChunk>,
  options: LinesOptions,
): ReadableStream<OutputLine> & AsyncIterable<OutputLine> {
  const { maxLength = MAX_LENGTH } = options;
  if (!(maxLength > 0)) {
    throw new RangeError(`Cannot read lines: maxLength must be above 0, got ${maxLength}`);
  }
  const reader = output.getReader();
  const decoders = { stdout: new LineDecoder(maxLength), stderr: new LineDecoder(maxLength) };
  let failure: { readonly error: unknown } | undefined;
  const lines = new ReadableStream<OutputLine>({
    async pull(controller): Promise<void> {
      for (;;) {
        if (failure !== undefined) throw failure.error;
        const { done, value } = await reader.read();
        if (done) {
          for (const stream of ["stdout", "stderr"] as const) {
            for (const line of decoders[stream].end()) controller.enqueue({ stream, line });
          }
          return controller.close();
        }
        const { stream } = value;
        const found = decoders[stream].decode(value.data);
        for (const line of found) controller.enqueue({ stream, line });
        if (found.length > 0) return;
      }
    },
    cancel: (reason) => reader.cancel(reason),
  }, { highWaterMark: 0 });
  return lines as ReadableStream<OutputLine> & AsyncIterable<OutputLine>;
}
