/** What `docker.containers` and a container send, and what they refuse. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ConflictError, ImageNotFoundError, NotFoundError } from "../../src/errors.ts";
import { Container } from "../../src/models/container.ts";
import type { LogsSettings, StopSettings } from "../../src/types/containers.ts";
import { type EngineWithClient, scripted } from "../scripted.ts";
import { pause } from "../scripted_connection.ts";
import { whole } from "../scripted_engine.ts";
import { asked, attrs, bodyOf, DONE, frame, ID, json, refusal } from "./container_engine.ts";

const CREATED = json({ Id: ID, Warnings: [] }, "201 Created");

async function containerOf(
  engine: EngineWithClient,
  more: object = {},
  client = engine.client,
): Promise<Container> {
  engine.answer(json(attrs(more)));
  const container = await client.containers.get("web");
  assert.equal(asked(engine).pop(), "GET /containers/web/json");
  return container;
}

test("containers.create() sends the settings, and looks the container up", async () => {
  const engine = scripted(CREATED, json(attrs()));
  const container = await engine.client.containers.create("busybox", ["ls"], {
    name: "web",
    platform: "linux/arm64",
    stdinOpen: true,
    environment: { A: 1 },
    memLimit: "1m",
  });
  assert.ok(container instanceof Container);
  assert.deepEqual(asked(engine), [
    "POST /containers/create?name=web&platform=linux%2Farm64",
    `GET /containers/${ID}/json`,
  ]);
  assert.match(engine.sent[0] ?? "", /\r\ncontent-type: application\/json\r\n/i);
  assert.deepEqual(bodyOf(engine, "POST"), {
    Image: "busybox",
    Cmd: ["ls"],
    Env: ["A=1"],
    Tty: false,
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    NetworkDisabled: false,
    HostConfig: { Memory: 1_048_576, NetworkMode: "default" },
  });
  assert.equal(engine.open, 0);
});

test("containers.create() rejects with what the engine refuses", async () => {
  const engine = scripted(
    refusal("404 Not Found", "No such image: x:latest"),
    refusal("409 Conflict", "the name is in use"),
  );
  await assert.rejects(engine.client.containers.create("x"), ImageNotFoundError);
  await assert.rejects(engine.client.containers.create("x"), ConflictError);
});

test("containers.get() tells what the engine knows", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  assert.equal(container.id, ID);
  assert.equal(container.shortId, ID.slice(0, 12));
  assert.equal(container.name, "web");
  assert.equal(container.status, "created");
  assert.deepEqual(container.labels, { a: "b" });
  assert.equal(container.attrs.Id, ID);
});

test("containers.get() refuses an ID that is none before it sends", async () => {
  const engine = scripted();
  for (const id of ["", "../x", undefined as unknown as string]) {
    await assert.rejects(engine.client.containers.get(id), TypeError);
  }
  assert.deepEqual(engine.sent, []);
});

test("containers.get() rejects when there is no such container", async () => {
  const engine = scripted(refusal("404 Not Found", "No such container: web"));
  await assert.rejects(
    engine.client.containers.get("web"),
    (error) => error instanceof NotFoundError && error.explanation === "No such container: web",
  );
});

test("containers.list() asks for those that match, and looks each up", async () => {
  const engine = scripted(
    json([{ Id: "a" }, { Id: "b" }]),
    (request) => json(attrs({ Id: request.slice(22, 23) })),
    (request) => json(attrs({ Id: request.slice(22, 23) })),
  );
  const list = await engine.client.containers.list({
    all: true,
    limit: 5,
    since: "x",
    filters: { label: ["a=b", "c"], exited: 0 },
  });
  assert.deepEqual(list.map(({ id }) => id), ["a", "b"]);
  const url = new URL(asked(engine)[0]?.replace("GET ", "http://x") ?? "");
  assert.equal(url.pathname, "/containers/json");
  assert.deepEqual(
    { ...Object.fromEntries(url.searchParams), filters: undefined },
    { all: "true", limit: "5", filters: undefined },
  );
  assert.deepEqual(JSON.parse(url.searchParams.get("filters") ?? ""), {
    label: ["a=b", "c"],
    exited: ["0"],
    since: ["x"],
  });
});

test("containers.list() inspects eight at a time, and keeps the order", async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `c${index}`);
  const inspected = (request: string) => {
    const id = /containers\/(c\d+)\//.exec(request)?.[1];
    return [whole, pause(5), json(attrs({ Id: id }))];
  };
  const engine = scripted(json(ids.map((Id) => ({ Id }))), ...ids.map(() => inspected));
  let most = 0;
  const timer = setInterval(() => most = Math.max(most, engine.open), 1);
  const list = await engine.client.containers.list();
  clearInterval(timer);
  assert.deepEqual(list.map(({ id }) => id), ids);
  assert.equal(engine.connections, 8);
});

test("containers.list() leaves out what vanishes meanwhile, unless told not to", async () => {
  const gone = refusal("404 Not Found", "No such container: a");
  const engine = scripted(json([{ Id: "a" }, { Id: "b" }]), gone, json(attrs({ Id: "b" })));
  assert.deepEqual((await engine.client.containers.list()).map(({ id }) => id), ["b"]);
  engine.answer(json([{ Id: "a" }]), gone);
  await assert.rejects(engine.client.containers.list({ ignoreRemoved: false }), NotFoundError);
  assert.equal(engine.open, 0);
});

test("containers.list() does not hide other refusals", async () => {
  const engine = scripted(json([{ Id: "a" }]), refusal("500 Internal Server Error", "broken"));
  await assert.rejects(engine.client.containers.list(), /broken/);
});

test("containers.summaries() takes one call", async () => {
  const engine = scripted(json([{ Id: "a" }]), "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull");
  assert.deepEqual(await engine.client.containers.summaries({ size: true }), [{ Id: "a" }]);
  assert.deepEqual(await engine.client.containers.summaries(), []);
  assert.deepEqual(asked(engine), ["GET /containers/json?size=true", "GET /containers/json"]);
});

/** Calls of a container, and what they send. */
const CALLS: readonly (readonly [
  name: string,
  call: (container: Container) => Promise<unknown>,
  line: string,
  answer?: string,
])[] = [
  ["start()", (container) => container.start(), "POST /start"],
  ["stop()", (container) => container.stop(), "POST /stop"],
  ["stop({ timeout: 0 })", (container) => container.stop({ timeout: 0 }), "POST /stop?t=0"],
  ["stop({ timeout: -1 })", (container) => container.stop({ timeout: -1 }), "POST /stop?t=-1"],
  [
    "stop({ stopSignal })",
    (container) => container.stop({ timeout: 2, stopSignal: "SIGINT" }),
    "POST /stop?t=2&signal=SIGINT",
  ],
  ["restart({ timeout })", (container) => container.restart({ timeout: 3 }), "POST /restart?t=3"],
  ["kill()", (container) => container.kill(), "POST /kill"],
  ["kill(name)", (container) => container.kill("SIGHUP"), "POST /kill?signal=SIGHUP"],
  ["kill(number)", (container) => container.kill(15), "POST /kill?signal=15"],
  ["remove()", (container) => container.remove(), "DELETE "],
  [
    "remove({ … })",
    (container) => container.remove({ force: true, volumes: true, link: false }),
    "DELETE ?force=true&v=true&link=false",
  ],
  ["reload()", (container) => container.reload(), "GET /json", json(attrs())],
  [
    "wait({ condition })",
    (container) => container.wait({ condition: "removed" }),
    "POST /wait?condition=removed",
    json({ StatusCode: 0 }),
  ],
];

