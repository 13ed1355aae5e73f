import assert from "node:assert/strict";
import { test } from "node:test";
import { assertDropped, type GarbageReport, garbageReport } from "../garbage_report.ts";

interface Report extends GarbageReport {
  readonly kept: number;
}

test("streams of events that are dropped as garbage close their connections", async () => {
  const program = new URL("events_garbage_program.ts", import.meta.url);
  const report = await garbageReport<Report>(program);
  assertDropped(report);
  assert.equal(report.kept, 3 * report.each, "what waited for an event got it");
});
