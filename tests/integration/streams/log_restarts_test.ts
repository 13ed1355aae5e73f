/** `logs({ follow: true, acrossRestarts: true })` on a real engine (row 5). */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Container } from "@fairlead/docker";
import { turn } from "../../read_body.ts";
import { IMAGE, onEngine } from "../engine_test_case.ts";
import { eventually } from "../eventually.ts";
import { contentOf, follow, type LogContent } from "../followed_log.ts";

/** Long lines, many short ones, and no end of the last: each run differs from those before. */
const SCRIPT = "for size in 40000 200000; do " +
  "yes $(cat /proc/sys/kernel/random/uuid) | tr -d '\\n' | head -c $size; echo; done; " +
  "i=0; while [ $i -lt 1000 ]; do echo line $i; i=$((i+1)); done; " +
  "echo error >&2; printf 'no end'";

/** What a log is once the engine has written it: the container's exit is told before (20.10). */
async function writtenLog(container: Container): Promise<LogContent> {
  let before = await contentOf(await container.logs());
  return await eventually(async () => {
    await turn(300);
    const now = await contentOf(await container.logs());
    const isWritten = now.length === before.length;
    before = now;
    return isWritten ? now : undefined;
  });
}

test(
  "logs({ acrossRestarts: true }) goes on from run to run, nothing lost or twice",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const container = await docker.containers.create(IMAGE, ["sh", "-c", SCRIPT], { labels });
    const following = { follow: true, acrossRestarts: true };
    const all = follow(await container.logs(following));
    const stamped = follow(await container.logs({ ...following, timestamps: true }));
    await container.start();
    await container.wait();
    const first = await writtenLog(container);
    const second = follow(await container.logs({ ...following, tail: 0 }));
    await container.start();
    await container.wait();
    const expected = await writtenLog(container);
    const expectedStamped = await contentOf(await container.logs({ timestamps: true }));
    await all.reaches(expected.length);
    await stamped.reaches(expectedStamped.length);
    await second.reaches(expected.length - first.length);
    await container.remove();
    assert.deepEqual(await all.content, expected);
    assert.deepEqual(await stamped.content, expectedStamped);
    assert.equal((await second.content).length, expected.length - first.length);
    assert.equal(here.open(), 0, "nothing is held");
  }),
);
