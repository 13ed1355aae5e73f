/** A quarter of a gigabyte through `cat`, there and back, on every kind of engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { type Container, DockerClient } from "@fairlead/docker";
import { type TemporaryEngine, temporaryEngine, temporaryPodman } from "../../engine/mod.ts";
import { IMAGE } from "../engine_test_case.ts";
import { throughCat } from "../through_cat.ts";

/** In MiB. */
const SIZE = 256;

async function throughAttach(docker: DockerClient): Promise<void> {
  const container = await docker.containers.create(IMAGE, "cat", {
    stdinOpen: true,
    logConfig: { type: "none" },
  });
  const session = await container.attach({ stdin: true });
  await container.start();
  await throughCat(session, SIZE);
  assert.equal((await container.wait()).exitCode, 0);
}

async function throughExec(container: Container): Promise<void> {
  const session = await container.exec("cat", { stdin: true });
  await throughCat(session, SIZE);
  assert.equal(await session.exitCode(), 0);
}

/** Attaches at one address and runs a command at the other. */
async function throughBoth(attachHost: string | undefined, execHost = attachHost): Promise<void> {
  const [attaching, executing] = [attachHost, execHost].map((host) => new DockerClient({ host }));
  assert.ok(attaching !== undefined && executing !== undefined);
  try {
    await throughAttach(attaching);
    await throughExec(await executing.containers.runDetached(IMAGE, "sleep 600"));
  } finally {
    attaching.close();
    executing.close();
  }
}

async function withEngine(
  starting: Promise<TemporaryEngine>,
  use: (engine: TemporaryEngine) => Promise<void>,
): Promise<void> {
  const engine = await starting;
  try {
    await use(engine);
  } finally {
    await engine[Symbol.asyncDispose]();
  }
}

// Each engine is spoken to over both, each way is taken over both: all eight would take twice as long.
test("256 MB through attach over unix and exec over TCP come back the same from dockerd 20.10", () =>
  withEngine(temporaryEngine({ suite: "bookworm", tcp: "plain" }), async ({ host, tcp }) => {
    assert.ok(tcp !== undefined);
    await throughBoth(host, tcp);
  }));

test("256 MB through attach over TCP and exec over unix come back the same from dockerd 28.5", () =>
  withEngine(temporaryEngine({ suite: "sid", tcp: "plain" }), async ({ host, tcp }) => {
    assert.ok(tcp !== undefined);
    await throughBoth(tcp, host);
  }));

test("256 MB through attach and exec come back the same from podman", () =>
  withEngine(temporaryPodman(), ({ host }) => throughBoth(host)));
