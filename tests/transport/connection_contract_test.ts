/**
 * The contract of `Connection`, kept by each adapter that this runtime can run, over unix sockets and
 * TCP. The other side is a server of `node:net` in this process.
 */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Socket } from "node:net";
import { test } from "node:test";
import { ConnectionError, type ErrorCode } from "../../src/errors.ts";
import type { Connection } from "../../src/transport/connection.ts";
import { type Endpoint, formatEndpoint } from "../../src/transport/endpoint.ts";
import { child } from "./child.ts";
import { closed, listen, type Peer, receive, send } from "./socket_peer.ts";

interface Adapter {
  readonly name: "deno" | "bun" | "node";
  connect(endpoint: Endpoint, signal?: AbortSignal): Promise<Connection>;
}

const MIB = 1024 * 1024;

/** More than the buffers of the system and of an adapter hold together. */
const MUCH = 20_000_000;

const PATTERN = pattern(MUCH);

for (const adapter of await adaptersHere()) {
  for (const kind of ["unix", "tcp"] as const) contract(adapter, kind);
}

async function adaptersHere(): Promise<Adapter[]> {
  const node: Adapter = { name: "node", ...await import("../../src/transport/adapters/node.ts") };
  if ("Deno" in globalThis) {
    return [{ name: "deno", ...await import("../../src/transport/adapters/deno.ts") }, node];
  }
  if ("Bun" in globalThis) {
    return [{ name: "bun", ...await import("../../src/transport/adapters/bun.ts") }, node];
  }
  return [node];
}

