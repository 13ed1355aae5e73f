/** What `containers.temporary()` sends, and what becomes of what it makes. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, Container, type TemporarySettings } from "../../mod.ts";
import { clean } from "../leaks.ts";
import { act } from "../scripted_connection.ts";
import { whole } from "../scripted_engine.ts";
import {
  asked,
  bodyOf,
  type ContainerEngine,
  containerEngine,
  DONE,
  ID,
  json,
  refusal,
} from "./container_engine.ts";
import { inTurn } from "./exec_engine.ts";

const CREATE = "POST /containers/create";
const INSPECT = `GET /containers/${ID}/json`;
const START = `POST /containers/${ID}/start`;
const REMOVE = `DELETE /containers/${ID}?force=true&v=true`;

const removals = (engine: ContainerEngine): number =>
  asked(engine).filter((line) => line.startsWith(`DELETE /containers/${ID}`)).length;

test(
  "containers.temporary() starts a container with its owner's label, and removes it once",
  clean(async () => {
    const engine = containerEngine();
    const { client } = engine;
    const container = await client.containers.temporary("busybox", ["top"], {
      labels: { a: "b", "io.fairlead.owner": "somebody" },
    });
    assert.ok(container instanceof Container);
    assert.deepEqual(asked(engine), [CREATE, INSPECT, START, INSPECT]);
    const { Image, Cmd, Labels } = bodyOf(engine, CREATE) as {
      Image: string;
      Cmd: string[];
      Labels: Record<string, string>;
    };
    assert.deepEqual([Image, Cmd], ["busybox", ["top"]]);
    assert.deepEqual(Labels, { a: "b", ...await client.ownerLabels() });
    await Promise.all([container[Symbol.asyncDispose](), container[Symbol.asyncDispose]()]);
    await container[Symbol.asyncDispose]();
    assert.deepEqual(asked(engine).slice(4), [REMOVE]);
    assert.equal(engine.open, 0);
  }),
);

test("containers.temporary() takes a list of labels, and the command among the settings", async () => {
  const engine = containerEngine();
  const { client } = engine;
  await client.containers.temporary("busybox", { command: "top -b", labels: ["a"] });
  const { Cmd, Labels } = bodyOf(engine, CREATE) as { Cmd: unknown; Labels: object };
  assert.deepEqual(Cmd, ["top", "-b"]);
  assert.deepEqual(Labels, { a: "", ...await client.ownerLabels() });
});

test(
  "a temporary container that is gone already is disposed of without an error",
  clean(async () => {
    const gone = refusal("404 Not Found", "No such container");
    const engine = containerEngine({ [`DELETE /containers/${ID}`]: gone });
    const container = await engine.client.containers.temporary("busybox");
    await container[Symbol.asyncDispose]();
    assert.equal(engine.open, 0);
  }),
);

test(
  "a temporary container that can't be removed says so, and can be disposed of again",
  clean(async () => {
    const engine = containerEngine({
      [`DELETE /containers/${ID}`]: inTurn(refusal("500 Internal Server Error", "busy"), DONE),
    });
    const container = await engine.client.containers.temporary("busybox");
    await assert.rejects(container[Symbol.asyncDispose](), ApiError);
    await container[Symbol.asyncDispose]();
    assert.equal(removals(engine), 2);
    assert.equal(engine.open, 0);
  }),
);

test(
  "containers.temporary() leaves nothing behind that can't be started",
  clean(async () => {
    const engine = containerEngine({ [START]: refusal("400 Bad Request", "no such program") });
    await assert.rejects(
      engine.client.containers.temporary("busybox"),
      (error) => error instanceof ApiError && error.status === 400,
    );
    assert.equal(removals(engine), 1);
    assert.equal(engine.open, 0);
  }),
);

test(
  "containers.temporary() leaves nothing behind when its signal is aborted, at any stage",
  clean(async (watch) => {
    const reason = new Error("enough");
    const isReason = (error: unknown): boolean => error === reason;
    const none = containerEngine();
    const aborted = AbortSignal.abort(reason);
    await assert.rejects(none.client.containers.temporary("x", { signal: aborted }), isReason);
    assert.deepEqual(none.sent, []);
    for (const stage of [CREATE, INSPECT, START]) {
      const { signal, abort } = watch.signal();
      const created = json({ Id: ID, Warnings: [] }, "201 Created");
      const engine = containerEngine({
        [stage]: [whole, act(() => abort(reason)), stage === CREATE ? created : DONE],
      });
      await assert.rejects(engine.client.containers.temporary("x", { signal }), isReason, stage);
      assert.equal(removals(engine), 1, stage);
      assert.equal(engine.open, 0, stage);
    }
  }),
);

test("containers.temporary() refuses what means nothing", async () => {
  const engine = containerEngine();
  const settings = { remove: true } as TemporarySettings;
  await assert.rejects(engine.client.containers.temporary("x", settings), {
    name: "TypeError",
    message: /there is no setting "remove"/,
  });
  await assert.rejects(engine.client.containers.temporary(""), TypeError);
  await assert.rejects(
    engine.client.containers.temporary("x", { labels: { a: 1 } as unknown as [] }),
    TypeError,
  );
  assert.deepEqual(engine.sent, [], "nothing is sent");
});
