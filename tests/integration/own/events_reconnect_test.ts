/** `docker.events({ reconnect: true })` over restarts of its engine, into another version too. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { DockerClient, type EngineEvent, type EventGap } from "@fairlead/docker";
import { fault, script, temporaryEngine } from "../../engine/mod.ts";

test("events({ reconnect: true }) goes on with the engine that comes after, and says that events may be missing", async () => {
  const engine = await temporaryEngine({ suite: "bookworm", busybox: false });
  const docker = new DockerClient({ host: engine.host });
  try {
    const filters = { type: "volume" };
    const reader = (await docker.events({ filters, reconnect: true })).getReader();
    const next = async (): Promise<EngineEvent | EventGap> => {
      const { done, value } = await reader.read();
      assert.ok(!done, "it does not end");
      return value;
    };
    /** Makes a volume, and answers the entries that come until that is told. */
    const create = async (Name: string): Promise<(EngineEvent | EventGap)[]> => {
      await docker.api.volumes.create({ body: { Name } });
      const entries = [await next()];
      while (entries.at(-1)?.gap) entries.push(await next());
      return entries;
    };
    /** What a restart looks like: a gap, and what happens afterwards. */
    const goesOn = async (Name: string, from: EngineEvent): Promise<EngineEvent> => {
      const gap = await next();
      assert.ok(gap.gap, "an engine keeps no events over a restart");
      assert.equal(gap.since.getTime(), from.time.getTime());
      assert.ok(gap.until.getTime() > gap.since.getTime(), `${gap.until}`);
      const [event, ...more] = await create(Name);
      assert.ok(event !== undefined && !event.gap);
      assert.deepEqual(more, []);
      assert.deepEqual([event.action, event.actor.id], ["create", Name]);
      return event;
    };

    const [first] = await create("first");
    assert.ok(first !== undefined && !first.gap);
    assert.equal(await docker.api.version(), "1.41");
    await script("down.sh", [engine.name]);
    await script("up.sh", ["sid", engine.name]);
    const second = await goesOn("second", first);
    assert.equal(await docker.api.version(), "1.51", "it is negotiated anew");
    assert.equal(second.type, "volume");

    await fault("kill", engine.name);
    const pending = reader.read();
    docker.close();
    await assert.rejects(pending, { name: "ConnectionError", code: "closed" });
  } finally {
    docker.close();
    await engine[Symbol.asyncDispose]();
  }
});
