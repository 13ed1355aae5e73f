/** What a program that makes garbage, and has it collected, tells of it. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** What such a program writes. */
export interface GarbageReport {
  /** How many of each kind it made. */
  readonly each: number;
  /** How many of each kind were closed: of those that it kept, whose names begin so, none may be. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Runs a program on the runtime of this process, with its collector at hand. */
export async function garbageReport<T extends GarbageReport>(program: URL): Promise<T> {
  const file = fileURLToPath(program);
  const { execPath, versions } = process;
  const args = versions["deno"] !== undefined
    ? ["run", "-A", "--no-check", "--v8-flags=--expose-gc", file]
    : versions["bun"] !== undefined
    ? [file]
    : ["--expose-gc", file];
  const { stdout } = await promisify(execFile)(execPath, args);
  return JSON.parse(stdout);
}

/** Sees that what was dropped was closed, and nothing else. */
export function assertDropped({ each, counts }: GarbageReport): void {
  for (const [name, closed] of Object.entries(counts)) {
    // Which garbage is found, and when, is up to the runtime: most of it will do.
    if (name.startsWith("kept")) assert.equal(closed, 0, name);
    else assert.ok(closed >= each / 2, `${name}: ${closed} of ${each} closed`);
  }
}
