/** `container.logs({ follow: true, acrossRestarts: true })`: what it asks, and what ends it. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Container } from "../../src/models/container.ts";
import type { LogsSettings } from "../../src/types/containers.ts";
import { clean } from "../leaks.ts";
import { type EngineWithClient, scripted } from "../scripted.ts";
import { reset, type Step } from "../scripted_connection.ts";
import { type Answer, whole } from "../scripted_engine.ts";
import { asked, attrs, frame, ID, json, refusal } from "./container_engine.ts";

const HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
const END = "0\r\n\r\n";
const FOLLOWING = { follow: true, acrossRestarts: true } as const;

/** A run's number as the time of its start. */
function time(run: number): string {
  return `2026-01-02T03:00:${`${run}`.padStart(2, "0")}.5Z`;
}

/** What the engine tells of the container, in or after that run; 0 is before the first. */
function inspected(run: number, status: "exited" | "running" | "restarting" = "exited"): string {
  const none = "0001-01-01T00:00:00Z";
  return json(attrs({
    Created: time(0),
    State: {
      Status: status,
      Running: status !== "exited",
      Restarting: status === "restarting",
      StartedAt: run === 0 ? none : time(run),
      FinishedAt: run === 0 ? none : time(run + 30),
    },
  }));
}

const GONE = refusal("404 Not Found", "No such container");

/** A log with entries of these nanoseconds, each of which says its number. */
function log(...entries: readonly (number | Step)[]): readonly Step[] {
  const steps = entries.map((entry): Step => {
    if (typeof entry !== "number") return entry;
    const nano = `${Math.floor(entry)}`.padStart(9, "0");
    const bytes = frame("stdout", `2026-01-02T03:04:05.${nano}Z ${entry}\n`);
    const head = new TextEncoder().encode(`${bytes.length.toString(16)}\r\n`);
    const chunk = new Uint8Array(head.length + bytes.length + 2);
    chunk.set(head);
    chunk.set(bytes, head.length);
    chunk.set([13, 10], head.length + bytes.length);
    return chunk;
  });
  return [whole, HEAD, ...steps];
}

/** Events, of which it does not matter what they say. */
function events(count: number, ...steps: readonly Step[]): readonly Step[] {
  const event = '{"Type":"container","Action":"any","Actor":{"ID":"x","Attributes":{}},' +
    '"scope":"local","time":1,"timeNano":1000000001}\n';
  const chunk = `${event.length.toString(16)}\r\n${event}\r\n`;
  return [whole, HEAD, ...Array.from({ length: count }, () => chunk), ...steps];
}

/** The container, on an engine that answers so. */
async function container(
  answers: readonly Answer[],
  first = inspected(1, "running"),
): Promise<{ readonly engine: EngineWithClient; readonly container: Container }> {
  const engine = scripted(first, ...answers);
  return { engine, container: await engine.client.containers.get("web") };
}

/** What was asked after the container: the words that matter. */
function asks(engine: EngineWithClient): string[] {
  return asked(engine).slice(1).map((line) => {
    const url = new URL(line.replace("GET ", "http://x").replace(ID, "ID"));
    const { searchParams } = url;
    if (!url.pathname.endsWith("logs")) {
      return [url.pathname, searchParams.get("since")].filter((word) => word !== null).join(" ");
    }
    assert.equal(searchParams.get("timestamps"), "true");
    return ["follow", "since", "tail"].flatMap((name) => searchParams.get(name) ?? []).join(" ");
  });
}

async function text(container: Container, settings: LogsSettings = {}): Promise<string> {
  return (await (await container.logs({ ...FOLLOWING, ...settings })).text()).replaceAll("\n", " ");
}

test(
  "logs({ acrossRestarts: true }) goes from run to run until the container is gone",
  clean(async () => {
    const { engine, container: web } = await container([
      log(1, 2, END),
      inspected(1, "restarting"),
      log(2, 2.5, END), // what the first answer left out
      inspected(1),
      events(3),
      inspected(1),
      inspected(1),
      inspected(2, "running"), // by the third event
      log(2, 2.5, 3, END),
      inspected(4), // two more runs by now
      log(3, 4, END),
      inspected(4),
      log(4, END),
      inspected(4),
      events(1),
      GONE,
    ]);
    assert.equal(await text(web), "1 2 2.5 3 4 ");
    const [at2, at3, at4] = ["2", "3", "4"].map((nano) => `true 1767323044.99999900${nano} all`);
    assert.deepEqual(asks(engine), [
      "true all",
      "/containers/ID/json",
      at2,
      "/containers/ID/json",
      "/events 1767322831.500000000",
      "/containers/ID/json",
      "/containers/ID/json",
      "/containers/ID/json",
      at2,
      "/containers/ID/json",
      at3,
      "/containers/ID/json",
      at4,
      "/containers/ID/json",
      "/events 1767322834.500000000",
      "/containers/ID/json",
    ]);
    const filters = new URL(asked(engine)[5]?.replace("GET ", "http://x") ?? "").searchParams;
    assert.deepEqual(JSON.parse(filters.get("filters") ?? ""), {
      type: ["container"],
      container: [ID],
    });
    assert.equal(engine.open, 0);
  }),
);

