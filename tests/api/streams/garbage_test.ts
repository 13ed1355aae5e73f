import assert from "node:assert/strict";
import { test } from "node:test";
import { assertDropped, type GarbageReport, garbageReport } from "../../garbage_report.ts";

interface Report extends GarbageReport {
  readonly kept: number;
  readonly texts: readonly string[];
}

test("streams that are dropped as garbage close their connections, and those in use don't", async () => {
  const program = new URL("garbage_program.ts", import.meta.url);
  const report = await garbageReport<Report>(program);
  assert.ok(report.kept > 0);
  assertDropped(report);
  assert.deepEqual(report.texts, Array.from({ length: report.each }, () => "one\ntwo\nthree"));
});
