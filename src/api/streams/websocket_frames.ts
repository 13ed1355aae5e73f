import type { Bytes } from "../../transport/connection.ts";

/** The kinds of frames. */
export type WebSocketFrameKind = "continuation" | "text" | "binary" | "close" | "ping" | "pong";

/** A frame to be sent. */
export interface WebSocketFrame {
  /** What it is; what goes on a message is a `"continuation"`. */
  readonly kind: WebSocketFrameKind;
  /** What it carries; up to 125 bytes but in messages. */
  readonly payload: Uint8Array;
  /**
   * Whether the message ends with it.
   *
   * @default {true}
   */
  readonly last?: boolean | undefined;
  /**
   * The four bytes that the payload is masked with. For tests: who can foretell them can make caches
   * take a payload for an answer.
   *
   * @default {random ones}
   */
  readonly mask?: Uint8Array | undefined;
}

const CODES: Readonly<Record<WebSocketFrameKind, number>> = {
  continuation: 0,
  text: 1,
  binary: 2,
  close: 8,
  ping: 9,
  pong: 10,
};

/** In a header's first byte: the message ends with the frame. */
export const LAST_BIT = 0x80;
/** In a header's second byte: the payload is masked. */
export const MASK_BIT = 0x80;
/** What a length without further bytes can be, and a close's, ping's or pong's at all. */
export const MAX_SHORT_LENGTH = 125;
/** Stands for a length in the next two bytes. */
export const LENGTH_IN_TWO = 126;
/** Stands for a length in the next eight bytes. */
export const LENGTH_IN_EIGHT = 127;

/** Behind the longest header, and where a payload can be masked word by word. */
const PAYLOAD_AT = 16;

/**
 * Puts a frame of the client's side into bytes: its header, and its payload masked.
 *
 * @param frame The frame; its payload stays as it is.
 * @throws {RangeError} If a close, ping or pong carries more than 125 bytes, or is not the last.
 */
export function encodeWebSocketFrame(frame: WebSocketFrame): Bytes {
  const { kind, payload, last = true } = frame;
  const { length } = payload;
  if (CODES[kind] >= CODES.close && (length > MAX_SHORT_LENGTH || !last)) {
    throw new RangeError(
      `Cannot send a ${kind} of ${length} bytes: at most 125 in one frame are allowed`,
    );
  }
  const extended = length <= MAX_SHORT_LENGTH ? 0 : length < 65_536 ? 2 : 8;
  const start = PAYLOAD_AT - 6 - extended;
  const buffer = new ArrayBuffer(PAYLOAD_AT + Math.ceil(length / 4) * 4);
  const mask = new Uint8Array(buffer, PAYLOAD_AT - 4, 4);
  if (frame.mask === undefined) crypto.getRandomValues(mask);
  else mask.set(frame.mask);
  const view = new DataView(buffer, start);
  view.setUint8(0, (last ? LAST_BIT : 0) | CODES[kind]);
  if (extended === 0) view.setUint8(1, MASK_BIT | length);
  else if (extended === 2) {
    view.setUint8(1, MASK_BIT | LENGTH_IN_TWO);
    view.setUint16(2, length);
  } else {
    view.setUint8(1, MASK_BIT | LENGTH_IN_EIGHT);
    view.setBigUint64(2, BigInt(length));
  }
  new Uint8Array(buffer, PAYLOAD_AT).set(payload);
  const words = new Uint32Array(buffer, PAYLOAD_AT);
  const key = new Uint32Array(buffer, PAYLOAD_AT - 4, 1)[0] as number;
  for (let i = 0; i < words.length; i++) words[i] = (words[i] as number) ^ key;
  return new Uint8Array(buffer, start, PAYLOAD_AT - start + length);
}

/**
 * What a close frame carries.
 *
 * @param code Why, in a number: 1000 is the normal end.
 * @param reason Why, in up to 123 bytes of words.
 */
export function encodeWebSocketClose(code: number, reason = ""): Bytes {
  const words = new TextEncoder().encode(reason);
  const payload = new Uint8Array(2 + words.length);
  new DataView(payload.buffer).setUint16(0, code);
  payload.set(words, 2);
  return payload;
}
