import assert from "node:assert/strict";
import { test } from "node:test";
import { endpoint } from "../../src/api/endpoint.ts";
import { Engine } from "../../src/api/engine.ts";
import { ApiError, TimeoutError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { end, pause, reset, ScriptedConnection } from "../scripted_connection.ts";
import { answer, json, lines, pong, refusal } from "./answers.ts";
import { info, speak } from "./speak.ts";

const INFO = json(200, { ID: "x" });

test(
  "an engine is asked for its version once, before the first call",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.41"), INFO, INFO);
    const engine = speak(scripted);
    await turn();
    assert.equal(scripted.connections, 0, "nothing is sent before the first call");
    assert.deepEqual(await info(engine), { ID: "x" });
    await info(engine);
    assert.deepEqual(lines(scripted.sent), ["GET /_ping", "GET /v1.41/info", "GET /v1.41/info"]);
    assert.equal(scripted.connections, 1, "one connection serves them all");
  }),
);

test(
  "a version newer than what is known is clamped",
  clean(async (watch) => {
    for (const newest of ["1.56", "1.57", "1.99", "2.0"]) {
      const scripted = watch.engine(pong(newest));
      assert.equal(await speak(scripted).version(), "1.56");
    }
  }),
);

test(
  "an engine that names no version speaks 1.24",
  clean(async (watch) => {
    const scripted = watch.engine(answer(200, "OK"), answer(200, "OK\n"));
    assert.equal(await speak(scripted).version(), "1.24");
    assert.equal(await speak(scripted).version(), "1.24");
  }),
);

test(
  "an engine that is too old is refused, with what to do",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.23"));
    await assert.rejects(info(speak(scripted)), (error: unknown) => {
      assert.ok(error instanceof VersionError);
      assert.match(
        error.message,
        /"scripted:".* 1\.23, and 1\.24 is the oldest .* update the engine$/,
      );
      return true;
    });
    assert.equal(scripted.sent.length, 1);
  }),
);

test(
  "a pinned version is spoken without asking",
  clean(async (watch) => {
    const scripted = watch.engine(INFO);
    const engine = speak(scripted, { apiVersion: "1.40" });
    await info(engine);
    assert.equal(await engine.version(), "1.40");
    assert.deepEqual(lines(scripted.sent), ["GET /v1.40/info"]);
  }),
);

test(
  "a pinned version must be one, and known",
  clean((watch) => {
    const scripted = watch.engine();
    for (const apiVersion of ["v1.41", "1", "1.41.2", ""]) {
      assert.throws(() => speak(scripted, { apiVersion }), TypeError);
    }
    for (const apiVersion of ["1.23", "1.57"]) {
      assert.throws(() => speak(scripted, { apiVersion }), VersionError);
    }
  }),
);

test(
  "a hundred first calls side by side make one ping",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.41"), ...Array.from({ length: 100 }, () => INFO));
    const engine = speak(scripted);
    const calls = Array.from({ length: 100 }, () => info(engine));
    assert.equal((await Promise.all(calls)).length, 100);
    const pings = lines(scripted.sent).filter((line) => line === "GET /_ping");
    assert.equal(pings.length, 1);
  }),
);

test(
  "a negotiation that failed is tried again by the next call",
  clean(async (watch) => {
    const scripted = watch.engine(
      [reset],
      refusal(500, "starting up"),
      pong("1.41"),
      INFO,
    );
    const engine = speak(scripted);
    await assert.rejects(info(engine), { code: "lost" });
    const both = await Promise.allSettled([info(engine), info(engine)]);
    for (const outcome of both) {
      assert.ok(outcome.status === "rejected" && outcome.reason instanceof ApiError);
      assert.equal(outcome.reason.message, "Cannot GET /_ping: starting up (500)");
    }
    assert.deepEqual(await info(engine), { ID: "x" });
  }),
);

test(
  "a caller that aborts the negotiation fails nobody else",
  clean(async (watch) => {
    const { signal, abort } = watch.signal();
    const scripted = watch.engine([pause(20), pong("1.41")], INFO);
    const engine = speak(scripted);
    const reason = new Error("changed my mind");
    const aborted = info(engine, signal);
    const other = info(engine);
    await turn();
    abort(reason);
    await assert.rejects(aborted, (error) => error === reason);
    assert.deepEqual(await other, { ID: "x" });
    assert.deepEqual(lines(scripted.sent), ["GET /_ping", "GET /v1.41/info"]);
  }),
);

