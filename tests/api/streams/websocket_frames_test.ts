import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  encodeWebSocketClose,
  encodeWebSocketFrame,
  type WebSocketFrameKind,
} from "../../../src/api/streams/websocket_frames.ts";
import { clientFrames } from "./websocket_peer.ts";

const HELLO = new TextEncoder().encode("Hello");

test("encodeWebSocketFrame() writes the examples of RFC 6455", () => {
  const mask = Uint8Array.of(0x37, 0xfa, 0x21, 0x3d);
  const masked = [0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58];
  assert.deepEqual(
    [...encodeWebSocketFrame({ kind: "text", payload: HELLO, mask })],
    [0x81, 0x85, ...masked],
  );
  assert.deepEqual(
    [...encodeWebSocketFrame({ kind: "pong", payload: HELLO, mask })],
    [0x8a, 0x85, ...masked],
  );
  assert.deepEqual(
    [...encodeWebSocketFrame({ kind: "text", payload: HELLO, last: false, mask })],
    [0x01, 0x85, ...masked],
  );
});

test("encodeWebSocketFrame() writes every form of length", () => {
  const headers: [length: number, header: number[]][] = [
    [0, [0x82, 0x80]],
    [125, [0x82, 0xfd]],
    [126, [0x82, 0xfe, 0, 126]],
    [65_535, [0x82, 0xfe, 255, 255]],
    [65_536, [0x82, 0xff, 0, 0, 0, 0, 0, 1, 0, 0]],
  ];
  for (const [length, header] of headers) {
    const payload = new Uint8Array(length).fill(1);
    const bytes = encodeWebSocketFrame({ kind: "binary", payload });
    assert.deepEqual([...bytes.subarray(0, header.length)], header);
    assert.equal(bytes.length, header.length + 4 + length);
    assert.deepEqual(clientFrames(bytes), [{ kind: "binary", last: true, payload }]);
  }
});

test("encodeWebSocketFrame() masks each frame with other bytes", () => {
  const masks = new Set<string>();
  for (let i = 0; i < 100; i++) {
    const bytes = encodeWebSocketFrame({ kind: "binary", payload: HELLO });
    masks.add(bytes.subarray(2, 6).join());
  }
  assert.ok(masks.size > 95);
});

test("encodeWebSocketFrame() refuses pings, pongs and closes that are too long or in parts", () => {
  for (const kind of ["ping", "pong", "close"] as const) {
    assert.throws(
      () => encodeWebSocketFrame({ kind, payload: new Uint8Array(126) }),
      {
        name: "RangeError",
        message: new RegExp(`^Cannot send a ${kind} of 126 bytes: at most 125`),
      },
    );
    assert.throws(() => encodeWebSocketFrame({ kind, payload: HELLO, last: false }), RangeError);
    assert.equal(encodeWebSocketFrame({ kind, payload: new Uint8Array(125) }).length, 131);
  }
});

test("encodeWebSocketClose() puts the code before the reason", () => {
  assert.deepEqual([...encodeWebSocketClose(1000)], [3, 232]);
  assert.deepEqual([...encodeWebSocketClose(4999, "ü")], [19, 135, 0xc3, 0xbc]);
});

test("encodeWebSocketFrame() writes what servers read back, and leaves the payload as it is", () => {
  const kinds: readonly WebSocketFrameKind[] = ["continuation", "text", "binary"];
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.boolean(),
      fc.uint8Array({ maxLength: 300 }),
      fc.nat(5),
      (kind, last, bytes, offset) => {
        const payload = bytes.subarray(Math.min(offset, bytes.length)); // not at the buffer's start
        const before = payload.slice();
        const frame = encodeWebSocketFrame({ kind, payload, last });
        assert.deepEqual(payload, before);
        assert.deepEqual(clientFrames(frame), [{ kind, last, payload: before }]);
      },
    ),
  );
});
