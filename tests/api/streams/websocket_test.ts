import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { WebSocketConnection } from "../../../src/api/streams/websocket.ts";
import { ConnectionError, ProtocolError } from "../../../src/errors.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import { cutAt, cuts } from "../../cuts.ts";
import { end, reset, ScriptedConnection, type Step } from "../../scripted_connection.ts";
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

test("WebSocketConnection reads what messages hold, wherever cut, and answers pings and the close", async () => {
  const wire = concat(
    serverFrame("ping", "one"),
    serverFrame("binary", "begin "),
    serverFrame("text", "fra", { last: false }),
    serverFrame("ping", "two"),
    serverFrame("continuation", "", { last: false }),
    serverFrame("pong", "not asked for"),
    serverFrame("continuation", "gment"),
    serverFrame("binary", ""),
    serverFrame("binary", " end"),
    serverClose(1000),
  );
  for (const pieces of cuts(wire)) {
    for (const deferred of [false, true]) {
      const [socket, beneath] = open(...pieces);
      beneath.deferred = deferred;
      assert.equal(await readAll(socket), "begin fragment end");
      assert.equal(await socket.read(), null);
      assert.deepEqual(describe(beneath.sent), ['pong "one"', 'pong "two"', "close 1000"]);
    }
  }
});

test("WebSocketConnection answers at once what is here, joined, in the buffer that it came in", () => {
  const wire = concat(
    serverFrame("binary", "one "),
    serverFrame("ping", "!"),
    serverFrame("binary", "two"),
  );
  const [socket] = open(serverFrame("pong"), wire);
  const bytes = socket.read();
  assert.ok(bytes instanceof Uint8Array);
  assert.equal(decoder.decode(bytes), "one two");
  assert.ok(socket.read() instanceof Promise);
});

test("WebSocketConnection reads one read at a time, and only when it is read", () => {
  const [socket, beneath] = open(serverFrame("binary", "one"), serverFrame("binary", "two"));
  assert.equal(beneath.reads, 0);
  void socket.read();
  assert.equal(beneath.reads, 1);
});

test("WebSocketConnection ends with the peer's close, and refuses writes then", async () => {
  for (const close of [serverClose(1000, "bye"), serverFrame("close")]) {
    const [socket, beneath] = open(serverFrame("binary", "last"), close, "not a frame", end);
    assert.equal(await readAll(socket), "last");
    assert.deepEqual(describe(beneath.sent), ["close 1000"]);
    await assert.rejects(async () => await socket.write(encoder.encode("x")), { code: "lost" });
    assert.equal(socket.closeWrite(), undefined);
    assert.equal(beneath.open, true, "its holder closes it");
    const reason = new Error("over");
    socket.close(reason);
    assert.equal(beneath.reason, reason);
    await assert.rejects(async () => await socket.read(), (error) => error === reason);
  }
});

test("WebSocketConnection takes a close for another reason than the end for a loss", async () => {
  const closes: [close: Uint8Array, code: number, message: string][] = [
    [serverClose(1001), 1001, "Cannot go on: the WebSocket was closed with 1001"],
    [serverClose(1002), 1002, "Cannot go on: the WebSocket was closed with 1002"],
    [serverClose(1011, "disk on fire"), 1011, 'the WebSocket was closed with 1011: "disk on fire"'],
    [serverClose(4321), 4321, "Cannot go on: the WebSocket was closed with 4321"],
  ];
  for (const [close, code, message] of closes) {
    for (const pieces of cuts(concat(serverFrame("binary", "before"), close))) {
      const [socket, beneath] = open(...pieces);
      let seen = "";
      await assert.rejects(async () => {
        for (;;) seen += decoder.decode((await socket.read()) ?? undefined);
      }, (error: unknown) => {
        assert.ok(error instanceof ConnectionError);
        assert.equal(error.code, "lost");
        assert.ok(error.message.endsWith(message), error.message);
        return true;
      });
      assert.equal(seen, "before");
      assert.deepEqual(describe(beneath.sent), [`close ${code}`]);
      assert.equal(beneath.open, false);
    }
  }
});

