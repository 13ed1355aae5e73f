/** The process's own streams where they are no terminal's; `pipe_test.ts` has one that is. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

/** Runs the program and feeds it; the answer is what it said, line by line. */
async function run(
  args: readonly string[],
  feed: (write: (text: string) => void, end: () => void) => Promise<void>,
): Promise<[lines: Record<string, unknown>[], stderr: string, code: unknown]> {
  const program = fileURLToPath(new URL("terminal_program.ts", import.meta.url));
  const options = "Deno" in globalThis ? ["run", "-A", "--no-check"] : [];
  const child = spawn(process.execPath, [...options, program, ...args]);
  let [said, complained] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => said += text);
  child.stderr.setEncoding("utf8").on("data", (text: string) => complained += text);
  const closed = once(child, "close");
  while (said === "") await once(child.stdout, "data");
  await feed((text) => void child.stdin.write(text), () => void child.stdin.end());
  const [code] = await closed;
  child.stdin.destroy();
  return [said.trim().split("\n").map((line) => JSON.parse(line)), complained, code];
}

test("standard input is read as long as it is wanted, and then left to others", async () => {
  const [lines, stderr, code] = await run([], async (write) => {
    write("first");
    await new Promise((resolve) => setTimeout(resolve, 700));
    write("second"); // and it stays open: that must not keep the process
  });
  assert.deepEqual(lines.slice(0, 2), [
    { isInteractive: false, size: null },
    { first: "first", closed: true },
  ]);
  assert.deepEqual(lines[2], { next: "second" });
  assert.deepEqual(lines[3]?.["after"], lines[3]?.["before"], "no listener stays");
  assert.match(stderr, /^done$/m);
  assert.equal(code, 0);
});

test("standard input is read to its end, and not behind it", async () => {
  const text = "x".repeat(1_000_000);
  const [lines, , code] = await run(["all"], (write, end) => {
    write(text);
    end();
    return Promise.resolve();
  });
  assert.deepEqual(lines[1], { length: text.length, again: null });
  assert.deepEqual(lines[2]?.["after"], lines[2]?.["before"], "no listener stays");
  assert.equal(code, 0);
});
