import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, ConnectionError, OutputLimitError, ProtocolError } from "../../src/errors.ts";
import type { EngineEvent } from "../../src/models/engine_event.ts";
import type { EngineEventStream } from "../../src/models/events.ts";
import type { EventsSettings } from "../../src/types/system.ts";
import { type EngineWithClient, scripted } from "../scripted.ts";
import { act, type Step } from "../scripted_connection.ts";
import { whole } from "../scripted_engine.ts";
import { asked, gate, json, refusal } from "./container_engine.ts";

const HEAD =
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
const END = "0\r\n\r\n";

/** The event of that number, as an engine sends it. */
function event(number: number): string {
  const body =
    `{"status":"start","id":"abc","from":"busybox","Type":"container","Action":"start",` +
    `"Actor":{"ID":"abc","Attributes":{"name":"web"}},"scope":"local","time":1767323045,` +
    `"timeNano":1767323045678901${`${number}`.padStart(3, "0")}}\n`;
  return `${body.length.toString(16)}\r\n${body}\r\n`;
}

function numberOf({ timeNano }: EngineEvent): number {
  return Number(timeNano % 1000n);
}

/** Waits until everything that is under way has settled. */
async function settled(): Promise<void> {
  for (let turns = 0; turns < 50; turns++) await new Promise((resolve) => setTimeout(resolve, 0));
}

function engineWith(...steps: readonly Step[]): EngineWithClient {
  return scripted([whole, HEAD, ...steps]);
}

test("docker.events() hands on each event in words of its own, its time exact", async () => {
  const engine = engineWith(event(1), event(2), END);
  const events: EngineEvent[] = [];
  for await (const one of await engine.client.events()) events.push(one);
  assert.deepEqual(events[0], {
    type: "container",
    action: "start",
    actor: { id: "abc", attributes: { name: "web" } },
    scope: "local",
    time: new Date("2026-01-02T03:04:05.678Z"),
    timeNano: 1_767_323_045_678_901_001n,
  });
  assert.deepEqual(events.map(numberOf), [1, 2]);
  assert.deepEqual(asked(engine), ["GET /events"]);
  assert.equal(engine.open, 0, "the connection is given back");
});

test("docker.events() sends which events it wants", async () => {
  const engine = engineWith(END);
  const stream = await engine.client.events({
    since: "2026-01-02T03:04:05.678901234Z",
    until: new Date(1_800_000_000_500),
    filters: { type: "container", event: ["start", "die"] },
    maxQueued: 1,
  });
  assert.deepEqual(await stream.getReader().read(), { done: true, value: undefined });
  const url = new URL(asked(engine)[0]?.replace("GET ", "http://x") ?? "");
  assert.equal(url.searchParams.get("since"), "1767323045.678901234");
  assert.equal(url.searchParams.get("until"), "1800000000.5");
  assert.deepEqual(JSON.parse(url.searchParams.get("filters") ?? ""), {
    type: ["container"],
    event: ["start", "die"],
  });
});

test("docker.events() understands an event without attributes", async () => {
  const body = '{"Type":"daemon","Action":"reload","Actor":{"ID":"x","Attributes":null},' +
    '"scope":"local","time":1,"timeNano":1000000001}';
  const engine = engineWith(`${body.length.toString(16)}\r\n${body}\r\n`, END);
  for await (const { actor, time } of await engine.client.events()) {
    assert.deepEqual(actor, { id: "x", attributes: {} });
    assert.equal(time.getTime(), 1000);
  }
});

test("docker.events() takes events before they are read, up to maxQueued", async () => {
  const engine = engineWith(...[1, 2, 3, 4, 5].map(event), END);
  const stream = await engine.client.events({ maxQueued: 5 });
  await settled();
  assert.equal(engine.open, 0, "all has been taken, and the connection is given back");
  const numbers: number[] = [];
  for await (const one of stream) numbers.push(numberOf(one));
  assert.deepEqual(numbers, [1, 2, 3, 4, 5]);
});

test("docker.events() fails for a reader that is too slow, after what was kept", async () => {
  const engine = engineWith(...[1, 2, 3, 4].map(event));
  const stream = await engine.client.events({ maxQueued: 3 });
  await settled();
  assert.equal(engine.open, 0, "the connection is closed");
  const numbers: number[] = [];
  await assert.rejects(
    async () => {
      for await (const one of stream) numbers.push(numberOf(one));
    },
    (error) => {
      assert.ok(error instanceof OutputLimitError);
      assert.equal(error.limit, 3);
      assert.match(error.message, /more than 3 events that nobody reads \(maxQueued\)/);
      return true;
    },
  );
  assert.deepEqual(numbers, [1, 2, 3]);
});

test("docker.events() does not count what was read", async () => {
  const more = gate();
  const engine = engineWith(event(1), event(2), more.step, event(3), event(4), END);
  const reader = (await engine.client.events({ maxQueued: 2 })).getReader();
  await settled();
  for (const number of [1, 2]) {
    const { value } = await reader.read();
    assert.ok(value !== undefined);
    assert.equal(numberOf(value), number);
  }
  const third = reader.read();
  more.open();
  assert.ok((await third).value !== undefined);
  assert.ok((await reader.read()).value !== undefined);
  assert.equal((await reader.read()).done, true);
});