function contract(adapter: Adapter, kind: Endpoint["kind"]): void {
  /** A test with a connection and the peer's socket, both of which are gone afterwards. */
  function behaves(
    name: string,
    run: (connection: Connection, socket: Socket, peer: Peer) => Promise<void>,
  ): void {
    test(`${adapter.name}, ${kind}: ${name}`, { timeout: 30_000 }, async () => {
      const peer = await listen(kind);
      try {
        const connection = await adapter.connect(peer.endpoint);
        try {
          await run(connection, await peer.socket(), peer);
        } finally {
          connection.close();
          await connection.closed;
        }
      } finally {
        await peer.close();
      }
    });
  }

  for (const size of [1, 100, 32_767, 32_768, 262_144, MIB + 1, MUCH]) {
    behaves(`${size} bytes come whole`, async (connection, socket) => {
      const [got] = await Promise.all([
        readAll(connection),
        send(socket, PATTERN.subarray(0, size)).then(() => socket.end()),
      ]);
      assertPattern(got, size);
    });

    behaves(`${size} bytes go whole`, async (connection, socket) => {
      const received = receive(socket);
      await connection.write(PATTERN.subarray(0, size));
      await connection.closeWrite();
      assertPattern(await received, size);
    });
  }

  behaves("many bytes go and come at once", async (connection, socket) => {
    socket.on("end", () => socket.end());
    socket.pipe(socket, { end: false });
    const got = readAll(connection);
    for (let at = 0; at < MUCH; at += 100_003) {
      await connection.write(PATTERN.subarray(at, at + 100_003));
    }
    await connection.closeWrite();
    assertPattern(await got, MUCH);
  });

  behaves("what was read stays as it is, and a short read holds no large buffer", async (
    connection,
    socket,
  ) => {
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < 3_000; at += 100) {
      socket.write(PATTERN.subarray(at, at + 100));
      const chunk = await connection.read();
      assert.ok(chunk);
      assert.ok(chunk.buffer.byteLength <= 32_768, `held ${chunk.buffer.byteLength} bytes`);
      chunks.push(chunk);
    }
    assertPattern(Buffer.concat(chunks), 3_000);
  });

  behaves("write() of nothing is done at once", async (connection, socket) => {
    assert.equal(connection.write(new Uint8Array(0)), undefined);
    await connection.write(PATTERN.subarray(0, 10));
    await connection.closeWrite();
    assertPattern(await receive(socket), 10);
  });

  behaves("bytes that are here already come without a promise, where they are pushed", async (
    connection,
    socket,
  ) => {
    if (adapter.name === "deno") {
      assert.ok(connection.read() instanceof Promise, "Deno is asked for each read");
      return;
    }
    socket.write(PATTERN.subarray(0, 10));
    await sleep(50); // the adapter reads ahead meanwhile
    assert.ok(connection.read() instanceof Uint8Array);
  });

  behaves("closeWrite() ends the sending half only", async (connection, socket) => {
    await connection.write(PATTERN.subarray(0, 100));
    await connection.closeWrite();
    await connection.closeWrite();
    assertPattern(await receive(socket), 100);
    await sleep(20);
    await send(socket, PATTERN.subarray(0, MIB));
    socket.end();
    assertPattern(await readAll(connection), MIB);
    await connection.closed;
    assert.equal(await connection.read(), null);
  });

  behaves("closeWrite() waits for the write before it", async (connection, socket) => {
    const written = connection.write(PATTERN);
    const ended = connection.closeWrite();
    assertPattern(await receive(socket), MUCH);
    await Promise.all([written, ended]);
  });

  behaves("write() after closeWrite() rejects", async (connection) => {
    await connection.closeWrite();
    await rejects(
      connection.write(PATTERN.subarray(0, 1)),
      "closed",
      /its sending half was closed/,
    );
  });

  behaves("the peer may end its half and read on", async (connection, socket) => {
    socket.end();
    assert.equal(await connection.read(), null);
    assert.equal(await connection.read(), null);
    const received = receive(socket);
    await connection.write(PATTERN.subarray(0, MIB));
    await connection.closeWrite();
    assertPattern(await received, MIB);
    await connection.closed;
  });

  behaves("all that the peer sent before it closed comes, to a slow reader too", async (
    connection,
    socket,
  ) => {
    const sent = send(socket, PATTERN.subarray(0, 2 * MIB)).then(() => socket.destroySoon());
    await sleep(50);
    const chunks: Uint8Array[] = [];
    for (;;) {
      const chunk = await connection.read();
      if (chunk === null) break;
      chunks.push(chunk);
      await sleep(5);
    }
    await sent;
    assertPattern(Buffer.concat(chunks), 2 * MIB);
  });

  behaves("one read and one write at a time", async (connection, socket) => {
    const read = connection.read();
    await assert.rejects(async () => await connection.read(), TypeError);
    const write = connection.write(PATTERN);
    await assert.rejects(async () => await connection.write(PATTERN), TypeError);
    const received = receive(socket);
    socket.write("x");
    assert.equal((await read)?.length, 1);
    await write;
    await connection.closeWrite();
    assertPattern(await received, MUCH);
  });

  behaves("a reset rejects the pending read", async (connection, socket) => {
    await connection.write(PATTERN.subarray(0, 100));
    const read = connection.read();
    socket.destroy(); // with bytes unread, which resets
    const error = await rejects(read, "lost", /the connection was lost.*did the engine stop\?$/);
    assert.match(String((error.cause as { code?: unknown }).code), /ECONNRESET/);
    await rejects(connection.read(), "lost");
    await rejects(connection.write(PATTERN.subarray(0, 1)), "lost");
    await connection.closed;
  });

  behaves("a reset rejects the pending write", async (connection, socket) => {
    const write = connection.write(PATTERN);
    await sleep(20);
    socket.destroy();
    await rejects(write, "lost");
    await rejects(connection.write(PATTERN.subarray(0, 1)), "lost");
  });

  behaves("write() to a peer that is gone rejects", async (connection, socket) => {
    socket.destroy();
    await closed(socket);
    await rejects(
      (async () => {
        for (let tries = 0; tries < 100; tries++) {
          await connection.write(PATTERN.subarray(0, 100));
          await sleep(5); // over TCP the first one goes out, and its answer is the reset
        }
      })(),
      "lost",
    );
    await rejects(connection.write(PATTERN.subarray(0, 1)), "lost");
  });

  behaves("close() rejects the pending read with its reason", async (connection) => {
    const read = connection.read();
    const reason = new Error("enough");
    connection.close(reason);
    connection.close(new Error("once more"));
    await assert.rejects(async () => await read, reason);
    await assert.rejects(async () => await connection.read(), reason);
    await assert.rejects(async () => await connection.write(PATTERN.subarray(0, 1)), reason);
    assert.equal(await connection.closeWrite(), undefined);
    connection.ref();
    connection.unref();
    await connection.closed;
  });

  behaves("close() rejects the pending write with its reason", async (connection, socket) => {
    const write = connection.write(PATTERN);
    assert.ok(write instanceof Promise);
    const reason = new Error("enough");
    connection.close(reason);
    await assert.rejects(write, reason);
    await connection.closed;
    await receive(socket);
  });

  behaves("close() without a reason gives one", async (connection) => {
    connection.close();
    await rejects(
      connection.read(),
      "closed",
      /^Cannot use the connection to ".*": it was closed$/,
    );
    await rejects(connection.write(PATTERN.subarray(0, 1)), "closed");
  });

  behaves("close() drops what came and was not read", async (connection, socket) => {
    socket.write("x");
    await sleep(20);
    connection.close();
    await rejects(connection.read(), "closed");
  });

  behaves("what was written before close() arrives", async (connection, socket) => {
    await connection.write(PATTERN.subarray(0, 10_000));
    connection.close();
    assertPattern(await receive(socket), 10_000);
  });

  behaves("an idle connection notices that the peer closed", async (connection, socket) => {
    const read = connection.read();
    connection.unref();
    socket.destroy();
    // all adapters answer the pending read; `closed` settles by itself only on Bun, over unix
    // sockets, since everywhere else this might be a half-close, after which we could still send
    assert.equal(await read, null);
  });

  test(`${adapter.name}, ${kind}: a signal that is aborted rejects before dialing`, async () => {
    const peer = await listen(kind);
    const reason = new Error("not now");
    await assert.rejects(adapter.connect(peer.endpoint, AbortSignal.abort(reason)), reason);
    await sleep(20);
    assert.equal(peer.sockets.length, 0);
    await peer.close();
  });

  test(`${adapter.name}, ${kind}: an abort while dialing rejects, and nothing stays open`, async () => {
    const peer = await listen(kind);
    for (let turns = 0; turns < 4; turns++) {
      const { controller, listeners } = counted();
      const reason = new Error("not now");
      const connecting = adapter.connect(peer.endpoint, controller.signal);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      controller.abort(reason);
      await assert.rejects(connecting, reason);
      assert.equal(listeners(), 0);
    }
    await sleep(50);
    await Promise.all(peer.sockets.map(receive));
    await peer.close();
  });

  test(`${adapter.name}, ${kind}: a signal has no hold on an open connection`, async () => {
    const peer = await listen(kind);
    const { controller, listeners } = counted();
    const connection = await adapter.connect(peer.endpoint, controller.signal);
    assert.equal(listeners(), 0);
    controller.abort();
    await connection.write(PATTERN.subarray(0, 100));
    await connection.closeWrite();
    assertPattern(await receive(await peer.socket()), 100);
    connection.close();
    await peer.close();
  });

  test(`${adapter.name}, ${kind}: an answer that came before a write failed is read`, async () => {
    const peer = await listen(kind, (socket) => {
      socket.on("data", () => socket.end(PATTERN.subarray(0, 60_000), () => socket.destroy()));
      socket.resume();
    });
    const { lines } = await child("socket_program.ts", args(adapter, "writeLate", peer)).ended;
    assert.deepEqual(lines, [{ wrote: "lost" }, { read: 60_000 }]);
    await peer.close();
  });

  test(`${adapter.name}, ${kind}: a reader that stalls stops the peer, and memory stays flat`, async () => {
    let pushed = 0;
    const peer = await listen(kind, async (socket) => {
      for (; pushed < 200_000_000 && !socket.destroyed; pushed += MIB) {
        await send(socket, PATTERN.subarray(0, MIB));
      }
    });
    const { lines } = await child("socket_program.ts", args(adapter, "stallReading", peer)).ended;
    assert.ok(Number(lines[0]?.grown) < 8 * MIB, JSON.stringify(lines));
    assert.ok(pushed < 64 * MIB, `the peer could send ${pushed} bytes`);
    await peer.close();
  });

  test(`${adapter.name}, ${kind}: a writer stalls with its peer, and memory stays flat`, async () => {
    let got = 0;
    const peer = await listen(kind, (socket) => {
      socket.on("data", (chunk) => {
        got += chunk.length;
        if (got >= 32 * MIB) socket.pause();
      });
      socket.resume();
    });
    const { lines } = await child("socket_program.ts", args(adapter, "stallWriting", peer)).ended;
    assert.ok(Number(lines[0]?.grown) < 8 * MIB, JSON.stringify(lines));
    assert.ok(Number(lines[0]?.accepted) < 16 * MIB, JSON.stringify(lines));
    assert.deepEqual(lines[1], { ended: "rejected" });
    await peer.close();
  });

  test(`${adapter.name}, ${kind}: an unref'd connection lets the process exit`, async () => {
    const peer = await listen(kind);
    const { lines, exitCode } = await child("socket_program.ts", args(adapter, "idle", peer)).ended;
    assert.deepEqual(lines, [{ left: true }]);
    assert.equal(exitCode, 0);
    await peer.close();
  });

  test(`${adapter.name}, ${kind}: a ref'd connection keeps the process alive`, async () => {
    const peer = await listen(kind);
    const running = child("socket_program.ts", args(adapter, "busy", peer));
    await running.said(1);
    await sleep(300);
    (await peer.socket()).end("late");
    const { lines, exitCode } = await running.ended;
    assert.deepEqual(lines, [{ left: true }, { read: 4 }]);
    assert.equal(exitCode, 0);
    await peer.close();
  });
}