test("WebSocketConnection takes an end without a close for a loss (1006)", async () => {
  const ends: (readonly Step[])[] = [
    [end],
    [serverFrame("binary", "before"), end],
    [serverFrame("binary", "before", { declared: 10 }), end],
    [serverFrame("binary", "before", { last: false }), end],
  ];
  for (const script of ends) {
    const [socket, beneath] = open(...script);
    if (script.length > 1) {
      assert.equal(decoder.decode((await socket.read()) ?? undefined), "before");
    }
    const lost = {
      name: "ConnectionError",
      code: "lost",
      message: /without a close frame \(1006\)$/,
    };
    await assert.rejects(async () => await socket.read(), lost);
    await assert.rejects(async () => await socket.read(), lost);
    await assert.rejects(async () => await socket.write(encoder.encode("x")), lost);
    assert.equal(beneath.open, false);
    assert.equal(beneath.sentLength, 0);
  }
});

test("WebSocketConnection passes on that the connection broke", async () => {
  const [socket] = open(serverFrame("binary", "before"), reset);
  assert.equal(decoder.decode((await socket.read()) ?? undefined), "before");
  await assert.rejects(async () => await socket.read(), { code: "lost", message: /peer broke/ });
});

test("WebSocketConnection refuses what breaks the protocol with 1002, after what came before", async () => {
  const wire = concat(
    serverFrame("binary", "before"),
    serverFrame("binary", "x", { masked: true }),
  );
  for (const pieces of cuts(wire)) {
    const [socket, beneath] = open(...pieces);
    let seen = "";
    await assert.rejects(async () => {
      for (;;) seen += decoder.decode((await socket.read()) ?? undefined);
    }, ProtocolError);
    assert.equal(seen, "before");
    assert.deepEqual(describe(beneath.sent), ["close 1002"]);
    assert.equal(beneath.open, false);
    assert.ok(beneath.reason instanceof ProtocolError);
    await assert.rejects(async () => await socket.write(encoder.encode("x")), ConnectionError);
  }
});

test("WebSocketConnection that is broken off sends no close into the middle of a frame", async () => {
  const [socket, beneath] = open();
  beneath.stall();
  const write = Promise.resolve(socket.write(encoder.encode("one")));
  const read = Promise.resolve(socket.read());
  beneath.play("no frame");
  await assert.rejects(read, ProtocolError);
  await assert.rejects(write, ProtocolError);
  assert.equal(beneath.sentLength, 0);
});

test("WebSocketConnection.close() rejects what is pending, and sends nothing", async () => {
  const [socket, beneath] = open();
  beneath.stall();
  const reason = new Error("enough");
  const settled = Promise.allSettled([socket.read(), socket.write(encoder.encode("one"))]);
  socket.close(reason);
  socket.close(new Error("again"));
  for (const outcome of await settled) {
    assert.equal(outcome.status === "rejected" && outcome.reason, reason);
  }
  assert.equal(beneath.sentLength, 0);
  await socket.closed;
  await assert.rejects(async () => await socket.read(), (error) => error === reason);
});

test("WebSocketConnection lets the process exit or not as it is told", () => {
  const [socket, beneath] = open();
  socket.unref();
  assert.equal(beneath.referenced, false);
  socket.ref();
  assert.equal(beneath.referenced, true);
});

function isSame(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

test("WebSocketConnection carries any bytes both ways, whatever the peer takes and when", async () => {
  const message = fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc.nat(100_000).map((length) => new Uint8Array(length).map((_, i) => i * 7)),
  );
  const messages = fc.array(message, { maxLength: 4 });
  const places = fc.array(fc.nat(1_000_000), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(messages, messages, places, fc.boolean(), async (there, back, at, stalls) => {
      const wire = concat(
        ...back.flatMap((data) => [serverFrame("ping", "!"), serverFrame("binary", data)]),
        serverClose(1000),
      );
      const [socket, beneath] = open(...cutAt(wire, at));
      const taking = stalls ? setInterval(() => (beneath.resume(), beneath.stall()), 0) : undefined;
      try {
        if (stalls) beneath.stall();
        for (const data of there) await socket.write(data);
        const sent = clientFrames(beneath.sent);
        const received: Bytes[] = [];
        for (;;) {
          const bytes = await socket.read();
          if (bytes === null) break;
          received.push(bytes);
        }
        assert.ok(isSame(concat(...received), concat(...back)));
        assert.ok(isSame(concat(...sent.map(({ payload }) => payload)), concat(...there)));
        assert.equal(
          sent.filter(({ last }) => last).length,
          there.filter(({ length }) => length > 0).length,
        );
      } finally {
        clearInterval(taking);
      }
    }),
    { numRuns: 25 },
  );
});
