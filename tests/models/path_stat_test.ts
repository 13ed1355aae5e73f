import assert from "node:assert/strict";
import { test } from "node:test";
import { ProtocolError } from "../../src/errors.ts";
import { toPathStat } from "../../src/models/path_stat.ts";

const STAT = { name: "x", size: 1, mode: 0, mtime: "2026-01-02T03:04:05Z", linkTarget: "" };

test("toPathStat() tells the mode as Unix does", () => {
  const modes: [go: number, unix: number, what: string][] = [
    [0o644, 0o100644, "file"],
    [2 ** 31 + 0o755, 0o040755, "directory"],
    [2 ** 31 + 2 ** 20 + 0o777, 0o041777, "directory like /tmp"],
    [2 ** 31 + 2 ** 22 + 0o770, 0o042770, "directory with set-group-ID"],
    [2 ** 23 + 0o755, 0o104755, "file with set-user-ID"],
    [2 ** 27 + 0o777, 0o120777, "symbolic link"],
    [2 ** 26 + 0o660, 0o060660, "block device"],
    [2 ** 26 + 2 ** 21 + 0o666, 0o020666, "character device"],
    [2 ** 25 + 0o600, 0o010600, "named pipe"],
    [2 ** 24 + 0o755, 0o140755, "socket"],
    [2 ** 19 + 0o600, 0o600, "something else"],
  ];
  for (const [mode, unix, what] of modes) {
    assert.equal(toPathStat({ ...STAT, mode }).mode.toString(8), unix.toString(8), what);
  }
});

test("toPathStat() tells time and target, and what is none", () => {
  const link = toPathStat({
    ...STAT,
    mode: 2 ** 27 + 0o777,
    mtime: "2026-01-02T05:04:05.123456789+02:00",
    linkTarget: "/y",
  });
  assert.equal(link.mtime.toISOString(), "2026-01-02T03:04:05.123Z");
  assert.equal(link.linkTarget, "/y");
  assert.equal(toPathStat(STAT).linkTarget, undefined);
  assert.equal(toPathStat({ ...STAT, linkTarget: "/x" }).linkTarget, undefined, "as from podman");
  assert.equal(toPathStat({ ...STAT, mtime: "0001-01-01T00:00:00Z" }).mtime.getUTCFullYear(), 1);
  assert.throws(() => toPathStat({ ...STAT, mtime: "" }), ProtocolError);
});
