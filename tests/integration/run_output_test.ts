/** What comes of a container's output, on a real engine: all of it, in order, as text and bytes. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { turn } from "../read_body.ts";
import { IMAGE, onEngine } from "./engine_test_case.ts";

test(
  "run() misses nothing of a container that exits at once, whatever its log driver",
  onEngine(async ({ docker, labels }) => {
    const command = ["sh", "-c", "echo out; echo err >&2"];
    for (const removal of [{ remove: true }, { autoRemove: true }]) {
      await Promise.all(["json-file", "local", "none"].map(async (type) => {
        const settings = { ...removal, labels, logConfig: { type } };
        const { exitCode, stdout, stderr } = await docker.containers.run(IMAGE, command, settings);
        assert.deepEqual([type, exitCode, stdout, stderr], [type, 0, "out\n", "err\n"]);
      }));
    }
  }),
);

test(
  "run() feeds 20 MB through cat and gets them back (row 3)",
  onEngine(async ({ docker, labels }) => {
    const block = new Uint8Array(1_000_000).map((_, i) => i % 251);
    const { bytes } = await docker.containers.run(IMAGE, ["cat"], {
      labels,
      remove: true,
      stdin: Array.from({ length: 20 }, () => block),
    });
    assert.equal(bytes.stdout.length, 20_000_000);
    for (let at = 0; at < 20_000_000; at += 1_000_000) {
      assert.deepEqual(bytes.stdout.subarray(at, at + 1_000_000), block);
    }
  }),
);

test(
  "a stalled reader stops the program, and a dropped session lets it go on (row 4)",
  onEngine(async ({ docker, labels }) => {
    const script = "dd if=/dev/zero bs=1M count=20 2>/dev/null; touch /done; sleep 60";
    const session = await docker.containers.spawn(IMAGE, ["sh", "-c", script], {
      labels,
      logConfig: { type: "none" },
    });
    const isDone = async (): Promise<boolean> => {
      const path = `/containers/${session.container.id}/archive?path=/done`;
      return (await docker.fetch(path, { method: "HEAD" })).status === 200;
    };
    assert.equal((await session.output.getReader().read()).done, false);
    await turn(1_000);
    assert.equal(await isDone(), false, "20 MB don't fit between the program and a stalled reader");
    await session[Symbol.asyncDispose]();
    for (let i = 0; i < 100 && !await isDone(); i++) await turn(100);
    assert.equal(await isDone(), true);
    await session.container.remove({ force: true });
  }),
);

test(
  "text is decoded stream by stream, also where frames split characters",
  onEngine(async ({ docker, labels }) => {
    const { stdout, output } = await docker.containers.run(IMAGE, [
      "sh",
      "-c",
      "printf 'gr\\303'; sleep 0.3; printf 'E' >&2; sleep 0.3; printf '\\274n'",
    ], { labels, remove: true });
    assert.equal(stdout, "grün");
    assert.equal(output, "grEün");
  }),
);

test(
  "lines are told apart: CRLF, empty, 10 MB long, and without an end",
  onEngine(async ({ docker, labels, keep }) => {
    const long = "head -c 10000000 /dev/zero | tr '\\0' x; echo";
    const session = keep(
      await docker.containers.spawn(IMAGE, [
        "sh",
        "-c",
        `printf 'one\\r\\ntwo\\n\\n'; ${long}; printf last`,
      ], { labels, remove: true }),
    );
    const lines: string[] = [];
    for await (const { line } of session.output.lines()) {
      lines.push(line.length > 10 ? `${line.length}` : line);
    }
    assert.deepEqual(lines, ["one", "two", "", "10000000", "last"]);
    assert.equal(await session.exitCode(), 0);
  }),
);
