/** `docker.events({ reconnect: true })`: what it asks, what it hands out, and what ends it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { EngineEvent, EventEntry, EventGap } from "../../src/models/engine_event.ts";
import type { EngineEventStream } from "../../src/models/events.ts";
import type { EventsSettings } from "../../src/types/system.ts";
import { clean, type Watch } from "../leaks.ts";
import { type EngineWithClient, scripted } from "../scripted.ts";
import { act, reset, type Step } from "../scripted_connection.ts";
import { type Answer, type Answerer, whole } from "../scripted_engine.ts";
import { asked, gate, json, refusal } from "./container_engine.ts";

/** The second of the events, and an answer's time by the engine's clock. */
const SECOND = 1_767_323_045;
const DATE = "Fri, 02 Jan 2026 03:04:05 GMT";
const HEAD = `HTTP/1.1 200 OK\r\nDate: ${DATE}\r\nContent-Type: application/json\r\n` +
  "Transfer-Encoding: chunked\r\n\r\n";
const END = "0\r\n\r\n";

/** The event of that many nanoseconds after the second, as an engine sends it. */
function event(number: number, action = "start"): string {
  const body = `{"Type":"container","Action":"${action}","Actor":{"ID":"abc","Attributes":{}},` +
    `"scope":"local","time":${SECOND},"timeNano":${SECOND}${`${number}`.padStart(9, "0")}}\n`;
  return `${body.length.toString(16)}\r\n${body}\r\n`;
}

/** An answer with these events. */
function events(...steps: readonly Step[]): readonly Step[] {
  return [whole, HEAD, ...steps];
}

/** What an entry of a stream says: the event's number, or where the gap is. */
function told(entry: EngineEvent | EventGap): number | string {
  if (entry.gap === undefined) return Number(entry.timeNano % 1_000_000_000n);
  return `${entry.since.toISOString()} ${entry.until.toISOString()}`;
}

async function read(stream: ReadableStream<EventEntry>, count: number): Promise<unknown[]> {
  const reader = stream.getReader();
  const all: unknown[] = [];
  while (all.length < count) {
    const { done, value } = await reader.read();
    assert.equal(done, false, `ended after ${all}`);
    if (value !== undefined) all.push(told(value));
  }
  reader.releaseLock();
  return all;
}

/** The `since` of each question. */
function sinces(engine: EngineWithClient): (string | null)[] {
  return asked(engine).map((line) =>
    new URL(line.replace("GET ", "http://x")).searchParams.get("since")
  );
}

/** An engine with a client whose streams reconnect, and that a test leaves clean. */
function reconnecting(
  body: (
    open: (answers: readonly (Answer | Answerer)[], settings?: EventsSettings) => Promise<{
      readonly engine: EngineWithClient;
      readonly stream: EngineEventStream<EventEntry>;
    }>,
    watch: Watch,
  ) => Promise<void>,
): () => Promise<void> {
  return clean(async (watch) => {
    const engines: EngineWithClient[] = [];
    await body(async (answers, settings = {}) => {
      const engine = scripted(...answers);
      engines.push(engine);
      const stream = await engine.client.events({ ...settings, reconnect: true });
      return { engine, stream };
    }, watch);
    for (const engine of engines) assert.equal(engine.open, 0, "no connection stays held");
  });
}

test(
  "events({ reconnect: true }) goes on after the last event, and repeats none",
  reconnecting(async (open) => {
    const { engine, stream } = await open([
      events(event(1), event(7), event(7, "die"), reset),
      events(event(7), event(7, "die"), event(8), event(8), event(9)),
    ], { filters: { type: "container" } });
    assert.deepEqual(await read(stream, 5), [1, 7, 7, 8, 9]);
    assert.deepEqual(sinces(engine), [null, `${SECOND - 1}.999999007`]);
    for (const line of asked(engine)) assert.match(line, /filters=%7B%22type%22/);
    await stream.cancel();
  }),
);

