/** How a session ends: well, cut off, refused or disposed of. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError, TimeoutError } from "../../src/errors.ts";
import { whole } from "../scripted_engine.ts";
import { act, end, reset } from "../scripted_connection.ts";
import {
  asked,
  attrs,
  type ContainerEngine,
  containerEngine,
  DONE,
  frame,
  type Gate,
  gate,
  ID,
  json,
  SWITCHED,
  waited,
  WAITING,
} from "./container_engine.ts";

const INSPECT = `GET /containers/${ID}/json`;
const ATTACH = `POST /containers/${ID}/attach`;
const WAIT = `POST /containers/${ID}/wait`;
const START = `POST /containers/${ID}/start`;
const REMOVE = `DELETE /containers/${ID}`;

test("output that ends while the container runs on is lost, and so is the exit code", async () => {
  const engine = containerEngine({
    [ATTACH]: [whole, SWITCHED, frame("stdout", "half"), end],
    [WAIT]: [whole, WAITING],
    [INSPECT]: json(attrs({ State: { Status: "running", Running: true } })),
  });
  const session = await engine.client.containers.spawn("busybox", { remove: true });
  const lost = (error: unknown) => error instanceof ConnectionError && error.code === "lost";
  const texts: string[] = [];
  await assert.rejects(async () => {
    for await (const { data } of session.output) texts.push(new TextDecoder().decode(data));
  }, lost);
  assert.deepEqual(texts, ["half"], "what came whole is handed out");
  await assert.rejects(session.exitCode(), lost);
  await session[Symbol.asyncDispose]();
  assert.ok(asked(engine).at(-1)?.startsWith(REMOVE));
  assert.equal(engine.open, 0);
});

test("an engine that goes away loses output and exit code", async () => {
  const begun = gate();
  const engine = containerEngine({
    [ATTACH]: [whole, SWITCHED, begun.step, frame("stdout", "half"), end],
    [WAIT]: [whole, WAITING, begun.step, reset],
    [START]: [whole, act(() => begun.open()), DONE],
  });
  const lost = (error: unknown) => error instanceof ConnectionError && error.code === "lost";
  const session = await engine.client.containers.spawn("busybox");
  await assert.rejects(session.output.text(), lost);
  await assert.rejects(session.exitCode(), lost);
  await session[Symbol.asyncDispose]();
});

test("a container whose exit is told late is waited for", async () => {
  const late = gate();
  const engine = containerEngine({ [WAIT]: [whole, WAITING, late.step, waited(5)] });
  const session = await engine.client.containers.spawn("busybox");
  setTimeout(() => late.open(), 100);
  assert.equal(await session.output.text(), "outerr");
  assert.equal(await session.exitCode(), 5);
});

test("RunSession.exitCode() asks once, whoever asks", async () => {
  const engine = containerEngine({}, 7);
  const session = await engine.client.containers.spawn("busybox", { remove: true });
  await session.output.text();
  assert.deepEqual(await Promise.all([session.exitCode(), session.exitCode()]), [7, 7]);
  assert.equal(await session.exitCode(), 7);
  assert.equal(asked(engine).filter((line) => line.startsWith("DELETE")).length, 1);
});

test("RunSession.exitCode() rejects with what the engine says went wrong", async () => {
  const engine = containerEngine({
    [WAIT]: [whole, WAITING, waited(0, "can't remove it")],
  });
  const session = await engine.client.containers.spawn("busybox");
  await assert.rejects(session.exitCode(), /can't remove it/);
  await session[Symbol.asyncDispose]();
});

test("disposing of a RunSession drops it, and removes only if that was asked for", async () => {
  for (const settings of [{ remove: true }, { autoRemove: true }, {}]) {
    const engine = containerEngine({ [ATTACH]: [whole, SWITCHED], [WAIT]: [whole, WAITING] });
    const session = await engine.client.containers.spawn("busybox", settings);
    const read = assert.rejects(session.output.text(), ConnectionError);
    await session[Symbol.asyncDispose]();
    await session[Symbol.asyncDispose]();
    await read;
    await assert.rejects(session.exitCode(), ConnectionError);
    const removals = asked(engine).filter((line) => line.startsWith("DELETE"));
    assert.equal(removals.length, Object.keys(settings).length > 0 ? 1 : 0);
    assert.equal(engine.open, 0);
  }
});

test("RunSession.stdin says so when nobody is attached to it", async () => {
  const engine = containerEngine();
  const session = await engine.client.containers.spawn("busybox");
  const writer = session.stdin.getWriter();
  await assert.rejects(writer.write(new Uint8Array(1)), /^TypeError: .*stdin: true$/);
  await session[Symbol.asyncDispose]();
});

/** An engine whose container has a terminal and runs until the gate is opened. */
function terminalEngine(exit: Gate): ContainerEngine {
  return containerEngine({
    [INSPECT]: json(attrs({ Config: { Tty: true, OpenStdin: true } })),
    [ATTACH]: [whole, SWITCHED, "$ "],
    [WAIT]: [whole, WAITING, exit.step, waited(6)],
    [`POST /containers/${ID}/resize`]: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
  });
}

