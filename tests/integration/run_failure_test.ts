/** What `run()` and its kin do when a container can't start, fails or has to be ended. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  ContainerError,
  ImageNotFoundError,
  OutputLimitError,
  type RunSettings,
} from "@fairlead/docker";
import { type Here, IMAGE, onEngine } from "./engine_test_case.ts";

const NO_PROGRAM = ["/no/such/program"];

/** What an engine can't start, and the statuses with which it says so. */
const UNSTARTABLE: readonly (readonly [settings: RunSettings, statuses: readonly number[]])[] = [
  [{ command: NO_PROGRAM }, [400, 404]],
  [{ command: ["true"], network: "no-such-network" }, [404]],
];

/** The error of a start that is refused, and how many milliseconds it took. */
async function refusedStart(
  { docker, labels }: Here,
  settings: RunSettings,
): Promise<{ readonly error: ApiError; readonly milliseconds: number }> {
  const start = performance.now();
  const error = await docker.containers.run(IMAGE, { ...settings, labels }).then(
    () => assert.fail("it must not start"),
    (error) => error,
  );
  const milliseconds = performance.now() - start;
  assert.ok(error instanceof ApiError, `${error}`);
  return { error, milliseconds };
}

/** How many milliseconds the engine takes to make such a container, refuse its start and remove it. */
async function bareRefusal({ docker, labels }: Here, settings: RunSettings): Promise<number> {
  const start = performance.now();
  const container = await docker.containers.create(IMAGE, { ...settings, labels });
  await assert.rejects(container.start(), ApiError);
  await container.remove();
  return performance.now() - start;
}

for (const removal of [{}, { remove: true }, { autoRemove: true }]) {
  const name = Object.keys(removal)[0] ?? "neither remove nor autoRemove";
  test(
    `a refused start rejects at once with the engine's error, ${name} (row 2, 7)`,
    onEngine(async (here) => {
      for (const [settings, statuses] of UNSTARTABLE) {
        const extra: number[] = [];
        // The engine itself takes its time, more under load; a call that waits for a wait or for an
        // attachment that nobody ends takes seconds more.
        for (let attempt = 0; attempt < 5 && !extra.some((time) => time < 1_000); attempt++) {
          const engineOnly = await bareRefusal(here, settings);
          const { error, milliseconds } = await refusedStart(here, { ...settings, ...removal });
          extra.push(Math.round(milliseconds - engineOnly));
          assert.ok(!(error instanceof ImageNotFoundError), "only create speaks of the image");
          assert.ok(statuses.includes(error.status), `${error}`);
          assert.match(error.containerId ?? "", /^[0-9a-f]{64}$/);
          assert.equal(here.open(), 0, "wait and attachment have ended");
          if (Object.keys(removal).length === 0) {
            assert.deepEqual(await here.left(), [error.containerId]);
            await here.docker.api.containers.delete(error.containerId ?? "");
          } else {
            assert.deepEqual(await here.left(), []);
          }
        }
        assert.ok(Math.min(...extra) < 1_000, `it took ${extra} ms more than the engine`);
      }
    }),
  );
}

test(
  "a missing image is an ImageNotFoundError, whoever creates (row 7)",
  onEngine(async ({ docker, labels }) => {
    for (const call of ["run", "runDetached", "spawn", "create"] as const) {
      await assert.rejects(
        docker.containers[call]("no-such-image:none", ["true"], { labels }),
        ImageNotFoundError,
      );
    }
  }),
);

test(
  "run() rejects with the exit code and the output, and keeps what it was not to remove",
  onEngine(async ({ docker, labels, left }) => {
    const command = ["sh", "-c", "echo out; echo why >&2; exit 3"];
    const error = await docker.containers.run(IMAGE, command, { labels }).then(
      () => assert.fail("it must fail"),
      (error) => error,
    );
    assert.ok(error instanceof ContainerError, `${error}`);
    assert.deepEqual([error.exitCode, error.stdout, error.stderr], [3, "out\n", "why\n"]);
    assert.deepEqual(await left(), [error.containerId]);
    await (await docker.containers.get(error.containerId)).remove();
  }),
);

test(
  "run() rejects with what its input's source threw, and ends the container",
  onEngine(async ({ docker, labels }) => {
    const failure = new Error("the source is dry");
    const running = docker.containers.run(IMAGE, ["cat"], {
      labels,
      remove: true,
      stdin: (function* () {
        yield new Uint8Array(10);
        throw failure;
      })(),
    });
    await assert.rejects(running, (error) => error === failure);
  }),
);

test(
  "run() ends a container that writes more than maxOutput",
  onEngine(async ({ docker, labels }) => {
    await assert.rejects(
      docker.containers.run(IMAGE, ["yes"], { labels, remove: true, maxOutput: 100_000 }),
      (error) => error instanceof OutputLimitError && error.limit === 100_000,
    );
  }),
);
