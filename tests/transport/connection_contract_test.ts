/**
 * The contract of `Connection`, kept by each adapter that this runtime can run, over unix sockets and
 * TCP. The other side is a server of `node:net` in this process.
 */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Socket } from "node:net";
import { test } from "node:test";
import type { Connection } from "../../src/transport/connection.ts";
import type { Endpoint } from "../../src/transport/endpoint.ts";
import { type Adapter, adaptersHere } from "./adapters_here.ts";
import { connectionRejects } from "./connection_rejects.ts";
import { pattern } from "./pattern.ts";
import { closed, receive, send, withPeer } from "./socket_peer.ts";

const MIB = 1024 * 1024;

/** More than the buffers of the system and of an adapter hold together. */
const MUCH = 20_000_000;

const PATTERN = pattern(MUCH);

for (const adapter of await adaptersHere()) {
  for (const kind of ["unix", "tcp"] as const) contract(adapter, kind);
}

function contract(adapter: Adapter, kind: Endpoint["kind"]): void {
  /** A test with a connection and the peer's socket, both of which are gone afterwards. */
  function behaves(
    name: string,
    run: (connection: Connection, socket: Socket) => Promise<void>,
  ): void {
    test(`${adapter.name}, ${kind}: ${name}`, { timeout: 30_000 }, async () => {
      await withPeer(kind, () => {}, async (peer) => {
        const connection = await adapter.connect(peer.endpoint);
        try {
          await run(connection, await peer.socket());
        } finally {
          connection.close();
          await connection.closed;
        }
      });
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

  behaves(
    "bytes that are here come without a promise, but on Deno, which has to ask for them",
    async (
      connection,
      socket,
    ) => {
      socket.write(PATTERN.subarray(0, 10));
      await sleep(50); // an adapter that is pushed to reads ahead meanwhile
      const got = connection.read();
      assert.equal(got instanceof Promise, adapter.name === "deno");
      assert.equal((await got)?.length, 10);
    },
  );

  behaves("closeWrite() ends the sending half only", async (connection, socket) => {
    await connection.write(PATTERN.subarray(0, 100));
    await connection.closeWrite();
    await connection.closeWrite();
    assertPattern(await receive(socket), 100);
    await sleep(20);
    const got = readAll(connection);
    await send(socket, PATTERN.subarray(0, MIB));
    socket.end();
    assertPattern(await got, MIB);
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
    await connectionRejects(
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
    const error = await connectionRejects(
      read,
      "lost",
      /the connection was lost.*did the engine stop\?$/,
    );
    assert.match(String((error.cause as { code?: unknown }).code), /ECONNRESET/);
    await connectionRejects(connection.read(), "lost");
    await connectionRejects(connection.write(PATTERN.subarray(0, 1)), "lost");
    await connection.closed;
  });

  behaves("a reset rejects the pending write", async (connection, socket) => {
    const write = connection.write(PATTERN);
    await sleep(20);
    socket.destroy();
    await connectionRejects(write, "lost");
    await connectionRejects(connection.write(PATTERN.subarray(0, 1)), "lost");
  });

  behaves("write() to a peer that is gone rejects", async (connection, socket) => {
    socket.destroy();
    await closed(socket);
    await connectionRejects(
      (async () => {
        for (let tries = 0; tries < 100; tries++) {
          await connection.write(PATTERN.subarray(0, 100));
          await sleep(5); // over TCP the first one goes out, and its answer is the reset
        }
      })(),
      "lost",
    );
    await connectionRejects(connection.write(PATTERN.subarray(0, 1)), "lost");
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
    await connectionRejects(
      connection.read(),
      "closed",
      /^Cannot use the connection to ".*": it was closed$/,
    );
    await connectionRejects(connection.write(PATTERN.subarray(0, 1)), "closed");
  });

  behaves("close() drops what came and was not read", async (connection, socket) => {
    socket.write("x");
    await sleep(20);
    connection.close();
    await connectionRejects(connection.read(), "closed");
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
    assert.equal(await read, null);
    // elsewhere this might be a half-close, after which we could still send: `closed` settles when
    // our half ends too
    const isClosed = await Promise.race([
      connection.closed.then(() => true),
      sleep(100).then(() => false),
    ]);
    assert.equal(isClosed, adapter.name === "bun" && kind === "unix");
  });
}

async function readAll(connection: Connection): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const chunk = await connection.read();
    if (chunk === null) return Buffer.concat(chunks);
    chunks.push(chunk);
  }
}

function assertPattern(got: Uint8Array, size: number): void {
  assert.equal(got.length, size);
  assert.equal(Buffer.compare(got, PATTERN.subarray(0, size)), 0, "the bytes are not those sent");
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
