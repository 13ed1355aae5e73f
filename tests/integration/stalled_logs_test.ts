/** What a reader that stops costs, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ConflictError, type Container, type DockerClient, NotFoundError } from "@fairlead/docker";
import { turn } from "../read_body.ts";
import { child } from "../transport/child.ts";
import { IMAGE, onEngine } from "./engine_test_case.ts";

const SIZE = 200_000_000;
const NAME = "fairlead-shared-200-mb-of-logs";

/**
 * A container with a large log. To write one takes an engine many seconds, so all suites share it,
 * and it stays as long as the engine does.
 */
async function largeLog(docker: DockerClient): Promise<Container> {
  const command = ["sh", "-c", `yes $(printf %04095d 0) | head -c ${SIZE}`];
  let container = await docker.containers.get(NAME).catch((error) => {
    assert.ok(error instanceof NotFoundError, `${error}`);
  });
  container ??= await docker.containers.runDetached(IMAGE, command, { name: NAME }).catch(
    async (error) => {
      assert.ok(error instanceof ConflictError, `${error}`); // another suite was faster
      return await docker.containers.get(NAME);
    },
  );
  for (let i = 0; i < 600 && container.status !== "exited"; i++) {
    await turn(200);
    await container.reload();
  }
  assert.equal(container.attrs.State?.ExitCode, 0);
  return container;
}

test(
  "200 MB of logs for a reader that takes one chunk and stops: flat memory, and none is lost",
  onEngine(async ({ docker, engine }) => {
    const { id } = await largeLog(docker);
    const program = "../integration/stalled_logs_program.ts";
    const { lines, exitCode } = await child(program, [engine.host, id]).ended;
    assert.equal(exitCode, 0);
    assert.ok(Number(lines[0]?.["grown"]) < 8, JSON.stringify(lines));
    assert.equal(lines[0]?.["rest"], SIZE);
  }),
);
