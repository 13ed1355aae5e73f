/** The server's side of a WebSocket, for tests: what it sends, and how it reads what it is sent. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { Bytes } from "../../../src/transport/connection.ts";
import { concat } from "./feed.ts";

const OPCODES = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** The kinds of frames. */
export type Kind = keyof typeof OPCODES;

/** What about a frame is not as usual. */
export interface FrameOptions {
  /** Whether the message ends with it. @default {true} */
  readonly last?: boolean;
  /** The length that the header declares. @default {what is there} */
  readonly declared?: number | bigint;
  /** How many bytes the length is written in. @default {as few as can be} */
  readonly lengthBytes?: 1 | 2 | 8;
  /** What is added to the first byte. */
  readonly bits?: number;
  /** Whether to say that it is masked. */
  readonly masked?: boolean;
}

/** A frame as servers send it. */
export function serverFrame(
  kind: Kind | number,
  payload: string | Uint8Array = "",
  options: FrameOptions = {},
): Bytes {
  const data = typeof payload === "string" ? new TextEncoder().encode(payload) : payload;
  const { last = true, declared = data.length, bits = 0, masked = false } = options;
  const few = declared < 126 ? 1 : declared < 65_536 ? 2 : 8;
  const { lengthBytes = few } = options;
  const header = new Uint8Array(lengthBytes === 1 ? 2 : 2 + lengthBytes);
  const view = new DataView(header.buffer);
  const opcode = typeof kind === "number" ? kind : OPCODES[kind];
  view.setUint8(0, (last ? 128 : 0) | bits | opcode);
  const short = lengthBytes === 1 ? Number(declared) : lengthBytes === 2 ? 126 : 127;
  view.setUint8(1, (masked ? 128 : 0) | short);
  if (lengthBytes === 2) view.setUint16(2, Number(declared));
  if (lengthBytes === 8) view.setBigUint64(2, BigInt(declared));
  return concat(header, data);
}

/** A close frame as servers send it. */
export function serverClose(code: number, reason = ""): Bytes {
  const words = new TextEncoder().encode(reason);
  return serverFrame("close", concat(Uint8Array.of(code >> 8, code & 255), words));
}

/** A frame that a client sent. */
export interface ClientFrame {
  /** Its kind. */
  readonly kind: Kind;
  /** Whether the message ends with it. */
  readonly last: boolean;
  /** What it carries, unmasked. */
  readonly payload: Bytes;
}

/** Takes apart what a client sent, which must be whole frames, masked, by the book. */
export function clientFrames(bytes: Uint8Array): ClientFrame[] {
  const frames: ClientFrame[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length;) {
    const first = view.getUint8(at);
    const second = view.getUint8(at + 1);
    at += 2;
    assert.equal(first & 0x70, 0, "no reserved bits");
    const kind = (Object.keys(OPCODES) as Kind[]).find((name) => OPCODES[name] === (first & 15));
    assert.ok(kind !== undefined, `a known kind: ${first & 15}`);
    assert.ok(second >= 128, "clients mask");
    let length = second & 127;
    if (length === 126) {
      length = view.getUint16(at);
      assert.ok(length > 125, "in as few bytes as can be");
      at += 2;
    } else if (length === 127) {
      length = Number(view.getBigUint64(at));
      assert.ok(length > 65_535, "in as few bytes as can be");
      at += 8;
    }
    const mask = bytes.slice(at, at + 4);
    at += 4;
    assert.ok(at + length <= bytes.length, "the frame is whole");
    const payload = new Uint8Array(bytes.subarray(at, at + length));
    for (let i = 0; i < length; i++) payload[i] = (payload[i] as number) ^ (mask[i % 4] as number);
    at += length;
    frames.push({ kind, last: first >= 128, payload });
  }
  return frames;
}

/** The frames that a client sent, a line each: `binary "hello"`, `close 1000`. */
export function describe(bytes: Uint8Array): string[] {
  return clientFrames(bytes).map(({ kind, last, payload }) => {
    const more = last ? "" : " …";
    if (kind !== "close") {
      return `${kind} ${JSON.stringify(new TextDecoder().decode(payload))}${more}`;
    }
    return `close ${new DataView(payload.buffer).getUint16(0)}${more}`;
  });
}

/** The answer of a server to a key. */
export function acceptOf(key: string): string {
  return createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
}
