/** What happens on a real engine, and how much it takes up. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError, type EngineEvent, type EventGap } from "@fairlead/docker";
import { connector } from "../../../src/transport/adapters/pick.ts";
import type { Connection } from "../../../src/transport/connection.ts";
import { parseEndpoint } from "../../../src/transport/endpoint.ts";
import { type Here, IMAGE, onEngine } from "../engine_test_case.ts";
import { eventually } from "../eventually.ts";

/** The events of this test's containers only. */
function filters({ labels }: Here): { readonly label: string; readonly type: string } {
  return { type: "container", label: `fairlead-test=${labels["fairlead-test"]}` };
}

/** The actions of one life of a container that runs to its end. */
const LIFE = ["create", "start", "die", "destroy"];

async function live({ docker, labels }: Here): Promise<string> {
  const container = await docker.containers.create(IMAGE, ["sh", "-c", "exit 3"], { labels });
  await container.start();
  await container.wait();
  await container.remove();
  return container.id;
}

/** What happened; `"gap"` where that is not known. */
function actionOf(entry: EngineEvent | EventGap | undefined): string | undefined {
  return entry?.gap ? "gap" : entry?.action;
}

/** Reads events to that of an action. */
async function readTo(
  events: ReadableStream<EngineEvent>,
  action: string,
): Promise<EngineEvent[]> {
  const found: EngineEvent[] = [];
  const reader = events.getReader();
  while (found.at(-1)?.action !== action) {
    const { done, value } = await reader.read();
    assert.equal(done, false, `the events ended without ${action}`);
    if (value !== undefined) found.push(value);
  }
  reader.releaseLock();
  return found;
}

test(
  "events() tells what happens as it happens",
  onEngine(async (here) => {
    const { docker } = here;
    const events = here.keep(await docker.events({ filters: filters(here) }));
    const before = Date.now();
    const id = await live(here);
    const found = await readTo(events, "destroy");
    assert.deepEqual(found.map(({ action }) => action), LIFE);
    for (const { type, actor, scope, time, timeNano } of found) {
      assert.deepEqual([type, actor.id, scope], ["container", id, "local"]);
      assert.equal(actor.attributes.image, IMAGE);
      assert.equal(actor.attributes["fairlead-test"], here.labels["fairlead-test"]);
      assert.equal(time.getTime(), Number(timeNano / 1_000_000n));
      assert.ok(
        time.getTime() >= before - 1_000 && time.getTime() <= Date.now() + 1_000,
        `${time}`,
      );
    }
    assert.equal(found.find(({ action }) => action === "die")?.actor.attributes.exitCode, "3");
    const times = found.map(({ timeNano }) => timeNano);
    assert.deepEqual(times, [...times].sort((a, b) => (a < b ? -1 : 1)));
  }),
);

test(
  "events() tells what happened, between two times, and ends",
  onEngine(async (here) => {
    const { docker } = here;
    const since = new Date(Date.now() - 1);
    const container = await live(here);
    // A Date is cut off to the millisecond: the last event may lie behind the one that it shows.
    const until = new Date(Date.now() + 2);
    const settings = { since, until, filters: { ...filters(here), container } };
    const found = await Array.fromAsync(await docker.events(settings));
    assert.deepEqual(found.map(({ action }) => action), LIFE);
    assert.equal(here.open(), 0, "the connection is given back");
    const again = await Array.fromAsync(await docker.events({ ...settings, since: "1m" }));
    assert.deepEqual(again, found);

    // To the nanosecond: the event of that time is one of them.
    const [, start, die] = found;
    const stamp = (event: EngineEvent | undefined) =>
      (event?.time.toISOString() ?? "").slice(0, -1) +
      `${(event?.timeNano ?? 0n) % 1_000_000n}`.padStart(6, "0") + "Z";
    const between = { filters: filters(here), since: stamp(start), until: stamp(die) };
    assert.deepEqual(await Array.fromAsync(await docker.events(between)), [start, die]);
    const some = await docker.events({ ...settings, filters: { ...filters(here), event: "die" } });
    assert.deepEqual(await Array.fromAsync(some), [die]);
    await assert.rejects(docker.events({ since: 2_000_000_000, until: 1 }), { status: 400 });
  }),
);

