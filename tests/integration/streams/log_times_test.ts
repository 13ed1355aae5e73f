/** The times of a log's lines, on a real engine (row 5). */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import type { Container } from "@fairlead/docker";
import { IMAGE, onEngine } from "../engine_test_case.ts";

/** Lines of 1 to 200,000 bytes, in which it shows where a piece is missing, and many short ones. */
const SCRIPT = "for size in 1 16383 16384 16385 40000 200000; do " +
  "yes 0123456789abcdefghijklmnopqrstuvwxyzäöü | tr -d '\\n' | head -c $size; echo; done; " +
  "i=0; while [ $i -lt 1000 ]; do echo line $i; i=$((i+1)); done; " +
  "echo error >&2; printf 'no end'";

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function plainLines(container: Container): Promise<string[]> {
  const lines: string[] = [];
  for await (const { stream, line } of (await container.logs()).lines()) {
    lines.push(`${stream} ${line}`);
  }
  return lines;
}

for (const tty of [false, true]) {
  test(
    `stampedLines() of ${tty ? "a terminal" : "frames"} are the lines, whole, with their times`,
    onEngine(async (here) => {
      const { docker, labels } = here;
      const container = await docker.containers.create(IMAGE, ["sh", "-c", SCRIPT], {
        labels: { ...labels, "a=b": "c, d" },
        tty,
        environment: { COLOUR: "deep blue" },
        logConfig: { type: "json-file", config: { labels: "a=b", env: "COLOUR" } },
      });
      await container.start();
      await container.wait();
      const plain = await plainLines(container);
      assert.equal(plain.length, 1_008);
      for (const details of [false, true]) {
        const output = await container.logs({ timestamps: true, details });
        const lines: string[] = [];
        let last = 0n;
        for await (const { stream, line, ...rest } of output.stampedLines({ details })) {
          lines.push(`${stream} ${line}`);
          if (stream === "stdout") {
            assert.ok(rest.timeNano >= last, `${rest.timeNano} after ${last}`);
            last = rest.timeNano;
          }
          assert.deepEqual(rest.details, details ? { "a=b": "c, d", COLOUR: "deep blue" } : {});
        }
        assert.equal(lines.length, plain.length);
        const differs = lines.findIndex((line, index) => line !== plain[index]);
        assert.equal(differs, -1, `${lines[differs]?.slice(0, 100)}`);
        assert.equal(sha256(lines.join("\n")), sha256(plain.join("\n")));
        assert.equal(here.open(), 0, "the connection is given back");
      }
      const unstamped = await container.logs({ tail: 1 });
      await assert.rejects(unstamped.stampedLines().getReader().read(), { name: "ProtocolError" });
      await container.remove();
    }),
  );
}

test(
  "stampedLines() of two runs of a container follow each other, and since resumes between them",
  onEngine(async ({ docker, labels }) => {
    const command = [
      "sh",
      "-c",
      "echo begin; head -c 40000 /dev/zero | tr '\\0' x; echo; echo end",
    ];
    const container = await docker.containers.create(IMAGE, command, { labels });
    for (let run = 0; run < 2; run++) {
      await container.start();
      await container.wait();
    }
    const read = async (settings: Parameters<Container["logs"]>[0]) =>
      await Array.fromAsync(
        (await container.logs({ timestamps: true, ...settings })).stampedLines(),
      );
    const lines = await read({});
    assert.deepEqual(lines.map(({ line }) => line.length), [5, 40_000, 3, 5, 40_000, 3]);
    const second = lines[3];
    assert.ok(second !== undefined);
    const fraction = `${second.timeNano % 1_000_000n}`.padStart(6, "0");
    const since = `${second.time.toISOString().slice(0, -1)}${fraction}Z`;
    assert.deepEqual(await read({ since }), lines.slice(3));
    assert.deepEqual(await read({ since: "10m" }), lines);
    assert.deepEqual(await read({ until: "10m" }), []);
    await container.remove();
  }),
);
