/** What servers may not send over a WebSocket. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  WebSocketDecoder,
  type WebSocketPart,
} from "../../../src/api/streams/websocket_decoder.ts";
import { ProtocolError } from "../../../src/errors.ts";
import { cuts } from "../../cuts.ts";
import { concat, whole } from "./feed.ts";
import { serverFrame } from "./websocket_peer.ts";

const LONG = "x".repeat(126);
const VIOLATIONS: readonly [what: string, frames: readonly Uint8Array[], message: RegExp][] = [
  ["bit 1", [serverFrame("binary", "x", { bits: 0x40 })], /reserved bits/],
  ["bit 2", [serverFrame("binary", "x", { bits: 0x20 })], /reserved bits/],
  ["bit 3", [serverFrame("ping", "x", { bits: 0x10 })], /reserved bits/],
  ["kind 3", [serverFrame(3, "x")], /the unknown kind 3$/],
  ["kind 7", [serverFrame(7, "x")], /the unknown kind 7$/],
  ["kind 11", [serverFrame(11, "x")], /the unknown kind 11$/],
  ["kind 15", [serverFrame(15, "x")], /the unknown kind 15$/],
  ["mask", [serverFrame("binary", "x", { masked: true })], /a masked frame/],
  ["masked ping", [serverFrame("ping", "", { masked: true })], /a masked frame/],
  ["cut ping", [serverFrame("ping", "x", { last: false })], /a fragment of a ping/],
  ["cut close", [serverFrame("close", "", { last: false })], /a fragment of a close/],
  ["long ping", [serverFrame("ping", LONG)], /a ping of more than 125 bytes/],
  ["long pong", [serverFrame("pong", LONG)], /a pong of more than 125 bytes/],
  ["long close", [serverFrame("close", LONG)], /a close of more than 125 bytes/],
  ["huge ping", [serverFrame("ping", "", { declared: 2 ** 40 })], /a ping of more than 125/],
  ["continuation", [serverFrame("continuation", "x")], /a continuation without a message/],
  [
    "continuation of what has ended",
    [
      serverFrame("text", "a", { last: false }),
      serverFrame("continuation", "b"),
      serverFrame("continuation", "c"),
    ],
    /a continuation without a message/,
  ],
  [
    "message in a message",
    [serverFrame("text", "a", { last: false }), serverFrame("text", "b")],
    /a message in the middle of another/,
  ],
  ["2 bytes for 125", [serverFrame("binary", "", { declared: 125, lengthBytes: 2 })], /length 125/],
  ["8 bytes for 1", [serverFrame("binary", "", { declared: 1, lengthBytes: 8 })], /length 1 in/],
  [
    "8 bytes for 65535",
    [serverFrame("binary", "", { declared: 65_535, lengthBytes: 8 })],
    /length 65535 in more bytes than it needs/,
  ],
  ["2^53", [serverFrame("binary", "", { declared: 2n ** 53n })], /more than 2\^53 - 1 bytes/],
  ["2^63", [serverFrame("binary", "", { declared: 2n ** 63n })], /more than 2\^53 - 1 bytes/],
  ["half a code", [serverFrame("close", "x")], /a close with half a code/],
  ["no UTF-8", [serverFrame("close", Uint8Array.of(3, 232, 0xff))], /whose reason is no UTF-8/],
  ["HTTP", [new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n\r\n")], /reserved bits/],
];

function decodeText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

test("WebSocketDecoder refuses what breaks the protocol, having handed on what came before", () => {
  const before = concat(serverFrame("binary", "before"), serverFrame("ping", "!"));
  for (const [what, frames, message] of VIOLATIONS) {
    for (const pieces of cuts(concat(before, ...frames))) {
      const parts: WebSocketPart[] = [];
      const decoder = new WebSocketDecoder();
      let error: unknown;
      try {
        for (const piece of pieces) decoder.decode(whole(piece), parts);
      } catch (thrown) {
        error = thrown;
      }
      const text = parts.map((part) => part.kind === "close" ? "" : decodeText(part.data)).join("");
      assert.ok(text.startsWith("before!"), what);
      assert.ok(error instanceof ProtocolError, `${what}: ${error}`);
      assert.match(error.message, /^Cannot read the WebSocket: expected its next frame, got /);
      assert.match(error.message, message, what);
    }
  }
});

test("WebSocketDecoder refuses as soon as it can be told", () => {
  const early = new Map([["HTTP", 1], ["long ping", 2], ["mask", 2], ["message in a message", 4]]);
  for (const [what, length] of early) {
    const frames = VIOLATIONS.find(([name]) => name === what)?.[1] ?? [];
    const decoder = new WebSocketDecoder();
    assert.throws(
      () => decoder.decode(whole(concat(...frames).slice(0, length)), []),
      ProtocolError,
      what,
    );
  }
});
