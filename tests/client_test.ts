/** What a client is made of, and when it ends. */

import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { inspect } from "node:util";
import { DockerClient, type DockerClientSettings } from "../src/client.ts";
import { ConfigError, ConnectionError, TimeoutError, VersionError } from "../src/errors.ts";
import { json } from "./models/container_engine.ts";
import { scripted } from "./scripted.ts";

const PONG = "HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nOSType: linux\r\nContent-Length: 2\r\n\r\nOK";

/** Settings that can't be used, by what is said of them. */
const REFUSED: readonly (readonly [
  settings: unknown,
  kind: new (...args: never[]) => Error,
  message: RegExp,
])[] = [
  [{ host: "gopher://x" }, TypeError, /"gopher" is not a scheme/],
  [{ host: "https://x:1" }, TypeError, /^Cannot use "https:\/\/x:1"/],
  [{ host: "unix://x" }, TypeError, /the socket's path must be absolute/],
  [{ host: "tcp://user:secret@x:1" }, TypeError, /user info/],
  [{ host: 7 }, TypeError, /^Cannot use host 7: expected text$/],
  [{ connect: "x" }, TypeError, /^Cannot use connect "x"/],
  [{ apiVersion: "latest" }, TypeError, /latest/],
  [{ apiVersion: "1.1" }, VersionError, /1\.1/],
  [{ connectTimeout: -1 }, RangeError, /^Cannot use connectTimeout -1/],
  [{ connectTimeout: 0 }, RangeError, /^Cannot use connectTimeout 0/],
  [{ responseTimeout: NaN }, RangeError, /^Cannot use responseTimeout NaN/],
  [{ idleTimeout: 2 ** 31 }, RangeError, /^Cannot use idleTimeout 2147483648/],
  [{ idleTimeout: "5" }, TypeError, /^Cannot use idleTimeout "5": expected a number$/],
  [{ maxConnections: 0 }, RangeError, /^Cannot use maxConnections 0/],
  [{ baseUrl: "unix:///x" }, TypeError, /^Cannot make a client: there is no setting "baseUrl"/],
  [{ timeout: 5 }, TypeError, /there is no setting "timeout"/],
  [null, TypeError, /^Cannot use settings to make a client null: expected an object$/],
];

for (const [settings, kind, message] of REFUSED) {
  test(`new DockerClient(${JSON.stringify(settings)}) throws at once`, () => {
    assert.throws(() => new DockerClient(settings as DockerClientSettings), (error) => {
      assert.ok(error instanceof kind, `${error}`);
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
  });
}

test("new DockerClient() opens nothing and reads no environment", async () => {
  const engine = scripted();
  await withEnvironment({ DOCKER_HOST: "gopher://x", DOCKER_API_VERSION: "x" }, () => {
    new DockerClient();
    new DockerClient({ connect: engine.connect });
    return Promise.resolve();
  });
  assert.equal(engine.connections, 0);
});

test("DockerClient.fromEnv() takes what the environment says", async () => {
  const engine = scripted(json({}));
  await withEnvironment({ DOCKER_HOST: "tcp://engine:9", DOCKER_API_VERSION: "1.42" }, async () => {
    await DockerClient.fromEnv({ connect: engine.connect }).info();
  });
  assert.match(engine.sent[0] ?? "", /^GET \/v1\.42\/info HTTP\/1\.1\r\n/);
  assert.match(engine.sent[0] ?? "", /\r\nhost: engine:9\r\n/i);
});

test("DockerClient.fromEnv() lets settings win", async () => {
  const engine = scripted(json({}));
  await withEnvironment({ DOCKER_HOST: "gopher://x", DOCKER_API_VERSION: "1.42" }, async () => {
    const docker = DockerClient.fromEnv({
      connect: engine.connect,
      host: "tcp://other:9",
      apiVersion: "1.41",
    });
    await docker.info();
  });
  assert.match(engine.sent[0] ?? "", /^GET \/v1\.41\/info HTTP\/1\.1\r\n/);
  assert.match(engine.sent[0] ?? "", /\r\nhost: other:9\r\n/i);
});

test("DockerClient.fromEnv() refuses what it can't use", async () => {
  const rows = [
    { DOCKER_HOST: "gopher://x" },
    { DOCKER_API_VERSION: "latest" },
    { DOCKER_HOST: "tcp://x:1", DOCKER_TLS_VERIFY: "1" },
    { DOCKER_CONTEXT: "other" },
  ];
  for (const row of rows) {
    await withEnvironment(row, () => {
      assert.throws(() => DockerClient.fromEnv(), ConfigError);
      return Promise.resolve();
    });
  }
  assert.throws(() => DockerClient.fromEnv({ base_url: "x" } as object), TypeError);
});

test("DockerClient.ping() tells what the engine is, without an API version", async () => {
  const engine = scripted(PONG);
  const docker = engine.clientWith({ apiVersion: undefined });
  const { apiVersion, osType } = await docker.ping();
  assert.deepEqual({ apiVersion, osType }, { apiVersion: "1.45", osType: "linux" });
  assert.match(engine.sent[0] ?? "", /^GET \/_ping HTTP\/1\.1\r\n/);
});

test("a client asks once for the API version, however many calls wait for it", async () => {
  const engine = scripted(PONG, json({ Version: "a" }), json({ Version: "b" }), json({}));
  const docker = engine.clientWith({ apiVersion: undefined });
  await Promise.all([docker.version(), docker.version()]);
  await docker.info();
  const lines = engine.sent.map((request) => request.slice(0, request.indexOf("\r\n")));
  assert.deepEqual(lines, [
    "GET /_ping HTTP/1.1",
    "GET /v1.45/version HTTP/1.1",
    "GET /v1.45/version HTTP/1.1",
    "GET /v1.45/info HTTP/1.1",
  ]);
});

test("DockerClient.fetch() answers as the web does, also for refusals", async () => {
  const engine = scripted(json({ message: "no" }, "404 Not Found"));
  const response = await engine.client.fetch("/x?a=b", {
    method: "POST",
    headers: { "x-y": "z" },
    body: "the body",
  });
  assert.ok(response instanceof Response);
  assert.equal(response.status, 404);
  assert.deepEqual(await response.json(), { message: "no" });
  assert.match(engine.sent[0] ?? "", /^POST \/v1\.41\/x\?a=b HTTP\/1\.1\r\n/);
  assert.match(engine.sent[0] ?? "", /\r\nx-y: z\r\n/i);
  assert.equal(new TextDecoder().decode(engine.bodies[0]), "the body");
  assert.equal(engine.open, 0);
});

test("DockerClient.fetch() refuses paths that are none, and upgrades", async () => {
  const engine = scripted();
  await assert.rejects(engine.client.fetch("x"), TypeError);
  await assert.rejects(engine.client.fetch("/x", { headers: { upgrade: "tcp" } }), TypeError);
  assert.deepEqual(engine.sent, []);
});

test("DockerClient.close() ends what is in flight and what comes later", async () => {
  const engine = scripted([]);
  const closed = (error: unknown) => error instanceof ConnectionError && error.code === "closed";
  const pending = assert.rejects(engine.client.info(), closed);
  await new Promise((resolve) => setTimeout(resolve, 20));
  engine.client.close();
  engine.client.close();
  await pending;
  await assert.rejects(engine.client.ping(), closed);
  await assert.rejects(engine.client.containers.run("busybox"), closed);
  assert.ok(engine.links.every((link) => !link.open));
});

test("a client that is disposed of is closed", async () => {
  const engine = scripted(PONG);
  const docker = engine.clientWith({});
  await docker.ping();
  await docker[Symbol.asyncDispose]();
  assert.ok(engine.links.every((link) => !link.open));
});

test("responseTimeout ends a call that is not answered", async () => {
  const engine = scripted([]);
  const docker = engine.clientWith({ responseTimeout: 30 });
  await assert.rejects(docker.info(), TimeoutError);
  assert.equal(engine.open, 0);
});

test("calls end with their signal's reason", async () => {
  const engine = scripted();
  const reason = new Error("enough");
  const settings = { signal: AbortSignal.abort(reason) };
  const { client } = engine;
  for (const call of [client.ping(settings), client.version(settings), client.info(settings)]) {
    await assert.rejects(call, (error) => error === reason);
  }
  assert.deepEqual(engine.sent, []);
});

test("a client shows nothing of what it was given", () => {
  const docker = new DockerClient({ host: "tcp://the-engine:9" });
  assert.doesNotMatch(inspect(docker, { depth: 10, showHidden: true }), /the-engine/);
  assert.doesNotMatch(JSON.stringify(docker), /the-engine/);
});

const VARIABLES = [
  "DOCKER_HOST",
  "DOCKER_API_VERSION",
  "DOCKER_TLS_VERIFY",
  "DOCKER_CERT_PATH",
  "DOCKER_CONTEXT",
];

/** Runs with these variables and no other ones of Docker's. */
async function withEnvironment(
  variables: Readonly<Record<string, string>>,
  use: () => Promise<void>,
): Promise<void> {
  const before = VARIABLES.map((name) => [name, process.env[name]] as const);
  for (const name of VARIABLES) delete process.env[name];
  Object.assign(process.env, variables);
  try {
    await use();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
