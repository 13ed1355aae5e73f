/** What can be done with a container beside its life: what is sent, answered and refused. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  ConflictError,
  NotFoundError,
  ProtocolError,
  StreamError,
  VersionError,
} from "../../src/errors.ts";
import type { Container } from "../../src/models/container.ts";
import { Image } from "../../src/models/image.ts";
import type { UpdateSettings } from "../../src/types/container_operations.ts";
import { type EngineWithClient, scripted } from "../scripted.ts";
import { whole } from "../scripted_engine.ts";
import { asked, attrs, bodyOf, DONE, frame, gate, ID, json, refusal } from "./container_engine.ts";

async function containerOf(engine: EngineWithClient, more: object = {}): Promise<Container> {
  engine.answer(json(attrs(more)));
  return await engine.client.containers.get("web");
}

const STAT = {
  name: "passwd",
  size: 104,
  mode: 0o644,
  mtime: "2023-11-14T22:13:20.123456789Z",
  linkTarget: "",
};

const PATH_STAT = {
  name: "passwd",
  size: 104,
  mode: 0o100644,
  mtime: new Date("2023-11-14T22:13:20.123Z"),
  linkTarget: undefined,
};

function tar(stat: object, body: string, method = "GET"): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: application/x-tar\r\n` +
    `X-Docker-Container-Path-Stat: ${btoa(JSON.stringify(stat))}\r\n` +
    `Content-Length: ${body.length}\r\n\r\n${method === "HEAD" ? "" : body}`;
}

/** Calls of a container, what they send, and what they make of the answer. */
const CALLS: readonly (readonly [
  name: string,
  call: (container: Container, signal?: AbortSignal) => Promise<unknown>,
  lines: readonly string[],
  answers: readonly string[],
  value: unknown,
])[] = [
  ["pause()", (c, signal) => c.pause({ signal }), ["POST /pause"], [DONE], undefined],
  ["unpause()", (c, signal) => c.unpause({ signal }), ["POST /unpause"], [DONE], undefined],
  [
    "rename()",
    (c, signal) => c.rename("a.b-c_1", { signal }),
    ["POST /rename?name=a.b-c_1"],
    [DONE],
    undefined,
  ],
  [
    "top()",
    (c, signal) => c.top({ signal }),
    ["GET /top"],
    [json({ Titles: ["PID"], Processes: [["1"]] })],
    { Titles: ["PID"], Processes: [["1"]] },
  ],
  [
    "top({ psArgs })",
    (c, signal) => c.top({ psArgs: "-o pid,comm", signal }),
    ["GET /top?ps_args=-o%20pid%2Ccomm"],
    [json({ Titles: null, Processes: null })],
    { Titles: null, Processes: null },
  ],
  [
    "diff()",
    (c, signal) => c.diff({ signal }),
    ["GET /changes"],
    [json([{ Path: "/x", Kind: 1 }])],
    [{ Path: "/x", Kind: 1 }],
  ],
  [
    "stats()",
    async (c, signal) => {
      const samples: string[] = [];
      for await (const { read } of await c.stats({ signal })) samples.push(read);
      return samples;
    },
    ["GET /stats"],
    ['HTTP/1.1 200 OK\r\nContent-Length: 31\r\n\r\n{"read": "one"}\n{"read": "two"}'],
    ["one", "two"],
  ],
  [
    "statsOnce()",
    async (c, signal) => (await c.statsOnce({ signal })).read,
    ["GET /stats?stream=false"],
    [json({ read: "one" })],
    "one",
  ],
  [
    "export()",
    async (c, signal) => await new Response(await c.export({ signal })).text(),
    ["GET /export"],
    ["HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntar"],
    "tar",
  ],
  [
    "getArchive()",
    async (c, signal) => {
      const { archive, stat } = await c.getArchive("/etc/a b", { signal });
      return { archive: await new Response(archive).text(), stat };
    },
    ["GET /archive?path=%2Fetc%2Fa%20b"],
    [tar(STAT, "tar")],
    { archive: "tar", stat: PATH_STAT },
  ],
  [
    "stat()",
    (c, signal) => c.stat("/etc/passwd", { signal }),
    ["HEAD /archive?path=%2Fetc%2Fpasswd"],
    [tar(STAT, "tar", "HEAD")],
    PATH_STAT,
  ],
  [
    "putArchive()",
    (c, signal) => c.putArchive("/srv", "tar", { signal }),
    ["PUT /archive?path=%2Fsrv"],
    [DONE],
    undefined,
  ],
  [
    "putArchive({ … })",
    (c, signal) =>
      c.putArchive("/", "tar", { copyUidGid: true, noOverwriteDirNonDir: false, signal }),
    ["PUT /archive?path=%2F&copyUIDGID=true&noOverwriteDirNonDir=false"],
    [DONE],
    undefined,
  ],
  [
    "update()",
    (c, signal) => c.update({ memLimit: "64m", signal }),
    ["POST /update"],
    [json({ Warnings: ["oh"] })],
    { Warnings: ["oh"] },
  ],
  [
    "commit()",
    async (c, signal) => {
      const image = await c.commit({ signal });
      return [image instanceof Image, image.id];
    },
    [`POST /commit?container=${ID}`, "GET /images/sha256:1/json"],
    [json({ Id: "sha256:1" }, "201 Created"), json({ Id: "sha256:1" })],
    [true, "sha256:1"],
  ],
];

