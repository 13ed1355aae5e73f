import type { OutputChunk } from "../api/streams/demux.ts";

/** What a command wrote, as bytes. */
export interface OutputBytes {
  /** What it wrote to its standard output. */
  readonly stdout: Uint8Array<ArrayBuffer>;
  /** What it wrote to its standard error. */
  readonly stderr: Uint8Array<ArrayBuffer>;
}

/** How a command ended, and all that it wrote. Text is UTF-8, decoded when it is asked for. */
export class CommandOutput {
  /** Its exit code; 128 + the signal's number if a signal ended it. */
  readonly exitCode: number;
  readonly #chunks: readonly OutputChunk[];
  #bytes: OutputBytes | undefined;

  /**
   * Makes a result of what was read.
   *
   * @param exitCode The exit code.
   * @param chunks What was written, in the order in which it came.
   */
  constructor(exitCode: number, chunks: readonly OutputChunk[]) {
    this.exitCode = exitCode;
    this.#chunks = chunks;
  }

  /** What it wrote to its standard output. */
  get stdout(): string {
    return new TextDecoder().decode(this.bytes.stdout);
  }

  /** What it wrote to its standard error. */
  get stderr(): string {
    return new TextDecoder().decode(this.bytes.stderr);
  }

  /**
   * Both, in the order in which they came. Each is decoded by itself, so that a character whose
   * bytes are apart stays whole.
   */
  get output(): string {
    const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
    let text = "";
    for (const { stream, data } of this.#chunks) {
      text += decoders[stream].decode(data, { stream: true });
    }
    return text + decoders.stdout.decode() + decoders.stderr.decode();
  }

  /** Both as bytes. */
  get bytes(): OutputBytes {
    this.#bytes ??= { stdout: this.#join("stdout"), stderr: this.#join("stderr") };
    return this.#bytes;
  }

  /** What it wrote to its standard output. */
  toString(): string {
    return this.stdout;
  }

  #join(stream: "stdout" | "stderr"): Uint8Array<ArrayBuffer> {
    const pieces = this.#chunks.filter((chunk) => chunk.stream === stream);
    const bytes = new Uint8Array(pieces.reduce((sum, { data }) => sum + data.length, 0));
    let at = 0;
    for (const { data } of pieces) {
      bytes.set(data, at);
      at += data.length;
    }
    return bytes;
  }
}