test("docker.events() fails where the connection breaks, after what came whole", async () => {
  const engine = engineWith(event(1), "20\r\n{", (link) => (link.peerEnds(), true));
  const reader = (await engine.client.events()).getReader();
  await settled();
  assert.ok((await reader.read()).value !== undefined);
  await assert.rejects(reader.read(), ConnectionError);
  await assert.rejects(reader.read(), ConnectionError);
  assert.equal(engine.open, 0);
  const garbage = engineWith("3\r\n[1]\r\n", END);
  const stream = await garbage.client.events();
  await assert.rejects(stream.getReader().read(), ProtocolError);
  assert.equal(garbage.open, 0);
});

test("docker.events() ends with its signal's reason, at once", async () => {
  const reason = new Error("enough");
  const isReason = (error: unknown) => error === reason;
  const before = scripted();
  await assert.rejects(before.client.events({ signal: AbortSignal.abort(reason) }), isReason);
  assert.deepEqual(before.sent, []);

  const ending = new AbortController();
  const head = scripted([whole, act(() => ending.abort(reason)), () => false]);
  await assert.rejects(head.client.events({ signal: ending.signal }), isReason);
  assert.equal(head.open, 0);

  const aborting = new AbortController();
  const engine = engineWith(event(1), event(2), () => false);
  const reader = (await engine.client.events({ signal: aborting.signal })).getReader();
  assert.ok((await reader.read()).value !== undefined);
  await settled();
  aborting.abort(reason);
  await assert.rejects(reader.read(), isReason);
  assert.equal(engine.open, 0);

  const waiting = new AbortController();
  const silent = engineWith(() => false);
  const pending = (await silent.client.events({ signal: waiting.signal })).getReader().read();
  waiting.abort(reason);
  await assert.rejects(pending, isReason);
  assert.equal(silent.open, 0);
});

/** Ways to leave a stream of events, of which two have come. */
const LEAVING: readonly (readonly [
  how: string,
  leave: (stream: EngineEventStream) => Promise<void>,
])[] = [
  ["left by break", async (stream) => {
    for await (const one of stream) {
      assert.equal(numberOf(one), 1);
      break;
    }
  }],
  ["cancelled", (stream) => stream.cancel("enough")],
  ["cancelled with a read pending", async (stream) => {
    const reader = stream.getReader();
    await reader.read();
    await reader.read();
    const pending = reader.read();
    await reader.cancel("enough");
    assert.equal((await pending).done, true);
  }],
  ["disposed of", (stream) => stream[Symbol.asyncDispose]()],
  ["disposed of while it is locked, with a read pending", async (stream) => {
    const reader = stream.getReader();
    await reader.read();
    await reader.read();
    const pending = assert.rejects(reader.read(), { name: "ConnectionError", code: "closed" });
    await stream[Symbol.asyncDispose]();
    await pending;
    await assert.rejects(reader.read(), { name: "ConnectionError", code: "closed" });
  }],
];

for (const [how, leave] of LEAVING) {
  test(`docker.events() closes its connection when it is ${how}`, async () => {
    const engine = engineWith(event(1), event(2), () => false);
    const stream = await engine.client.events();
    await settled();
    assert.equal(engine.open, 1);
    await leave(stream);
    assert.equal(engine.open, 0, "the connection is closed");
    await stream[Symbol.asyncDispose]();
  });
}

test("docker.events() rejects with what the engine refuses", async () => {
  const engine = scripted(refusal("400 Bad Request", "`since` time is after `until`"));
  await assert.rejects(
    engine.client.events({ since: 2, until: 1 }),
    (error) => error instanceof ApiError && error.status === 400,
  );
  assert.equal(engine.open, 0);
});

/** Settings that mean nothing, by what is said of them. */
const REFUSED: readonly (readonly [message: RegExp, settings: object])[] = [
  [/^TypeError: .*there is no setting "decode"/, { decode: true }],
  [/^TypeError: Cannot use since "soon"/, { since: "soon" }],
  [/^RangeError: Cannot use until -1/, { until: -1 }],
  [/^TypeError: Cannot use filters/, { filters: "type=container" }],
  [/^RangeError: Cannot use maxQueued 0/, { maxQueued: 0 }],
];

for (const [message, settings] of REFUSED) {
  test(`docker.events() refuses what means nothing: ${message}`, async () => {
    const engine = scripted();
    const promise = engine.client.events(settings as EventsSettings);
    assert.ok(promise instanceof Promise, "it does not throw");
    await assert.rejects(promise, (error) => {
      assert.match(String(error), message);
      return true;
    });
    assert.deepEqual(engine.sent, [], "nothing is sent");
  });
}

test("docker.df() asks for what is wanted", async () => {
  const engine = scripted(json({ LayersSize: 7 }), json({ LayersSize: 8 }));
  assert.deepEqual(await engine.client.df(), { LayersSize: 7 });
  const newer = engine.clientWith({ apiVersion: "1.52" });
  const types = ["image", "build-cache"] as const;
  assert.deepEqual(await newer.df({ types, verbose: true }), { LayersSize: 8 });
  assert.deepEqual(asked(engine), [
    "GET /system/df",
    "GET /system/df?type=image&type=build-cache&verbose=true",
  ]);
  assert.equal(engine.open, 0);
});

test("docker.df() refuses what the engine does not know, and what means nothing", async () => {
  const engine = scripted();
  await assert.rejects(engine.client.df({ types: ["image"] }), { name: "VersionError" });
  await assert.rejects(
    engine.client.df({ types: ["images" as "image"] }),
    /Cannot use types.*image,/,
  );
  await assert.rejects(engine.client.df({ type: [] } as object), /did you mean "types"/);
  const reason = new Error("enough");
  await assert.rejects(
    engine.client.df({ signal: AbortSignal.abort(reason) }),
    (error) => error === reason,
  );
  assert.deepEqual(engine.sent, []);
});
