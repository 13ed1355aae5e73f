/** What `waitFor()` waits for, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { WaitForError, type WaitForProgress } from "@fairlead/docker";
import { IMAGE, onEngine } from "../engine_test_case.ts";

test(
  "waitFor() sees the start, the health, a port, a line, an answer and the exit of a container",
  onEngine(async ({ docker, engine, labels }) => {
    const script =
      "echo ready; sleep 0.5; httpd -p 80 -h /www; until [ -e /stop ]; do sleep 0.1; " +
      "done; echo stopping; exit 3";
    const container = await docker.containers.create(IMAGE, ["sh", "-c", script], {
      labels,
      ports: { 80: null },
      healthcheck: { test: "wget -q -O /dev/null localhost", interval: 0.2, retries: 100 },
    });
    try {
      const health: string[] = [];
      const onProgress = ({ seen }: WaitForProgress): void => void health.push(seen);
      const http = { port: 80, address: engine.address };
      const ready = Promise.all([
        container.waitFor("running"),
        container.waitFor("healthy", { onProgress }),
        container.waitFor({ port: 80 }),
        container.waitFor({ log: "ready" }),
        container.waitFor({ log: /^read[y]$/g }),
        container.waitFor({ http }),
        container.waitFor({ http: { ...http, path: "/missing", status: 404 } }),
      ]);
      const exits = [
        container.waitFor("exited"),
        container.waitFor({ log: "stopping" }),
        assert.rejects(container.waitFor({ port: 81 }), (error) => {
          assert.ok(error instanceof WaitForError);
          assert.deepEqual([error.code, error.exitCode], ["exit-code", 3]);
          assert.deepEqual(error.lines, ["ready", "stopping"]);
          assert.match(error.seen, /^listening ports: 80/);
          return true;
        }),
      ];
      await container.start();
      await ready;
      assert.match(health.at(-1) ?? "", /^health: healthy/);
      await assert.rejects(container.waitFor({ port: 81 }, { waitTimeout: 300 }), {
        name: "WaitForError",
        code: "timeout",
        lines: ["ready"],
      });
      await container.execRun("touch /stop");
      await Promise.all(exits);
    } finally {
      await container.remove({ force: true, volumes: true });
    }
  }),
);

test(
  "waitFor() tells this run's output from the last one's, and what can't come",
  onEngine(async ({ docker, labels }) => {
    const script =
      "if [ -e /ran ]; then echo second; exec sleep 60; else touch /ran; echo first; fi";
    const container = await docker.containers.create(IMAGE, ["sh", "-c", script], {
      labels,
      init: true,
      healthcheck: { test: "echo broken; false", interval: 0.2, retries: 2 },
    });
    const silent = await docker.containers.create(IMAGE, "true", {
      labels,
      logConfig: { type: "none" },
    });
    try {
      const first = container.waitFor({ log: "first" });
      await container.start();
      await first;
      await container.wait();
      await container.waitFor({ log: "first" });
      await container.start();
      const unhealthy = assert.rejects(container.waitFor("healthy"), {
        name: "WaitForError",
        code: "unhealthy",
        seen: "health: unhealthy, the last check ended with 1: broken",
        lines: ["second"],
      });
      const seen: string[] = [];
      const onProgress = (progress: WaitForProgress): void => void seen.push(progress.seen);
      await container.waitFor({ log: /first|second/ }, { onProgress });
      assert.deepEqual(seen, ["", "second"]);
      await unhealthy;
      await assert.rejects(silent.waitFor({ log: "x" }), { name: "TypeError", message: /spawn/ });
      await assert.rejects(silent.waitFor("healthy"), TypeError);
      await assert.rejects(silent.waitFor({ http: { port: 80 } }), TypeError);
    } finally {
      await container.remove({ force: true, volumes: true });
      await silent.remove();
    }
  }),
);
