/** Both sides of an output, of which one is left. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { OutputLimitError } from "@fairlead/docker";
import { IMAGE, onEngine } from "../engine_test_case.ts";

const SIZE = 100 * 1_048_576;

test(
  "split() does not wait for a reader of 100 MB on the other side, whose stream fails",
  onEngine(async ({ docker, labels, open }) => {
    const container = await docker.containers.runDetached(IMAGE, "sleep 600", {
      labels,
      init: true,
    });
    const script = (to: string, other: string) =>
      `echo begin >&${to}; head -c ${SIZE} /dev/zero >&${other}; echo end >&${to}`;
    for (
      const [read, left, command] of [
        ["stdout", "stderr", script("1", "2")],
        ["stderr", "stdout", script("2", "1")],
      ] as const
    ) {
      const session = await container.exec(["sh", "-c", command]);
      const sides = session.output.split();
      assert.equal(await new Response(sides[read]).text(), "begin\nend\n");
      await assert.rejects(sides[left].getReader().read(), (error) => {
        assert.ok(error instanceof OutputLimitError);
        assert.match(error.message, new RegExp(`bytes of ${left} that nobody reads .*lines\\(\\)`));
        return true;
      });
      assert.equal(await session.exitCode(), 0, "the command has written all");
      assert.equal(open(), 0, "the connection is given back");
    }
    await container.remove({ force: true });
  }),
);
