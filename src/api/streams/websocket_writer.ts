import { ConnectionError } from "../../errors.ts";
import type { Bytes, Connection } from "../../transport/connection.ts";
import {
  encodeWebSocketClose,
  encodeWebSocketFrame,
  type WebSocketFrameKind,
} from "./websocket_frames.ts";

/** What is larger goes out in several frames, so that pongs fit in between and masking stays cheap. */
const MAX_PAYLOAD = 65_536;

const NORMAL_END = 1_000;

/**
 * The sending half of a WebSocket: messages, and between their frames the pongs, over a connection
 * that takes one write at a time. Nothing queues: a message waits for its caller, and of the pongs
 * only the last matters.
 */
export class WebSocketWriter {
  readonly #connection: Connection;
  #state: "open" | "ended" | "dropped" = "open";
  #frame: Promise<void> | undefined; // the one that the peer has yet to take; never rejects
  #message: Promise<void> | undefined; // the one that is under way; never rejects
  #pong: Bytes | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Sends a binary message; like `Connection.write`. */
  write(bytes: Uint8Array): void | Promise<void> {
    if (this.#state !== "open") return Promise.reject(this.#refuse());
    if (this.#message !== undefined) {
      return Promise.reject(new TypeError("Cannot write: another write is pending"));
    }
    if (bytes.length === 0) return;
    const wait = this.#frame === undefined && bytes.length <= MAX_PAYLOAD
      ? this.#send("binary", bytes)
      : this.#sendFragments(bytes);
    if (wait === undefined) return;
    const over = (): void => {
      this.#message = undefined;
    };
    this.#message = wait.then(over, over);
    return wait;
  }

  /** Sends a pong; if that has to wait, a later one takes its place. */
  pong(data: Bytes): void {
    this.#pong = data;
    if (this.#frame === undefined) this.#sendPong();
  }

  /** Sends a close when what is under way has been sent; then no more messages. */
  end(): void | Promise<void> {
    if (this.#state !== "open") return;
    this.#state = "ended";
    const payload = encodeWebSocketClose(NORMAL_END);
    if (this.#message === undefined && this.#frame === undefined) {
      return this.#send("close", payload);
    }
    return this.#sendLater("close", payload);
  }

  /** Sends a close, if that is possible at once and none was sent; then nothing at all. */
  drop(code: number): void {
    const state = this.#state;
    this.#state = "dropped";
    this.#pong = undefined;
    if (state !== "open" || this.#frame !== undefined) return;
    // The peer wants no more, so it may be gone by now, which is what a close tells it to be.
    this.#send("close", encodeWebSocketClose(code))?.catch(() => undefined);
  }

  async #sendFragments(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; at += MAX_PAYLOAD) {
      while (this.#frame !== undefined) await this.#frame;
      if (this.#state === "dropped") throw this.#refuse();
      const end = at + MAX_PAYLOAD;
      const kind = at === 0 ? "binary" : "continuation";
      const wait = this.#send(kind, bytes.subarray(at, end), end >= bytes.length);
      if (wait !== undefined) await wait;
    }
  }

  async #sendLater(kind: WebSocketFrameKind, payload: Bytes): Promise<void> {
    for (let wait = this.#message ?? this.#frame; wait !== undefined;) {
      await wait;
      wait = this.#message ?? this.#frame;
    }
    await this.#send(kind, payload);
  }

  #refuse(): ConnectionError {
    return this.#state === "dropped"
      ? new ConnectionError("Cannot write: the WebSocket is closed", "lost")
      : new ConnectionError("Cannot write: the WebSocket's sending half is closed", "closed");
  }

  #sendPong(): void {
    const data = this.#pong;
    if (data === undefined) return;
    this.#pong = undefined;
    // A peer that takes no more may still have sent something, and reading tells how that ends.
    this.#send("pong", data)?.catch(() => undefined);
  }

  /** Sends a frame; none may be under way. */
  #send(kind: WebSocketFrameKind, payload: Uint8Array, last = true): void | Promise<void> {
    const wait = this.#connection.write(encodeWebSocketFrame({ kind, payload, last }));
    if (wait === undefined) return;
    const over = (): void => {
      this.#frame = undefined;
      this.#sendPong();
    };
    this.#frame = wait.then(over, over);
    return wait;
  }
}
