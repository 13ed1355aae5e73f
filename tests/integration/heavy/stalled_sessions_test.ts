/** Sessions whose output nobody reads, and what becomes of the process. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { type OutputStream, TimeoutError } from "@fairlead/docker";
import { turn } from "../../read_body.ts";
import { IMAGE, onEngine } from "../engine_test_case.ts";

/** More than all that is on the way holds. */
const SIZE = 20_000_000;
const WRITES = ["head", "-c", `${SIZE}`, "/dev/zero"];
const IMPATIENT = { onStall: "detach", stallTimeout: 500 } as const;

/** Reads what came before a session was given up. */
async function readRest(output: OutputStream): Promise<void> {
  let length = 0;
  await assert.rejects(async () => {
    for await (const { data } of output) length += data.length;
  }, TimeoutError);
  assert.ok(length > 0 && length < SIZE, `${length} bytes came`);
}

test(
  "a container that nobody reads waits, and goes on when its session is disposed of (row 4)",
  onEngine(async ({ docker, labels, open }) => {
    const settings = { labels, logConfig: { type: "none" } };
    const session = await docker.containers.spawn(IMAGE, WRITES, settings);
    await session.output.getReader().read();
    await turn(1_500);
    await session.container.reload();
    assert.equal(session.container.status, "running");
    await session[Symbol.asyncDispose]();
    assert.equal(open(), 0);
    const { exitCode } = await session.container.wait({ condition: "not-running" });
    assert.equal(exitCode, 0);
    await session.container.remove();
  }),
);

test(
  "with onStall detach a container that nobody reads comes to its end by itself",
  onEngine(async ({ docker, labels, open, keep }) => {
    const settings = { labels, logConfig: { type: "none" } };
    const session = keep(
      await docker.containers.spawn(IMAGE, WRITES, { ...settings, ...IMPATIENT, remove: true }),
    );
    assert.equal(await session.exitCode(), 0);
    await readRest(session.output);

    const container = await docker.containers.create(IMAGE, WRITES, settings);
    const attached = await container.attach(IMPATIENT);
    await container.start();
    assert.equal((await container.wait()).exitCode, 0);
    await readRest(attached.output);
    assert.equal(open(), 0);
    await container.remove();
  }),
);

test(
  "with onStall detach a command that nobody reads goes on",
  onEngine(async ({ docker, labels, open }) => {
    const container = await docker.containers.runDetached(IMAGE, "sleep 600", { labels });
    const command = ["sh", "-c", `${WRITES.join(" ")}; touch /done`];
    const session = await container.exec(command, IMPATIENT);
    for (let i = 0; i < 100; i++) {
      if ((await container.execRun("test -e /done")).exitCode === 0) break;
      await turn(100);
    }
    await container.execRun("test -e /done", { check: true });
    await readRest(session.output);
    assert.equal(open(), 0);
    await container.remove({ force: true });
  }),
);
