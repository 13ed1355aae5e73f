import assert from "node:assert/strict";
import { test } from "node:test";
import { TimeoutError } from "../../../src/errors.ts";
import type { HttpRequest } from "../../../src/transport/http_client.ts";
import { clean, type WatchedSignal } from "../../leaks.ts";
import { readText, turn } from "../../read_body.ts";
import { end, pause } from "../../scripted_connection.ts";
import { Source } from "./source.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK";
const LONG = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nOK";
const reason = new Error("enough");

function get(signal: WatchedSignal | AbortSignal): HttpRequest {
  return { method: "GET", target: "/x", signal: "signal" in signal ? signal.signal : signal };
}

async function assertReason(promise: Promise<unknown>): Promise<void> {
  await assert.rejects(promise, (error) => error === reason);
}

test(
  "connectTimeout ends a call that can't connect",
  clean(async (watch) => {
    for (const heeds of [true, false]) {
      const http = watch.engine().http({
        connectTimeout: 20,
        connect: (signal) =>
          new Promise((_, reject) => {
            if (heeds) signal?.addEventListener("abort", () => reject(signal.reason));
          }),
      });
      await assert.rejects(http.request(get(watch.signal())), (error) => {
        assert.ok(error instanceof TimeoutError);
        assert.equal(error.code, "timeout");
        assert.match(error.message, /"scripted:" within 20 ms \(connectTimeout\)/);
        return true;
      });
      assert.equal(http.open, 0);
    }
  }),
);

test(
  "responseTimeout ends a call whose answer does not begin",
  clean(async (watch) => {
    for (const answered of ["", "HTTP/1.1 2", "HTTP/1.1 100 Continue\r\n\r\n"]) {
      for (const [responseTimeout, headTimeout] of [[20, undefined], [60_000, 20]] as const) {
        const engine = watch.engine([answered]);
        const http = engine.http({ responseTimeout });
        const call = http.request({ ...get(watch.signal()), headTimeout });
        await assert.rejects(call, TimeoutError);
        assert.equal(engine.links[0]?.open, false);
        assert.equal(engine.connections, 1, "it is not tried again");
      }
    }
  }),
);

test(
  "responseTimeout on a connection that was idle is not taken for a stale one",
  clean(async (watch) => {
    const engine = watch.engine(OK, []);
    const http = engine.http({ responseTimeout: 20 });
    await readText((await http.request(get(watch.signal()))).body);
    await assert.rejects(http.request(get(watch.signal())), TimeoutError);
    assert.equal(engine.connections, 1);
  }),
);

test(
  "responseTimeout leaves no timer when the call fails of something else",
  clean(async (watch) => {
    const http = watch.engine([end]).http({ responseTimeout: 60_000 });
    await assert.rejects(http.request(get(watch.signal())), { code: "lost" });
    const signal = watch.signal();
    const call = watch.engine([]).http({ responseTimeout: 60_000 }).request(get(signal));
    await turn();
    signal.abort(reason);
    await assertReason(call);
  }),
);

test(
  "responseTimeout counts from the last byte sent",
  clean(async (watch) => {
    const source = new Source([1, 2, 3, 4].map((i) => Uint8Array.of(i)), "end", 20);
    const engine = watch.engine(OK);
    const http = engine.http({ responseTimeout: 50 });
    const { body } = await http.request({ method: "PUT", target: "/x", body: source });
    assert.equal(await readText(body), "OK");
  }),
);

test(
  "responseTimeout ends a call whose upload the peer no longer takes",
  clean(async (watch) => {
    const engine = watch.engine([(link) => {
      link.peerDeafens();
      return true;
    }]);
    const source = new Source([new Uint8Array(5)], "never");
    const http = engine.http({ responseTimeout: 20 });
    const call = http.request({ method: "PUT", target: "/x", body: source });
    await assert.rejects(call, TimeoutError);
  }),
);

test(
  "responseTimeout says nothing about the body",
  clean(async (watch) => {
    const engine = watch.engine([LONG, pause(60), "1234567"]);
    const { body } = await engine.http({ responseTimeout: 20 }).request(get(watch.signal()));
    assert.equal((await readText(body)).length, 9);
  }),
);

test(
  "idleTimeout ends a body of which nothing comes",
  clean(async (watch) => {
    const engine = watch.engine([LONG]);
    const { body } = await engine.http({ idleTimeout: 20 }).request(get(watch.signal()));
    assert.equal((await body.read())?.length, 2);
    await assert.rejects(async () => await body.read(), TimeoutError);
    await assert.rejects(async () => await body.read(), TimeoutError);
    assert.equal(engine.links[0]?.open, false);
  }),
);

test(
  "idleTimeout counts only while something is awaited",
  clean(async (watch) => {
    const engine = watch.engine([LONG, pause(30), "123", pause(30), "4567"]);
    const { body } = await engine.http({ idleTimeout: 60 }).request(get(watch.signal()));
    await turn(80);
    assert.equal((await readText(body)).length, 9);
  }),
);

test(
  "idleTimeout begins anew with each byte, and leaves no timer",
  clean(async (watch) => {
    const engine = watch.engine([LONG, pause(5), "1", pause(5), "2", pause(5), "34567"]);
    const { body } = await engine.http({ idleTimeout: 60_000 }).request(get(watch.signal()));
    assert.equal((await readText(body)).length, 9);
  }),
);
