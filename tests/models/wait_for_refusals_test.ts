/** What `container.waitFor()` refuses before it waits. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { WaitForCondition, WaitForSettings } from "../../mod.ts";
import { clean } from "../leaks.ts";
import { containerOf } from "./exec_engine.ts";
import { callsOf, CREATED, INSPECT, running, waitForEngine } from "./wait_for_engine.ts";

const IMPOSSIBLE: readonly (readonly [
  message: RegExp,
  condition: WaitForCondition,
  told: string,
])[] = [
  [/"web" to be healthy: it has no health check; give it one/, "healthy", running()],
  [
    /it has no health check/,
    "healthy",
    running({}, { Config: { Healthcheck: { Test: ["NONE"] } } }),
  ],
  [/port 80: the port is not published; publish it/, { http: { port: 80 } }, running()],
  [/port 81: the port is not published/, { http: { port: 81 } }, CREATED],
  [
    /its log driver is "none".*docker\.containers\.spawn\(\)/,
    { log: "x" },
    running({}, { HostConfig: { LogConfig: { Type: "none" } } }),
  ],
];

for (const [message, condition, told] of IMPOSSIBLE) {
  test(
    `Container.waitFor() refuses at once what can't come: ${message}`,
    clean(async () => {
      const engine = waitForEngine({ [INSPECT]: told });
      const container = await containerOf(engine);
      await assert.rejects(container.waitFor(condition), { name: "TypeError", message });
      assert.equal(callsOf(engine).length, 2);
      assert.equal(engine.open, 0);
    }),
  );
}

/** Conditions and settings that mean nothing, by what is said of them. */
const REFUSED: readonly (readonly [message: RegExp, condition: unknown, settings?: unknown])[] = [
  [/^TypeError: Cannot use condition "stopped": expected "healthy", "running"/, "stopped"],
  [/^TypeError: Cannot use condition undefined/, undefined],
  [/^TypeError: Cannot use condition "prot"/, { prot: 1 }],
  [/^TypeError: Cannot use a condition of 2 parts \(port, log\)/, { port: 1, log: "x" }],
  [/^TypeError: Cannot use a condition of 0 parts/, {}],
  [/^RangeError: Cannot use port 0/, { port: 0 }],
  [/^TypeError: Cannot use port "80"/, { port: "80" }],
  [/^TypeError: Cannot use port undefined/, { port: undefined }],
  [/^TypeError: Cannot use log ""/, { log: "" }],
  [/^TypeError: Cannot use log 1/, { log: 1 }],
  [/^TypeError: Cannot use http\.port undefined/, { http: {} }],
  [/^RangeError: Cannot use http\.port 65536/, { http: { port: 65_536 } }],
  [/^TypeError: Cannot use http\.path "ready"/, { http: { port: 80, path: "ready" } }],
  [/^RangeError: Cannot use http\.status 99/, { http: { port: 80, status: 99 } }],
  [/^TypeError: Cannot use http\.status undefined/, { http: { port: 80, status: [undefined] } }],
  [/^TypeError: Cannot use http\.address 1/, { http: { port: 80, address: 1 } }],
  [/there is no setting "statuses"; did you mean "status"/, { http: { port: 80, statuses: 1 } }],
  [/there is no setting "timeout"/, "running", { timeout: 1 }],
  [/^RangeError: Cannot use waitTimeout 0/, "running", { waitTimeout: 0 }],
  [/^TypeError: Cannot use onProgress true/, "running", { onProgress: true }],
];

for (const [message, condition, settings] of REFUSED) {
  test(
    `Container.waitFor() refuses what means nothing: ${message}`,
    clean(async () => {
      const engine = waitForEngine();
      const container = await containerOf(engine);
      const promise = container.waitFor(
        condition as WaitForCondition,
        settings as WaitForSettings,
      );
      await assert.rejects(promise, (error) => {
        assert.match(String(error), message);
        return true;
      });
      assert.deepEqual(callsOf(engine), [], "nothing is sent");
    }),
  );
}
