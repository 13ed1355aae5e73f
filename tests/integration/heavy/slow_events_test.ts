/** Events for a reader that is slow (row 17). */

import assert from "node:assert/strict";
import { test } from "node:test";
import { onEngine } from "../engine_test_case.ts";

/** An engine keeps 256 events, and 1,024 for a connection that takes none. */
const VOLUMES = 1_000;
const AT_ONCE = 10;

test(
  "events() keeps 2,000 events for who reads them later, none lost, and no more than it is told to",
  onEngine(async ({ docker, labels, keep }) => {
    const prefix = `slow-${labels["fairlead-test"]}`;
    const settings = { filters: { type: "volume", event: ["create", "destroy"] } };
    const patient = keep(await docker.events(settings));
    const small = keep(await docker.events({ ...settings, maxQueued: VOLUMES }));
    for (let i = 0; i < VOLUMES; i += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, async (_, at) => {
        const name = `${prefix}-${i + at}`;
        await docker.api.volumes.create({ body: { Name: name } });
        await docker.api.volumes.delete(name);
      }));
    }
    const counts = new Map<string, number>();
    for await (const { action, actor } of patient) {
      if (!actor.id.startsWith(prefix)) continue;
      counts.set(action, (counts.get(action) ?? 0) + 1);
      if (counts.get("destroy") === VOLUMES) break;
    }
    assert.deepEqual(Object.fromEntries(counts), { create: VOLUMES, destroy: VOLUMES });
    let read = 0;
    await assert.rejects(
      async () => {
        for await (const { action } of small) if (action !== "") read++;
      },
      { name: "OutputLimitError", limit: VOLUMES },
    );
    assert.equal(read, VOLUMES, "those that were kept are still read");
  }),
);
