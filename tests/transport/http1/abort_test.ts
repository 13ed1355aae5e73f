import assert from "node:assert/strict";
import { test } from "node:test";
import type { Connection } from "../../../src/transport/connection.ts";
import type { HttpRequest } from "../../../src/transport/http_client.ts";
import type { SocketHttpClient } from "../../../src/transport/http1/client.ts";
import { clean, type WatchedSignal } from "../../leaks.ts";
import { readText, turn } from "../../read_body.ts";
import { ScriptedConnection, stall } from "../../scripted_connection.ts";
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
  "An aborted signal ends a call before it dials",
  clean(async (watch) => {
    const engine = watch.engine();
    const http = engine.http();
    await assertReason(http.request(get(AbortSignal.abort(reason))));
    await assertReason(http.upgrade(get(AbortSignal.abort(reason))));
    assert.equal(engine.connections, 0);
  }),
);

test(
  "An abort ends a call while it dials, whether or not connect heeds it",
  clean(async (watch) => {
    for (const heeds of [true, false]) {
      const engine = watch.engine();
      const signal = watch.signal();
      let seen: AbortSignal | undefined;
      const http = engine.http({
        connect: (signal) => {
          seen = signal;
          return new Promise((_, reject) => {
            if (heeds) signal?.addEventListener("abort", () => reject(signal.reason));
          });
        },
      });
      const call = http.request(get(signal));
      await turn();
      assert.equal(http.open, 1);
      signal.abort(reason);
      await assertReason(call);
      assert.equal(seen?.aborted, true, "connect is told");
      assert.equal(seen?.reason, reason);
      assert.equal(http.open, 0);
    }
  }),
);

test(
  "A connection that comes after the abort is closed",
  clean(async (watch) => {
    const late = new ScriptedConnection();
    const signal = watch.signal();
    let arrive = (_connection: Connection): void => {};
    const http = watch.engine().http({
      connect: () => new Promise((resolve) => arrive = resolve),
    });
    const call = http.request(get(signal));
    await turn();
    signal.abort(reason);
    await assertReason(call);
    arrive(late);
    await turn();
    assert.equal(late.reason, reason);
  }),
);

test(
  "An abort in any turn around the connection's coming closes it",
  clean(async (watch) => {
    for (let turns = 0; turns < 20; turns++) {
      const signal = watch.signal();
      const engine = watch.engine([]);
      const http = engine.http();
      const call = http.request(get(signal));
      for (let i = 0; i < turns; i++) await undefined;
      signal.abort(reason);
      await assertReason(call);
      await turn();
      assert.equal(engine.connections, 1);
      assert.equal(engine.links[0]?.open, false);
      assert.equal(http.open, 0);
    }
  }),
);

test(
  "An abort ends a call while its head is being sent",
  clean(async (watch) => {
    const signal = watch.signal();
    const link = new ScriptedConnection(stall);
    const source = new Source([new Uint8Array(5)]);
    const http = watch.engine().http({ connect: () => Promise.resolve(link) });
    const call = http.request({
      method: "POST",
      target: "/x",
      body: source,
      signal: signal.signal,
    });
    await turn();
    signal.abort(reason);
    await assertReason(call);
    assert.equal(link.reason, reason);
    assert.equal(link.lent, false);
    await turn();
    assert.equal(source.returned, 1, "the source is told");
  }),
);

test(
  "An abort ends a call while its body is being sent",
  clean(async (watch) => {
    for (const waiting of ["source", "peer"] as const) {
      const signal = watch.signal();
      const engine = watch.engine(waiting === "peer" ? [stall] : []);
      const source = new Source([new Uint8Array(5), new Uint8Array(5)], "never");
      const call = engine.http().request({
        method: "POST",
        target: "/x",
        body: source,
        signal: signal.signal,
      });
      await turn();
      signal.abort(reason);
      await assertReason(call);
      assert.equal(engine.links[0]?.reason, reason);
      await turn();
      assert.equal(source.returned, 1, "the source is told");
    }
  }),
);

test(
  "An abort ends a call before the head of the answer came, and within",
  clean(async (watch) => {
    for (const answered of ["", "HTTP/1.1 2", "HTTP/1.1 100 Continue\r\n\r\n"]) {
      const signal = watch.signal();
      const engine = watch.engine([answered]);
      const call = engine.http().request(get(signal));
      await turn();
      signal.abort(reason);
      await assertReason(call);
      assert.equal(engine.links[0]?.reason, reason);
      assert.equal(engine.open, 0);
    }
  }),
);

test(
  "An abort in the middle of the body rejects its pending read",
  clean(async (watch) => {
    const signal = watch.signal();
    const engine = watch.engine(LONG);
    const { body } = await engine.http().request(get(signal));
    assert.equal((await body.read())?.length, 2);
    const read = body.read();
    signal.abort(reason);
    await assertReason(Promise.resolve(read));
    await assertReason(Promise.resolve(body.read()));
    assert.equal(engine.links[0]?.reason, reason);
  }),
);