test(
  "events({ reconnect: true }) hands out a gap where the last event is not kept",
  reconnecting(async (open) => {
    const { engine, stream } = await open([
      events(event(1_500_000), reset),
      // 256 events later, or a new engine: the last one is not there
      events(event(9_700_000), event(9_800_000), END),
      events(event(9_800_000), () => false),
    ]);
    assert.deepEqual(await read(stream, 4), [
      1_500_000,
      "2026-01-02T03:04:05.001Z 2026-01-02T03:04:05.010Z",
      9_700_000,
      9_800_000,
    ]);
    const pending = stream.getReader();
    const next = pending.read();
    while (engine.sent.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    await pending.cancel();
    assert.equal((await next).done, true, "what is kept is no gap");
  }),
);

test(
  "events({ reconnect: true }) hands out a gap when a silent engine shows no last event",
  reconnecting(async (open) => {
    const { stream } = await open([events(event(1), reset), events()]);
    assert.deepEqual(await read(stream, 2), [
      1,
      "2026-01-02T03:04:05.000Z 2026-01-02T03:04:06.000Z",
    ]);
    await stream.cancel();
  }),
);

test(
  "events({ reconnect: true }) hands out a gap at once when it was lost before the first event",
  reconnecting(async (open) => {
    const { engine, stream } = await open([events(reset), events(event(3))]);
    assert.deepEqual(await read(stream, 2), [
      "2026-01-02T03:04:05.000Z 2026-01-02T03:04:06.000Z",
      3,
    ]);
    assert.deepEqual(sinces(engine), [null, `${SECOND}`]);
    await stream.cancel();
    const since = await open([events(reset), events()], { since: "2026-01-02T03:04:05.25Z" });
    assert.deepEqual(await read(since.stream, 1), [
      "2026-01-02T03:04:05.250Z 2026-01-02T03:04:06.000Z",
    ]);
    assert.deepEqual(sinces(since.engine), [`${SECOND}.250000000`, `${SECOND}.250000000`]);
    await since.stream.cancel();
  }),
);

test(
  "events({ reconnect: true }) tries again while the engine is not there, or not ready",
  reconnecting(async (open) => {
    const { engine, stream } = await open([
      events(event(1), END),
      [reset],
      refusal("503 Service Unavailable", "starting"),
      refusal("502 Bad Gateway", "no engine"),
      events(event(1), event(2)),
    ]);
    assert.deepEqual(await read(stream, 2), [1, 2]);
    assert.ok(engine.sent.length >= 5);
    await stream.cancel();
  }),
);

test(
  "events({ reconnect: true }) fails at what does not pass",
  reconnecting(async (open) => {
    for (
      const [answer, error] of [
        [refusal("400 Bad Request", "bad"), { name: "ApiError", status: 400 }],
        [refusal("403 Forbidden", "no"), { name: "ForbiddenError" }],
        [events("3\r\n[1]\r\n"), { name: "ProtocolError" }],
      ] as const
    ) {
      const { stream } = await open([events(event(1), reset), answer]);
      assert.deepEqual(await read(stream, 1), [1]);
      await assert.rejects(
        async () => {
          for await (const one of stream) assert.notEqual(one.gap, undefined);
        },
        error,
      );
    }
    await assert.rejects(open([[reset], [reset]]), { name: "ConnectionError", code: "lost" });
    await assert.rejects(open([refusal("503 Service Unavailable", "no")]), { status: 503 });
  }),
);

test(
  "events({ reconnect: true }) ends at until, and goes on before it",
  reconnecting(async (open) => {
    const past = await open([events(event(1), END)], { until: SECOND });
    assert.deepEqual(await read(past.stream, 1), [1]);
    assert.equal((await past.stream.getReader().read()).done, true);
    assert.equal(past.engine.sent.length, 1);
    // An engine that stops ends its answers too.
    const { engine, stream } = await open([
      events(event(1), END),
      events(event(1), event(2)),
    ], { until: SECOND + 60 });
    assert.deepEqual(await read(stream, 2), [1, 2]);
    for (const line of asked(engine)) assert.match(line, new RegExp(`until=${SECOND + 60}`));
    await stream.cancel();
  }),
);

test(
  "events({ reconnect: true }) fails for a reader that is too slow",
  reconnecting(async (open) => {
    const { stream } = await open([
      events(event(1), reset),
      events(event(1), event(2), event(3)),
    ], { maxQueued: 2 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(await read(stream, 2), [1, 2]);
    await assert.rejects(stream.getReader().read(), { name: "OutputLimitError", limit: 2 });
  }),
);

/** Where a stream may be when it is left: the answers, and how many have been asked for by then. */
const STAGES: readonly (readonly [string, readonly Answer[], number])[] = [
  ["while it waits for an event", [events(event(1))], 1],
  ["while it waits to try again", [events(event(1), reset)], 1],
  ["while it waits for an answer", [events(event(1), reset), [whole, () => false]], 2],
  ["while it waits for what was kept", [events(event(1), reset), events()], 2],
];

for (const [stage, answers, count] of STAGES) {
  test(
    `events({ reconnect: true }) is left ${stage}`,
    reconnecting(async (open, watch) => {
      const reason = new Error("enough");
      const { signal, abort } = watch.signal();
      const aborted = await open(answers, { signal });
      const cancelled = await open(answers);
      const disposed = await open(answers);
      const closed = await open(answers);
      const all = [aborted, cancelled, disposed, closed];
      for (const { engine, stream } of all) {
        assert.deepEqual(await read(stream, 1), [1]);
        while (engine.sent.length < count) await new Promise((go) => setTimeout(go, 5));
      }
      const pending = all.map(({ stream }) => stream.getReader().read());
      for (const promise of pending) promise.catch(() => undefined);
      abort(reason);
      await assert.rejects(pending[0] as Promise<unknown>, (error) => error === reason);
      await disposed.stream[Symbol.asyncDispose]();
      await assert.rejects(pending[2] as Promise<unknown>, { code: "closed" });
      closed.engine.client.close();
      await assert.rejects(pending[3] as Promise<unknown>, { code: "closed" });
      await cancelled.stream[Symbol.asyncDispose]();
      await assert.rejects(pending[1] as Promise<unknown>, { code: "closed" });
    }),
  );
}

test(
  "events({ reconnect: true }) rejects with its signal's reason before it has begun",
  reconnecting(async (open, watch) => {
    const reason = new Error("enough");
    const isReason = (error: unknown) => error === reason;
    await assert.rejects(open([], { signal: AbortSignal.abort(reason) }), isReason);
    const { signal, abort } = watch.signal();
    const opening = open([[whole, act(() => abort(reason)), () => false]], { signal });
    await assert.rejects(opening, isReason);
  }),
);

test("events({ reconnect: true }) negotiates the version anew", async () => {
  const gone = gate();
  const pong = (version: string) =>
    `HTTP/1.1 200 OK\r\nApi-Version: ${version}\r\nContent-Length: 2\r\n\r\nOK`;
  const engine = scripted(
    pong("1.41"),
    events(event(1), gone.step, reset),
    [reset],
    [reset],
    pong("1.51"),
    events(event(1), event(2), reset),
    // An engine that is back before anyone noticed says so when it refuses.
    "HTTP/1.1 400 Bad Request\r\nApi-Version: 1.41\r\nContent-Length: 2\r\n\r\n{}",
    pong("1.41"),
    events(event(2), event(3)),
  );
  const docker = engine.clientWith({ apiVersion: undefined });
  const stream = await docker.events({ reconnect: true });
  assert.deepEqual(await read(stream, 1), [1]);
  gone.open();
  assert.deepEqual(await read(stream, 2), [2, 3]);
  await stream.cancel();
  const lines = engine.sent.map((request) => request.slice(0, request.indexOf("?")).split(" H")[0]);
  assert.deepEqual(lines.map((line) => line?.replace(/^GET /, "")), [
    "/_ping",
    "/v1.41/events",
    "/v1.41/events",
    "/_ping",
    "/_ping",
    "/v1.51/events",
    "/v1.51/events",
    "/_ping",
    "/v1.41/events",
  ]);
  assert.equal(engine.open, 0);
});

test("events() hands out events alone without reconnect, and both with it", async () => {
  const engine = scripted(events(event(1), END), events(event(1)), json({}));
  const plain = await engine.client.events();
  for await (const { actor } of plain) assert.equal(actor.id, "abc");
  const both: EngineEventStream<EngineEvent | EventGap> = await engine.client.events({
    reconnect: true,
  });
  for await (const entry of both) {
    // @ts-expect-error: it may be a gap
    entry.actor;
    if (entry.gap) assert.fail("there is no gap");
    else assert.equal(entry.actor.id, "abc");
    break;
  }
  await assert.rejects(
    engine.client.events({ reconnect: 1 as unknown as boolean }),
    /Cannot use reconnect 1/,
  );
  assert.equal(engine.open, 0);
});
