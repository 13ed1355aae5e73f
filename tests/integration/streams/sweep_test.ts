/** What temporary containers and killed processes leave on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { NotFoundError } from "@fairlead/docker";
import { child } from "../../transport/child.ts";
import { IMAGE, onEngine } from "../engine_test_case.ts";
import { eventually } from "../eventually.ts";

/** Whether what is asked for is gone. */
async function isGone(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return false;
  } catch (error) {
    if (error instanceof NotFoundError) return true;
    throw error;
  }
}

test(
  "sweep() removes what a killed process left, and nothing of those that run",
  onEngine(async ({ docker, engine, labels, left }) => {
    const { api } = docker;
    const label = `fairlead-test=${labels["fairlead-test"]}`;
    const program = child("../integration/streams/temporary_program.ts", [
      engine.host,
      IMAGE,
      label,
    ]);
    const mine = await docker.containers.temporary(IMAGE, ["sleep", "60"], {
      init: true,
      labels,
      volumes: ["/anonymous"],
    });
    const volume = mine.attrs.Mounts?.[0]?.Name ?? "";
    assert.notEqual(volume, "");
    try {
      const { id, network, volume: other } = await program.said(1) as Record<string, string>;
      assert.ok(id !== undefined && network !== undefined && other !== undefined);
      const all = [id, network, other];
      const whatLives = await docker.sweep({ olderThan: "24h" });
      const removed = [...whatLives.containers, ...whatLives.networks, ...whatLives.volumes];
      assert.deepEqual(removed.filter((one) => all.includes(one)), []);
      assert.equal((await docker.containers.get(id)).status, "running");

      program.kill();
      await program.ended;
      await docker.sweep();
      // Another suite that sweeps at this moment may be the one that removes them.
      await eventually(async () =>
        await isGone(api.containers.inspect(id)) && await isGone(api.networks.inspect(network)) &&
          await isGone(api.volumes.inspect(other)) || undefined
      );
      assert.deepEqual(await left(), [mine.id]);
    } finally {
      program.kill();
      await mine[Symbol.asyncDispose]();
    }
    assert.ok(await isGone(api.volumes.inspect(volume)), "its anonymous volume went with it");
    await mine[Symbol.asyncDispose]();
  }),
);