test(
  "logs({ acrossRestarts: true }) waits for the first start",
  clean(async () => {
    const { engine, container: web } = await container([
      log(END),
      inspected(0),
      log(END),
      inspected(0),
      events(1),
      inspected(1, "running"),
      log(1, END),
      GONE,
    ], inspected(0));
    assert.equal(await text(web, { since: 5, tail: 10 }), "1 ");
    assert.deepEqual(asks(engine).filter((line) => !line.includes("json")), [
      "true 5 10",
      "true 5 all",
      "/events 1767322800.500000000",
      "true 5 all",
    ]);
    assert.equal(engine.open, 0);
  }),
);

test(
  "logs({ acrossRestarts: true, tail: 0 }) begins behind what is there",
  clean(async () => {
    const { engine, container: web } = await container([
      log(7.2, END),
      log(7.1, 7.2, 8, () => false), // read no further than needed
      log(7.1, 7.2, 8, 9, END),
      GONE,
    ]);
    assert.equal(await text(web, { tail: 0 }), "8 9 ");
    assert.deepEqual(asks(engine), [
      "false 1",
      "false 1767323044.999999007 all",
      "true 1767323044.999999007 all",
      "/containers/ID/json",
    ]);
    assert.equal(engine.open, 0);
    const empty = await container([log(END), log(1, END), GONE]);
    assert.equal(await text(empty.container, { tail: 0 }), "1 ");
    assert.deepEqual(asks(empty.engine).slice(0, 2), ["false 1", "true all"]);
  }),
);

test(
  "logs({ acrossRestarts: true, tail: 1 }) asks what lies before in the same time",
  clean(async () => {
    const { engine, container: web } = await container([
      log(7.3, END),
      inspected(2, "running"),
      log(7.1, 7.2, 7.3, END),
      log(7.1, 7.2, 7.3, 8, END),
      GONE,
    ]);
    assert.equal(await text(web, { tail: 1 }), "7.3 8 ");
    assert.deepEqual(asks(engine).filter((line) => !line.includes("json")), [
      "true 1",
      "false 1767323044.999999007 all",
      "true 1767323044.999999007 all",
    ]);
    assert.equal(engine.open, 0);
  }),
);

test(
  "logs({ acrossRestarts: true }) asks again when an answer has ended and the container runs",
  clean(async () => {
    const { engine, container: web } = await container([
      log(1, END),
      inspected(1, "running"),
      log(1, 2, END),
      GONE,
    ]);
    assert.equal(await text(web), "1 2 ");
    assert.equal(engine.open, 0);
  }),
);

test(
  "logs({ acrossRestarts: true, timestamps: true }) leaves the times in",
  clean(async () => {
    const { container: web } = await container([
      log(1, END),
      inspected(2, "running"),
      log(1, 2, END),
      GONE,
    ]);
    const output = await web.logs({ ...FOLLOWING, timestamps: true });
    const lines = await Array.fromAsync(output.stampedLines());
    assert.deepEqual(lines.map(({ line, timeNano }) => [line, timeNano % 10n]), [
      ["1", 1n],
      ["2", 2n],
    ]);
  }),
);

test(
  "logs({ acrossRestarts: true }) ends when the container goes while it is asked for",
  clean(async () => {
    const dead = refusal("409 Conflict", "can not get logs from container which is dead");
    for (const answer of [dead, GONE]) {
      const { engine, container: web } = await container([
        log(1, END),
        inspected(2, "running"),
        answer,
        GONE,
      ]);
      assert.equal(await text(web), "1 ");
      assert.equal(engine.open, 0);
    }
  }),
);