test("the keys that detach end a RunSession's output, and its exit code still comes", async () => {
  for (const detachKeys of [undefined, "ctrl-a,d"]) {
    const exit = gate();
    const engine = terminalEngine(exit);
    const settings = { tty: true, stdin: true, detachKeys };
    const session = await engine.client.containers.spawn("busybox", settings);
    const text = session.output.text();
    const typed = detachKeys === undefined ? "\x10\x11" : "\x01d";
    await session.stdin.getWriter().write(new TextEncoder().encode(`ls${typed}`));
    assert.equal(await text, "$ ", "it is no lost output");
    const line = asked(engine).find((one) => one.startsWith(ATTACH)) ?? "";
    assert.equal(line.includes("detachKeys=ctrl-a%2Cd"), detachKeys !== undefined);
    assert.ok(!asked(engine).some((one) => one.startsWith("DELETE")), "the container runs on");
    exit.open();
    assert.equal(await session.exitCode(), 6);
    assert.equal(engine.open, 0);
  }
});

test("RunSession.pipe() says when somebody detached", async () => {
  const exit = gate();
  const engine = terminalEngine(exit);
  const session = await engine.client.containers.spawn("busybox", { tty: true, stdin: true });
  let shown = "";
  const stdout = new WritableStream<Uint8Array>({
    write: (bytes) => void (shown += new TextDecoder().decode(bytes)),
  });
  const keys = new TextEncoder().encode("x\x10\x11");
  const stdin = new ReadableStream<Uint8Array>({ start: (it) => it.enqueue(keys) });
  assert.equal(await session.pipe({ stdin, stdout, stderr: stdout }), "detached");
  assert.equal(shown, "$ ");
  await session.resize(24, 80);
  assert.equal(asked(engine).at(-1), `POST /containers/${ID}/resize?h=24&w=80`);
  exit.open();
  assert.equal(await session.exitCode(), 6);
  assert.equal(engine.open, 0);
});

test("containers.spawn() refuses keys and stalls that make no sense before it creates anything", async () => {
  const refused: readonly (readonly [settings: object, message: RegExp])[] = [
    [{ detachKeys: "ctrl-a" }, /only with tty and stdin/],
    [{ tty: true, detachKeys: "ctrl-a" }, /only with tty and stdin/],
    [{ tty: true, stdin: true, detachKeys: "ctrl-1" }, /"ctrl-1" is no key/],
    [{ onStall: "stop" }, /expected "pause" or "detach"/],
    [{ stallTimeout: 5 }, /only with onStall/],
  ];
  for (const [settings, message] of refused) {
    const engine = containerEngine();
    await assert.rejects(engine.client.containers.spawn("busybox", settings), message);
    assert.equal(engine.sent.length, 0);
  }
});

test("with onStall detach a RunSession that isn't read is given up, and its exit code comes", async () => {
  const exit = gate();
  const engine = containerEngine({
    [ATTACH]: [whole, SWITCHED, frame("stdout", "one"), frame("stdout", "two")],
    [WAIT]: [whole, WAITING, exit.step, waited(0)],
  });
  const settings = { onStall: "detach", stallTimeout: 50, remove: true } as const;
  const session = await engine.client.containers.spawn("busybox", settings);
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(engine.open, 1, "only the wait is held");
  await assert.rejects(session.output.text(), TimeoutError);
  exit.open();
  assert.equal(await session.exitCode(), 0);
  assert.equal(engine.open, 0);
});
