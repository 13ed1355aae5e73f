import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError, ProtocolError } from "../../../src/errors.ts";
import type { Connection } from "../../../src/transport/connection.ts";
import type { HttpRequest, HttpResponse, Upgraded } from "../../../src/transport/http_client.ts";
import { clean } from "../../leaks.ts";
import { readText, turn } from "../../read_body.ts";
import { hijack, whole } from "../../scripted_engine.ts";
import { end, pause, reset, type Step, when } from "../../scripted_connection.ts";
import { Source } from "./source.ts";

const ATTACH: HttpRequest = { method: "POST", target: "/containers/web/attach?stream=1" };
const SWITCH = "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\n" +
  "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n";
const reason = new Error("enough");
const decoder = new TextDecoder();

function handed(answer: HttpResponse | Upgraded): Connection {
  assert.ok("connection" in answer, "the connection is handed over");
  return answer.connection;
}

function refused(answer: HttpResponse | Upgraded): HttpResponse {
  assert.ok("status" in answer, "the answer is a response");
  return answer;
}

async function readAll(connection: Connection): Promise<string> {
  let text = "";
  for (let bytes = await connection.read(); bytes !== null; bytes = await connection.read()) {
    text += decoder.decode(bytes);
  }
  return text;
}

test(
  "upgrade() asks for it and hands over the connection, both ways",
  clean(async (watch) => {
    const engine = watch.engine([
      SWITCH,
      hijack,
      when((sent) => sent.includes("hello")),
      "hi",
      end,
    ]);
    const signal = watch.signal();
    const answer = await engine.http().upgrade({ ...ATTACH, signal: signal.signal });
    assert.equal(
      engine.sent[0],
      "POST /containers/web/attach?stream=1 HTTP/1.1\r\nhost: docker\r\n" +
        "connection: Upgrade\r\nupgrade: tcp\r\ncontent-length: 0\r\n\r\n",
    );
    const connection = handed(answer);
    assert.equal(answer.headers.get("content-type"), "application/vnd.docker.raw-stream");
    assert.equal(engine.open, 1, "it is lent");
    await connection.write(new TextEncoder().encode("hello"));
    await connection.closeWrite();
    assert.equal(engine.links[0]?.writeClosed, true);
    assert.equal(await readAll(connection), "hi");
    connection.unref();
    assert.equal(engine.links[0]?.referenced, false);
    connection.ref();
    assert.equal(engine.links[0]?.referenced, true);
    connection.close();
    await connection.closed;
    await turn();
    assert.equal(signal.listeners(), 0);
  }),
);

test(
  "upgrade() hands on bytes that came with the head, first",
  clean(async (watch) => {
    const wires: readonly (readonly Step[])[] = [
      [`${SWITCH}one`, "two", end],
      [`HTTP/1.1 100 Continue\r\n\r\n${SWITCH}onetwo`, end],
      [...`${SWITCH}onetwo`, end],
      [SWITCH.slice(0, 50), `${SWITCH.slice(50)}o`, "netwo", end],
    ];
    for (const wire of wires) {
      const engine = watch.engine([...wire, hijack]);
      const connection = handed(await engine.http().upgrade(ATTACH));
      await connection.write(new TextEncoder().encode("in"));
      await connection.closeWrite();
      assert.equal(engine.links[0]?.writeClosed, true);
      connection.unref();
      connection.ref();
      assert.equal(await readAll(connection), "onetwo");
      connection.close();
      await connection.closed;
      assert.match(decoder.decode(engine.links[0]?.sent), /\r\n\r\nin$/);
    }
  }),
);

test(
  "upgrade() names another protocol when asked to",
  clean(async (watch) => {
    const engine = watch.engine(SWITCH);
    const answer = await engine.http().upgrade({ ...ATTACH, headers: { upgrade: "h2c" } });
    assert.match(engine.sent[0] ?? "", /\r\nupgrade: h2c\r\n/);
    assert.doesNotMatch(engine.sent[0] ?? "", /tcp/);
    handed(answer).close();
  }),
);

test(
  "upgrade() sends a small body with the request",
  clean(async (watch) => {
    const engine = watch.engine([whole, SWITCH]);
    const answer = await engine.http().upgrade({ ...ATTACH, body: '{"Tty":false}' });
    assert.match(engine.sent[0] ?? "", /\r\ncontent-length: 13\r\n\r\n\{"Tty":false\}$/);
    handed(answer).close();
  }),
);

test(
  "upgrade() takes an answer of 200 without a length for one",
  clean(async (watch) => {
    const engine = watch.engine([
      "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\nout",
      hijack,
      end,
    ]);
    const connection = handed(await engine.http().upgrade(ATTACH));
    assert.equal(await readAll(connection), "out");
    connection.close();
  }),
);

