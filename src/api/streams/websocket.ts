import { ConnectionError } from "../../errors.ts";
import type { Bytes, Connection } from "../../transport/connection.ts";
import type { Pieces } from "../../transport/pieces.ts";
import { type WebSocketClose, WebSocketDecoder, type WebSocketPart } from "./websocket_decoder.ts";
import { WebSocketWriter } from "./websocket_writer.ts";

const NORMAL_END = 1_000;
const NO_CODE = 1_005;
const BROKEN_RULE = 1_002;

/**
 * The bytes of a WebSocket's messages, as a connection: what is read is what the messages hold, one
 * behind the other, and each write is a binary message. `closeWrite` sends a close: engines take it
 * for the end of the input, and go on sending until they have no more to say. Pings are answered
 * while it is read.
 */
export class WebSocketConnection implements Connection {
  readonly #connection: Connection;
  readonly #decoder = new WebSocketDecoder();
  readonly #writer: WebSocketWriter;
  readonly #pieces: Pieces = { bytes: new Uint8Array(0), ranges: [0, 0], length: 2 };
  #ended = false;

  /**
   * Makes a connection of one that was upgraded, and that is its own from now on.
   *
   * @param connection The upgraded connection, whose handshake has been checked.
   */
  constructor(connection: Connection) {
    this.#connection = connection;
    this.#writer = new WebSocketWriter(connection);
  }

  /** Settles when the connection is gone; never rejects. */
  get closed(): Promise<void> {
    return this.#connection.closed;
  }

  /**
   * The next bytes of messages; `null` when the other side has closed the WebSocket. Rejects with a
   * `ProtocolError` if it breaks the protocol, with a `ConnectionError` if it closes for another
   * reason than having ended, or goes without a close (1006).
   */
  read(): Bytes | null | Promise<Bytes | null> {
    try {
      for (;;) {
        if (this.#ended) return null;
        const bytes = this.#connection.read();
        if (bytes instanceof Promise) return this.#readOn(bytes);
        const data = this.#take(bytes);
        if (data !== undefined) return data;
      }
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** Sends a message of these bytes; no bytes are no message. */
  write(bytes: Uint8Array): void | Promise<void> {
    return this.#writer.write(bytes);
  }

  /** Sends a close; reading goes on. */
  closeWrite(): void | Promise<void> {
    return this.#writer.end();
  }

  /** Drops the connection beneath, without a close: the other side takes both for the end. */
  close(reason?: unknown): void {
    this.#ended = false; // what is read from now on is the reason
    this.#connection.close(reason);
  }

  /** Lets the connection keep the process alive, which is how it starts. */
  ref(): void {
    this.#connection.ref();
  }

  /** Lets the process exit although the connection is open. */
  unref(): void {
    this.#connection.unref();
  }

  async #readOn(read: Promise<Bytes | null>): Promise<Bytes | null> {
    let bytes = await read;
    for (;;) {
      const data = this.#take(bytes);
      if (data !== undefined) return data;
      const next = this.#connection.read();
      bytes = next instanceof Promise ? await next : next;
    }
  }

  /** The bytes of messages among those that came; `undefined` if there are none. */
  #take(bytes: Bytes | null): Bytes | null | undefined {
    const parts: WebSocketPart[] = [];
    this.#decode(bytes, parts);
    const pieces: Bytes[] = [];
    for (const part of parts) {
      if (part.kind === "close") this.#end(part);
      else if (part.kind === "ping") this.#writer.pong(part.data);
      else if (part.kind === "data" && part.data.length > 0) pieces.push(part.data);
    }
    return joinPieces(pieces) ?? (this.#ended ? null : undefined);
  }

  /** Lets nothing but reads fail, which come after what is handed on first. */
  #decode(bytes: Bytes | null, parts: WebSocketPart[]): void {
    try {
      if (bytes === null) return this.#decoder.end();
      this.#pieces.bytes = bytes;
      this.#pieces.ranges[1] = bytes.length;
      this.#decoder.decode(this.#pieces, parts);
    } catch (error) {
      if (bytes !== null) this.#writer.drop(BROKEN_RULE);
      this.#connection.close(error);
    }
  }

  #end({ code, reason }: WebSocketClose): void {
    this.#writer.drop(code === NO_CODE ? NORMAL_END : code);
    if (code === NORMAL_END || code === NO_CODE) {
      this.#ended = true;
      return;
    }
    const words = reason === "" ? "" : `: ${JSON.stringify(reason)}`;
    this.#connection.close(
      new ConnectionError(`Cannot go on: the WebSocket was closed with ${code}${words}`, "lost"),
    );
  }
}

/** Joins pieces of one buffer where they lie; `undefined` if there are none. */
function joinPieces(pieces: readonly Bytes[]): Bytes | undefined {
  const first = pieces[0];
  if (first === undefined || pieces.length === 1) return first;
  const bytes = new Uint8Array(first.buffer);
  let end = first.byteOffset;
  for (const { byteOffset, length } of pieces) {
    bytes.copyWithin(end, byteOffset, byteOffset + length);
    end += length;
  }
  return bytes.subarray(first.byteOffset, end);
}
