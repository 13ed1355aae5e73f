import assert from "node:assert/strict";
import { test } from "node:test";
import { toMount } from "../../../src/models/convert/mounts.ts";
import { parseBind, toBinds, toVolumePaths } from "../../../src/models/convert/volumes.ts";
import type { Mount, Volumes } from "../../../src/types/container_storage.ts";

test("parseBind() keeps the drives of Windows paths whole", () => {
  for (
    const [text, source, target, mode] of [
      ["C:\\a:D:\\b:ro", "C:\\a", "D:\\b", "ro"],
      ["c:/a:/b", "c:/a", "/b", undefined],
      ["vol:C:\\b", "vol", "C:\\b", undefined],
      ["C:\\b", undefined, "C:\\b", undefined],
      ["/a b/ü:/c:ro,z", "/a b/ü", "/c", "ro,z"],
    ] as const
  ) assert.deepEqual(parseBind(text), { source, target, mode });
});

test("parseBind() refuses what has an empty part or too many", () => {
  for (const text of ["", ":", "/a:", ":/b", "/a:/b:", "/a:/b:ro:x"]) {
    assert.throws(() => parseBind(text), /^TypeError: Cannot use volumes/);
  }
});

test("toVolumePaths() names the paths in the container", () => {
  assert.deepEqual(toVolumePaths(["/a", "/h:/b:ro"]), { "/a": {}, "/b": {} });
  assert.deepEqual(toVolumePaths({ vol: { bind: "/c" }, other: "/d" }), { "/c": {}, "/d": {} });
  assert.equal(toVolumePaths(undefined), undefined);
});

test("toBinds() refuses what it can't read", () => {
  for (
    const [volumes, message] of [
      ["/a:/b", /expected an object or a list of texts$/],
      [[1], /volumes\[0\] 1: expected text$/],
      [{ "/h": {} }, /volumes\.\/h\.bind undefined: expected a path in the container$/],
      [{ "/h": "" }, /expected a path in the container$/],
      [{ "/h": null }, /expected a path in the container, or an object$/],
      [{ "": "/c" }, /the source of a volume is empty$/],
      [{ "/h": { bind: "/c", mode: "ro", ro: true } }, /give either mode or ro$/],
      [{ "/h": { bind: "/c", readonly: true } }, /there is no setting "readonly"/],
    ] as const
  ) {
    assert.throws(() => toBinds(volumes as unknown as Volumes), (error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, message);
      return true;
    });
  }
});

test("toMount() refuses what the type of the mount does not have", () => {
  for (
    const [mount, message] of [
      [{ target: "/t", propagation: "shared" }, /propagation is for the type "bind"/],
      [{ target: "/t", type: "bind", source: "/s", noCopy: true }, /noCopy is for .* "volume"/],
      [{ target: "/t", tmpfsSize: 1 }, /tmpfsSize is for the type "tmpfs", and this is "volume"$/],
      [{ target: "/t", type: "tmpfs", tmpfsMode: 0o10000 }, /tmpfsMode 4096: .* from 0 to 4095$/],
      [{ source: "v" }, /the target of a mount undefined: expected a path/],
      [{ target: "/t", read_only: true }, /no setting "read_only"; did you mean "readOnly"\?$/],
      [{ target: "/t", driverConfig: { Name: "nfs" } }, /did you mean "name"\?$/],
      ["/a:/b:z", /the mode must be "ro" or "rw"/],
      [7, /Cannot use settings to use a mount 7: expected an object$/],
    ] as const
  ) {
    assert.throws(() => toMount(mount as unknown as Mount), (error) => {
      assert.ok(error instanceof TypeError || error instanceof RangeError);
      assert.match(error.message, message);
      return true;
    });
  }
});