test(
  "upgrade() hands on a refusal as a response",
  clean(async (watch) => {
    const refusals: readonly (readonly [number, string])[] = [
      [404, "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nnone"],
      [409, "HTTP/1.1 409 Conflict\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnone\r\n0\r\n\r\n"],
      [200, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnone"],
      [200, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nnone\r\n0\r\n\r\n"],
    ];
    for (const [status, wire] of refusals) {
      const engine = watch.engine(wire, wire);
      const http = engine.http();
      const { signal } = watch.signal();
      const answer = refused(await http.upgrade({ ...ATTACH, signal }));
      assert.equal(answer.status, status);
      assert.equal(await readText(answer.body), "none");
      assert.equal(engine.open, 0);
      await readText((await http.request({ method: "GET", target: "/" })).body);
      assert.equal(engine.connections, 1, "the connection still speaks HTTP");
    }
  }),
);

test(
  "upgrade() hands on a refusal that ends with the connection",
  clean(async (watch) => {
    const engine = watch.engine(["HTTP/1.1 500 Oops\r\n\r\nnone", end]);
    const answer = refused(await engine.http().upgrade(ATTACH));
    assert.equal(await readText(answer.body), "none");
    assert.equal(engine.links[0]?.open, false);
  }),
);

test(
  "upgrade() takes a new connection, never an idle one",
  clean(async (watch) => {
    const engine = watch.engine("HTTP/1.1 204 No Content\r\n\r\n", SWITCH);
    const http = engine.http();
    await http.request({ method: "GET", target: "/_ping" });
    const connection = handed(await http.upgrade(ATTACH));
    assert.equal(engine.connections, 2);
    connection.close();
  }),
);

test(
  "upgrade() refuses a switch in the middle of the request",
  clean(async (watch) => {
    const engine = watch.engine([SWITCH]);
    const source = new Source([new Uint8Array(5)], "never");
    const { signal } = watch.signal();
    const call = engine.http().upgrade({ ...ATTACH, body: source, signal });
    await assert.rejects(call, ProtocolError);
    await turn();
    assert.equal(source.returned, 1);
    assert.equal(engine.links[0]?.open, false);
  }),
);

test(
  "request() refuses a switch that it did not ask for",
  clean(async (watch) => {
    const engine = watch.engine(SWITCH);
    await assert.rejects(engine.http().request(ATTACH), ProtocolError);
    assert.equal(engine.links[0]?.open, false);
  }),
);

test(
  "An abort closes an upgraded connection with its reason",
  clean(async (watch) => {
    for (const wire of [[SWITCH], [`${SWITCH}unread`]]) {
      const engine = watch.engine(wire);
      const signal = watch.signal();
      const http = engine.http();
      const connection = handed(await http.upgrade({ ...ATTACH, signal: signal.signal }));
      assert.equal(signal.listeners(), 1, "the signal keeps its hold");
      const read = wire[0] === SWITCH ? connection.read() : undefined;
      signal.abort(reason);
      if (read !== undefined) await assert.rejects(async () => await read, isReason);
      await assert.rejects(async () => await connection.read(), isReason);
      await assert.rejects(async () => await connection.write(new Uint8Array(1)), isReason);
      await connection.closed;
      await turn();
      assert.equal(http.open, 0);
      assert.equal(signal.listeners(), 0);
    }
  }),
);

test(
  "A broken upgraded connection leaves the pool once it is gone",
  clean(async (watch) => {
    const engine = watch.engine([SWITCH, hijack, pause(), reset]);
    const signal = watch.signal();
    const http = engine.http();
    const connection = handed(await http.upgrade({ ...ATTACH, signal: signal.signal }));
    await assert.rejects(async () => await connection.read(), { code: "lost" });
    await turn();
    assert.equal(http.open, 0);
    assert.equal(signal.listeners(), 0);
    connection.close(); // who was handed it closes it
  }),
);

test(
  "what came over an upgraded connection before it broke can still be read",
  clean(async (watch) => {
    const engine = watch.engine([SWITCH, hijack, "some", "more", reset]);
    const http = engine.http();
    const connection = handed(await http.upgrade(ATTACH));
    await turn();
    assert.equal(new TextDecoder().decode(await connection.read() ?? undefined), "some");
    assert.equal(new TextDecoder().decode(await connection.read() ?? undefined), "more");
    await assert.rejects(async () => await connection.read(), { code: "lost" });
    connection.close();
  }),
);

test(
  "close() closes upgraded connections",
  clean(async (watch) => {
    const engine = watch.engine([`${SWITCH}unread`], SWITCH);
    const http = engine.http();
    const connections = [
      handed(await http.upgrade(ATTACH)),
      handed(await http.upgrade(ATTACH)),
    ];
    http.close();
    for (const connection of connections) {
      await assert.rejects(readAll(connection), (error) => {
        assert.ok(error instanceof ConnectionError);
        assert.equal(error.code, "closed");
        return true;
      });
    }
  }),
);

function isReason(error: unknown): boolean {
  return error === reason;
}
