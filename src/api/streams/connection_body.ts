import { ConnectionError } from "../../errors.ts";
import type { Bytes, Connection } from "../../transport/connection.ts";
import type { Body } from "../../transport/http_client.ts";
import type { Pieces } from "../../transport/pieces.ts";

/** What comes over an upgraded connection, as a body: it ends as the peer stops sending. */
export class ConnectionBody implements Body {
  readonly mediaType: string;
  readonly #connection: Connection;
  readonly #pieces: Pieces = { bytes: new Uint8Array(0), ranges: [0, 0], length: 2 };

  constructor(connection: Connection, mediaType: string) {
    this.#connection = connection;
    this.mediaType = mediaType;
  }

  read(): Bytes | null | Promise<Bytes | null> {
    const bytes = this.#connection.read();
    if (bytes instanceof Promise) return bytes.then(this.#ended);
    return this.#ended(bytes);
  }

  readPieces(): Pieces | null | Promise<Pieces | null> {
    const bytes = this.read();
    if (bytes instanceof Promise) return bytes.then(this.#whole);
    return this.#whole(bytes);
  }

  cancel(reason?: unknown): void {
    this.#connection.close(
      reason ?? new ConnectionError("Cannot read on: the output was cancelled", "closed"),
    );
  }

  /** The peer says no more, and hears no more: the connection has served. */
  readonly #ended = (bytes: Bytes | null): Bytes | null => {
    if (bytes === null) this.#connection.close();
    return bytes;
  };

  readonly #whole = (bytes: Bytes | null): Pieces | null => {
    if (bytes === null) return null;
    this.#pieces.bytes = bytes;
    this.#pieces.ranges[1] = bytes.length;
    return this.#pieces;
  };
}
