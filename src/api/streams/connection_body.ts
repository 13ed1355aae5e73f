import { ConnectionError } from "../../errors.ts";
import type { Bytes, Connection } from "../../transport/connection.ts";
import type { Body } from "../../transport/http_client.ts";
import type { Pieces } from "../../transport/pieces.ts";

/** What comes over an upgraded connection, as a body: it ends as the peer stops sending. */
export class ConnectionBody implements Body {
  /** The media type without parameters, in lower case; `""` if there is none. */
  readonly mediaType: string;
  readonly #connection: Connection;
  readonly #pieces: Pieces = { bytes: new Uint8Array(0), ranges: [0, 0], length: 2 };
  #ended = false;

  /**
   * Makes a body.
   *
   * @param connection The upgraded connection; the body's from now on.
   * @param mediaType What comes, without parameters and in lower case; `""` if nothing tells.
   */
  constructor(connection: Connection, mediaType: string) {
    this.#connection = connection;
    this.mediaType = mediaType;
  }

  read(): Bytes | null | Promise<Bytes | null> {
    if (this.#ended) return null;
    const bytes = this.#connection.read();
    return bytes instanceof Promise ? bytes.then(this.#take) : this.#take(bytes);
  }

  readPieces(): Pieces | null | Promise<Pieces | null> {
    if (this.#ended) return null;
    const bytes = this.#connection.read();
    return bytes instanceof Promise ? bytes.then(this.#takeWhole) : this.#takeWhole(bytes);
  }

  cancel(reason?: unknown): void {
    this.#connection.close(
      reason ?? new ConnectionError("Cannot read on: the output was cancelled", "closed"),
    );
  }

  readonly #take = (bytes: Bytes | null): Bytes | null => bytes ?? this.#end();

  readonly #takeWhole = (bytes: Bytes | null): Pieces | null => {
    if (bytes === null) return this.#end();
    this.#pieces.bytes = bytes;
    this.#pieces.ranges[1] = bytes.length;
    return this.#pieces;
  };

  /** The peer says no more, and hears no more: the connection has served. */
  #end(): null {
    this.#ended = true;
    this.#connection.close();
    return null;
  }
}
