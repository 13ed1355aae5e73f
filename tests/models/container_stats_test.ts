/** What `containers.stats()` makes of the samples of many containers. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  ConnectionError,
  type ContainerSample,
  type ContainerStatsStream,
  type StatsSettings,
} from "../../mod.ts";
import { clean } from "../leaks.ts";
import { act, end, type ScriptedConnection, type Step } from "../scripted_connection.ts";
import { whole } from "../scripted_engine.ts";
import {
  asked,
  containerEngine,
  json,
  type Overrides,
  refusal,
  WAITING,
} from "./container_engine.ts";
import { inTurn } from "./exec_engine.ts";

const LIST = "GET /containers/json";
const EVENTS = "GET /events";
const statsOf = (id: string): string => `GET /containers/${id}/stats`;

function chunk(value: unknown): string {
  const body = `${JSON.stringify(value)}\n`;
  return `${body.length.toString(16)}\r\n${body}\r\n`;
}

/** The sample of that number. */
function sample(number: number, more: object = {}): string {
  return chunk({ read: "2026-01-02T03:04:05Z", num_procs: number, name: "", ...more });
}

function event(action: string, id: string): string {
  return chunk({
    Type: "container",
    Action: action,
    Actor: { ID: id, Attributes: { name: `${id}!` } },
    scope: "local",
    time: 1,
    timeNano: 1_000_000_001,
  });
}

/** An answer whose rest the test sends as it likes. */
function live(): { readonly answer: readonly Step[]; send(...steps: readonly Step[]): void } {
  let connection: ScriptedConnection | undefined;
  const kept: Step[] = [];
  return {
    answer: [whole, WAITING, (link) => {
      if (connection !== link) {
        connection = link;
        setTimeout(() => link.play(...kept.splice(0)), 0);
      }
      return true;
    }],
    send(...steps) {
      if (connection === undefined) kept.push(...steps);
      else connection.play(...steps);
    },
  };
}

function summaries(...ids: readonly string[]): string {
  return json(ids.map((Id) => ({ Id, Names: [`/${Id}-name`] })));
}

/** An engine with containers, whose samples and events the test sends. */
function engineOf(ids: readonly string[], overrides: Overrides = {}) {
  const events = live();
  const samples = new Map(["a", "b", "c"].map((id) => [id, live()]));
  const engine = containerEngine({
    [LIST]: summaries(...ids),
    [EVENTS]: events.answer,
    ...Object.fromEntries([...samples].map(([id, { answer }]) => [statsOf(id), answer])),
    ...overrides,
  });
  return {
    engine,
    happens: (action: string, id: string) => events.send(event(action, id)),
    events,
    send: (id: string, ...steps: readonly Step[]) => samples.get(id)?.send(...steps),
  };
}

/** Waits until everything that is under way has settled. */
async function settled(): Promise<void> {
  for (let turns = 0; turns < 30; turns++) await new Promise((resolve) => setTimeout(resolve, 0));
}

async function read(stream: ReadableStream<ContainerSample>): Promise<string> {
  const reader = stream.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  assert.ok(value !== undefined);
  return `${value.id} ${value.name} ${value.stats.num_procs}`;
}

test(
  "containers.stats() hands on the newest sample of each container, in turn",
  clean(async () => {
    const { engine, send } = engineOf(["a", "b"]);
    const stream = await engine.client.containers.stats();
    send("a", sample(1));
    assert.equal(await read(stream), "a a-name 1");
    await settled();
    send("a", sample(2));
    await settled();
    send("b", sample(10, { name: "/renamed" }));
    await settled();
    send("a", sample(3), sample(4));
    await settled();
    assert.equal(await read(stream), "a a-name 4");
    assert.equal(await read(stream), "b renamed 10");
    const pending = read(stream);
    send("b", sample(11));
    assert.equal(await pending, "b b-name 11");
    assert.equal(engine.open, 3);
    await stream.cancel();
    await settled();
    assert.equal(engine.open, 0);
    const filters = encodeURIComponent('{"type":["container"],"event":["start","die","destroy"]}');
    assert.deepEqual(asked(engine), [
      `${EVENTS}?filters=${filters}`,
      LIST,
      statsOf("a"),
      statsOf("b"),
    ]);
  }),
);

