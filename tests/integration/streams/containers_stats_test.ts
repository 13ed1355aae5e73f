/** What many containers use, as one stream, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryUsage } from "@fairlead/docker";
import { IMAGE, onEngine } from "../engine_test_case.ts";

test(
  "containers.stats() measures those that run, those that start and not those that stop",
  onEngine(async ({ docker, labels, open, keep }) => {
    const command = ["sleep", "60"];
    const settings = { init: true, labels };
    const first = keep(await docker.containers.temporary(IMAGE, command, settings));
    const filters = { label: `fairlead-test=${labels["fairlead-test"]}` };
    const stats = keep(await docker.containers.stats({ filters }));
    const reader = stats.getReader();
    async function next(): Promise<string> {
      const { value } = await reader.read();
      assert.ok(value !== undefined);
      assert.ok(memoryUsage(value.stats).used > 0, "it runs");
      assert.equal(value.name, value.id === first.id ? first.name : second.name);
      return value.id;
    }
    const second = await docker.containers.create(IMAGE, command, settings);
    assert.equal(await next(), first.id);
    await second.start();
    while (await next() !== second.id);
    await second.remove({ force: true });
    // Its newest sample may have been taken before it went.
    await next();
    assert.equal(await next(), first.id);
    assert.equal(open(), 2);
    await stats[Symbol.asyncDispose]();
    assert.equal(open(), 0);
  }),
);
