/** What a process knows of itself and others, on a real machine. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { test } from "node:test";
import { runtimeProcesses } from "../../src/transport/adapters/processes.ts";

const isLinux = process.platform === "linux";

test("a process knows itself, always by the same name", async () => {
  const { self, isRunning } = await runtimeProcesses();
  assert.equal(self.pid, process.pid);
  assert.deepEqual((await runtimeProcesses()).self, self);
  assert.equal(await isRunning(self), isLinux ? true : undefined);
  assert.equal(self.place !== "", isLinux);
});

test("a process that has ended is told from one that runs", { skip: !isLinux }, async () => {
  const { self, isRunning } = await runtimeProcesses();
  const parent = { ...self, pid: process.ppid };
  assert.equal(await isRunning(parent), false, "that number, started at another time");
  const child = spawn("sleep", ["60"]);
  const gone = { ...self, pid: child.pid ?? 0 };
  assert.equal(await isRunning(gone), false, "that number, started at another time");
  child.kill("SIGKILL");
  await once(child, "exit");
  assert.equal(await isRunning(gone), false);
});

test("of processes elsewhere nothing is known", async () => {
  const { self, isRunning } = await runtimeProcesses();
  assert.equal(await isRunning({ ...self, place: `${self.place}x` }), undefined);
  assert.equal(await isRunning({ ...self, place: "" }), undefined);
});
