/** The content of an entry that is read: as a stream, or all at once. */

import type { Bytes } from "../../../transport/connection.ts";
import type { TarEntry, TarHeader } from "../../../types/tar.ts";

/** What entries are read from. */
export interface EntryReader {
  /**
   * The next bytes of an entry's content; `null` at its end.
   *
   * @throws {TypeError} If the archive was read on past it.
   */
  read(entry: number): Bytes | null | Promise<Bytes | null>;
  /** All that is left of it, in a buffer of its own. */
  readAll(entry: number): Promise<Bytes>;
}

/** Below this, and less than half of a chunk, a piece is copied, so that it does not keep the chunk. */
const SMALL = 16_384;

const EMPTY_READER: EntryReader = {
  read: () => null,
  readAll: () => Promise.resolve(new Uint8Array(0)),
};

/** Makes an entry of its header. */
export function toEntry(header: TarHeader, reader: EntryReader, entry: number): TarEntry {
  // What has no content can be read at any time.
  const content = new Content(header, header.size === 0 ? EMPTY_READER : reader, entry);
  return {
    ...header,
    get body() {
      return content.stream();
    },
    bytes: () => content.bytes(),
  };
}

/** Bytes of all pieces, in a buffer of their own. */
export function concat(pieces: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

class Content implements UnderlyingDefaultSource<Bytes> {
  readonly #name: string;
  readonly #reader: EntryReader;
  readonly #entry: number;
  #left: number; // bytes that the stream has not handed on yet
  #readBy: "nobody" | "stream" | "bytes" = "nobody";
  #stream: TarEntry["body"] | undefined;

  constructor({ name, size }: TarHeader, reader: EntryReader, entry: number) {
    this.#name = name;
    this.#left = size;
    this.#reader = reader;
    this.#entry = entry;
  }

  /** The content as a stream, the same each time. */
  stream(): TarEntry["body"] {
    this.#stream ??= new ReadableStream<Bytes>(this, { highWaterMark: 0 }) as TarEntry["body"];
    return this.#stream;
  }

  /** The content as a whole. */
  async bytes(): Promise<Bytes> {
    this.#claim("bytes");
    return await this.#reader.readAll(this.#entry);
  }

  start(controller: ReadableStreamDefaultController<Bytes>): void {
    if (this.#left === 0) controller.close();
  }

  pull(controller: ReadableStreamDefaultController<Bytes>): void | Promise<void> {
    this.#claim("stream");
    const next = this.#reader.read(this.#entry);
    if (next instanceof Promise) return next.then((piece) => this.#handOn(controller, piece));
    this.#handOn(controller, next);
  }

  #handOn(controller: ReadableStreamDefaultController<Bytes>, piece: Bytes | null): void {
    if (piece === null) return controller.close();
    this.#left -= piece.length;
    const isSmall = piece.length < SMALL && 2 * piece.length < piece.buffer.byteLength;
    controller.enqueue(isSmall ? piece.slice() : piece);
    if (this.#left === 0) controller.close();
  }

  #claim(by: "stream" | "bytes"): void {
    if (this.#readBy === "nobody") this.#readBy = by;
    else if (this.#readBy !== by || by === "bytes") {
      throw new TypeError(
        `Cannot read ${JSON.stringify(this.#name)}: its content was read already`,
      );
    }
  }
}
