/** What `container.waitFor()` asks, when it is content, and what it says when it is not. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ConnectionError,
  NotFoundError,
  type WaitForCondition,
  WaitForError,
  type WaitForProgress,
} from "../../mod.ts";
import { runBegin } from "../../src/models/last_lines.ts";
import type { ContainerState } from "../../src/types/wire/containers.ts";
import { clean } from "../leaks.ts";
import { act, type Step } from "../scripted_connection.ts";
import { whole } from "../scripted_engine.ts";
import { asked, frame, gate, ID, refusal, SWITCHED } from "./container_engine.ts";
import { containerOf, EXEC, inTurn } from "./exec_engine.ts";
import {
  callsOf,
  CREATED,
  event,
  EVENTS,
  events,
  exited,
  health,
  INSPECT,
  log,
  LOGS,
  running,
  TCP,
  WAIT,
  waitForEngine,
} from "./wait_for_engine.ts";

const EVENTS_CALL = (): string =>
  "GET /events?filters=" + encodeURIComponent(JSON.stringify({
    type: ["container"],
    container: ["ID"],
    event: ["start", "restart", "die", "pause", "unpause", "destroy", "health_status"],
  }));

test(
  "Container.waitFor() registers the wait for the exit before it looks",
  clean(async () => {
    const engine = waitForEngine();
    const container = await containerOf(engine);
    assert.equal(await container.waitFor("running"), undefined);
    assert.deepEqual(callsOf(engine), [
      "POST /containers/ID/wait?condition=next-exit",
      "GET /containers/ID/json",
    ]);
    assert.equal(engine.open, 0, "the wait is given up");
  }),
);

test(
  "Container.waitFor('running') waits for the start",
  clean(async () => {
    const engine = waitForEngine({
      [INSPECT]: inTurn(CREATED, CREATED, CREATED, running({ Restarting: true }), running()),
      [EVENTS]: events(event("start"), event("restart"), event("start")),
    });
    const container = await containerOf(engine);
    const seen: WaitForProgress[] = [];
    await container.waitFor("running", { onProgress: (progress) => seen.push(progress) });
    assert.deepEqual(seen.map(({ status }) => status), ["created", "running"]);
    assert.equal(engine.open, 0);
  }),
);

test(
  "Container.waitFor('healthy') looks again at each event",
  clean(async () => {
    const engine = waitForEngine({
      [INSPECT]: inTurn(
        health("starting"),
        health("starting"),
        health("starting", "no answer"),
        health("healthy"),
      ),
      [EVENTS]: events(event("health_status: starting"), event("health_status: healthy")),
    });
    const container = await containerOf(engine);
    const seen: string[] = [];
    await container.waitFor("healthy", {
      onProgress: (progress) => seen.push(`${progress.status} ${progress.seen}`),
    });
    assert.deepEqual(seen, [
      "running ",
      "running health: starting, the last check ended with 1: no answer",
      "running health: healthy",
    ]);
    assert.deepEqual(callsOf(engine).slice(2), [
      EVENTS_CALL(),
      "GET /containers/ID/json",
      "GET /containers/ID/json",
    ]);
    assert.equal(engine.open, 0);
  }),
);

test(
  "Container.waitFor('healthy') rejects at once when it is unhealthy",
  clean(async () => {
    const engine = waitForEngine({
      [INSPECT]: health("unhealthy", "no answer"),
      [EVENTS]: events(),
    });
    const container = await containerOf(engine);
    await assert.rejects(container.waitFor("healthy"), (error) => {
      assert.ok(error instanceof WaitForError);
      assert.equal(error.code, "unhealthy");
      assert.equal(error.containerId, ID);
      assert.equal(error.exitCode, undefined);
      assert.equal(
        error.message,
        'Cannot wait for "web" to be healthy: it is unhealthy; last seen: health: unhealthy, ' +
          "the last check ended with 1: no answer; its last lines:\n  one\n  two",
      );
      return true;
    });
    assert.equal(engine.open, 0);
  }),
);

test(
  "Container.waitFor() rejects at once when the container exits",
  clean(async () => {
    const engine = waitForEngine({ [EVENTS]: events(), [INSPECT]: health("starting") });
    const container = await containerOf(engine);
    const onProgress = ({ seen }: WaitForProgress): void => {
      if (seen !== "") engine.exit.open();
    };
    await assert.rejects(container.waitFor("healthy", { onProgress }), (error) => {
      assert.ok(error instanceof WaitForError);
      assert.deepEqual([error.code, error.exitCode], ["exit-code", 3]);
      assert.deepEqual(error.lines, ["one", "two"]);
      assert.match(error.message, /: it exited with 3; last seen: health: starting; its last/);
      return true;
    });
    assert.match(callsOf(engine).at(-1) ?? "", /logs\?stdout=true&stderr=true&tail=10$/);
    assert.equal(engine.open, 0);
  }),
);

test(
  "Container.waitFor() rejects where the container has exited before",
  clean(async () => {
    const engine = waitForEngine({
      [INSPECT]: exited(1),
      [LOGS]: refusal("500 Internal Server Error", "configured logging driver: no reading"),
    });
    const container = await containerOf(engine);
    await assert.rejects(container.waitFor({ port: 80 }), {
      name: "WaitForError",
      message: 'Cannot wait for "web" to listen on port 80: it exited with 1; ' +
        'last seen: state "exited"',
      lines: [],
    });
    assert.equal(engine.open, 0);
  }),
);

test(
  "Container.waitFor('exited') waits for the exit of one that has not been started",
  clean(async () => {
    const engine = waitForEngine({
      [INSPECT]: inTurn(CREATED, CREATED, CREATED, running()),
      [EVENTS]: (_) => [...events(event("start"))],
    });
    const container = await containerOf(engine);
    const onProgress = ({ status }: WaitForProgress): void => {
      if (status === "running") engine.exit.open();
    };
    await container.waitFor("exited", { onProgress });
    assert.equal(engine.open, 0);
    const over = waitForEngine({ [INSPECT]: exited(1) });
    await (await containerOf(over)).waitFor("exited");
    assert.equal(over.open, 0);
  }),
);

test(
  "Container.waitFor() rejects when the container is removed before its start",
  clean(async () => {
    const gone = refusal("404 Not Found", "No such container");
    const engine = waitForEngine({
      [INSPECT]: inTurn(CREATED, CREATED, CREATED, gone),
      [EVENTS]: events(event("destroy")),
    });
    const container = await containerOf(engine);
    await assert.rejects(container.waitFor("exited"), NotFoundError);
    assert.equal(engine.open, 0);
  }),
);

const LINES: readonly (readonly [log: string | RegExp, found: boolean])[] = [
  ["tw", true],
  [/^two$/g, true],
  [/^tw$/, false],
  ["one\ntwo", false],
];

for (const [wanted, isFound] of LINES) {
  test(
    `Container.waitFor({ log: ${wanted} }) looks at each line of this run`,
    clean(async () => {
      const state = { FinishedAt: "2026-01-02T03:04:05.1Z" };
      const steps = log("one", "two");
      const engine = waitForEngine({
        [INSPECT]: running(state),
        [LOGS]: [...steps.slice(0, -1), act(() => engine.exit.open()), ...steps.slice(-1)],
      });
      const container = await containerOf(engine);
      const lines: string[] = [];
      const promise = container.waitFor({ log: wanted }, {
        onProgress: ({ seen }) => lines.push(seen),
      });
      if (isFound) await promise;
      else {
        await assert.rejects(promise, (error) => {
          assert.ok(error instanceof WaitForError);
          assert.equal(error.exitCode, 3);
          assert.match(error.message, /"web" to write (\/\^tw\$\/|"one\\ntwo"): it exited with 3/);
          return true;
        });
      }
      assert.deepEqual(lines, ["", "one", "two"]);
      assert.equal(
        callsOf(engine)[2],
        "GET /containers/ID/logs?stdout=true&stderr=true&follow=true&since=1767323045.300000000",
      );
      assert.equal(engine.open, 0);
    }),
  );
}

test(
  "Container.waitFor({ log }) finds a line of a container that has exited",
  clean(async () => {
    const engine = waitForEngine({ [INSPECT]: exited(1) });
    const container = await containerOf(engine);
    await container.waitFor({ log: "two" });
    await assert.rejects(container.waitFor({ log: "three" }), {
      name: "WaitForError",
      exitCode: 1,
    });
    assert.equal(engine.open, 0);
  }),
);

test("Container.waitFor({ log }) finds a line that is read after the exit", async () => {
  const late = gate();
  const engine = waitForEngine({
    [LOGS]: [whole, "HTTP/1.1 200 OK\r\n\r\n", late.step, frame("stderr", "ready\n")],
  });
  const container = await containerOf(engine);
  const promise = container.waitFor({ log: "ready" });
  while (!asked(engine).some((line) => line.startsWith(LOGS))) await turn();
  engine.exit.open();
  await turn();
  late.open();
  await promise;
  assert.equal(engine.open, 0);
});

/** Lets what is under way go on. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

/** Times of a container's state, and since when its output is that of its last run. */
const BEGINS: readonly (readonly [started: string, finished: string, begin?: string])[] = [
  ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"],
  ["2026-01-02T03:04:05.5Z", "0001-01-01T00:00:00Z"],
  ["2026-01-02T03:04:05.5Z", "2026-01-02T03:04:05.1Z", "1767323045.300000000"],
  ["2026-01-02T03:04:05.5Z", "2026-01-02T03:00:00Z", "1767323044.500000000"],
  ["2026-01-02T03:04:05.5Z", "2026-01-02T03:04:09Z", "1767323045.400000000"],
];

