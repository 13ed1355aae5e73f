/** The HTTP client against a server that somebody else wrote, over real sockets. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { test } from "node:test";
import { connector } from "../../../src/transport/adapters/pick.ts";
import { SocketHttpClient } from "../../../src/transport/http1/client.ts";
import type { BodySource } from "../../../src/types/body_source.ts";
import { readBytes, readText } from "../../read_body.ts";

interface Served {
  readonly http: SocketHttpClient;
  /** How many connections the server has accepted. */
  readonly accepted: () => number;
  /** Closes the connections on which the server waits for a request. */
  readonly closeIdle: () => Promise<void>;
}

/** Runs a server, and a client of it. */
async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  use: (served: Served) => Promise<void>,
): Promise<void> {
  const server = createServer(answer);
  const sockets = new Set<Socket>();
  let accepted = 0;
  server.on("connection", (socket: Socket) => {
    accepted++;
    sockets.add(socket);
    socket.on("error", () => {}); // an upload that is given up may reset
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const http = new SocketHttpClient({
    connect: connector({ kind: "tcp", hostname: "127.0.0.1", port }),
    authority: `127.0.0.1:${port}`,
    address: `tcp://127.0.0.1:${port}`,
    connectTimeout: 10_000,
    responseTimeout: undefined,
    idleTimeout: undefined,
    maxConnections: undefined,
  });
  const closeIdle = async (): Promise<void> => {
    await Promise.all([...sockets].map((socket) => {
      const closed = new Promise((resolve) => socket.on("close", resolve));
      socket.destroy();
      return closed;
    }));
  };
  try {
    await use({ http, accepted: () => accepted, closeIdle });
  } finally {
    http.close();
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

function hash(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

const large = new Uint8Array(randomBytes(3_000_000));

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0, size = 1; at < bytes.length; at += size, size = size * 3 % 200_003) {
    yield bytes.subarray(at, at + size);
  }
}

test("SocketHttpClient reads what node:http sends", async () => {
  await serve((request, response) => {
    switch (request.url) {
      case "/length":
        response.writeHead(200, { "content-length": large.length });
        response.end(large);
        break;
      case "/chunked":
        for (const piece of pieces(large)) response.write(piece);
        response.end();
        break;
      case "/close":
        response.writeHead(200, { connection: "close" });
        response.end(large);
        break;
      case "/empty":
        response.writeHead(204);
        response.end();
        break;
      default:
        response.writeHead(404, { "x-twice": ["a", "b"] });
        response.end("none");
    }
  }, async ({ http, accepted }) => {
    for (let round = 0; round < 2; round++) {
      for (const target of ["/length", "/chunked", "/empty", "/missing", "/close"]) {
        const { status, headers, body } = await http.request({ method: "GET", target });
        const bytes = await readBytes(body);
        switch (target) {
          case "/empty":
            assert.deepEqual([status, bytes.length], [204, 0]);
            break;
          case "/missing":
            assert.deepEqual([status, bytes.length, headers.get("x-twice")], [404, 4, "a, b"]);
            break;
          default:
            assert.equal(hash(bytes), hash(large), target);
        }
      }
      assert.equal(accepted(), round + 1, "one connection until the server closes it");
    }
    const head = await http.request({ method: "HEAD", target: "/length" });
    assert.equal(head.headers.get("content-length"), `${large.length}`);
    assert.equal((await readBytes(head.body)).length, 0);
  });
});

test("SocketHttpClient sends what node:http reads", async () => {
  await serve(async (request, response) => {
    const framing = request.headers["transfer-encoding"] ?? request.headers["content-length"];
    response.end(`${framing} ${hash(await read(request))}`);
  }, async ({ http, accepted }) => {
    const text = "häl\r\nlo\0";
    const none = new Uint8Array(0);
    const bodies: readonly (readonly [BodySource, Uint8Array, string])[] = [
      [text, Buffer.from(text), "9"],
      ["", none, "0"],
      [large, large, "3000000"],
      [new Blob([large]), large, "3000000"],
      [pieces(large), large, "chunked"],
      [new Blob([large]).stream(), large, "chunked"],
      [[], none, "chunked"],
    ];
    for (const [body, bytes, framing] of bodies) {
      const answer = await http.request({ method: "POST", target: "/", body });
      assert.equal(await readText(answer.body), `${framing} ${hash(bytes)}`);
    }
    assert.equal(accepted(), 1);
  });
});

test("SocketHttpClient reads an echo while it sends", async () => {
  await serve((request, response) => {
    request.pipe(response);
  }, async ({ http, accepted }) => {
    for (let round = 0; round < 2; round++) {
      const { body } = await http.request({ method: "POST", target: "/", body: pieces(large) });
      assert.equal(hash(await readBytes(body)), hash(large));
    }
    assert.equal(accepted(), 1);
  });
});

test("SocketHttpClient reads an early refusal, and sends no more", async () => {
  let sent = 0;
  let returned = false;
  function* endless(): Generator<Uint8Array> {
    const piece = new Uint8Array(65_536);
    try {
      for (;;) {
        sent += piece.length;
        yield piece;
      }
    } finally {
      returned = true;
    }
  }
  await serve((_request, response) => {
    response.writeHead(413);
    response.end("too much");
  }, async ({ http }) => {
    const { status, body } = await http.request({ method: "PUT", target: "/", body: endless() });
    assert.equal(status, 413);
    assert.equal(await readText(body), "too much");
    assert.ok(returned, "the source is told");
    assert.ok(sent < 1_000_000_000);
  });
});

test("SocketHttpClient finds another connection when the server closed the idle one", async () => {
  await serve((_request, response) => {
    response.end("OK");
  }, async ({ http, accepted, closeIdle }) => {
    for (let round = 1; round <= 3; round++) {
      const { body } = await http.request({ method: "GET", target: "/" });
      assert.equal(await readText(body), "OK");
      assert.equal(accepted(), round);
      await closeIdle();
    }
  });
});

test("SocketHttpClient makes many calls at once", async () => {
  await serve(async (request, response) => {
    response.end(await read(request));
  }, async ({ http, accepted }) => {
    for (let round = 0; round < 3; round++) {
      const calls = Array.from({ length: 50 }, async (_, i) => {
        const { body } = await http.request({ method: "POST", target: "/", body: `call ${i}` });
        assert.equal(await readText(body), `call ${i}`);
      });
      await Promise.all(calls);
    }
    assert.ok(accepted() <= 50);
  });
});