/** What is asked of the container, in place of all of its path. */
function toLine(line: string): string {
  return line.replace(`/containers/${ID}`, "").replaceAll("%3A", ":");
}

for (const [name, call, lines, answers, value] of CALLS) {
  test(`container.${name} sends ${lines[0]}`, async () => {
    const engine = scripted();
    const container = await containerOf(engine);
    engine.answer(...answers);
    assert.deepEqual(await call(container), value);
    assert.deepEqual(asked(engine).slice(1).map(toLine), lines);
    assert.equal(engine.connections, 1, "the connection is used again");
    assert.equal(engine.open, 0, "the connection is given back");
  });

  test(`container.${name} rejects when it is gone`, async () => {
    const engine = scripted();
    const container = await containerOf(engine);
    const gone = refusal("404 Not Found", "No such container");
    engine.answer(lines[0]?.startsWith("HEAD") ? gone.replace(/\r\n\r\n.*/, "\r\n\r\n") : gone);
    await assert.rejects(call(container), NotFoundError);
    assert.equal(engine.open, 0, "the connection is given back");
  });

  test(`container.${name} ends with its signal's reason`, async () => {
    const reason = new Error("enough");
    const engine = scripted();
    const container = await containerOf(engine);
    await assert.rejects(call(container, AbortSignal.abort(reason)), (error) => error === reason);
    assert.equal(engine.sent.length, 1, "nothing is sent");
    const aborting = new AbortController();
    engine.answer([whole, () => (aborting.abort(reason), false)]);
    await assert.rejects(call(container, aborting.signal), (error) => error === reason);
    assert.equal(engine.open, 0, "the connection is closed");
  });
}

test("container.putArchive() sends the archive as it is", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  engine.answer(DONE);
  await container.putArchive("/", Uint8Array.of(0, 255, 10));
  assert.deepEqual([...engine.bodies[1] ?? []], [0, 255, 10]);
});

test("container.update() sends what is to change, and nothing else", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  engine.answer(json({ Warnings: null }));
  const all: Required<Omit<UpdateSettings, "signal">> = {
    memLimit: "64m",
    memswapLimit: -1,
    memReservation: 1024,
    kernelMemory: "1k",
    pidsLimit: -1,
    cpuShares: 2,
    nanoCpus: 500_000_000,
    cpuPeriod: 100_000,
    cpuQuota: -1,
    cpuRtPeriod: 3,
    cpuRtRuntime: 4,
    cpusetCpus: "0-1",
    cpusetMems: "0",
    blkioWeight: 500,
    restartPolicy: { name: "on-failure", maximumRetryCount: 3 },
  };
  await container.update(all);
  assert.deepEqual(bodyOf(engine, "POST"), {
    Memory: 67_108_864,
    MemorySwap: -1,
    MemoryReservation: 1024,
    KernelMemory: 1024,
    PidsLimit: -1,
    CpuShares: 2,
    NanoCpus: 500_000_000,
    CpuPeriod: 100_000,
    CpuQuota: -1,
    CpuRealtimePeriod: 3,
    CpuRealtimeRuntime: 4,
    CpusetCpus: "0-1",
    CpusetMems: "0",
    BlkioWeight: 500,
    RestartPolicy: { Name: "on-failure", MaximumRetryCount: 3 },
  });
  engine.answer(json({ Warnings: null }));
  await container.update({});
  assert.equal(new TextDecoder().decode(engine.bodies.at(-1)), "{}");
});

