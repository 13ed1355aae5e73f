/** The HTTP client against a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { connector } from "../../src/transport/adapters/pick.ts";
import type { Connection } from "../../src/transport/connection.ts";
import { authority, parseEndpoint } from "../../src/transport/endpoint.ts";
import { SocketHttpClient } from "../../src/transport/http1/client.ts";
import { engine } from "../engine/mod.ts";
import { readText, turn } from "../read_body.ts";
import { child } from "../transport/child.ts";

const MIB = 1_048_576;

interface Served {
  readonly http: SocketHttpClient;
  /** Every connection that was opened, in order. */
  readonly connections: readonly Connection[];
}

async function serve(use: (served: Served) => Promise<void>): Promise<void> {
  const { host } = await engine();
  const endpoint = parseEndpoint(host);
  const connect = connector(endpoint);
  const connections: Connection[] = [];
  const http = new SocketHttpClient({
    connect: async (signal) => {
      const connection = await connect(signal);
      assert.ok("read" in connection);
      connections.push(connection);
      return connection;
    },
    authority: authority(endpoint),
    address: host,
    connectTimeout: 10_000,
    responseTimeout: undefined,
    idleTimeout: undefined,
    maxConnections: undefined,
  });
  try {
    await use({ http, connections });
  } finally {
    http.close();
  }
}

/** Creates a container, hands out its ID, and removes it. */
async function withContainer(
  http: SocketHttpClient,
  settings: object,
  use: (id: string) => Promise<void>,
): Promise<void> {
  const { status, body } = await http.request({
    method: "POST",
    target: "/v1.41/containers/create",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ Image: "busybox:test", ...settings }),
  });
  const text = await readText(body);
  assert.equal(status, 201, text);
  const { Id: id } = JSON.parse(text);
  try {
    await use(id);
  } finally {
    const target = `/v1.41/containers/${id}?force=1&v=1`;
    await readText((await http.request({ method: "DELETE", target })).body);
  }
}

/** The byte at each place of a file that differs everywhere. */
function pattern(at: number): number {
  return (at * 31 + (at >> 8) * 7 + (at >> 16)) & 255;
}

/** An archive of one file, "big", of so many bytes. */
function* archive(size: number): Generator<Uint8Array> {
  const head = new Uint8Array(512);
  const text = (at: number, value: string): void => {
    head.set(new TextEncoder().encode(value), at);
  };
  text(0, "big");
  text(100, "0000644\0");
  text(108, "0000000\0");
  text(116, "0000000\0");
  text(124, `${size.toString(8).padStart(11, "0")}\0`);
  text(136, "00000000000\0");
  text(148, " ".repeat(8));
  text(156, "0");
  text(257, "ustar\x0000");
  const sum = head.reduce((total, byte) => total + byte, 0);
  text(148, `${sum.toString(8).padStart(6, "0")}\0 `);
  yield head;
  for (let at = 0; at < size; at += 65_536) {
    const piece = new Uint8Array(Math.min(65_536, size - at));
    for (let i = 0; i < piece.length; i++) piece[i] = pattern(at + i);
    yield piece;
  }
  yield new Uint8Array((512 - size % 512) % 512 + 1_024);
}

test("100 pings in turn use one connection", async () => {
  await serve(async ({ http, connections }) => {
    for (let i = 0; i < 100; i++) {
      const { status, headers, body } = await http.request({ method: "GET", target: "/_ping" });
      assert.equal(await readText(body), "OK");
      assert.equal(status, 200);
      assert.match(headers.get("api-version") ?? "", /^1\.\d+$/);
    }
    assert.equal(connections.length, 1);
  });
});

test("A HEAD and a refusal keep the connection", async () => {
  await serve(async ({ http, connections }) => {
    const head = await http.request({ method: "HEAD", target: "/_ping" });
    assert.equal(await readText(head.body), "");
    const target = "/v1.41/containers/no-such-container/json";
    const { status, body } = await http.request({ method: "GET", target });
    assert.equal(status, 404);
    assert.equal(body.mediaType, "application/json");
    assert.match(await readText(body), /no-such-container/);
    assert.equal(connections.length, 1);
  });
});