function args(adapter: Adapter, task: string, peer: Peer): string[] {
  return [adapter.name, task, formatEndpoint(peer.endpoint)];
}

/** A controller, and how many listeners its signal has. */
function counted(): { controller: AbortController; listeners(): number } {
  const controller = new AbortController();
  const { signal } = controller;
  const wrappers = new Map<unknown, EventListener>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (type: string, listener: EventListener): void => {
    const wrapper = (event: Event): void => {
      wrappers.delete(listener);
      listener(event);
    };
    wrappers.set(listener, wrapper);
    add(type, wrapper, { once: true });
  };
  signal.removeEventListener = (type: string, listener: EventListener): void => {
    const wrapper = wrappers.get(listener);
    if (wrapper !== undefined) remove(type, wrapper);
    wrappers.delete(listener);
  };
  return { controller, listeners: () => wrappers.size };
}

async function readAll(connection: Connection): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = await connection.read();
    if (chunk === null) return Buffer.concat(chunks);
    chunks.push(chunk);
  }
}

async function rejects(
  promise: unknown,
  code: ErrorCode,
  message: RegExp = /^Cannot /,
): Promise<ConnectionError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof ConnectionError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    return error;
  }
  assert.fail(`should have rejected with "${code}"`);
}

/** Bytes in which each place can be told from its neighbours, and from the same place of a block. */
function pattern(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at++) bytes[at] = at * 31 + (at >> 8) + (at >> 16);
  return bytes;
}

function assertPattern(got: Uint8Array, size: number): void {
  assert.equal(got.length, size);
  assert.equal(Buffer.compare(got, PATTERN.subarray(0, size)), 0, "the bytes are not those sent");
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
