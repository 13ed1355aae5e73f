import assert from "node:assert/strict";
import { test } from "node:test";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { end } from "../scripted_connection.ts";
import { answer, json, lines, pong, refusal } from "./answers.ts";
import { info, speak } from "./speak.ts";

const PINNED = { apiVersion: "1.41" };

test(
  "fetch() answers a Response",
  clean(async (watch) => {
    const scripted = watch.engine(
      answer(200, "text", [
        "Content-Type: text/plain",
        "X-One: 1",
        "X-One: 2",
        "Api-Version: 1.41",
      ]),
    );
    const response = await speak(scripted, PINNED).fetch("/x");
    assert.ok(response instanceof Response);
    assert.equal(response.status, 200);
    assert.equal(response.ok, true);
    assert.equal(response.headers.get("content-type"), "text/plain");
    assert.equal(response.headers.get("x-one"), "1, 2");
    assert.equal(await response.text(), "text");
  }),
);

test(
  "fetch() resolves for refusals and redirects",
  clean(async (watch) => {
    const statuses = [300, 301, 400, 401, 404, 409, 500, 503];
    const scripted = watch.engine(...statuses.map((status) => refusal(status, "because")));
    const engine = speak(scripted, PINNED);
    for (const status of statuses) {
      const response = await engine.fetch("/x");
      assert.equal(response.status, status);
      assert.equal(response.ok, false);
      assert.deepEqual(await response.json(), { message: "because" });
    }
    assert.equal(scripted.connections, 1);
  }),
);

test(
  "fetch() answers without a body what can't have one",
  clean(async (watch) => {
    const scripted = watch.engine(
      "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nX-Head: yes\r\n\r\n",
      "HTTP/1.1 204 No Content\r\n\r\n",
      "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n",
      "HTTP/1.1 304 Not Modified\r\n\r\n",
      answer(200, ""),
    );
    const engine = speak(scripted, PINNED);
    const head = await engine.fetch("/x", { method: "HEAD" });
    assert.equal(head.headers.get("x-head"), "yes");
    assert.equal(head.body, null);
    for (const status of [204, 205, 304]) {
      const response = await engine.fetch("/x", { method: "POST" });
      assert.equal(response.status, status);
      assert.equal(response.body, null);
    }
    assert.equal(await (await engine.fetch("/x")).text(), "");
    assert.equal(scripted.connections, 1, "each gives its connection back");
  }),
);

test(
  "fetch() reads the body of an answer no faster than it is read",
  clean(async (watch) => {
    const chunk = new Uint8Array(50_000);
    const head = "HTTP/1.1 200 OK\r\nContent-Length: 5000000\r\n\r\n";
    const scripted = watch.engine([head, ...Array.from({ length: 100 }, () => chunk)]);
    const response = await speak(scripted, PINNED).fetch("/x");
    const link = scripted.links[0];
    const reader = response.body?.getReader();
    await turn(20);
    assert.ok((link?.reads ?? Infinity) <= 3, `${link?.reads} reads before the first`);
    await reader?.read();
    await turn(20);
    assert.ok((link?.reads ?? Infinity) <= 4, `${link?.reads} reads after the first`);
    await reader?.cancel();
    assert.equal(link?.open, false);
  }),
);

test(
  "fetch() rejects a body that is torn",
  clean(async (watch) => {
    const scripted = watch.engine(["HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", end]);
    const response = await speak(scripted, PINNED).fetch("/x");
    await assert.rejects(response.text());
  }),
);

test(
  "fetch() ends with its signal, in whatever state it is",
  clean(async (watch) => {
    const reason = new Error("enough");
    const before = watch.signal();
    before.abort(reason);
    for (const path of ["/x", "/v1.41/x"]) {
      const call = speak(watch.engine()).fetch(path, { signal: before.signal });
      await assert.rejects(call, (error) => error === reason);
    }
    const waiting = watch.signal();
    const call = speak(watch.engine([]), PINNED).fetch("/x", { signal: waiting.signal });
    await turn();
    waiting.abort(reason);
    await assert.rejects(call, (error) => error === reason);
    const reading = watch.signal();
    const scripted = watch.engine(["HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"]);
    const response = await speak(scripted, PINNED).fetch("/x", { signal: reading.signal });
    const reader = response.body?.getReader();
    await reader?.read();
    const read = reader?.read();
    reading.abort(reason);
    await assert.rejects(read ?? Promise.resolve(), (error) => error === reason);
  }),
);

test(
  "fetch() that meets another engine resolves with the refusal, and the next call asks anew",
  clean(async (watch) => {
    const tooNew = refusal(400, "client version 1.51 is too new", ["Api-Version: 1.41"]);
    const scripted = watch.engine(pong("1.51"), tooNew, pong("1.41"), json(200, {}));
    const engine = speak(scripted);
    const response = await engine.fetch("/x");
    assert.equal(response.status, 400);
    await response.body?.cancel();
    await info(engine);
    assert.deepEqual(lines(scripted.sent).slice(1), [
      "GET /v1.51/x",
      "GET /_ping",
      "GET /v1.41/info",
    ]);
  }),
);
