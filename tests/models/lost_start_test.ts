/** Containers of which nobody knows whether they were started. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { reset } from "../scripted_connection.ts";
import { type Answer, whole } from "../scripted_engine.ts";
import { asked, attrs, containerEngine, DONE, ID, json, refusal } from "./container_engine.ts";

const KILL = `POST /containers/${ID}/kill`;
const REMOVE = `DELETE /containers/${ID}?force=true&v=true`;
const LOST: Answer = [whole, reset];

const isLost = (error: unknown): boolean =>
  error instanceof ConnectionError && error.code === "lost";

for (const method of ["run", "spawn", "runDetached"] as const) {
  test(
    `containers.${method}() kills a container whose start was lost`,
    clean(async () => {
      const engine = containerEngine({ [`POST /containers/${ID}/start`]: LOST });
      await assert.rejects(engine.client.containers[method]("busybox"), isLost);
      assert.equal(asked(engine).at(-1), KILL);
      assert.equal(engine.open, 0);
    }),
  );
}

test(
  "a container whose start never reached the engine is removed",
  clean(async () => {
    const engine = containerEngine({
      [`POST /containers/${ID}/start`]: LOST,
      [KILL]: refusal("409 Conflict", "not running"),
    });
    await assert.rejects(engine.client.containers.run("busybox"), isLost);
    assert.equal(asked(engine).at(-1), REMOVE);
    assert.equal(engine.open, 0);
  }),
);

test(
  "a container that a lost start overtakes is killed once more",
  clean(async () => {
    const states = ["created", "running"];
    let kills = 0;
    const engine = containerEngine({
      [`POST /containers/${ID}/start`]: LOST,
      [KILL]: () => kills++ === 0 ? refusal("409 Conflict", "not running") : DONE,
      [`GET /containers/${ID}/json`]: () => {
        const Status = states.shift();
        return json(attrs({ State: { Status, Running: Status === "running" } }));
      },
    });
    await assert.rejects(engine.client.containers.run("busybox"), isLost);
    assert.equal(kills, 2);
    assert.deepEqual(states, []);
    assert.equal(engine.open, 0);
  }),
);

test(
  "a container that can't be killed does not hide why it was to be",
  clean(async () => {
    let kills = 0;
    const engine = containerEngine({
      [`POST /containers/${ID}/start`]: LOST,
      [KILL]: () => {
        kills++;
        return refusal("409 Conflict", "it is paused");
      },
      [`GET /containers/${ID}/json`]: json(attrs({ State: { Status: "paused", Running: true } })),
    });
    await assert.rejects(engine.client.containers.run("busybox"), isLost);
    assert.equal(kills, 3);
    assert.equal(engine.open, 0);
  }),
);