test("A large file goes up and comes down as it is", async () => {
  const size = 32 * MIB + 12_345;
  await serve(async ({ http }) => {
    await withContainer(http, {}, async (id) => {
      const base = `/v1.41/containers/${id}/archive?path=`;
      const put = await http.request({
        method: "PUT",
        target: `${base}/tmp`,
        headers: { "content-type": "application/x-tar" },
        body: archive(size),
      });
      assert.equal(put.status, 200, await readText(put.body));
      const { status, body } = await http.request({ method: "GET", target: `${base}/tmp/big` });
      assert.equal(status, 200);
      let at = -512; // behind the head of the archive
      let wrong = 0;
      for (let bytes = await body.read(); bytes !== null; bytes = await body.read()) {
        for (let i = 0; i < bytes.length; i++, at++) {
          if (at >= 0 && at < size && bytes[i] !== pattern(at)) wrong++;
        }
      }
      assert.ok(at > size, `${at} bytes came`);
      assert.equal(wrong, 0);
    });
  });
});

test("A large answer that is given up frees its connection", async () => {
  await serve(async ({ http, connections }) => {
    const { body } = await http.request({
      method: "GET",
      target: "/v1.41/images/busybox:test/get",
    });
    assert.notEqual(await body.read(), null);
    body.cancel();
    await connections[0]?.closed;
    assert.equal(http.open, 0);
  });
});

test("An early 404 stops an upload of 200 MB, and is read", async () => {
  const start = performance.now();
  let sent = 0;
  let returned = false;
  function* upload(): Generator<Uint8Array> {
    try {
      for (const piece of archive(200 * MIB)) {
        sent += piece.length;
        yield piece;
      }
    } finally {
      returned = true;
    }
  }
  await serve(async ({ http }) => {
    const { status, body } = await http.request({
      method: "PUT",
      target: "/v1.41/containers/no-such-container/archive?path=/",
      headers: { "content-type": "application/x-tar" },
      body: upload(),
    });
    assert.equal(status, 404);
    assert.match(await readText(body), /no-such-container/);
    assert.ok(returned, "the source is told");
    assert.ok(sent < 100 * MIB, `${sent} bytes were sent`);
    assert.equal(http.open, 0);
  });
  assert.ok(performance.now() - start < 10_000);
});

test("An upgraded connection carries both directions", async () => {
  await serve(async ({ http, connections }) => {
    const settings = { Cmd: ["cat"], Tty: true, OpenStdin: true, StdinOnce: true };
    await withContainer(http, settings, async (id) => {
      const answer = await http.upgrade({
        method: "POST",
        target: `/v1.41/containers/${id}/attach?stream=1&stdin=1&stdout=1`,
      });
      assert.ok("connection" in answer);
      const { connection } = answer;
      const target = `/v1.41/containers/${id}/start`;
      await readText((await http.request({ method: "POST", target })).body);
      await connection.write(new TextEncoder().encode("hello\n"));
      let seen = "";
      while (!/hello[\s\S]*hello/.test(seen)) { // the terminal's echo, and cat's
        const bytes = await connection.read();
        assert.ok(bytes !== null, seen);
        seen += new TextDecoder().decode(bytes);
      }
      connection.close();
      await connection.closed;
      await turn();
      assert.equal(http.open, 1, "the other connection is idle");
      assert.equal(connections.length, 2);
    });
  });
});

test("A refused upgrade is a response", async () => {
  await serve(async ({ http, connections }) => {
    const answer = await http.upgrade({
      method: "POST",
      target: "/v1.41/containers/no-such-container/attach?stream=1",
    });
    assert.ok("status" in answer);
    assert.equal(answer.status, 404);
    assert.match(await readText(answer.body), /no-such-container/);
    assert.equal(connections.length, 1);
  });
});

test("An abort ends a call that waits for the engine", async () => {
  await serve(async ({ http }) => {
    await withContainer(http, { Cmd: ["sleep", "60"] }, async (id) => {
      const ending = new AbortController();
      const reason = new Error("enough");
      const events = await http.request({
        method: "GET",
        target: `/v1.41/events?filters=${encodeURIComponent('{"event":["none"]}')}`,
        signal: ending.signal,
      });
      const pending = events.body.read();
      const wait = http.request({
        method: "POST",
        target: `/v1.41/containers/${id}/wait?condition=removed`,
        signal: ending.signal,
      }).then(({ body }) => readText(body));
      setTimeout(() => ending.abort(reason), 50);
      await assert.rejects(async () => await pending, (error) => error === reason);
      await assert.rejects(wait, (error) => error === reason);
    });
  });
});

test("A client that was left idle lets the process exit", async () => {
  const { host } = await engine();
  const { lines, exitCode } = await child("../integration/idle_program.ts", [host]).ended;
  assert.deepEqual(lines, [{ status: 200, open: 1 }]);
  assert.equal(exitCode, 0);
});