test(
  "a negotiation that all its callers aborted still serves the next",
  clean(async (watch) => {
    const { signal, abort } = watch.signal();
    const scripted = watch.engine([pause(20), pong("1.41")], INFO);
    const engine = speak(scripted);
    const aborted = info(engine, signal);
    await turn();
    abort();
    await assert.rejects(aborted, { name: "AbortError" });
    assert.deepEqual(await info(engine), { ID: "x" });
    assert.equal(scripted.sent.length, 2);
  }),
);

test(
  "a call whose signal is aborted already sends nothing",
  clean(async (watch) => {
    const { signal, abort } = watch.signal();
    const scripted = watch.engine();
    abort("no");
    for (const options of [{}, { apiVersion: "1.41" }]) {
      await assert.rejects(info(speak(scripted, options), signal), (error) => error === "no");
    }
    assert.equal(scripted.connections, 0);
  }),
);

test(
  "an engine that does not answer the ping is given up",
  clean(async (watch) => {
    const scripted = watch.engine([], pong("1.41"), INFO);
    const engine = speak(scripted, { connectTimeout: 50 });
    await assert.rejects(info(engine), (error: unknown) => {
      assert.ok(error instanceof TimeoutError);
      assert.match(
        error.message,
        /^Cannot ping "scripted:": .* 50 ms .*; is it a Docker Engine that/,
      );
      return true;
    });
    assert.equal(scripted.open, 0);
    await info(engine);
  }),
);

test(
  "an engine that does not end its answer to the ping is given up",
  clean(async (watch) => {
    const scripted = watch.engine([
      "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 2\r\n\r\nO",
    ]);
    await assert.rejects(speak(scripted, { connectTimeout: 50 }).version(), (error: unknown) => {
      assert.ok(error instanceof TimeoutError);
      assert.match(error.message, /^Cannot ping "scripted:": .* did not end within 50 ms; /);
      return true;
    });
  }),
);

test(
  "other calls may take longer than connecting",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.41"), [pause(60), INFO]);
    assert.deepEqual(await info(speak(scripted, { connectTimeout: 30 })), { ID: "x" });
  }),
);

test(
  "an upload whose call can't begin has its source cancelled",
  clean(async (watch) => {
    const scripted = watch.engine(refusal(500, "starting up"));
    let cancelled = false;
    const upload = new ReadableStream<Uint8Array>({
      cancel() {
        cancelled = true;
      },
    });
    await assert.rejects(speak(scripted).void(endpoint`POST /images/load`, { upload }), ApiError);
    await turn();
    assert.equal(cancelled, true);
  }),
);

test(
  "a client that is closed while it negotiates rejects all callers",
  clean(async (watch) => {
    const scripted = watch.engine([]);
    const engine = speak(scripted);
    const calls = [info(engine), info(engine)];
    await turn();
    engine.close();
    for (const call of calls) await assert.rejects(call, { code: "closed" });
    await assert.rejects(info(engine), { code: "closed" });
  }),
);

test("a signal that is aborted by the very connecting ends the wait", async () => {
  const controller = new AbortController();
  const engine = new Engine({
    request: () => {
      controller.abort("now");
      return new Promise(() => {});
    },
    upgrade: () => new Promise(() => {}),
    close: () => {},
  }, { connectTimeout: 10_000, address: "scripted:" });
  await assert.rejects(info(engine, controller.signal), (error) => error === "now");
});

test(
  "a connection that the engine closed while idle does not cost the version",
  clean(async (watch) => {
    const scripted = watch.engine([pong("1.41"), end], INFO);
    const engine = speak(scripted);
    await engine.version();
    await turn();
    await info(engine);
    assert.deepEqual(lines(scripted.sent), ["GET /_ping", "GET /v1.41/info"]);
    assert.ok(scripted.links.every((link) => link instanceof ScriptedConnection));
  }),
);
