import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  ConnectionError,
  ForbiddenError,
  ProtocolError,
  TimeoutError,
  UnauthorizedError,
} from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { end, reset } from "../scripted_connection.ts";
import type { Answer } from "../scripted_engine.ts";
import { answer, json, pong, refusal } from "./answers.ts";
import { info, speak } from "./speak.ts";

const HTML = ["Content-Type: text/html"];

/** What answers, and how the ping's error reads. */
const STRANGERS: readonly [name: string, answer: Answer, Class: unknown, message: RegExp][] = [
  [
    "a web server with a page for everything",
    answer(200, "<!doctype html><title>Welcome</title>", HTML),
    ProtocolError,
    /what answers there is not a Docker Engine \(200, text\/html: <!doctype html>.*\); is this the engine's address/,
  ],
  [
    "a web server without that page",
    answer(404, "<h1>Not Found</h1>", HTML),
    ProtocolError,
    /not a Docker Engine \(404, text\/html: <h1>Not Found<\/h1>\); is this/,
  ],
  [
    "an API of another kind",
    json(404, { message: "no route" }),
    ProtocolError,
    /not a Docker Engine \(404, no route\); is this/,
  ],
  [
    "a redirect",
    answer(301, "", ["Location: https://elsewhere/"]),
    ProtocolError,
    /not a Docker Engine \(301, the answer has no explanation\)/,
  ],
  [
    "an engine that wants TLS",
    answer(400, "Client sent an HTTP request to an HTTPS server.\n"),
    ProtocolError,
    /\(400, Client sent an HTTP request to an HTTPS server\.\); .* and the right scheme\?$/,
  ],
  [
    "a TLS server's alert",
    [Uint8Array.of(0x15, 3, 1, 0, 2, 2, 70), end],
    ProtocolError,
    /not a Docker Engine: Expected an HTTP\/1\.1 answer, got "\\u0015/,
  ],
  [
    "an ssh server",
    ["SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"],
    ProtocolError,
    /not a Docker Engine: Expected an HTTP\/1\.1 answer, got "SSH-2\.0-OpenSSH_9\.2p1/,
  ],
  [
    "a server of nothing",
    [end],
    ConnectionError,
    /the connection was closed before it came; is it a Docker Engine .* does it want TLS\?$/,
  ],
  ["a server that hangs up", [reset], ConnectionError, /does it want TLS\?$/],
  [
    "silence",
    [],
    TimeoutError,
    /within 50 ms of the request; is it a Docker Engine that listens there, and is it well\?$/,
  ],
];

for (const [name, bytes, Class, message] of STRANGERS) {
  test(
    `${name} is told from an engine, with what to do`,
    clean(async (watch) => {
      const scripted = watch.engine(bytes, bytes);
      const engine = speak(scripted, { connectTimeout: 50 });
      for (const call of [() => engine.ping(), () => info(engine)]) {
        await assert.rejects(call(), (error: Error) => {
          assert.equal(error.constructor, Class, `${error}`);
          assert.match(error.message, /^Cannot ping "scripted:": /);
          assert.match(error.message, message);
          return true;
        });
      }
    }),
  );
}

test(
  "what guards an engine, or an engine in trouble, is told as the refusal it is",
  clean(async (watch) => {
    const guards: [answer: Answer, Class: typeof ApiError, explanation: string][] = [
      [
        refusal(403, "authorization denied by plugin x"),
        ForbiddenError,
        "authorization denied by plugin x",
      ],
      [answer(401, "who are you?"), UnauthorizedError, "who are you?"],
      [answer(429, "slow down"), ApiError, "slow down"],
      [refusal(500, "out of memory"), ApiError, "out of memory"],
      [answer(502, "<h1>Bad Gateway</h1>", HTML), ApiError, "text/html: <h1>Bad Gateway</h1>"],
    ];
    const scripted = watch.engine(...guards.map(([bytes]) => bytes));
    const engine = speak(scripted);
    for (const [, Class, explanation] of guards) {
      await assert.rejects(engine.ping(), (error: unknown) => {
        assert.ok(error instanceof Class);
        assert.equal(error.path, "/_ping");
        assert.equal(error.explanation, explanation);
        return true;
      });
    }
  }),
);

test(
  "a page that looks like a ping's answer and is longer is no engine's",
  clean(async (watch) => {
    const scripted = watch.engine(answer(200, `OK${" ".repeat(5_000)}<html>`), pong("1.41"));
    const engine = speak(scripted);
    await assert.rejects(engine.ping(), ProtocolError);
    await engine.ping();
  }),
);

test(
  "a ping that is aborted rejects with the signal's reason, in whatever state it is",
  clean(async (watch) => {
    const heads = [[], ["HTTP/1.1 200 OK\r\n"], ["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nO"]];
    for (const bytes of heads) {
      const { signal, abort } = watch.signal();
      const engine = speak(watch.engine(bytes));
      const ping = engine.ping({ signal });
      setTimeout(() => abort("enough"), 5);
      await assert.rejects(ping, (error) => error === "enough");
    }
  }),
);

test(
  "a ping tells what the engine says of itself",
  clean(async (watch) => {
    const headers = [
      "Api-Version: 1.51",
      "Ostype: windows",
      "Builder-Version: 2",
      "Docker-Experimental: true",
      "Swarm: active/manager",
    ];
    const scripted = watch.engine(answer(200, "OK", headers), answer(200, "OK"));
    const engine = speak(scripted, { apiVersion: "1.41" });
    assert.deepEqual(await engine.ping(), {
      apiVersion: "1.51",
      osType: "windows",
      builderVersion: "2",
      experimental: true,
      swarm: "active/manager",
    });
    assert.deepEqual(await engine.ping(), {
      apiVersion: "1.24",
      osType: "",
      builderVersion: "",
      experimental: false,
      swarm: "",
    });
  }),
);
