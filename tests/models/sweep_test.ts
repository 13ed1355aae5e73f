/** What `docker.sweep()` removes, and what it leaves alone. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, type SweepSettings } from "../../mod.ts";
import { Api } from "../../src/api/api.ts";
import { formatOwner, ownerLife, parseOwner } from "../../src/models/owner.ts";
import { sweep } from "../../src/models/sweep.ts";
import type { Processes, ProcessMark } from "../../src/transport/processes.ts";
import { HOST, speak } from "../api/speak.ts";
import { clean } from "../leaks.ts";
import { asked, containerEngine, DONE, json, type Overrides, refusal } from "./container_engine.ts";

const HERE = "boot.1.2";
const SELF: ProcessMark = { place: HERE, pid: 7, started: "100" };
const ALIVE: ProcessMark = { place: HERE, pid: 8, started: "100" };
const DEAD: ProcessMark = { place: HERE, pid: 9, started: "100" };
const ELSEWHERE: ProcessMark = { place: "other.1.2", pid: 8, started: "100" };
const NAMELESS: ProcessMark = { place: "", pid: 8, started: "" };

/** A machine on which all processes of the test but one run. */
function processes(self: ProcessMark = SELF): Processes {
  return {
    self,
    isRunning: ({ place, pid }) =>
      Promise.resolve(place === HERE && self.place === HERE ? pid !== DEAD.pid : undefined),
  };
}

/** 2026-01-02T03:04:05Z */
const TIME = 1_767_323_045;

function labelled(owner: ProcessMark): { readonly "io.fairlead.owner": string } {
  return { "io.fairlead.owner": formatOwner(owner) };
}

function engineWith(owners: Readonly<Record<string, ProcessMark>>, overrides: Overrides = {}) {
  const all = Object.entries(owners);
  const time = new Date(TIME * 1_000).toISOString();
  return containerEngine({
    ...overrides,
    "GET /containers/json": json(all.map(([name, owner]) => ({
      Id: `c-${name}`,
      Created: TIME,
      Labels: labelled(owner),
    }))),
    "GET /networks": json(all.map(([name, owner]) => ({
      Id: `n-${name}`,
      Created: time,
      Labels: labelled(owner),
    }))),
    "GET /volumes": json({
      Volumes: all.map(([name, owner]) => ({
        Name: `v-${name}`,
        CreatedAt: time,
        Labels: labelled(owner),
      })),
      Warnings: null,
    }),
    ...Object.fromEntries(
      ["containers/c-", "networks/n-", "volumes/v-"].map((path) => [
        `DELETE /${path}`,
        overrides[`DELETE /${path}`] ?? DONE,
      ]),
    ),
  });
}

async function sweepOn(
  engine: ReturnType<typeof engineWith>,
  settings: SweepSettings = {},
  self?: ProcessMark,
): Promise<readonly string[]> {
  const api = new Api(speak(engine, { apiVersion: "1.41" }), {
    ...HOST,
    processes: () => Promise.resolve(processes(self)),
  });
  const { containers, networks, volumes } = await sweep(api, settings);
  assert.equal(engine.open, 0);
  return [...containers, ...networks, ...volumes];
}

const ALL = { self: SELF, alive: ALIVE, dead: DEAD, elsewhere: ELSEWHERE, nameless: NAMELESS };

test(
  "docker.sweep() removes what dead owners left, and nothing else",
  clean(async () => {
    const engine = engineWith(ALL);
    assert.deepEqual(await sweepOn(engine), ["c-dead", "n-dead", "v-dead"]);
    const filters = encodeURIComponent('{"label":["io.fairlead.owner"]}');
    assert.deepEqual(asked(engine), [
      `GET /containers/json?all=true&filters=${filters}`,
      "DELETE /containers/c-dead?force=true&v=true",
      `GET /networks?filters=${filters}`,
      "DELETE /networks/n-dead",
      `GET /volumes?filters=${filters}`,
      "DELETE /volumes/v-dead",
    ]);
  }),
);

test("docker.sweep() removes what is older of owners that it can't look for", async () => {
  const olderThan = TIME + 1;
  const removed = await sweepOn(engineWith(ALL), { olderThan });
  assert.deepEqual(removed.filter((id) => id.startsWith("c-")), [
    "c-dead",
    "c-elsewhere",
    "c-nameless",
  ]);
  assert.equal(removed.length, 9);
  assert.deepEqual(await sweepOn(engineWith(ALL), { olderThan: new Date(TIME * 1_000) }), []);
  assert.equal((await sweepOn(engineWith(ALL), { olderThan: "1h" })).length, 9);
});

test("docker.sweep() keeps what is its own where processes have no name", async () => {
  const self: ProcessMark = { place: "", pid: 8, started: "" };
  const removed = await sweepOn(engineWith(ALL), { olderThan: "1h" }, self);
  assert.deepEqual(removed.filter((id) => id.startsWith("c-")), [
    "c-self",
    "c-alive",
    "c-dead",
    "c-elsewhere",
  ]);
  assert.deepEqual(await sweepOn(engineWith(ALL), {}, self), []);
});

test("docker.sweep() leaves alone what somebody else removes or uses", async () => {
  const engine = engineWith({ dead: DEAD }, {
    "DELETE /containers/c-": refusal("404 Not Found", "No such container"),
    "DELETE /networks/n-": refusal("403 Forbidden", "has active endpoints"),
    "DELETE /volumes/v-": refusal("409 Conflict", "volume is in use"),
  });
  assert.deepEqual(await sweepOn(engine), []);
});

test("docker.sweep() rejects with what else goes wrong", async () => {
  const engine = engineWith({ dead: DEAD }, {
    "DELETE /containers/c-": refusal("500 Internal Server Error", "busy"),
  });
  await assert.rejects(
    sweepOn(engine),
    (error) => error instanceof ApiError && error.status === 500,
  );
  assert.equal(engine.open, 0);
});

test("docker.sweep() leaves alone what has a label that is none of ours", async () => {
  const engine = containerEngine({
    "GET /containers/json": json([
      { Id: "c", Created: 1, Labels: { "io.fairlead.owner": "me" } },
      { Id: "d", Created: 1, Labels: null },
    ]),
    "GET /networks": json([]),
    "GET /volumes": json({ Volumes: null, Warnings: null }),
  });
  assert.deepEqual(await sweepOn(engine, { olderThan: "1s" }), []);
});

test("docker.sweep() refuses what means nothing, and ends with its signal's reason", async () => {
  const engine = containerEngine();
  const { client } = engine;
  await assert.rejects(client.sweep({ older: 1 } as SweepSettings), {
    name: "TypeError",
    message: /there is no setting "older"; did you mean "olderThan"/,
  });
  await assert.rejects(client.sweep({ olderThan: "soon" }), TypeError);
  const reason = new Error("enough");
  await assert.rejects(client.sweep({ signal: AbortSignal.abort(reason) }), (e) => e === reason);
  assert.deepEqual(engine.sent, []);
});

test("an owner's label says all that tells a process from others", async () => {
  for (const mark of Object.values(ALL)) assert.deepEqual(parseOwner(formatOwner(mark)), mark);
  assert.equal(formatOwner(NAMELESS), "unknown/8/");
  for (const text of ["", "me", "a/b/c", "a/1", "/1/2", "a/1/2/3"]) {
    assert.equal(parseOwner(text), undefined, text);
    assert.equal(await ownerLife(text, processes()), undefined, text);
  }
});
