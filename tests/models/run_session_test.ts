/** How a session ends: well, cut off, refused or disposed of. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError } from "../../src/errors.ts";
import { whole } from "../scripted_engine.ts";
import { act, end, reset } from "../scripted_connection.ts";
import {
  asked,
  attrs,
  containerEngine,
  DONE,
  frame,
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
