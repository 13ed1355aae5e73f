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

async function throughBoth(host: string | undefined): Promise<void> {
  const docker = new DockerClient({ host });
  try {
    await throughAttach(docker);
    const container = await docker.containers.runDetached(IMAGE, "sleep 600");
    await throughExec(container);
  } finally {
    docker.close();
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

for (const suite of ["bookworm", "sid"] as const) {
  test(`256 MB through attach and exec come back the same from dockerd of ${suite}, over unix and TCP`, () =>
    withEngine(temporaryEngine({ suite, tcp: "plain" }), async ({ host, tcp }) => {
      assert.ok(tcp !== undefined);
      await throughBoth(host);
      await throughBoth(tcp);
    }));
}

test("256 MB through attach and exec come back the same from podman", () =>
  withEngine(temporaryPodman(), ({ host }) => throughBoth(host)));
