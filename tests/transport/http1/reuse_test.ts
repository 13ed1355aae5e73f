import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError } from "../../../src/errors.ts";
import type { HttpRequest } from "../../../src/transport/http_client.ts";
import type { SocketHttpClient } from "../../../src/transport/http1/client.ts";
import { clean } from "../../leaks.ts";
import { readText, turn } from "../../read_body.ts";
import type { ScriptedEngine } from "../../scripted_engine.ts";
import { deafen, end, reset, type Step } from "../../scripted_connection.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";
const PING: HttpRequest = { method: "GET", target: "/_ping" };

async function call(http: SocketHttpClient, request: HttpRequest = PING): Promise<string> {
  return await readText((await http.request(request)).body);
}

/** A peer that has gone, which shows only when the next request comes. */
const GONE: readonly (readonly Step[])[] = [[end], [reset], [deafen, reset]];

function requests(method: string): readonly HttpRequest[] {
  const target = "/x";
  return [{ method, target }, { method, target, body: "small" }, {
    method,
    target,
    body: new Uint8Array(100_000),
  }];
}

function bodyLength(request: HttpRequest): number {
  return request.body === undefined ? 0 : (request.body as string | Uint8Array).length;
}

test(
  "SocketHttpClient tries again when an idle connection was stale",
  clean(async (watch) => {
    for (const gone of GONE) {
      for (const method of ["GET", "HEAD", "PUT", "DELETE"]) {
        for (const request of requests(method)) {
          const engine = watch.engine(OK, gone, OK);
          const http = engine.http();
          await call(http);
          assert.equal(
            await call(http, { ...request, signal: watch.signal().signal }),
            method === "HEAD" ? "" : "OK",
          );
          assert.equal(engine.connections, 2);
          assert.equal(engine.links[0]?.open, false);
          assert.equal(engine.open, 0);
          const [, stale = "", again = ""] = engine.sent;
          assert.ok(again.startsWith(stale), "the same request is sent again");
          assert.equal(engine.bodies[2]?.length, bodyLength(request));
        }
      }
    }
  }),
);

test(
  "SocketHttpClient never sends a POST again",
  clean(async (watch) => {
    const stream: HttpRequest = {
      method: "PUT",
      target: "/x",
      body: (function* () {
        yield new Uint8Array(5);
      })(),
    };
    for (const gone of GONE) {
      for (const request of [...requests("POST"), ...requests("PATCH"), stream]) {
        const engine = watch.engine(OK, gone);
        const http = engine.http();
        await call(http);
        await assert.rejects(call(http, { ...request, signal: watch.signal().signal }), isLost);
        assert.equal(engine.connections, 1);
        assert.equal(engine.links[0]?.open, false);
      }
    }
  }),
);

test(
  "SocketHttpClient does not try more than twice",
  clean(async (watch) => {
    for (const gone of GONE) {
      const engine = watch.engine(OK, gone, gone);
      const http = engine.http();
      await call(http);
      await assert.rejects(call(http), isLost);
      assert.equal(engine.connections, 2);
    }
  }),
);

test(
  "SocketHttpClient does not try again on another idle connection",
  clean(async (watch) => {
    const engine = watch.engine(OK, OK, [end], OK);
    const http = engine.http();
    await Promise.all([call(http), call(http)]);
    assert.equal(engine.connections, 2);
    assert.equal(await call(http), "OK");
    assert.equal(engine.connections, 3, "the other may be as stale");
  }),
);

test(
  "SocketHttpClient does not try again once a byte of the answer came",
  clean(async (watch) => {
    const begins: readonly (readonly Step[])[] = [
      ["H", end],
      ["H", reset],
      ["HTTP/1.1 100 Continue\r\n\r\n", end],
      [OK.slice(0, -1), reset],
    ];
    for (const begin of begins) {
      const engine = watch.engine(OK, begin);
      const http = engine.http();
      await call(http);
      await assert.rejects(call(http), isLost);
      assert.equal(engine.connections, 1);
    }
  }),
);

test(
  "SocketHttpClient does not try again on a connection that was new",
  clean(async (watch) => {
    for (const gone of GONE) {
      const engine = watch.engine(gone);
      await assert.rejects(call(engine.http()), isLost);
      assert.equal(engine.connections, 1);
    }
  }),
);

test(
  "SocketHttpClient does not try again after another failure",
  clean(async (watch) => {
    const signal = watch.signal();
    const reason = new Error("enough");
    const engine = watch.engine(
      OK,
      [(link) => {
        signal.abort(reason);
        link.peerEnds();
        return true;
      }],
      OK,
      "garbage",
    );
    const http = engine.http();
    await call(http);
    await assert.rejects(
      call(http, { ...PING, signal: signal.signal }),
      (error) => error === reason,
    );
    await call(http);
    await assert.rejects(call(http), { name: "ProtocolError" });
    assert.equal(engine.connections, 2);
  }),
);

test(
  "SocketHttpClient says when the second attempt can't connect",
  clean(async (watch) => {
    const failure = new ConnectionError("Cannot connect", "refused");
    const engine = watch.engine(OK, [end]);
    let dials = 0;
    const http = engine.http({
      connect: (signal) => dials++ === 0 ? engine.connect(signal) : Promise.reject(failure),
    });
    await call(http);
    await assert.rejects(call(http), (error) => error === failure);
  }),
);

async function idle(engine: ScriptedEngine): Promise<SocketHttpClient> {
  const http = engine.http();
  await call(http);
  assert.equal(http.open, 1);
  assert.equal(engine.links[0]?.referenced, false, "it does not keep the process alive");
  return http;
}

test(
  "SocketHttpClient drops an idle connection that the peer ends or breaks",
  clean(async (watch) => {
    for (const step of [end, reset, "HTTP/1.1 408 Request Timeout\r\n\r\n", "x"]) {
      const engine = watch.engine(OK, OK);
      const http = await idle(engine);
      engine.links[0]?.play(step);
      await turn();
      assert.equal(http.open, 0);
      assert.equal(engine.links[0]?.open, false);
      const request: HttpRequest = { method: "POST", target: "/x" };
      assert.equal(await call(http, request), "OK", "what can't be tried again need not be");
      assert.equal(engine.connections, 2);
    }
  }),
);

test(
  "SocketHttpClient keeps the process alive while a connection is in use again",
  clean(async (watch) => {
    const engine = watch.engine(OK, OK);
    const http = await idle(engine);
    const { body } = await http.request(PING);
    assert.equal(engine.links[0]?.referenced, true);
    await readText(body);
    assert.equal(engine.links[0]?.referenced, false);
  }),
);

test(
  "SocketHttpClient reads what comes on promises as it does at once",
  clean(async (watch) => {
    const engine = watch.engine(OK, ["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n", "O", "K"]);
    const http = engine.http({
      connect: async (signal) => {
        const link = await engine.connect(signal);
        link.deferred = true;
        return link;
      },
    });
    assert.equal(await call(http), "OK");
    assert.equal(await call(http), "OK");
    assert.equal(engine.connections, 1);
  }),
);

function isLost(error: unknown): boolean {
  return error instanceof ConnectionError && error.code === "lost";
}
