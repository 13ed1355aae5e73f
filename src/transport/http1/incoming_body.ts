import { ConnectionError, TimeoutError } from "../../errors.ts";
import type { Bytes, Connection } from "../connection.ts";
import type { Body } from "../http_client.ts";
import { join, type Pieces } from "../pieces.ts";
import type { BodyDecoder } from "./body_decoder.ts";

/** What an {@linkcode IncomingBody} is made of. */
export interface IncomingBodyParts {
  /** Where the bytes come from; the body's until it ends. */
  readonly connection: Connection;
  /** What takes the framing off. */
  readonly decoder: BodyDecoder;
  /** What came behind the head. */
  readonly rest: Bytes | undefined;
  /** Whether the peer's end is the body's end. */
  readonly untilClose: boolean;
  /** The media type without parameters. */
  readonly mediaType: string;
  /** Milliseconds that a read may wait; no limit if absent. */
  readonly idleTimeout: number | undefined;
  /** Called once: with `true` when the connection is clean and may be used again. */
  readonly over: (clean: boolean) => void;
}

/** The body of an answer: takes the framing off what a connection reads. */
export class IncomingBody implements Body {
  readonly mediaType: string;
  readonly #connection: Connection;
  readonly #decoder: BodyDecoder;
  readonly #untilClose: boolean;
  readonly #idleTimeout: number | undefined;
  readonly #over: (clean: boolean) => void;
  readonly #pieces: Pieces = { bytes: new Uint8Array(0), ranges: [], length: 0 };
  #rest: Bytes | undefined;
  #state: "open" | "ended" | "failed" = "open";
  #failure: unknown;

  constructor(parts: IncomingBodyParts) {
    this.mediaType = parts.mediaType;
    this.#connection = parts.connection;
    this.#decoder = parts.decoder;
    this.#rest = parts.rest;
    this.#untilClose = parts.untilClose;
    this.#idleTimeout = parts.idleTimeout;
    this.#over = parts.over;
    if (this.#decoder.done) this.#end(this.#rest === undefined);
  }

  readPieces(): Pieces | null | Promise<Pieces | null> {
    for (;;) {
      if (this.#state === "ended") return null;
      if (this.#state === "failed") return Promise.reject(this.#failure);
      let bytes: Bytes | null;
      if (this.#rest !== undefined) {
        bytes = this.#rest;
        this.#rest = undefined;
      } else {
        const read = this.#read();
        if (read instanceof Promise) return read.then(this.#resume, this.#lose);
        bytes = read;
      }
      if (this.#take(bytes)) return this.#pieces;
    }
  }

  read(): Bytes | null | Promise<Bytes | null> {
    const pieces = this.readPieces();
    if (pieces instanceof Promise) return pieces.then(joinAny);
    return joinAny(pieces);
  }

  cancel(
    reason: unknown = new ConnectionError(
      "Cannot read on: the body of the answer was cancelled",
      "closed",
    ),
  ): void {
    if (this.#state !== "open") return;
    this.#connection.close(reason);
    this.#fail(reason);
  }

  readonly #resume = (bytes: Bytes | null): Pieces | null | Promise<Pieces | null> =>
    this.#take(bytes) ? this.#pieces : this.readPieces();

  readonly #lose = (cause: unknown): never => {
    this.#connection.close(cause);
    this.#fail(cause);
    throw this.#failure;
  };

  /** Decodes what came; true if `#pieces` has something to hand on. */
  #take(bytes: Bytes | null): boolean {
    if (this.#state !== "open") return false;
    if (bytes === null) {
      if (this.#untilClose) this.#end(false);
      else {
        this.#fail(
          new ConnectionError(
            "Cannot read the rest of the answer: the connection was closed in the middle of it",
            "lost",
          ),
        );
      }
      return false;
    }
    const pieces = this.#pieces;
    pieces.bytes = bytes;
    pieces.length = 0;
    try {
      const at = this.#decoder.decode(bytes, 0, pieces);
      // Bytes behind the end are an answer to no question: the connection is out of step.
      if (this.#decoder.done) this.#end(at === bytes.length);
    } catch (error) {
      this.#connection.close(error);
      this.#fail(error);
    }
    return pieces.length > 0;
  }

  #read(): Bytes | null | Promise<Bytes | null> {
    const read = this.#connection.read();
    const limit = this.#idleTimeout;
    if (limit === undefined || !(read instanceof Promise)) return read;
    const timer = setTimeout(
      () =>
        this.#connection.close(
          new TimeoutError(`Cannot read the rest of the answer: no byte came for ${limit} ms`),
        ),
      limit,
    );
    return read.finally(() => clearTimeout(timer));
  }

  #end(clean: boolean): void {
    this.#state = "ended";
    this.#over(clean);
  }

  #fail(reason: unknown): void {
    if (this.#state !== "open") return;
    this.#state = "failed";
    this.#failure = reason;
    this.#over(false);
  }
}

function joinAny(pieces: Pieces | null): Bytes | null {
  return pieces === null ? null : join(pieces);
}