for (const [name, call, line, answer] of CALLS) {
  const [method, rest = ""] = line.split(" ");
  test(`container.${name} sends ${line}`, async () => {
    const engine = scripted();
    const container = await containerOf(engine, {}, engine.clientWith({ apiVersion: "1.42" }));
    engine.answer(answer ?? DONE);
    await call(container);
    assert.deepEqual(asked(engine).slice(1), [`${method} /containers/${ID}${rest}`]);
    assert.equal(engine.open, 0, "the connection is given back");
  });

  test(`container.${name} rejects when it is gone`, async () => {
    const engine = scripted();
    const container = await containerOf(engine, {}, engine.clientWith({ apiVersion: "1.42" }));
    engine.answer(refusal("404 Not Found", "No such container"));
    await assert.rejects(call(container), NotFoundError);
  });
}

test("every call of a container ends with its signal's reason", async () => {
  const reason = new Error("enough");
  const settings = { signal: AbortSignal.abort(reason) };
  const engine = scripted();
  const container = await containerOf(engine);
  const calls = [
    container.start(settings),
    container.stop(settings),
    container.restart(settings),
    container.kill(undefined, settings),
    container.wait(settings),
    container.logs(settings),
    container.remove(settings),
    container.reload(settings),
    engine.client.containers.get("web", settings),
    engine.client.containers.list(settings),
    engine.client.containers.summaries(settings),
    engine.client.containers.create("busybox", settings),
    engine.client.containers.run("busybox", settings),
    engine.client.containers.runDetached("busybox", settings),
    engine.client.containers.spawn("busybox", settings),
  ];
  // All at once: some settle sooner than others, and none may be left alone meanwhile.
  await Promise.all(calls.map((call) => assert.rejects(call, (error) => error === reason)));
  assert.equal(engine.sent.length, 1, "nothing is sent");
});