test(
  "logs({ acrossRestarts: true }) fails with its connection, after what came",
  clean(async () => {
    const tail = [log(1, END), inspected(1), log(1, END), inspected(1)];
    for (
      const [answers, code] of [
        [[log(1, reset)], "lost"],
        [[log(1, END), [reset], [reset]], "lost"],
        [[...tail, events(0, reset)], "lost"],
        [[...tail, events(0, END)], "lost"],
      ] as const
    ) {
      const { engine, container: web } = await container(answers);
      const reader = (await web.logs(FOLLOWING)).getReader();
      assert.equal((await reader.read()).done, false);
      await assert.rejects(reader.read(), { name: "ConnectionError", code });
      assert.equal(engine.open, 0);
    }
    const refused = await container([GONE]);
    await assert.rejects(refused.container.logs(FOLLOWING), { name: "NotFoundError" });
    assert.equal(refused.engine.open, 0);
  }),
);

/** Where a stream may be when it is left: the answers, and how many have been asked for by then. */
const STAGES: readonly (readonly [string, readonly Answer[]])[] = [
  ["while it waits for output", [log(1)]],
  ["while it looks at the container", [log(1, END), [whole, () => false]]],
  ["while it waits to ask again", [log(1, END), inspected(1, "running")]],
  ["while it asks again", [log(1, END), inspected(1), [whole, () => false]]],
  ["while it waits for events", [
    log(1, END),
    inspected(1),
    log(1, END),
    inspected(1),
    events(0),
  ]],
];

for (const [stage, answers] of STAGES) {
  test(
    `logs({ acrossRestarts: true }) is left ${stage}`,
    clean(async (watch) => {
      const reason = new Error("enough");
      const { signal, abort } = watch.signal();
      const streams = [];
      for (const settings of [{ signal }, {}, {}]) {
        const { engine, container: web } = await container(answers);
        const output = await web.logs({ ...FOLLOWING, ...settings });
        const reader = output.getReader();
        assert.equal((await reader.read()).done, false);
        const pending = reader.read();
        pending.catch(() => undefined);
        while (engine.sent.length <= answers.length) await new Promise((go) => setTimeout(go, 1));
        await new Promise((go) => setTimeout(go, 5));
        streams.push({ engine, output, reader, pending });
      }
      const [aborted, cancelled, disposed] = streams;
      assert.ok(aborted !== undefined && cancelled !== undefined && disposed !== undefined);
      abort(reason);
      await assert.rejects(aborted.pending, (error) => error === reason);
      await cancelled.reader.cancel("enough");
      assert.equal((await cancelled.pending).done, true);
      await disposed.output[Symbol.asyncDispose]();
      await assert.rejects(disposed.pending, { name: "ConnectionError", code: "closed" });
      for (const { engine } of streams) assert.equal(engine.open, 0, "no connection stays held");
      await new Promise((go) => setTimeout(go, 5));
    }),
  );
}

test(
  "logs({ acrossRestarts: true }) rejects with its signal's reason before it has begun",
  clean(async (watch) => {
    const reason = new Error("enough");
    const isReason = (error: unknown) => error === reason;
    const { signal, abort } = watch.signal();
    const { engine, container: web } = await container([[whole, () => false]]);
    const opening = web.logs({ ...FOLLOWING, signal });
    await new Promise((go) => setTimeout(go, 5));
    abort(reason);
    await assert.rejects(opening, isReason);
    await assert.rejects(web.logs({ ...FOLLOWING, signal }), isReason);
    assert.equal(engine.sent.length, 2);
    assert.equal(engine.open, 0);
  }),
);

test(
  "logs({ acrossRestarts: true }) looks again when podman fails to tell of what it removes",
  clean(async () => {
    const failed = refusal("500 Internal Server Error", "no such container");
    const { engine, container: web } = await container([log(1, END), failed, GONE]);
    assert.equal(await text(web), "1 ");
    assert.equal(engine.open, 0);
    const broken = await container([log(1, END), failed, failed]);
    await assert.rejects(text(broken.container), { name: "ApiError", status: 500 });
    assert.equal(broken.engine.open, 0);
  }),
);

test("logs() refuses acrossRestarts where it means nothing", async () => {
  const { engine, container: web } = await container([]);
  for (
    const [settings, message] of [
      [{ acrossRestarts: true }, /acrossRestarts needs follow/],
      [{ ...FOLLOWING, until: 5 }, /acrossRestarts has no until/],
      [{ follow: true, acrossRestarts: 1 as unknown as boolean }, /Cannot use acrossRestarts 1/],
      [{ ...FOLLOWING, stdout: false, stderr: false }, /ask for stdout, stderr or both/],
    ] as const
  ) {
    await assert.rejects(web.logs(settings), (error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, message);
      return true;
    });
  }
  assert.equal(engine.sent.length, 1, "nothing is sent");
});