test(
  "containers.stats() lets containers join and leave",
  clean(async () => {
    const { engine, send, happens } = engineOf(["a"]);
    const stream = await engine.client.containers.stats();
    happens("start", "a"); // it is there already
    happens("start", "b");
    send("b", sample(1));
    assert.equal(await read(stream), "b b! 1");
    send("a", sample(2));
    await settled();
    happens("die", "a");
    await settled();
    assert.equal(engine.open, 2, "the connection of what has left is closed");
    send("b", sample(3));
    assert.equal(await read(stream), "b b! 3");
    await stream[Symbol.asyncDispose]();
    assert.equal(engine.open, 0);
    assert.deepEqual(asked(engine).slice(2), [statsOf("a"), statsOf("b")]);
  }),
);

test(
  "containers.stats({ all }) keeps those that stop, until they are removed",
  clean(async () => {
    const { engine, send, happens } = engineOf(["a"]);
    const stream = await engine.client.containers.stats({ all: true });
    assert.match(
      decodeURIComponent(asked(engine)[0] ?? ""),
      /"event":\["create","start","destroy"\]/,
    );
    assert.equal(asked(engine)[1], `${LIST}?all=true`);
    send("a", sample(0, { read: "0001-01-01T00:00:00Z" }));
    assert.equal(await read(stream), "a a-name 0");
    happens("create", "b");
    send("b", sample(1));
    assert.equal(await read(stream), "b b! 1");
    happens("destroy", "a");
    await settled();
    assert.equal(engine.open, 2);
    await stream.cancel();
    assert.equal(engine.open, 0);
  }),
);

test(
  "containers.stats() skips the empty sample of one that has just stopped",
  clean(async () => {
    const { engine, send } = engineOf(["a"]);
    const stream = await engine.client.containers.stats();
    await settled();
    send("a", sample(0, { read: "0001-01-01T00:00:00Z" }), sample(1));
    assert.equal(await read(stream), "a a-name 1");
    await stream.cancel();
    assert.equal(engine.open, 0);
  }),
);

test(
  "containers.stats({ filters }) asks of each that starts whether it is meant",
  clean(async () => {
    const { engine, send, happens } = engineOf([], {
      [LIST]: inTurn(summaries(), summaries("a"), summaries("a", "c")),
    });
    const stream = await engine.client.containers.stats({ filters: { label: "x" } });
    happens("start", "b");
    await settled();
    happens("start", "c");
    send("c", sample(1));
    assert.equal(await read(stream), "c c! 1");
    const list = `${LIST}?filters=${encodeURIComponent('{"label":["x"]}')}`;
    assert.deepEqual(asked(engine).slice(1), [list, list, list, statsOf("c")]);
    await stream.cancel();
    assert.equal(engine.open, 0);
  }),
);

test(
  "containers.stats() begins to measure eight at a time",
  clean(async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `x${index}`);
    const { engine } = engineOf(ids, { "GET /containers/x": [whole, () => false] });
    const stream = await engine.client.containers.stats();
    await settled();
    assert.equal(asked(engine).length, 2 + 8);
    await stream[Symbol.asyncDispose]();
    await settled();
    assert.equal(asked(engine).length, 2 + 8, "the others are not begun");
    assert.equal(engine.open, 0);
  }),
);

test(
  "containers.stats() goes on without those that are gone, or have no more samples",
  clean(async () => {
    const notRunning = refusal("404 Not Found", "No such container");
    const { engine, send } = engineOf(["a", "b", "c"], { [statsOf("a")]: notRunning });
    const stream = await engine.client.containers.stats();
    send("b", sample(1), "0\r\n\r\n");
    send("c", sample(2));
    await settled();
    assert.equal(await read(stream), "c c-name 2");
    assert.equal(engine.open, 2);
    await stream.cancel();
    assert.equal(engine.open, 0);
  }),
);