test("container.commit() sends the image's name and description", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  engine.answer(json({ Id: "sha256:1" }, "201 Created"), json({ Id: "sha256:1" }));
  await container.commit({
    repository: "example/tools",
    tag: "1",
    message: "why not",
    author: "me",
    changes: ["CMD sh", "ENV A=1"],
    pause: false,
  });
  const url = new URL(asked(engine)[1]?.replace("POST ", "http://x") ?? "");
  assert.equal(url.pathname, "/commit");
  assert.deepEqual([...url.searchParams], [
    ["repo", "example/tools"],
    ["tag", "1"],
    ["comment", "why not"],
    ["author", "me"],
    ["changes", "CMD sh"],
    ["changes", "ENV A=1"],
    ["pause", "false"],
    ["container", ID],
  ]);
});

test("container.statsOnce() rejects when there is no sample", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  engine.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  await assert.rejects(container.statsOnce(), ProtocolError);
  engine.answer('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"read": ');
  await assert.rejects(container.statsOnce(), ProtocolError);
  engine.answer(json(["read"]));
  await assert.rejects(
    container.statsOnce(),
    /^ProtocolError: .*expected a sample, got \["read"\]/,
  );
  assert.equal(engine.open, 0);
});

test("container.statsOnce() takes two samples where the engine takes only one (row 13)", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  const sample = (total: number, second: number) =>
    json({
      read: `2026-01-02T03:04:0${second}Z`,
      preread: "0001-01-01T00:00:00Z",
      cpu_stats: { cpu_usage: { total_usage: total }, system_cpu_usage: total * 2 },
      precpu_stats: { cpu_usage: { total_usage: 0 } },
    });
  engine.answer(sample(10, 5), sample(30, 6));
  const { read, preread, cpu_stats, precpu_stats } = await container.statsOnce();
  assert.equal(read, "2026-01-02T03:04:06Z");
  assert.equal(preread, "2026-01-02T03:04:05Z");
  assert.equal(cpu_stats?.cpu_usage?.total_usage, 30);
  assert.equal(precpu_stats?.system_cpu_usage, 20);
  // Nothing is measured twice of what does not run, or has its sample before.
  for (const preread of ["0001-01-01T00:00:00Z", "2026-01-02T03:04:05Z"]) {
    const read = preread.startsWith("0001-") ? preread : "2026-01-02T03:04:06Z";
    engine.answer(json({ read, preread }));
    assert.deepEqual(await container.statsOnce(), { read, preread });
  }
  engine.answer(sample(10, 5));
  const reason = new Error("enough");
  const ending = new AbortController();
  const waiting = container.statsOnce({ signal: ending.signal });
  setTimeout(() => ending.abort(reason), 20);
  await assert.rejects(waiting, (error) => error === reason);
  assert.equal(engine.open, 0);
});

test("container.stats() ends when the container does not run any more", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  const text =
    '{"read":"one"}\n{"read":"two"}\n{"read":"0001-01-01T00:00:00Z"}\n{"read":"three"}\n';
  const chunk = `${text.length.toString(16)}\r\n${text}\r\n`;
  const none = '{"read":"0001-01-01T00:00:00Z"}\n';
  for (
    const [body, expected] of [
      [chunk, ["one", "two"]],
      [`${none.length.toString(16)}\r\n${none}\r\n`, []],
    ] as const
  ) {
    engine.answer([whole, head, body, () => false]);
    const samples = await Array.fromAsync(await container.stats());
    assert.deepEqual(samples.map(({ read }) => read), expected);
    assert.equal(engine.open, 0, "the connection is closed");
  }
});

test("container.stats() and statsOnce() reject with an error in place of a sample", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  const stopped = json({ cause: "x", message: "container is stopped", response: 500 });
  engine.answer(stopped, stopped);
  const isStopped = (error: unknown) =>
    error instanceof StreamError && error.detail === "container is stopped";
  await assert.rejects(container.statsOnce(), isStopped);
  await assert.rejects((await container.stats()).getReader().read(), isStopped);
  assert.equal(engine.open, 0);
});

test("container.stats() hands on a sample before the next comes, and can be left", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  const more = gate();
  const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  engine.answer([whole, head, 'f\r\n{"read": "one"}\r\n', more.step]);
  for await (const { read } of await container.stats()) {
    assert.equal(read, "one");
    break;
  }
  assert.equal(engine.open, 0, "the connection is closed");
});

test("container.getArchive() closes its connection when it can't tell what is there", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  engine.answer(tar({ ...STAT, mtime: "yesterday" }, "tar"));
  await assert.rejects(
    container.getArchive("/x"),
    /^ProtocolError: Cannot read what is at the path: expected a time, got "yesterday"$/,
  );
  assert.equal(engine.open, 0);
});

