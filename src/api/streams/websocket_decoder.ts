import { ConnectionError, ProtocolError } from "../../errors.ts";
import type { Bytes } from "../../transport/connection.ts";
import { join, type Pieces } from "../../transport/pieces.ts";
import type { Decoder } from "./decoded_stream.ts";
import {
  LAST_BIT,
  LENGTH_IN_EIGHT,
  LENGTH_IN_TWO,
  MASK_BIT,
  MAX_SHORT_LENGTH,
  type WebSocketFrameKind,
} from "./websocket_frames.ts";

/** A piece of a message. Pieces of messages come one behind the other, never mixed. */
export interface WebSocketData {
  /** What tells it from the others. */
  readonly kind: "data";
  /**
   * Whether the message calls itself text. Its bytes are handed on unchecked: engines below API 1.28
   * call all output text, cut wherever it was written.
   */
  readonly text: boolean;
  /** The bytes; empty only where a message ends. What came together shares a buffer. */
  readonly data: Bytes;
  /** Whether the message ends with this piece. */
  readonly last: boolean;
}

/** A ping, which wants a pong with the same data, or a pong. They come between pieces of a message too. */
export interface WebSocketPing {
  /** Which of the two it is. */
  readonly kind: "ping" | "pong";
  /** Up to 125 bytes. */
  readonly data: Bytes;
}

/** The end: what the other side sends behind it does not count. */
export interface WebSocketClose {
  /** What tells it from the others. */
  readonly kind: "close";
  /** Why, in a number: 1000 is the normal end, 1005 stands for none given. */
  readonly code: number;
  /** Why, in words; `""` if none were given. */
  readonly reason: string;
}

/** A part of what the server says over a WebSocket. */
export type WebSocketPart = WebSocketData | WebSocketPing | WebSocketClose;

const KINDS: Readonly<Record<number, WebSocketFrameKind>> = {
  0: "continuation",
  1: "text",
  2: "binary",
  8: "close",
  9: "ping",
  10: "pong",
};

const RESERVED_BITS = 0x70;

/**
 * Reads the frames of a WebSocket's server (RFC 6455, without extensions). Messages of any length are
 * handed on as they come; only pings, pongs and closes are kept until they are whole. Does no I/O.
 */
export class WebSocketDecoder implements Decoder<WebSocketPart> {
  #state: "header" | "data" | "control" | "closed" = "header";
  readonly #header = new Uint8Array(10);
  #held = 0; // bytes of a header, or of a control frame's payload, that are here
  #left = 0; // bytes of a message's frame still to come
  #last = true; // whether the frame ends its message
  #message: "text" | "binary" | undefined; // the one that is under way
  #control: "close" | "ping" | "pong" = "ping";
  #payload = new Uint8Array(0);

