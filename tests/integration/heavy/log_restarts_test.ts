/** Logs that are followed over every kind of restart. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Container } from "@fairlead/docker";
import { type Here, IMAGE, onEngine } from "../engine_test_case.ts";
import { eventually } from "../eventually.ts";
import { contentOf, follow } from "../followed_log.ts";

/** A long line and many short ones: each run differs from those before. */
const LINES = "yes $(cat /proc/sys/kernel/random/uuid) | tr -d '\\n' | head -c 200000; echo; " +
  "i=0; while [ $i -lt 1000 ]; do echo line $i; i=$((i+1)); done; echo the end";

/** Ways to be started again, of which each has three runs in all. */
const WAYS: readonly (readonly [
  way: string,
  command: string,
  settings: object,
  live: (container: Container) => Promise<void>,
])[] = [
  ["started again", `${LINES}; printf 'no end'`, {}, async (container) => {
    for (let i = 0; i < 2; i++) {
      await container.wait();
      await container.start();
    }
  }],
  ["restarted while it runs", `${LINES}; exec sleep 60`, { init: true }, async (container) => {
    for (let i = 0; i < 2; i++) {
      await hasWritten(container);
      await container.restart({ timeout: 0 });
    }
    await hasWritten(container);
    await container.kill();
  }],
  [
    "restarted by its policy",
    `${LINES}; exit 1`,
    { restartPolicy: { name: "on-failure", maximumRetryCount: 2 } },
    async (container) => {
      await eventually(async () => {
        await container.reload();
        return container.attrs.RestartCount === 2 ? true : undefined;
      });
    },
  ],
];

/** Waits until it has written all that it writes in this run. */
async function hasWritten(container: Container): Promise<void> {
  await container.reload();
  const since = container.attrs.State?.StartedAt ?? 0;
  for await (const { line } of (await container.logs({ follow: true, since })).lines()) {
    if (line === "the end") return;
  }
  assert.fail("it has ended before it wrote all");
}

async function followed(here: Here, tty: boolean, way: typeof WAYS[number]): Promise<void> {
  const { docker, labels } = here;
  const [, command, settings, live] = way;
  const container = await docker.containers.create(IMAGE, ["sh", "-c", command], {
    labels,
    tty,
    ...settings,
  });
  const following = { follow: true, acrossRestarts: true };
  const all = follow(await container.logs(following));
  await container.start();
  const later = follow(await container.logs({ ...following, tail: 1 }));
  await live(container);
  await container.wait();
  const expected = await contentOf(await container.logs());
  assert.ok(expected.length > 600_000, `${expected.length} bytes are three runs`);
  await all.reaches(expected.length);
  await container.remove();
  assert.deepEqual(await all.content, expected);
  const { length } = await later.content;
  assert.ok(length > 400_000 && length <= expected.length, `${length} bytes from the first run on`);
  assert.equal(here.open(), 0, "nothing is held");
}

for (const way of WAYS) {
  for (const tty of [false, true]) {
    test(
      `logs({ acrossRestarts: true }) of ${tty ? "a terminal" : "frames"} that is ${way[0]}`,
      onEngine((here) => followed(here, tty, way)),
    );
  }
}