test(
  "containers.stats() fails where a connection breaks, and closes the others",
  clean(async () => {
    for (const whose of ["samples", "events"]) {
      const { engine, send, events } = engineOf(["a", "b"]);
      const stream = await engine.client.containers.stats();
      const pending = stream.getReader().read();
      const cut: Step = (link) => (link.peerResets(), true);
      await settled();
      if (whose === "samples") send("b", cut);
      else events.send(cut);
      await assert.rejects(pending, ConnectionError, whose);
      await settled();
      assert.equal(engine.open, 0, whose);
    }
    const { engine, events } = engineOf(["a"]);
    const stream = await engine.client.containers.stats();
    events.send("0\r\n\r\n");
    await assert.rejects(stream.getReader().read(), { code: "lost", message: /ended its events/ });
    await settled();
    assert.equal(engine.open, 0);
  }),
);

test(
  "containers.stats() ends with its signal's reason, at once",
  clean(async (watch) => {
    const reason = new Error("enough");
    const isReason = (error: unknown): boolean => error === reason;
    const none = engineOf([]).engine;
    const aborted = AbortSignal.abort(reason);
    await assert.rejects(none.client.containers.stats({ signal: aborted }), isReason);
    assert.deepEqual(none.sent, []);
    for (const stage of [EVENTS, LIST]) {
      const { signal, abort } = watch.signal();
      const { engine } = engineOf([], { [stage]: [whole, act(() => abort(reason)), end] });
      await assert.rejects(engine.client.containers.stats({ signal }), isReason, stage);
      assert.equal(engine.open, 0, stage);
    }
    for (const isPending of [true, false]) {
      const { signal, abort } = watch.signal();
      const { engine, send } = engineOf(["a"]);
      const stream = await engine.client.containers.stats({ signal });
      if (!isPending) send("a", sample(1));
      await settled();
      const pending = isPending ? stream.getReader().read() : undefined;
      abort(reason);
      await assert.rejects(pending ?? stream.getReader().read(), isReason);
      await settled();
      assert.equal(engine.open, 0);
    }
  }),
);

/** Ways to leave a stream of samples, of which one has come. */
const LEAVING: readonly (readonly [
  how: string,
  leave: (stream: ContainerStatsStream) => Promise<void>,
])[] = [
  ["left by break", async (stream) => {
    for await (const { id } of stream) {
      assert.equal(id, "a");
      break;
    }
  }],
  ["cancelled with a read pending", async (stream) => {
    const reader = stream.getReader();
    await reader.read();
    const pending = reader.read();
    await reader.cancel("enough");
    assert.equal((await pending).done, true);
  }],
  ["disposed of while it is locked, with a read pending", async (stream) => {
    const reader = stream.getReader();
    await reader.read();
    const pending = assert.rejects(reader.read(), { name: "ConnectionError", code: "closed" });
    await stream[Symbol.asyncDispose]();
    await pending;
    await assert.rejects(reader.read(), { name: "ConnectionError", code: "closed" });
  }],
];

for (const [how, leave] of LEAVING) {
  test(
    `containers.stats() closes its connections when it is ${how}`,
    clean(async (watch) => {
      const { engine, send } = engineOf(["a", "b"]);
      const { signal } = watch.signal();
      const stream = await engine.client.containers.stats({ signal });
      send("a", sample(1));
      await settled();
      assert.equal(engine.open, 3);
      await leave(stream);
      await settled();
      assert.equal(engine.open, 0);
      await stream[Symbol.asyncDispose]();
    }),
  );
}

test("containers.stats() refuses what means nothing, and what the engine refuses", async () => {
  const { engine } = engineOf([], { [LIST]: refusal("400 Bad Request", "invalid filter") });
  const { containers } = engine.client;
  await assert.rejects(containers.stats({ stream: false } as StatsSettings), {
    name: "TypeError",
    message: /there is no setting "stream"/,
  });
  await assert.rejects(containers.stats({ all: 1 as unknown as boolean }), TypeError);
  assert.deepEqual(engine.sent, [], "nothing is sent");
  await assert.rejects(containers.stats(), (error) => error instanceof ApiError);
  assert.equal(engine.open, 0);
});
