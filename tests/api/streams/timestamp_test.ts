import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTimestamp, splitTimestamp } from "../../../src/api/streams/timestamp.ts";

test("parseTimestamp() keeps every nanosecond", () => {
  const times: [text: string, iso: string, nano: bigint][] = [
    ["2026-01-02T03:04:05.678901234Z", "2026-01-02T03:04:05.678Z", 1_767_323_045_678_901_234n],
    ["2026-01-02T03:04:05.999999999Z", "2026-01-02T03:04:05.999Z", 1_767_323_045_999_999_999n],
    ["2026-01-02T03:04:05.9999999999Z", "2026-01-02T03:04:05.999Z", 1_767_323_045_999_999_999n],
    ["2026-01-02T03:04:05.07Z", "2026-01-02T03:04:05.070Z", 1_767_323_045_070_000_000n],
    ["2026-01-02T03:04:05Z", "2026-01-02T03:04:05.000Z", 1_767_323_045_000_000_000n],
    ["2026-01-02T05:04:05.5+02:00", "2026-01-02T03:04:05.500Z", 1_767_323_045_500_000_000n],
    ["2026-01-01T21:34:05-05:30", "2026-01-02T03:04:05.000Z", 1_767_323_045_000_000_000n],
    ["1969-12-31T23:59:58.25Z", "1969-12-31T23:59:58.250Z", -1_750_000_000n],
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z", -62_135_596_800_000_000_000n],
  ];
  for (const [text, iso, nano] of times) {
    const parsed = parseTimestamp(text);
    assert.equal(parsed?.time.toISOString(), iso, text);
    assert.equal(parsed?.timeNano, nano, text);
  }
});

test("parseTimestamp() takes nothing that is no time", () => {
  for (
    const text of [
      "",
      "2026-01-02",
      "2026-01-02 03:04:05Z",
      "2026-01-02T03:04:05",
      "2026-13-02T03:04:05Z",
      "2026-01-02T25:04:05Z",
      " 2026-01-02T03:04:05Z",
      "2026-01-02T03:04:05Z ",
      "2026-01-02T03:04:05.Z",
      "1767323045",
    ]
  ) {
    assert.equal(parseTimestamp(text), undefined, text);
  }
});

test("splitTimestamp() takes the time off, and nothing more", () => {
  const stamp = "2026-01-02T03:04:05.678901234Z";
  assert.deepEqual(splitTimestamp(`${stamp} two  words `), {
    time: new Date("2026-01-02T03:04:05.678Z"),
    timeNano: 1_767_323_045_678_901_234n,
    line: "two  words ",
  });
  assert.equal(splitTimestamp(`${stamp} `)?.line, "");
  assert.equal(splitTimestamp(`${stamp} ${stamp} x`)?.line, `${stamp} x`);
  for (const line of ["", "no time", stamp, ` ${stamp} x`]) {
    assert.equal(splitTimestamp(line), undefined, line);
  }
});
