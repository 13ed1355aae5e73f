/** What a {@linkcode WebSocketConnection} sends, and when. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { WebSocketConnection } from "../../../src/api/streams/websocket.ts";
import { ConnectionError } from "../../../src/errors.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import { turn } from "../../read_body.ts";
import { ScriptedConnection, type Step } from "../../scripted_connection.ts";
import { concat } from "./feed.ts";
import { clientFrames, describe, serverClose, serverFrame } from "./websocket_peer.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function open(...script: readonly Step[]): [WebSocketConnection, ScriptedConnection] {
  const beneath = new ScriptedConnection(...script);
  return [new WebSocketConnection(beneath), beneath];
}

async function readAll(socket: WebSocketConnection): Promise<string> {
  const pieces: Bytes[] = [];
  for (;;) {
    const bytes = await socket.read();
    if (bytes === null) return decoder.decode(concat(...pieces));
    assert.ok(bytes.length > 0, "no read answers nothing");
    pieces.push(bytes);
  }
}

test("WebSocketConnection sends each write as a binary message", async () => {
  const [socket, beneath] = open();
  const bytes = encoder.encode("hello");
  assert.equal(socket.write(bytes), undefined);
  assert.equal(socket.write(new Uint8Array(0)), undefined);
  assert.equal(socket.write(encoder.encode("ü")), undefined);
  assert.equal(decoder.decode(bytes), "hello");
  assert.deepEqual(describe(beneath.sent), ['binary "hello"', 'binary "ü"']);
  const large = new Uint8Array(200_000).map((_, i) => i * 7);
  await socket.write(large);
  const frames = clientFrames(beneath.sent).slice(2);
  assert.deepEqual(frames.map(({ kind, last, payload }) => [kind, last, payload.length]), [
    ["binary", false, 65_536],
    ["continuation", false, 65_536],
    ["continuation", false, 65_536],
    ["continuation", true, 3_392],
  ]);
  assert.deepEqual(concat(...frames.map(({ payload }) => payload)), large);
});

test("WebSocketConnection lets writes wait for the peer, one at a time", async () => {
  const [socket, beneath] = open();
  beneath.stall();
  let state = "waits";
  const write = Promise.resolve(socket.write(encoder.encode("one"))).then(() => state = "taken");
  await assert.rejects(async () => await socket.write(encoder.encode("two")), {
    name: "TypeError",
    message: "Cannot write: another write is pending",
  });
  assert.equal(state, "waits");
  beneath.resume();
  await write;
  assert.equal(socket.write(encoder.encode("three")), undefined);
  assert.deepEqual(describe(beneath.sent), ['binary "one"', 'binary "three"']);
});

test("WebSocketConnection takes one frame of a large write at a time", async () => {
  const [socket, beneath] = open();
  beneath.stall();
  let over = false;
  const write = Promise.resolve(socket.write(new Uint8Array(140_000))).then(() => over = true);
  for (const frames of [0, 1, 2]) {
    assert.equal(clientFrames(beneath.sent).length, frames);
    assert.equal(over, false);
    beneath.resume();
    beneath.stall();
    await turn();
  }
  await write;
  assert.equal(clientFrames(beneath.sent).length, 3);
});

test("WebSocketConnection answers a ping between the frames of a message that waits", async () => {
  const [socket, beneath] = open();
  beneath.stall();
  const write = socket.write(new Uint8Array(100_000));
  const read = socket.read();
  beneath.play(serverFrame("ping", "now"));
  await Promise.resolve();
  assert.equal(beneath.sentLength, 0);
  beneath.resume();
  await write;
  assert.deepEqual(clientFrames(beneath.sent).map(({ kind, last }) => [kind, last]), [
    ["binary", false],
    ["pong", true],
    ["continuation", true],
  ]);
  beneath.play(serverFrame("binary", "x"));
  assert.equal(decoder.decode((await read) ?? undefined), "x");
});

test("WebSocketConnection answers only the last of the pings that came while the peer took nothing", async () => {
  const [socket, beneath] = open();
  beneath.stall();
  const pings = Array.from({ length: 1_000 }, (_, i) => serverFrame("ping", `${i}`));
  const read = socket.read();
  beneath.play(...pings, serverFrame("binary", "x"));
  await read;
  const write = socket.write(encoder.encode("y"));
  beneath.resume();
  await write;
  assert.deepEqual(describe(beneath.sent), ['pong "0"', 'pong "999"', 'binary "y"']);
});

test("WebSocketConnection reads on when a pong can't be sent", async () => {
  const [socket, beneath] = open();
  beneath.peerDeafens();
  beneath.play(serverFrame("ping"), serverFrame("binary", "last words"), serverClose(1000));
  assert.equal(await readAll(socket), "last words");
});

test("WebSocketConnection.closeWrite() sends a close, and reading goes on to the peer's", async () => {
  const [socket, beneath] = open(serverFrame("binary", "one "));
  await socket.closeWrite();
  await socket.closeWrite();
  assert.deepEqual(describe(beneath.sent), ["close 1000"]);
  beneath.play(
    serverFrame("ping", "still there?"),
    serverFrame("binary", "two"),
    serverClose(1000),
  );
  assert.equal(await readAll(socket), "one two");
  assert.deepEqual(describe(beneath.sent), ["close 1000", 'pong "still there?"']);
  assert.equal(beneath.writeClosed, false, "the engine would take that for more than a close");
  await assert.rejects(async () => await socket.write(encoder.encode("x")), ConnectionError);
});

test("WebSocketConnection.closeWrite() waits for what is under way", async () => {
  for (const size of [3, 140_000]) {
    const [socket, beneath] = open(serverFrame("ping", "!"), serverFrame("binary", "x"));
    beneath.stall();
    const write = socket.write(new Uint8Array(size));
    void socket.read();
    const close = socket.closeWrite();
    await assert.rejects(async () => await socket.write(encoder.encode("x")), { code: "closed" });
    assert.equal(beneath.sentLength, 0);
    beneath.resume();
    await write;
    await close;
    const kinds = clientFrames(beneath.sent).map(({ kind }) => kind);
    assert.deepEqual(
      kinds,
      size === 3
        ? ["binary", "pong", "close"]
        : ["binary", "pong", "continuation", "continuation", "close"],
    );
  }
});

test("WebSocketConnection stops a large write at the peer's close", async () => {
  const [socket, beneath] = open();
  beneath.stall();
  const write = Promise.resolve(socket.write(new Uint8Array(140_000)));
  beneath.play(serverClose(1000));
  assert.equal(await socket.read(), null);
  beneath.resume();
  await assert.rejects(write, { code: "lost" });
  assert.deepEqual(clientFrames(beneath.sent).map(({ kind }) => kind), ["binary"]);
});