  /**
   * Takes the next bytes and adds what they say to `parts`.
   *
   * @throws {ProtocolError} If they break a rule of the protocol; `parts` has what came before.
   */
  decode(pieces: Pieces, parts: WebSocketPart[]): void {
    const bytes = join(pieces);
    let at = 0;
    for (;;) {
      switch (this.#state) {
        case "header":
          if (at === bytes.length) return;
          this.#addToHeader(bytes[at++] as number);
          break;
        case "data": {
          if (at === bytes.length && this.#left > 0) return;
          const data = bytes.subarray(at, at + Math.min(this.#left, bytes.length - at));
          at += data.length;
          this.#left -= data.length;
          this.#addData(data, parts);
          break;
        }
        case "control": {
          const data = bytes.subarray(at, at + this.#payload.length - this.#held);
          this.#payload.set(data, this.#held);
          at += data.length;
          this.#held += data.length;
          if (this.#held < this.#payload.length) return;
          this.#endControl(parts);
          break;
        }
        case "closed":
          return;
      }
    }
  }

  /**
   * Takes note that no more bytes come.
   *
   * @throws {ConnectionError} If no close came before: the connection is lost (1006).
   */
  end(): void {
    if (this.#state === "closed") return;
    const where = this.#state === "header" && this.#held === 0
      ? this.#message === undefined ? "" : "in the middle of a message, "
      : "in the middle of a frame, ";
    throw new ConnectionError(
      `Cannot read on: the WebSocket's connection ended ${where}without a close frame (1006)`,
      "lost",
    );
  }

  #addToHeader(byte: number): void {
    this.#header[this.#held++] = byte;
    // Checked as early as can be: the rest of what is no frame may never come.
    if (this.#held === 1) this.#checkKind();
    if (this.#held === 2 && byte >= MASK_BIT) throw refuse("a masked frame; only clients mask");
    if (this.#held === 2 && this.#isControl() && byte > MAX_SHORT_LENGTH) {
      throw refuse(`a ${this.#kind()} of more than 125 bytes`);
    }
    const short = this.#header[1] as number;
    const size = short === LENGTH_IN_TWO ? 4 : short === LENGTH_IN_EIGHT ? 10 : 2;
    if (this.#held < 2 || this.#held < size) return;
    const length = size === 2 ? short : this.#length(size);
    this.#held = 0;
    const kind = this.#kind();
    if (kind === "ping" || kind === "pong" || kind === "close") {
      this.#control = kind;
      this.#payload = new Uint8Array(length);
      this.#state = "control";
    } else {
      if (kind !== "continuation") this.#message = kind;
      this.#last = (this.#header[0] as number) >= LAST_BIT;
      this.#left = length;
      this.#state = "data";
    }
  }

  #checkKind(): void {
    const first = this.#header[0] as number;
    if ((first & RESERVED_BITS) !== 0) {
      throw refuse("reserved bits that no extension was agreed on for");
    }
    const kind = KINDS[first & 15];
    if (kind === undefined) throw refuse(`a frame of the unknown kind ${first & 15}`);
    if (this.#isControl()) {
      if (first < LAST_BIT) throw refuse(`a fragment of a ${kind}`);
    } else if (kind === "continuation") {
      if (this.#message === undefined) throw refuse("a continuation without a message");
    } else if (this.#message !== undefined) {
      throw refuse("a message in the middle of another");
    }
  }

  #kind(): WebSocketFrameKind {
    return KINDS[(this.#header[0] as number) & 15] as WebSocketFrameKind;
  }

  #isControl(): boolean {
    return ((this.#header[0] as number) & 8) !== 0;
  }

  /** The length that takes more than one byte. */
  #length(size: 4 | 10): number {
    const view = new DataView(this.#header.buffer);
    const length = size === 4
      ? view.getUint16(2)
      : view.getUint32(2) * 0x1_0000_0000 + view.getUint32(6);
    if (length <= (size === 4 ? MAX_SHORT_LENGTH : 65_535)) {
      throw refuse(`the length ${length} in more bytes than it needs`);
    }
    if (length > Number.MAX_SAFE_INTEGER) throw refuse("a frame of more than 2^53 - 1 bytes");
    return length;
  }

  #addData(data: Bytes, parts: WebSocketPart[]): void {
    const last = this.#last && this.#left === 0;
    if (data.length > 0 || last) {
      parts.push({ kind: "data", text: this.#message === "text", data, last });
    }
    if (this.#left > 0) return;
    if (last) this.#message = undefined;
    this.#state = "header";
  }

  #endControl(parts: WebSocketPart[]): void {
    const data = this.#payload;
    this.#held = 0;
    if (this.#control !== "close") {
      this.#state = "header";
      parts.push({ kind: this.#control, data });
      return;
    }
    this.#state = "closed";
    parts.push(parseClose(data));
  }
}

function parseClose(data: Bytes): WebSocketClose {
  if (data.length === 0) return { kind: "close", code: 1005, reason: "" };
  if (data.length === 1) throw refuse("a close with half a code");
  const code = new DataView(data.buffer, data.byteOffset).getUint16(0);
  if (!isCloseCode(code)) throw refuse(`a close with the code ${code}, which is none to be sent`);
  let reason: string;
  try {
    reason = new TextDecoder("utf-8", { fatal: true }).decode(data.subarray(2));
  } catch (cause) {
    throw refuse("a close whose reason is no UTF-8", { cause });
  }
  return { kind: "close", code, reason };
}

/** Those of RFC 6455 that go over the wire, those registered since, and those free to be used. */
function isCloseCode(code: number): boolean {
  if (code >= 3_000) return code < 5_000;
  return code >= 1_000 && code <= 1_014 && (code < 1_004 || code > 1_006);
}

function refuse(seen: string, options?: ErrorOptions): ProtocolError {
  return new ProtocolError(
    `Cannot read the WebSocket: expected its next frame, got ${seen}`,
    options,
  );
}
