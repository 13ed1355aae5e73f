import { test } from "node:test";
import { assertDropped, garbageReport } from "../garbage_report.ts";

test("sessions that are dropped as garbage while their output waits close all their connections", async () => {
  assertDropped(await garbageReport(new URL("session_garbage_program.ts", import.meta.url)));
});
