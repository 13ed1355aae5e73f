import type { Healthcheck } from "../../types/container_process.ts";
import type { HealthConfigInput } from "../../types/wire/shared.ts";
import { checkTexts, checkWhole } from "./check.ts";
import { toNanoseconds } from "./durations.ts";
import { checkKeys } from "./known_keys.ts";

/**
 * A health check as the engine wants it; text is run by the container's shell.
 *
 * @example Every ten seconds
 * ```ts
 * import assert from "node:assert/strict";
 *
 * const { Test, Interval } = toHealthcheck({ test: "wget -q localhost", interval: 10 }) ?? {};
 * assert.deepEqual(Test, ["CMD-SHELL", "wget -q localhost"]);
 * assert.equal(Interval, 10_000_000_000);
 * ```
 *
 * @param healthcheck The check; `undefined` if none was given.
 * @throws {TypeError} If it can't be read.
 * @throws {RangeError} If a number is out of bounds.
 */
export function toHealthcheck(healthcheck: Healthcheck | undefined): HealthConfigInput | undefined {
  if (healthcheck === undefined) return undefined;
  checkKeys("use healthcheck", healthcheck, {
    test: true,
    interval: true,
    timeout: true,
    retries: true,
    startPeriod: true,
    startInterval: true,
  });
  const { test } = healthcheck;
  return {
    Test: typeof test === "string" ? ["CMD-SHELL", test] : checkTexts("healthcheck.test", test),
    Interval: toNanoseconds("healthcheck.interval", healthcheck.interval),
    Timeout: toNanoseconds("healthcheck.timeout", healthcheck.timeout),
    Retries: checkWhole("healthcheck.retries", healthcheck.retries, { minimum: 0 }),
    StartPeriod: toNanoseconds("healthcheck.startPeriod", healthcheck.startPeriod),
    StartInterval: toNanoseconds("healthcheck.startInterval", healthcheck.startInterval),
  };
}
