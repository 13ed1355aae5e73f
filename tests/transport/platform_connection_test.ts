import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError } from "../../src/errors.ts";
import { SocketHttpClient } from "../../src/transport/http1/client.ts";
import { PlatformConnection, toConnection } from "../../src/transport/platform_connection.ts";

/** A socket of the web platform's shape, and its other end. */
function socketPair(): {
  readonly socket: ConstructorParameters<typeof PlatformConnection>[0];
  readonly sent: Uint8Array[];
  readonly push: (text: string) => void;
  readonly end: () => void;
  readonly fail: (error: unknown) => void;
  readonly state: { writeEnded: boolean; closed: number };
} {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const sent: Uint8Array[] = [];
  const state = { writeEnded: false, closed: 0 };
  return {
    sent,
    state,
    push: (text) => controller?.enqueue(new TextEncoder().encode(text)),
    end: () => controller?.close(),
    fail: (error) => controller?.error(error),
    socket: {
      readable: new ReadableStream<Uint8Array>({
        start: (started) => {
          controller = started;
        },
      }),
      writable: new WritableStream<Uint8Array>({
        write: (bytes) => {
          sent.push(bytes);
        },
        close: () => {
          state.writeEnded = true;
        },
      }),
      close: () => {
        state.closed++;
      },
    },
  };
}

test("PlatformConnection reads, writes, half-closes and ends", async () => {
  const { socket, sent, push, end, state } = socketPair();
  const connection = new PlatformConnection(socket);
  push("hello");
  assert.equal(new TextDecoder().decode(await connection.read() ?? undefined), "hello");
  await connection.write(new Uint8Array([1, 2]));
  assert.deepEqual(sent, [new Uint8Array([1, 2])]);
  await connection.closeWrite();
  assert.equal(state.writeEnded, true);
  end();
  assert.equal(await connection.read(), null);
  connection.close();
  connection.close();
  await connection.closed;
  assert.equal(state.closed, 1);
});

test("PlatformConnection.close() rejects a pending read and later calls with the reason", async () => {
  const { socket, state } = socketPair();
  const connection = new PlatformConnection(socket);
  const reading = connection.read();
  const reason = new Error("enough");
  connection.close(reason);
  await assert.rejects(reading, reason);
  await assert.rejects(connection.read(), reason);
  await assert.rejects(connection.write(new Uint8Array(1)), reason);
  await connection.closed;
  assert.equal(state.closed, 1);
});

test("PlatformConnection tells of a broken socket as a lost connection", async () => {
  const { socket, fail } = socketPair();
  const connection = new PlatformConnection(socket);
  const reading = connection.read();
  fail(new Error("reset"));
  await assert.rejects(
    reading,
    (error) => error instanceof ConnectionError && error.code === "lost",
  );
  await connection.closed;
  connection.close();
});

test("toConnection() leaves a Connection as it is", () => {
  const connection = new PlatformConnection(socketPair().socket);
  assert.equal(toConnection(connection), connection);
  connection.close();
});

test("SocketHttpClient takes a connect that opens sockets of the web platform", async () => {
  const { socket, sent, push, state } = socketPair();
  const http = new SocketHttpClient({
    connect: () => Promise.resolve(socket),
    authority: "docker",
    address: "edge:",
    connectTimeout: 1000,
    responseTimeout: undefined,
    idleTimeout: undefined,
    maxConnections: undefined,
  });
  const answer = http.request({ method: "GET", target: "/_ping" });
  push("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nOK");
  const { status, body } = await answer;
  assert.equal(status, 200);
  assert.equal(new TextDecoder().decode(await body.read() ?? undefined), "OK");
  assert.match(new TextDecoder().decode(sent[0]), /^GET \/_ping HTTP\/1\.1\r\n/);
  http.close();
  await new Promise((resolve) => setTimeout(resolve, 0));
  assert.equal(state.closed, 1);
});
