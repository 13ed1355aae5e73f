import { ProtocolError, StreamError } from "../../errors.ts";
import type { Bytes } from "../../transport/connection.ts";
import { join, type Pieces } from "../../transport/pieces.ts";
import type { Decoder } from "./decoded_stream.ts";

/** A piece of what a container wrote. */
export interface OutputChunk {
  /** Where it was written to; a terminal has only `"stdout"`. */
  readonly stream: "stdout" | "stderr";
  /**
   * The bytes. A character may go on in the next chunk of the same stream. Chunks that came together
   * may share a buffer: what is to be transferred must be a copy (`data.slice()`).
   */
  readonly data: Bytes;
}

const HEADER = 8;

/** Up to here a payload is copied behind the one before; above, a chunk of its own is cheaper. */
const LARGE = 16_384;

/** What the engine says instead of output when it fails to go on. */
const MAX_ENGINE_ERROR = 4_096;

/**
 * Takes the multiplexed frames of `logs`, `attach` and `exec` apart: eight bytes that name a stream
 * and a size, then so many bytes. Neighbouring frames of one stream come as one chunk. Does no I/O.
 */
export class Demultiplexer implements Decoder<OutputChunk> {
  readonly #header = new Uint8Array(HEADER);
  #held = 0; // bytes of a header that is not whole yet
  #left = 0; // payload bytes of this frame still to come
  #stream: "stdout" | "stderr" | "engine" = "stdout";
  readonly #engineText = new TextDecoder();
  #engineError = "";

  /**
   * Takes the next bytes and adds the chunks that they make to `chunks`.
   *
   * @throws {ProtocolError} If a header breaks the format.
   * @throws {StreamError} If the engine reports that it can't go on.
   */
  decode(pieces: Pieces, chunks: OutputChunk[]): void {
    const { bytes, ranges, length } = pieces;
    let left = this.#left;
    let stream = this.#stream;
    // A run of payloads of one stream, moved together at bytes[start] up to but without bytes[end].
    let start = 0;
    let end = 0;
    let runs: "stdout" | "stderr" = "stdout";
    for (let i = 0; i < length; i += 2) {
      let at = ranges[i] as number;
      const stop = ranges[i + 1] as number;
      while (at < stop) {
        if (left > 0) {
          const take = left < stop - at ? left : stop - at;
          if (stream === "engine") {
            this.#addEngineError(bytes.subarray(at, at + take));
            if (take === left) {
              this.#flush(chunks, runs, bytes, start, end);
              throw this.#failure();
            }
          } else if (end === start) {
            start = at;
            end = at + take;
            runs = stream;
          } else if (runs !== stream || (take > LARGE && at !== end)) {
            chunks.push({ stream: runs, data: bytes.subarray(start, end) });
            start = at;
            end = at + take;
            runs = stream;
          } else {
            if (at !== end) bytes.copyWithin(end, at, at + take);
            end += take;
          }
          at += take;
          left -= take;
          continue;
        }
        let header = bytes;
        let offset = at;
        if (this.#held > 0 || stop - at < HEADER) {
          const take = Math.min(HEADER - this.#held, stop - at);
          this.#header.set(bytes.subarray(at, at + take), this.#held);
          this.#held += take;
          at += take;
          if (this.#held < HEADER) continue;
          this.#held = 0;
          header = this.#header;
          offset = 0;
        } else {
          at += HEADER;
        }
        const kind = header[offset] as number;
        if (
          kind > 3 || header[offset + 1] !== 0 || header[offset + 2] !== 0 ||
          header[offset + 3] !== 0
        ) {
          this.#flush(chunks, runs, bytes, start, end);
          throw notAFrame(header.subarray(offset, offset + HEADER));
        }
        stream = kind === 2 ? "stderr" : kind === 3 ? "engine" : "stdout";
        left = (header[offset + 4] as number) * 0x1000000 +
          ((header[offset + 5] as number) << 16 | (header[offset + 6] as number) << 8 |
            (header[offset + 7] as number));
        if (kind === 3 && left === 0) {
          this.#flush(chunks, runs, bytes, start, end);
          throw this.#failure();
        }
      }
    }
    this.#left = left;
    this.#stream = stream;
    this.#flush(chunks, runs, bytes, start, end);
  }

  /**
   * Takes note that no more bytes come.
   *
   * @throws {ProtocolError} If they end in the middle of a frame.
   * @throws {StreamError} If that is the frame in which the engine reports that it can't go on.
   */
  end(): void {
    if (this.#stream === "engine") throw this.#failure();
    if (this.#left > 0 || this.#held > 0) {
      throw new ProtocolError(
        this.#held > 0
          ? `Cannot read the output: it ends after ${this.#held} of the 8 bytes of a frame's header`
          : `Cannot read the output: it ends ${this.#left} bytes before the end of a frame`,
      );
    }
  }

  #flush(
    chunks: OutputChunk[],
    stream: "stdout" | "stderr",
    bytes: Bytes,
    start: number,
    end: number,
  ): void {
    if (end > start) chunks.push({ stream, data: bytes.subarray(start, end) });
  }

  #addEngineError(bytes: Bytes): void {
    if (this.#engineError.length < MAX_ENGINE_ERROR) {
      this.#engineError += this.#engineText.decode(bytes.subarray(0, MAX_ENGINE_ERROR), {
        stream: true,
      });
    }
  }

  #failure(): StreamError {
    const detail = this.#engineError.trim();
    return new StreamError(
      `Cannot read the output: the engine says: ${detail === "" ? "nothing more" : detail}`,
      detail,
    );
  }
}

/** Output that is not framed: that of a terminal. Does no I/O. */
export class UnframedOutput implements Decoder<OutputChunk> {
  /** Takes the next bytes as one chunk of `"stdout"`. */
  decode(pieces: Pieces, chunks: OutputChunk[]): void {
    const data = join(pieces);
    if (data.length > 0) chunks.push({ stream: "stdout", data });
  }

  /** Takes note that no more bytes come: any end is a good one. */
  end(): void {}
}

function notAFrame(header: Bytes): ProtocolError {
  const seen = JSON.stringify(String.fromCharCode(...header));
  return new ProtocolError(
    `Cannot read the output: expected the header of a frame, got ${seen}; is this the output of a ` +
      `terminal? Below API 1.42 the call must say so (tty)`,
  );
}