test("the output of a run is told from that of the run before", () => {
  for (const [StartedAt, FinishedAt, begin] of BEGINS) {
    assert.equal(
      runBegin({ StartedAt, FinishedAt } as ContainerState),
      begin,
      `${StartedAt} ${FinishedAt}`,
    );
  }
  assert.equal(runBegin(undefined), undefined);
});

test(
  "Container.waitFor() rejects with its signal's reason, whatever it waits for",
  clean(async (watch) => {
    const reason = new Error("enough");
    const isReason = (error: unknown): boolean => error === reason;
    const before = waitForEngine();
    const container = await containerOf(before);
    const aborted = AbortSignal.abort(reason);
    await assert.rejects(container.waitFor("running", { signal: aborted }), isReason);
    assert.deepEqual(callsOf(before), []);

    const cases: readonly (readonly [WaitForCondition, string])[] = [
      ["exited", running()],
      ["exited", CREATED],
      ["running", CREATED],
      ["healthy", health("starting")],
      [{ port: 80 }, running()],
      [{ log: "never" }, running()],
    ];
    for (const [condition, told] of cases) {
      const { signal, abort } = watch.signal();
      const soon = act(() => void setTimeout(() => abort(reason), 1));
      const silent = [whole, "HTTP/1.1 200 OK\r\n\r\n", soon];
      const engine = waitForEngine({
        [INSPECT]: told,
        [EVENTS]: [...events().slice(0, -1), soon, () => false],
        [LOGS]: [...silent, () => false],
        [`POST /exec/${EXEC}/start`]: [
          whole,
          SWITCHED,
          frame("stdout", TCP),
          soon,
          () => false,
        ],
        ...(condition === "exited" && told !== CREATED ? { [WAIT]: [...silent, () => false] } : {}),
      });
      const waiting = (await containerOf(engine)).waitFor(condition, { signal });
      await assert.rejects(waiting, isReason, JSON.stringify(condition));
      assert.equal(engine.open, 0, JSON.stringify(condition));
    }
  }),
);