test("container.logs() of lines with times joins the pieces of a long one", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  const stamp = "2026-01-02T03:04:05.678901234Z";
  const body = [`${stamp} ab`, `${stamp} c\n`].map((text) =>
    new TextDecoder().decode(frame("stdout", text))
  ).join("");
  engine.answer(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  const lines = [];
  const output = await container.logs({ timestamps: true, details: false, since: stamp });
  for await (const line of output.stampedLines()) lines.push(line);
  assert.deepEqual(lines, [{
    stream: "stdout",
    line: "abc",
    time: new Date("2026-01-02T03:04:05.678Z"),
    timeNano: 1_767_323_045_678_901_234n,
    details: {},
  }]);
  assert.equal(
    asked(engine).at(-1),
    `GET /containers/${ID}/logs?stdout=true&stderr=true&since=1767323045.678901234&` +
      "timestamps=true&details=false&tail=all",
  );
  assert.equal(engine.open, 0);
});

test("container.logs() takes how long ago by this machine's clock", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  engine.answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  const before = Date.now() / 1000;
  await (await container.logs({ since: "1h", until: "1m30s" })).text();
  const after = Date.now() / 1000;
  const [, since = "", until = ""] = /since=([\d.]+)&until=([\d.]+)/.exec(asked(engine)[1] ?? "") ??
    [];
  for (const [text, ago] of [[since, 3600], [until, 90]] as const) {
    assert.ok(Number(text) >= before - ago - 0.002, `${text} of ${before}`);
    assert.ok(Number(text) <= after - ago + 0.002, `${text} of ${after}`);
  }
});

test("what a container's operations refuse is told by its class", async () => {
  const engine = scripted();
  const container = await containerOf(engine);
  engine.answer(refusal("409 Conflict", "not running"));
  await assert.rejects(container.pause(), ConflictError);
  engine.answer(refusal("500 Internal Server Error", "not paused"));
  await assert.rejects(container.unpause(), { name: "ApiError", status: 500 });
  engine.answer(refusal("400 Bad Request", "not a directory"));
  await assert.rejects(container.putArchive("/x", "tar"), ApiError);
  engine.answer(refusal("409 Conflict", "in use"));
  await assert.rejects(container.rename("other"), ConflictError);
  const old = engine.clientWith({ apiVersion: "1.24" });
  engine.answer(json(attrs()));
  const known = await old.containers.get("web");
  await assert.rejects(known.wait({ condition: "removed" }), VersionError);
});

/** Settings that mean nothing, by what is said of them. */
const REFUSED: readonly (readonly [
  message: RegExp,
  call: (container: Container) => Promise<unknown>,
])[] = [
  [/^TypeError: Cannot use name "a b"/, (c) => c.rename("a b")],
  [/^TypeError: Cannot use name undefined/, (c) => c.rename(undefined as unknown as string)],
  [/^TypeError: Cannot use psArgs/, (c) => c.top({ psArgs: ["x"] as unknown as string })],
  [/^TypeError: .*"ps_args"; did you mean "psArgs"/, (c) => c.top({ ps_args: "x" } as object)],
  [
    /^TypeError: .*did you mean "copyUidGid"/,
    (c) => c.putArchive("/", "", { copyUIDGID: 1 } as object),
  ],
  [
    /^TypeError: Cannot use copyUidGid/,
    (c) => c.putArchive("/", "", { copyUidGid: 1 as unknown as boolean }),
  ],
  [/^TypeError: Cannot use memLimit "lots"/, (c) => c.update({ memLimit: "lots" })],
  [/^RangeError: Cannot use cpuShares -1/, (c) => c.update({ cpuShares: -1 })],
  [/^TypeError: .*there is no setting "devices"/, (c) => c.update({ devices: [] } as object)],
  [/^TypeError: .*a tag needs a repository/, (c) => c.commit({ tag: "1" })],
  [/^TypeError: Cannot use changes/, (c) => c.commit({ changes: "CMD sh" as unknown as [] })],
  [/^TypeError: .*there is no setting "repo"; did/, (c) => c.commit({ repo: "x" } as object)],
  [/^TypeError: .*there is no setting "stream"/, (c) => c.stats({ stream: false } as object)],
  [/^TypeError: .*there is no setting "oneShot"/, (c) => c.statsOnce({ oneShot: true } as object)],
  [/^TypeError: Cannot use details/, (c) => c.logs({ details: 1 as unknown as boolean })],
  [/^TypeError: Cannot use since "yesterday"/, (c) => c.logs({ since: "yesterday" })],
  [/^RangeError: Cannot use until "1969-.*"/, (c) => c.logs({ until: "1969-12-31T00:00:00Z" })],
];

for (const [message, call] of REFUSED) {
  test(`a container's operations refuse what means nothing: ${message}`, async () => {
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