test(
  "An abort in the middle of the body frees the connection though nobody reads",
  clean(async (watch) => {
    const signal = watch.signal();
    const engine = watch.engine(LONG);
    const http = engine.http();
    const { body } = await http.request(get(signal));
    signal.abort(reason);
    assert.equal(signal.listeners(), 0);
    assert.equal(http.open, 0);
    assert.equal(engine.open, 0);
    await assertReason(Promise.resolve(body.read()));
  }),
);

test(
  "An abort with what is no error rejects with just that",
  clean(async (watch) => {
    for (const odd of ["text", 0, false, null]) {
      const signal = watch.signal();
      const { body } = await watch.engine(LONG).http().request(get(signal));
      const silent = watch.engine([]).http().request(get(signal));
      await turn();
      signal.abort(odd);
      for (const promise of [body.read(), silent]) {
        await assert.rejects(async () => await promise, (error) => error === odd);
      }
    }
  }),
);

test(
  "An abort after the end has no effect",
  clean(async (watch) => {
    const signal = watch.signal();
    const engine = watch.engine(OK, OK);
    const http = engine.http();
    const { body } = await http.request(get(signal));
    assert.equal(await readText(body), "OK");
    assert.equal(signal.listeners(), 0, "the listener is gone with the end, not with the client");
    signal.abort(reason);
    assert.equal(await body.read(), null);
    assert.equal(engine.links[0]?.closes, 0);
    assert.equal(await readText((await http.request({ method: "GET", target: "/x" })).body), "OK");
    assert.equal(engine.connections, 1);
  }),
);

test(
  "One signal ends many calls at once",
  clean(async (watch) => {
    const signal = watch.signal();
    const engine = watch.engine(...Array<[]>(40).fill([]));
    const http = engine.http();
    const calls = Array.from({ length: 40 }, () => http.request(get(signal)));
    await turn();
    signal.abort(reason);
    for (const call of calls) await assertReason(call);
    assert.equal(engine.connections, 40);
  }),
);

test(
  "AbortSignal.timeout() ends a call with its own reason",
  clean(async (watch) => {
    const engine = watch.engine([]);
    const call = assert.rejects(engine.http().request(get(AbortSignal.timeout(10))), (error) => {
      assert.ok(error instanceof DOMException);
      assert.equal(error.name, "TimeoutError");
      return true;
    });
    await Promise.all([call, turn(30)]); // its timer alone does not keep Node running
  }),
);

function isClosed(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "closed";
}

test(
  "close() ends what dials, waits, is in flight or reads, and what is idle",
  clean(async (watch) => {
    const engine = watch.engine(OK, [], LONG);
    const signals = [1, 2, 3, 4].map(() => watch.signal());
    const request = (at: number): HttpRequest => get(signals[at - 1]!);
    let dials = 0;
    const http = engine.http({
      maxConnections: 4,
      connect: (signal) => dials++ < 3 ? engine.connect(signal) : new Promise(() => {}),
    });
    const [first, inFlight] = [http.request(request(1)), http.request(request(2))];
    const { body: idle } = await first;
    const reading = (await http.request(request(3))).body;
    await readText(idle);
    const unread = reading.read();
    assert.equal((await unread)?.length, 2);
    const pending = reading.read();
    const upgrading = http.upgrade(request(4)); // takes no idle connection, and dials in vain
    const waiting = http.upgrade({ method: "POST", target: "/y" });
    await turn();
    assert.equal(http.open, 4);
    http.close();
    for (const promise of [inFlight, pending, upgrading, waiting, http.request(request(1))]) {
      await assert.rejects(async () => await promise, isClosed);
    }
    await assert.rejects(http.upgrade(request(1)), isClosed);
    assert.equal(engine.connections, 3);
    for (const link of engine.links) assert.equal(link.open, false);
    assert.equal(http.open, 0);
    http.close();
  }),
);

test(
  "close() lets the body of an answer be read no further",
  clean(async (watch) => {
    const engine = watch.engine([LONG.slice(0, -2), "O", "K", "1234567"]);
    const http: SocketHttpClient = engine.http();
    const { body } = await http.request(get(watch.signal()));
    assert.equal((await body.read())?.length, 1);
    http.close();
    await assert.rejects(async () => await body.read(), isClosed);
  }),
);

test(
  "A connect that throws rejects the call",
  clean(async (watch) => {
    const http = watch.engine().http({
      connect: () => {
        throw reason;
      },
    });
    await assertReason(http.request(get(watch.signal())));
    assert.equal(http.open, 0);
  }),
);

test(
  "A connect that opens what can't be used rejects the call",
  clean(async (watch) => {
    const readable = new ReadableStream();
    const writable = new WritableStream();
    readable.getReader();
    const http = watch.engine().http({
      connect: () => Promise.resolve({ readable, writable, close: () => {} }),
    });
    await assert.rejects(http.request(get(watch.signal())), TypeError);
    assert.equal(http.open, 0);
  }),
);
