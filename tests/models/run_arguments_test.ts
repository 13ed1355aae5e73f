/** What `run()` and `spawn()` refuse before anything is sent. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunSettings } from "../../src/types/containers.ts";
import { containerEngine } from "./container_engine.ts";

/** Calls that mean nothing, by what is said of them. */
const REFUSED: readonly (readonly [message: RegExp, args: readonly unknown[]])[] = [
  [/^TypeError: Cannot use image ""/, [""]],
  [/^TypeError: Cannot use image 7/, [7]],
  [/^TypeError: Cannot use command 7/, ["i", 7]],
  [/^TypeError: Cannot use command\[1\] 7/, ["i", ["a", 7]]],
  [/^TypeError: Cannot use command null/, ["i", null]],
  [/^TypeError: .* the command is given twice$/, ["i", "a", { command: "b" }]],
  [/^TypeError: .*there is no setting "mem_limit"; did you mean "memLimit"\?$/, [
    "i",
    { mem_limit: 1 },
  ]],
  [/^TypeError: .*there is no setting "frobnicate"$/, ["i", "a", { frobnicate: 1 }]],
  [/^TypeError: Cannot use name "-x"/, ["i", { name: "-x" }]],
  [/^TypeError: Cannot use name "a\/b"/, ["i", { name: "a/b" }]],
  [/^TypeError: Cannot use name "two words"/, ["i", { name: "two words" }]],
  [/^TypeError: Cannot use name ""/, ["i", { name: "" }]],
  [/^TypeError: Cannot use remove "yes"/, ["i", { remove: "yes" }]],
  [/^RangeError: Cannot use stopTimeout -5/, ["i", { stopTimeout: -5 }]],
  [/^TypeError: .*detached: use containers\.runDetached\(\)/, ["i", "a", { detach: true }]],
];

for (const [message, args] of REFUSED) {
  test(`containers.run(${JSON.stringify(args).slice(1, -1)}) rejects before it sends`, async () => {
    for (const method of ["run", "spawn"] as const) {
      const engine = containerEngine();
      const call = engine.client.containers[method] as (...args: unknown[]) => unknown;
      const promise = call.apply(engine.client.containers, [...args]);
      assert.ok(promise instanceof Promise, "it does not throw");
      await assert.rejects(promise, (error) => {
        assert.match(String(error), message);
        return true;
      });
      assert.deepEqual(engine.sent, []);
    }
  });
}

test("containers.run() names spawn() to who wants a stream, and bounds maxOutput", async () => {
  const engine = containerEngine();
  const stream = { stream: true } as unknown as RunSettings;
  await assert.rejects(engine.client.containers.run("i", stream), /^TypeError: .*spawn\(\)/);
  await assert.rejects(engine.client.containers.run("i", { maxOutput: -1 }), RangeError);
  await assert.rejects(engine.client.containers.run("i", { maxOutput: NaN }), RangeError);
  await assert.rejects(
    engine.client.containers.spawn("i", { stdout: false, stderr: false }),
    /^TypeError: Cannot attach to nothing/,
  );
  assert.deepEqual(engine.sent, []);
});

test("containers.run() with detach does not compile", () => {
  const engine = containerEngine();
  // @ts-expect-error: run() can't detach
  const rejected = engine.client.containers.run("i", "a", { detach: true });
  return assert.rejects(rejected, TypeError);
});
