import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import process from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

interface Report {
  readonly each: number;
  readonly counts: Readonly<Record<string, number>>;
}

async function report(): Promise<Report> {
  const program = fileURLToPath(new URL("session_garbage_program.ts", import.meta.url));
  const { execPath, versions } = process;
  const args = versions["deno"] !== undefined
    ? ["run", "-A", "--no-check", "--v8-flags=--expose-gc", program]
    : versions["bun"] !== undefined
    ? [program]
    : ["--expose-gc", program];
  const { stdout } = await promisify(execFile)(execPath, args);
  return JSON.parse(stdout);
}

test("sessions that are dropped as garbage while their output waits close all their connections", async () => {
  const { each, counts } = await report();
  for (const [name, closed] of Object.entries(counts)) {
    // Which garbage is found, and when, is up to the runtime: most of it will do.
    if (name.startsWith("kept")) assert.equal(closed, 0, name);
    else assert.ok(closed >= each / 2, `${name}: ${closed} of ${each} closed`);
  }
});