test("container.wait() tells how it ended, and what went wrong with the wait", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  engine.answer(
    json({ StatusCode: 137, Error: null }),
    json({ StatusCode: 0, Error: { Message: "oh" } }),
  );
  assert.deepEqual(await container.wait(), { exitCode: 137, error: undefined });
  assert.deepEqual(await container.wait(), { exitCode: 0, error: "oh" });
});

test("container.reload() renews what is known", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  engine.answer(json(attrs({ State: { Status: "running", Running: true } })));
  await container.reload();
  assert.equal(container.status, "running");
});

const RAW = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n";

test("container.logs() asks for all there is, and tells the streams apart", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  const body = [frame("stdout", "out"), frame("stderr", "err")]
    .map((bytes) => new TextDecoder().decode(bytes)).join("");
  engine.answer(
    `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  const chunks = [];
  for await (const { stream, data } of await container.logs()) {
    chunks.push([stream, new TextDecoder().decode(data)]);
  }
  assert.deepEqual(chunks, [["stdout", "out"], ["stderr", "err"]]);
  assert.equal(
    asked(engine).at(-1),
    `GET /containers/${ID}/logs?stdout=true&stderr=true&tail=all`,
  );
});

test("container.logs() sends what is asked for, and knows a terminal's output", async () => {
  const engine = scripted();
  const container = await containerOf(engine, { Config: { Tty: true } });
  engine.answer([whole, `${RAW}plain\r\n`, (link) => (link.peerEnds(), true)]);
  const output = await container.logs({
    stdout: true,
    stderr: false,
    follow: true,
    since: new Date(1_700_000_000_123),
    until: 1_800_000_000,
    tail: 0,
    timestamps: true,
  });
  assert.equal(await output.text(), "plain\r\n");
  assert.equal(
    asked(engine).at(-1),
    `GET /containers/${ID}/logs?stdout=true&stderr=false&follow=true&since=1700000000.123&` +
      "until=1800000000&timestamps=true&tail=0",
  );
});

/** Settings that mean nothing, by what is said of them. */
const REFUSED: readonly (readonly [
  message: RegExp,
  call: (container: Container) => Promise<unknown>,
])[] = [
  [/^RangeError: .*timeout -2/, (container) => container.stop({ timeout: -2 })],
  [/^RangeError: .*timeout 1.5/, (container) => container.restart({ timeout: 1.5 })],
  [/^RangeError: .*timeout NaN/, (container) => container.stop({ timeout: NaN })],
  [
    /^TypeError: .*there is no setting "t"/,
    (container) => container.stop({ t: 1 } as StopSettings),
  ],
  [/^RangeError: .*signal 0/, (container) => container.kill(0)],
  [/^TypeError: .*signal/, (container) => container.kill({} as string)],
  [
    /^TypeError: Cannot read the logs: ask for stdout, stderr or both$/,
    (container) => container.logs({ stdout: false, stderr: false }),
  ],
  [/^TypeError: Cannot use tail "5"/, (container) => container.logs({ tail: "5" as "all" })],
  [/^RangeError: Cannot use tail -1/, (container) => container.logs({ tail: -1 })],
  [
    /^RangeError|^TypeError: Cannot use since/,
    (container) => container.logs({ since: new Date(NaN) }),
  ],
  [
    /^TypeError: .*there is no setting "stream"/,
    (container) => container.logs({ stream: true } as LogsSettings),
  ],
  [
    /^TypeError: Cannot use force "yes"/,
    (container) => container.remove({ force: "yes" as unknown as boolean }),
  ],
  [
    /^TypeError: Cannot use condition "gone"/,
    (container) => container.wait({ condition: "gone" as "removed" }),
  ],
];

for (const [message, call] of REFUSED) {
  test(`a container refuses what means nothing: ${message}`, async () => {
    const engine = scripted();
    const container = await containerOf(engine);
    const promise = call(container);
    assert.ok(promise instanceof Promise, "it does not throw");
    await assert.rejects(promise, (error) => {
      assert.match(String(error), message);
      return true;
    });
    assert.equal(engine.sent.length, 1, "nothing is sent");
  });
}

test("containers.list() refuses what means nothing", async () => {
  const { containers } = scripted().client;
  await assert.rejects(containers.list({ limit: 0 }), RangeError);
  await assert.rejects(containers.list({ all: 1 as unknown as boolean }), TypeError);
  await assert.rejects(
    containers.list({ sparse: true } as object),
    /^TypeError: .*there is no setting "sparse"/,
  );
});
