/** What readers that stop, and engines that take nothing, cost on a real engine. */

import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { ConflictError, type Container, type DockerClient, NotFoundError } from "@fairlead/docker";
import { turn } from "../../read_body.ts";
import { child } from "../../transport/child.ts";
import { type Here, IMAGE, onEngine } from "../engine_test_case.ts";
import { loadLargeImage } from "./large_image.ts";

const SIZE = 524_288_000;
/** More may be the runtime's own, and less than what waits in any case. */
const FLAT = 8;
/** What is read on: to have all of everything would take engines minutes, and shows no more. */
const ENOUGH = 67_108_864;
const LOG = "fairlead-shared-500-mb-of-logs";
const LARGE_IMAGE = "fairlead-shared:500-mb";

/**
 * A container with a large log. To write one takes an engine many seconds, so all suites share it,
 * and it stays as long as the engine does.
 */
async function largeLog(docker: DockerClient): Promise<Container> {
  const command = ["sh", "-c", `yes $(printf %04095d 0) | head -c ${SIZE}`];
  let container = await docker.containers.get(LOG).catch((error) => {
    assert.ok(error instanceof NotFoundError, `${error}`);
  });
  container ??= await docker.containers.runDetached(IMAGE, command, { name: LOG }).catch(
    async (error) => {
      assert.ok(error instanceof ConflictError, `${error}`); // another suite was faster
      return await docker.containers.get(LOG);
    },
  );
  for (let i = 0; i < 600 && container.status !== "exited"; i++) {
    await turn(200);
    await container.reload();
  }
  assert.equal(container.attrs.State?.ExitCode, 0);
  return container;
}

/** An image with a large layer, shared for the same reason. */
async function largeImage(docker: DockerClient): Promise<void> {
  const found = await docker.images.get(LARGE_IMAGE).catch((error) => {
    assert.ok(error instanceof NotFoundError, `${error}`);
  });
  if (found === undefined) await loadLargeImage(docker, LARGE_IMAGE, SIZE);
}

/** A container with a large file, which takes no room on the disk. */
async function largeFile({ docker, labels }: Here): Promise<Container> {
  const container = await docker.containers.runDetached(IMAGE, "sleep 600", { labels });
  const { exitCode } = await container.execRun(["truncate", "-s", `${SIZE}`, "/big"]);
  assert.equal(exitCode, 0);
  return container;
}

async function readStalled(
  here: Here,
  what: string,
  id: string,
  enough = ENOUGH,
): Promise<number> {
  const program = "../integration/heavy/stalled_reader_program.ts";
  const { lines, exitCode } = await child(program, [here.engine.host, what, id, `${enough}`]).ended;
  assert.equal(exitCode, 0);
  assert.ok(Number(lines[0]?.["grown"]) < FLAT, `${what}: ${JSON.stringify(lines)}`);
  return Number(lines[0]?.["size"]);
}

test(
  "500 MB of logs for a reader that takes one chunk and stops: flat memory, and it can read on",
  onEngine(async (here) => {
    const { id } = await largeLog(here.docker);
    assert.ok(await readStalled(here, "logs", id) >= ENOUGH);
  }),
);

test(
  "500 MB of an attachment for a reader that takes one chunk and stops: likewise",
  onEngine(async (here) => {
    const label = Object.values(here.labels).join();
    assert.ok(await readStalled(here, "attach", label) >= ENOUGH);
  }),
);

test(
  "500 MB of a command's output, a file and a whole container, likewise, and none is lost",
  onEngine(async (here) => {
    const container = await largeFile(here);
    assert.equal(await readStalled(here, "exec", container.id, Infinity), SIZE);
    // A head of 512 bytes and two empty blocks, at least.
    assert.ok(await readStalled(here, "getArchive", container.id, Infinity) > SIZE + 1_024);
    assert.ok(await readStalled(here, "export", container.id) >= ENOUGH);
    await container.remove({ force: true });
  }),
);

test(
  "500 MB of an image for a reader that takes one chunk and stops: likewise",
  onEngine(async (here) => {
    await largeImage(here.docker);
    assert.ok(await readStalled(here, "save", LARGE_IMAGE) >= ENOUGH);
  }),
);

async function writeStalled(here: Here, args: readonly string[]): Promise<void> {
  const program = "../integration/heavy/stalled_writer_program.ts";
  const { lines, exitCode } = await child(program, [here.engine.host, ...args]).ended;
  assert.equal(exitCode, 0);
  const { grown, taken, outcome } = lines[0] ?? {};
  assert.ok(Number(grown) < FLAT, JSON.stringify(lines));
  // What the kernel and the engine keep on the way is theirs.
  assert.ok(Number(taken) > 0 && Number(taken) < SIZE / 10, JSON.stringify(lines));
  assert.equal(outcome, "stopped");
}

test(
  "500 MB for a command that does not read, and an archive for an engine that does not: flat memory",
  onEngine(async (here) => {
    const container = await here.docker.containers.runDetached(IMAGE, "sleep 600", {
      labels: here.labels,
    });
    const folder = await mkdtemp(`${tmpdir()}/fairlead-`);
    const server = createServer((socket) => socket.pause());
    try {
      await once(server.listen(`${folder}/deaf.sock`), "listening");
      await writeStalled(here, ["exec", container.id]);
      await writeStalled(here, ["putArchive", container.id, `unix://${folder}/deaf.sock`]);
    } finally {
      server.close();
      await rm(folder, { recursive: true });
      await container.remove({ force: true });
    }
  }),
);