test(
  "Container.waitFor() takes no longer than waitTimeout",
  clean(async () => {
    const engine = waitForEngine({ [EVENTS]: events(), [INSPECT]: health("starting") });
    const container = await containerOf(engine);
    await assert.rejects(container.waitFor("healthy", { waitTimeout: 20 }), (error) => {
      assert.ok(error instanceof WaitForError);
      assert.equal(error.code, "timeout");
      assert.match(error.message, /: it took longer than 20 ms; last seen: health: starting; its/);
      return true;
    });
    assert.equal(engine.open, 0);
  }),
);

test(
  "Container.waitFor() rejects with what onProgress throws, and calls it no more",
  clean(async () => {
    const failure = new Error("no more");
    for (const condition of ["healthy", { log: "three" }] as const) {
      const engine = waitForEngine({ [EVENTS]: events(), [INSPECT]: health("starting") });
      const container = await containerOf(engine);
      let calls = 0;
      const onProgress = ({ seen }: WaitForProgress): void => {
        calls++;
        if (seen !== "") throw failure;
      };
      await assert.rejects(container.waitFor(condition, { onProgress }), (e) => e === failure);
      assert.equal(calls, 2);
      assert.equal(engine.open, 0);
    }
  }),
);

test(
  "Container.waitFor() rejects when the engine goes away",
  clean(async () => {
    const cut: Step = (connection) => (connection.peerResets(), true);
    const engine = waitForEngine({
      [INSPECT]: health("starting"),
      [EVENTS]: [...events().slice(0, -1), cut],
    });
    const container = await containerOf(engine);
    await assert.rejects(container.waitFor("healthy"), ConnectionError);
    assert.equal(engine.open, 0);
  }),
);