test(
  "events() gives its connection back however it is left",
  onEngine(async (here) => {
    const { docker } = here;
    const since = new Date(Date.now() - 1);
    await live(here);
    for await (const { action } of await docker.events({ since, filters: filters(here) })) {
      assert.equal(action, "create");
      break;
    }
    assert.equal(here.open(), 0, "left by break");
    const reason = new Error("enough");
    const ending = new AbortController();
    const { signal } = ending;
    const aborted = (await docker.events({ filters: filters(here), signal })).getReader().read();
    ending.abort(reason);
    await assert.rejects(aborted, (error) => error === reason);
    assert.equal(here.open(), 0, "aborted");
    const events = await docker.events({ filters: filters(here) });
    const disposed = assert.rejects(events.getReader().read(), { code: "closed" });
    await events[Symbol.asyncDispose]();
    await disposed;
    assert.equal(here.open(), 0, "disposed of");
  }),
);

test(
  "events() keeps what a slow reader has not read, up to its limit",
  onEngine(async (here) => {
    const { docker } = here;
    const slow = await docker.events({ filters: filters(here), maxQueued: 2 });
    const patient = here.keep(await docker.events({ filters: filters(here) }));
    await live(here);
    assert.deepEqual((await readTo(patient, "destroy")).map(({ action }) => action), LIFE);
    const actions: string[] = [];
    await eventually(() => Promise.resolve(here.open() === 1 ? true : undefined));
    await assert.rejects(
      async () => {
        for await (const { action } of slow) actions.push(action);
      },
      { name: "OutputLimitError", limit: 2 },
    );
    assert.deepEqual(actions, ["create", "start"]);
  }),
);

test(
  "events() fails when its connection is cut",
  onEngine(async (here) => {
    const events = await here.docker.events({ filters: filters(here) });
    const read = events.getReader().read();
    here.cut("/events?");
    await assert.rejects(read, { name: "ConnectionError" });
  }),
);

test(
  "events({ reconnect: true }) goes on after a cut, without a gap and without doubles",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const reader = here.keep(await docker.events({ filters: filters(here), reconnect: true }))
      .getReader();
    const container = await docker.containers.create(IMAGE, "true", { labels });
    const next = async () => actionOf((await reader.read()).value);
    const actions = [await next()];
    here.cut("/events?");
    await container.rename(`${container.id.slice(0, 12)}-renamed`);
    await container.remove();
    while (actions.at(-1) !== "destroy") actions.push(await next());
    assert.deepEqual(actions, ["create", "rename", "destroy"]);
  }),
);

test(
  "events({ reconnect: true }) says where the engine has dropped events (row 17)",
  onEngine(async (here) => {
    // Whoever dials waits until the door is open.
    const connect = connector(parseEndpoint(here.engine.host));
    const door: Promise<void>[] = [];
    const connections: Connection[] = [];
    const docker = here.client({
      async connect(signal) {
        await door[0];
        const connection = await connect(signal);
        connections.push(connection);
        return connection;
      },
    });
    const name = `row-17-${Object.values(here.labels)}`;
    const settings = { filters: { type: "volume", volume: name }, reconnect: true } as const;
    const events = here.keep(await docker.events(settings));
    const reader = events.getReader();
    const live = async (): Promise<void> => {
      await here.docker.api.volumes.create({ body: { Name: name } });
      await here.docker.api.volumes.delete(name);
    };
    await live();
    assert.equal(actionOf((await reader.read()).value), "create");
    const last = (await reader.read()).value;
    assert.equal(actionOf(last), "destroy");
    let open = (): void => undefined;
    door.push(new Promise((resolve) => open = resolve));
    connections[0]?.close(new ConnectionError("the line was cut", "lost"));
    for (let i = 0; i < 130; i++) await live();
    open();
    const gap = (await reader.read()).value;
    assert.ok(gap?.gap, "it is not silent about it");
    assert.ok(last !== undefined && !last.gap);
    assert.equal(gap.since.getTime(), last.time.getTime());
    assert.ok(gap.until.getTime() > gap.since.getTime());
    const after = (await reader.read()).value;
    assert.ok(after !== undefined && !after.gap && after.time <= gap.until);
  }),
);

test(
  "df() tells what is there",
  onEngine(async (here) => {
    const usage = await here.docker.df();
    assert.ok((usage.LayersSize ?? 0) > 0);
    assert.ok(usage.Images?.some(({ RepoTags }) => RepoTags?.includes(IMAGE)));
    const [, minor = ""] = here.engine.apiVersion.split(".");
    if (Number(minor) < 42) {
      await assert.rejects(here.docker.df({ types: ["volume"] }), { name: "VersionError" });
    } else {
      const volumes = await here.docker.df({ types: ["volume"] });
      assert.equal(volumes.Images ?? null, null, "images were not measured");
    }
  }),
);
