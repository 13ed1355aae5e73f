import assert from "node:assert/strict";
import { test } from "node:test";
import { toBytes } from "../../../src/models/convert/bytes.ts";
import { splitCommand } from "../../../src/models/convert/command.ts";
import { toNanoseconds } from "../../../src/models/convert/durations.ts";
import { checkKeys } from "../../../src/models/convert/known_keys.ts";
import { toTimestamp } from "../../../src/models/convert/timestamps.ts";

test("toBytes() knows every unit, in either case, with or without a b", () => {
  for (
    const [text, bytes] of [
      ["1b", 1],
      ["2K", 2048],
      ["2kb", 2048],
      ["2KiB", 2048],
      ["1.5m", 1_572_864],
      ["1 g", 1_073_741_824],
      ["1T", 1_099_511_627_776],
      [" 7 ", 7],
    ] as const
  ) assert.equal(toBytes("memLimit", text), bytes, text);
  for (const text of ["m", "1x", "1mm", "0x10", "1e3", "1,5m", "--1"]) {
    assert.throws(() => toBytes("memLimit", text), /^TypeError: Cannot use memLimit/, text);
  }
});

test("toNanoseconds() takes seconds, and text with units", () => {
  for (
    const [span, nanoseconds] of [
      [0, 0],
      [0.25, 250_000_000],
      ["1h", 3_600_000_000_000],
      ["1m30s", 90_000_000_000],
      ["500ms", 500_000_000],
      ["2us", 2000],
      ["2µs", 2000],
      ["3ns", 3],
      ["1.5s", 1_500_000_000],
    ] as const
  ) assert.equal(toNanoseconds("interval", span), nanoseconds, `${span}`);
  for (const span of ["30", "s", "1m 30s", "1d", "", true, {}]) {
    assert.throws(() => toNanoseconds("interval", span), /^TypeError: Cannot use interval/);
  }
  for (const span of [-1, NaN, Infinity, 1_000_001, "300h"]) {
    assert.throws(() => toNanoseconds("interval", span), /^RangeError: Cannot use interval/);
  }
});

test("toTimestamp() adds no digits", () => {
  assert.equal(toTimestamp("since", new Date(1_700_000_000_123)), "1700000000.123");
  assert.equal(toTimestamp("since", new Date(1_700_000_000_000)), "1700000000");
  assert.equal(toTimestamp("since", 1_700_000_000.5), "1700000000.5");
  assert.equal(toTimestamp("since", 0), "0");
  assert.equal(toTimestamp("since", 1e-7), "0.000000100");
  assert.equal(toTimestamp("since", undefined), undefined);
  for (const time of [-1, NaN, Infinity, new Date(NaN)]) {
    assert.throws(() => toTimestamp("since", time), /^RangeError: Cannot use since/);
  }
  for (const time of ["1700000000", "", "soon", "-10m", "2026-01-02", {}, true, null, 1n]) {
    assert.throws(() => toTimestamp("since", time), /^TypeError: Cannot use since/);
  }
});

test("toTimestamp() takes how long ago, and times to the nanosecond", () => {
  const now = 1_700_000_000_123;
  for (
    const [text, seconds] of [
      ["0s", "1700000000.123"],
      ["10m", "1699999400.123"],
      ["1h30m0.5s", "1699994599.623"],
      ["123ms", "1700000000"],
      ["2026-01-02T03:04:05.678901234Z", "1767323045.678901234"],
      ["2026-01-02T03:04:05.000000001+01:00", "1767319445.000000001"],
      ["1970-01-01T00:00:00Z", "0.000000000"],
    ] as const
  ) assert.equal(toTimestamp("since", text, now), seconds, text);
  for (const text of ["999999999h", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z"]) {
    assert.throws(() => toTimestamp("since", text, now), /^RangeError: Cannot use since "/, text);
  }
});

test("splitCommand() splits as a POSIX shell does", () => {
  for (
    const [text, words] of [
      ["", []],
      ["  a\t b\n", ["a", "b"]],
      [`a'b'"c"d`, ["abcd"]],
      [`'' ""`, ["", ""]],
      [`'a\\b' "a\\b"`, ["a\\b", "a\\b"]],
      [`"a\\"b" "\\\\"`, [`a"b`, "\\"]],
      [`a\\ b \\'`, ["a b", "'"]],
      ["echo $HOME | *", ["echo", "$HOME", "|", "*"]],
      ["# no comment", ["#", "no", "comment"]],
      ["a 'b\nc'", ["a", "b\nc"]],
      ["echo 🚢", ["echo", "🚢"]],
    ] as const
  ) assert.deepEqual(splitCommand(text), words, text);
  for (const text of [`'a`, `"a`, `"a\\"`, "a\\"]) {
    assert.throws(() => splitCommand(text), /^TypeError: Cannot use command/, text);
  }
});

test("checkKeys() names the setting that was meant", () => {
  const known = { memLimit: true, environment: true, volumes: true, detach: true } as const;
  for (
    const [key, meant] of [
      ["mem_limit", "memLimit"],
      ["memlimit", "memLimit"],
      ["memLimt", "memLimit"],
      ["env", "environment"],
      ["volume", "volumes"],
    ]
  ) {
    assert.throws(
      () => checkKeys<object>("run a container", { [`${key}`]: 1 }, known),
      new RegExp(`^TypeError: Cannot run a container: there is no setting "${key}"; .*"${meant}"`),
    );
  }
  assert.throws(
    () => checkKeys("run a container", { ["zebra" as string]: 1 }, known),
    /there is no setting "zebra"$/,
  );
  assert.throws(
    () => checkKeys("run a container", { ["toString" as string]: 1 }, known),
    /there is no setting "toString"/,
  );
  for (const settings of [null, [], "x", new Date(0), () => 0]) {
    assert.throws(
      () => checkKeys<unknown>("run a container", settings, {}),
      /^TypeError: Cannot use settings to run a container .*: expected an object$/,
    );
  }
});
