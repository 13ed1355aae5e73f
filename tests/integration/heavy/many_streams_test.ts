/** A hundred logs and a hundred measurements at a time on one client. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError } from "@fairlead/docker";
import { IMAGE, onEngine } from "../engine_test_case.ts";

const CONTAINERS = 5;
const STREAMS = 20;
const LINES = 20;
const SAMPLES = 2;

function isClosed(error: unknown): boolean {
  assert.ok(error instanceof ConnectionError, `${error}`);
  assert.equal(error.code, "closed");
  return true;
}

test(
  "a hundred followed logs and a hundred streams of stats are all served, and closed with the client",
  onEngine(async (here) => {
    const docker = here.client({});
    const script = "i=0; while true; do echo $HOSTNAME $i; i=$((i+1)); sleep 0.1; done";
    const containers = await Promise.all(
      Array.from(
        { length: CONTAINERS },
        (_, index) =>
          docker.containers.runDetached(IMAGE, ["sh", "-c", script], {
            labels: here.labels,
            hostname: `web${index}`,
            init: true,
          }),
      ),
    );
    const each = containers.flatMap((container, index) =>
      Array.from({ length: STREAMS }, () => ({ container, index }))
    );
    const logs = await Promise.all(each.map(async ({ container, index }) => {
      const lines = (await container.logs({ follow: true })).lines();
      const reader = lines.getReader();
      for (let i = 0; i < LINES; i++) {
        const { value } = await reader.read();
        assert.equal(value?.line, `web${index} ${i}`);
      }
      return reader;
    }));
    const stats = await Promise.all(each.map(async ({ container }) => {
      const reader = (await container.stats()).getReader();
      for (let i = 0; i < SAMPLES; i++) {
        const { value } = await reader.read();
        assert.equal(value?.id, container.id);
      }
      return reader;
    }));
    assert.ok(here.open() >= 2 * each.length, `${here.open()} connections are held`);
    // Streams don't stand in the way of calls.
    assert.equal((await containers[0]?.top())?.Titles?.length, 8);
    docker.close();
    for (const reader of [...logs, ...stats]) {
      await assert.rejects(async () => {
        // What came before the end is still read.
        while (!(await reader.read()).done);
        assert.fail("it ended");
      }, isClosed);
    }
    assert.equal(here.open(), 0, "nothing is held");
    await Promise.all(
      containers.map(({ id }) => here.docker.api.containers.delete(id, { query: { force: true } })),
    );
  }),
);

test(
  "with as many streams as maxConnections a call waits for the end of one, or for its signal",
  onEngine(async (here) => {
    const docker = here.client({ maxConnections: 3 });
    const container = await docker.containers.runDetached(IMAGE, "sleep 60", {
      labels: here.labels,
    });
    const streams = [
      await container.logs({ follow: true }),
      await container.stats(),
      await docker.events(),
    ];
    const reason = new Error("enough");
    const ending = new AbortController();
    const impatient = docker.ping({ signal: ending.signal });
    let answered = false;
    const patient = docker.ping().then(() => answered = true);
    await here.docker.ping(); // others are not concerned
    ending.abort(reason);
    await assert.rejects(impatient, (error) => error === reason);
    assert.equal(answered, false);
    await streams[1]?.[Symbol.asyncDispose]();
    assert.equal(await patient, true);
    for (const stream of streams) await stream[Symbol.asyncDispose]();
    await container.remove({ force: true });
  }),
);
