import type { Bytes } from "../../transport/connection.ts";
import type { Body } from "../../transport/http_client.ts";
import { type Pieces, toPieces } from "../../transport/pieces.ts";

/** A stream of bytes from anywhere, as a body: what the streams of this library read from. */
export class StreamBody implements Body {
  /** The media type without parameters, in lower case; `""` if there is none. */
  readonly mediaType: string;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #cancelled: { readonly reason: unknown } | undefined;

  /**
   * Makes a body.
   *
   * @param stream Where the bytes come from; locked from now on. Its chunks are copied, since others
   * may hold them.
   * @param mediaType What the bytes are, without parameters and in lower case.
   */
  constructor(stream: ReadableStream<Uint8Array>, mediaType = "") {
    this.mediaType = mediaType;
    this.#reader = stream.getReader();
  }

  /** The next bytes; `null` at the end. */
  async read(): Promise<Bytes | null> {
    this.#checkOpen();
    const { done, value } = await this.#reader.read();
    this.#checkOpen(); // a cancelled stream ends as if there were no more
    if (done) return null;
    if (value instanceof Uint8Array) return new Uint8Array(value);
    const error = new TypeError(
      `Cannot read the stream: expected chunks of Uint8Array, got ${
        value === null ? "null" : typeof value
      }`,
    );
    this.cancel(error);
    throw error;
  }

  /** The next bytes, in one piece. */
  async readPieces(): Promise<Pieces | null> {
    const bytes = await this.read();
    return bytes === null ? null : toPieces(bytes);
  }

  /** Cancels the stream; a pending read rejects with the reason. */
  cancel(reason?: unknown): void {
    if (this.#cancelled !== undefined) return;
    this.#cancelled = { reason };
    this.#reader.cancel(reason).catch(() => undefined); // whoever cancels asks for nothing more
  }

  #checkOpen(): void {
    if (this.#cancelled !== undefined) throw this.#cancelled.reason;
  }
}
