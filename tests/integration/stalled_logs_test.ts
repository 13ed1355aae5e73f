/** What a reader that stops costs, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { child } from "../transport/child.ts";
import { IMAGE, onEngine } from "./engine_test_case.ts";

const SIZE = 200_000_000;

test(
  "200 MB of logs for a reader that takes one chunk and stops: flat memory, and none is lost",
  onEngine(async ({ docker, engine, labels }) => {
    const command = ["sh", "-c", `yes $(printf %04095d 0) | head -c ${SIZE}`];
    const container = await docker.containers.runDetached(IMAGE, command, { labels });
    await container.wait();
    const program = "../integration/stalled_logs_program.ts";
    const { lines, exitCode } = await child(program, [engine.host, container.id]).ended;
    assert.equal(exitCode, 0);
    assert.ok(Number(lines[0]?.["grown"]) < 8, JSON.stringify(lines));
    assert.equal(lines[0]?.["rest"], SIZE);
    await container.remove();
  }),
);
