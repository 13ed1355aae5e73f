import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "../../src/api/api.ts";
import { ApiError, ProtocolError, TimeoutError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { end } from "../scripted_connection.ts";
import type { ScriptedEngine } from "../scripted_engine.ts";
import { json, lines, pong } from "./answers.ts";
import { HOST, speak } from "./speak.ts";

/** The answer to a HEAD: the head of what a GET would get, its length included. */
function head(status: number, ...headers: string[]): string {
  return [`HTTP/1.1 ${status} Whatever`, ...headers, "Content-Length: 2", "", ""].join("\r\n");
}

const HEAD = head(
  200,
  "Api-Version: 1.47",
  "Ostype: linux",
  "Builder-Version: 2",
  "Docker-Experimental: true",
  "Swarm: active/manager",
);

function systemOf(scripted: ScriptedEngine, connectTimeout = 10_000, apiVersion?: string) {
  return new Api(speak(scripted, { connectTimeout, apiVersion }), HOST).system;
}

test(
  "system.pingHead() reads what the head tells, and waits for no body",
  clean(async (watch) => {
    const scripted = watch.engine(HEAD, head(200, "Api-Version: 1.40"));
    const system = systemOf(scripted);
    assert.deepEqual(await system.pingHead({ headers: { "x-trace": "1" } }), {
      apiVersion: "1.47",
      osType: "linux",
      builderVersion: "2",
      experimental: true,
      swarm: "active/manager",
    });
    assert.deepEqual(await system.pingHead(), {
      apiVersion: "1.40",
      osType: "",
      builderVersion: "",
      experimental: false,
      swarm: "",
    });
    assert.match(scripted.sent[0] ?? "", /\r\nx-trace: 1\r\n/);
    assert.equal(scripted.connections, 1, "the connection serves again");
  }),
);

test(
  "system.pingHead() asks each time, under no version, and negotiates nothing",
  clean(async (watch) => {
    const scripted = watch.engine(HEAD, HEAD, pong("1.47"), json(200, {}), HEAD);
    const system = systemOf(scripted);
    await system.pingHead();
    await system.pingHead();
    await system.version();
    await system.pingHead();
    assert.deepEqual(lines(scripted.sent), [
      "HEAD /_ping",
      "HEAD /_ping",
      "GET /_ping",
      "GET /v1.47/version",
      "HEAD /_ping",
    ]);
  }),
);

test(
  "system.pingHead() refuses an engine that is known to be too old",
  clean(async (watch) => {
    const pinned = watch.engine();
    await assert.rejects(systemOf(pinned, 10_000, "1.39").pingHead(), VersionError);
    assert.equal(pinned.connections, 0);
    const negotiated = watch.engine(pong("1.39"), json(200, {}));
    const system = systemOf(negotiated);
    await system.version();
    await assert.rejects(
      system.pingHead(),
      /^VersionError: Cannot HEAD \/_ping: this needs API 1\.40/,
    );
    assert.equal(negotiated.sent.length, 2);
  }),
);

test(
  "system.pingHead() tells what answers if that is no engine, or may be an old one",
  clean(async (watch) => {
    for (const answer of [head(404), head(405), head(200), head(200, "Api-Version: mine")]) {
      await assert.rejects(systemOf(watch.engine(answer)).pingHead(), (error: unknown) => {
        assert.ok(error instanceof ProtocolError);
        assert.match(
          error.message,
          /^Cannot ping "scripted:": .* not a Docker Engine, or one that is older than API 1\.40 \(/,
        );
        return true;
      });
    }
  }),
);

test(
  "system.pingHead() rejects with a refusal",
  clean(async (watch) => {
    const scripted = watch.engine(head(500, "Api-Version: 1.47"));
    await assert.rejects(systemOf(scripted).pingHead(), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.deepEqual([error.status, error.method, error.path], [500, "HEAD", "/_ping"]);
      return true;
    });
  }),
);

test(
  "system.pingHead() waits no longer than connectTimeout",
  clean(async (watch) => {
    await assert.rejects(systemOf(watch.engine([]), 50).pingHead(), (error: unknown) => {
      assert.ok(error instanceof TimeoutError);
      assert.match(error.message, /^Cannot ping "scripted:": .*50 ms/);
      return true;
    });
  }),
);

test(
  "system.pingHead() ends with its signal, and with the connection",
  clean(async (watch) => {
    const { signal, abort } = watch.signal();
    const call = systemOf(watch.engine([])).pingHead({ signal });
    await turn();
    const reason = new Error("enough");
    abort(reason);
    await assert.rejects(call, (error) => error === reason);
    await assert.rejects(systemOf(watch.engine([end], [end])).pingHead(), { code: "lost" });
  }),
);
