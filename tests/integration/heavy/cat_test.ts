/** A quarter of a gigabyte through `cat`, there and back, on every kind of engine. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { type AttachSession, type Container, DockerClient } from "@fairlead/docker";
import { type TemporaryEngine, temporaryEngine, temporaryPodman } from "../../engine/mod.ts";
import { IMAGE } from "../engine_test_case.ts";

const PIECE = 1_048_576;
const PIECES = 256;

/** Writes all of it while it reads, closes the input, and compares what came. */
async function through(session: AttachSession): Promise<void> {
  const piece = Uint8Array.from({ length: PIECE }, (_, i) => (i * i) % 251);
  const [sent, got] = [createHash("sha256"), createHash("sha256")];
  const writing = (async () => {
    const writer = session.stdin.getWriter();
    for (let i = 0; i < PIECES; i++) {
      piece[0] = i;
      sent.update(piece);
      await writer.write(piece.slice());
    }
    await writer.close();
  })();
  let length = 0;
  for await (const { stream, data } of session.output) {
    assert.equal(stream, "stdout");
    got.update(data);
    length += data.length;
  }
  await writing;
  assert.equal(length, PIECE * PIECES);
  assert.equal(got.digest("hex"), sent.digest("hex"));
}

async function throughAttach(docker: DockerClient): Promise<void> {
  const container = await docker.containers.create(IMAGE, "cat", {
    stdinOpen: true,
    logConfig: { type: "none" },
  });
  const session = await container.attach({ stdin: true });
  await container.start();
  await through(session);
  assert.equal((await container.wait()).exitCode, 0);
}

async function throughExec(container: Container): Promise<void> {
  const session = await container.exec("cat", { stdin: true });
  await through(session);
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
