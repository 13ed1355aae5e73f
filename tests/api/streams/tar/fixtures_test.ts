import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { TarDecoder } from "../../../../src/api/streams/tar/decoder.ts";
import type { TarHeader } from "../../../../src/types/tar.ts";
import { cutAt } from "../../../cuts.ts";
import { decode, decodeAll, fixture, type Read } from "./archives.ts";

const DEEP = ["a", "b", "c"].map((letter) => letter.repeat(90)).join("/");
const TIME = Date.parse("2024-02-29T12:34:56Z");

/** What `tests/data/tar/make.sh` puts into the trees, without `./` before the names. */
const TREE: readonly (Partial<Read> & { readonly name: string })[] = [
  { name: ".", type: "directory", mode: 0o755 },
  { name: DEEP.slice(0, 90), type: "directory", mode: 0o755 },
  { name: DEEP.slice(0, 181), type: "directory", mode: 0o755 },
  { name: DEEP, type: "directory", mode: 0o755 },
  { name: `${DEEP}/quite-deep.md`, content: "deep" },
  { name: "block", content: "x".repeat(512) },
  { name: "caf\udce9", content: "latin" },
  { name: "empty", content: "" },
  { name: "fifo", type: "fifo" },
  { name: "hard-link", type: "link", linkTarget: `./${DEEP}/quite-deep.md` },
  { name: "link", type: "symlink", mode: 0o777, linkTarget: "../elsewhere" },
  { name: "long-target", type: "symlink", mode: 0o777, linkTarget: "t".repeat(200) },
  { name: "loop", type: "block-device", deviceMajor: 7, deviceMinor: 300 },
  { name: "naïve-ファイル-😀", content: "names" },
  { name: "new\nline", content: "lines" },
  { name: "n".repeat(150), content: "long" },
  { name: "null", type: "character-device", deviceMajor: 1, deviceMinor: 3 },
  { name: "old", content: "old", mtime: new Date("1960-07-01T00:00:00Z") },
  { name: "over-a-block", content: "y".repeat(513) },
  { name: "owned", content: "owner", uid: 1234, gid: 2345, userName: "", groupName: "" },
  { name: "owned-high", content: "owner", uid: 3e6, gid: 4e6, userName: "", groupName: "" },
  { name: "set-user-id", content: "run", mode: 0o4755 },
  { name: "sticky", type: "directory", mode: 0o1777 },
  { name: "ملف-קובץ-फ़ाइल", content: "names" },
];

function expected(part: Partial<Read> & { readonly name: string }, milliseconds: number): Read {
  const { name, content = "" } = part;
  return {
    type: "file",
    size: content.length,
    mode: 0o644,
    uid: 0,
    gid: 0,
    userName: "root",
    groupName: "root",
    mtime: new Date(TIME + milliseconds),
    linkTarget: "",
    deviceMajor: 0,
    deviceMinor: 0,
    pax: new Map(),
    ...part,
    content,
    name: name === "." ? "." : `./${name}`,
  };
}

test("an archive of GNU tar's own format is read in full", async () => {
  assert.equal(`${DEEP}/quite-deep.md`.length, 286);
  const entries = decode(await fixture("tree-gnu"));
  assert.deepEqual(entries, TREE.map((entry) => expected(entry, 0)));
});

test("an archive of GNU tar's PAX format is read in full, with milliseconds", async () => {
  const entries = decode(await fixture("tree-pax"));
  for (const { name, pax } of entries) {
    assert.deepEqual([...pax.keys()], ["atime", "ctime"], name);
  }
  assert.deepEqual(
    entries.map((entry) => ({ ...entry, pax: new Map() })),
    TREE.map((entry) => expected(entry, 789)),
  );
});

test("an archive is read wherever it is cut, and byte by byte", async () => {
  for (const name of ["tree-gnu", "tree-pax"]) {
    const archive = await fixture(name);
    const entries = decode(archive);
    const bytes = Array.from(archive, (byte) => Uint8Array.of(byte));
    assert.deepEqual(decodeAll(bytes), entries);
    const places = fc.array(fc.nat(archive.length), { maxLength: 40 });
    fc.assert(
      fc.property(places, (places) => {
        assert.deepEqual(decodeAll(cutAt(archive, places)), entries);
      }),
      { numRuns: 50 },
    );
  }
});

test("archives of before POSIX are read", async () => {
  for (const format of ["v7", "oldgnu"]) {
    const entries = decode(await fixture(`plain-${format}`));
    assert.deepEqual(
      entries.map(({ name, type, linkTarget, content }) => [name, type, linkTarget, content]),
      [
        ["folder", "directory", "", ""],
        ["folder/file", "file", "", "hello"],
        ["folder/link", "symlink", "file", ""],
      ],
    );
    const owner = format === "v7" ? "" : "root";
    for (const entry of entries) {
      assert.equal(entry.userName, owner);
      assert.deepEqual(entry.mtime, new Date("2001-02-03T04:05:06Z"));
    }
  }
});

test("a path in two fields is put together", async () => {
  const entries = decode(await fixture("prefix-ustar"));
  assert.deepEqual(entries.map(({ name }) => name), [
    "p".repeat(90),
    `${"p".repeat(90)}/${"q".repeat(90)}`,
  ]);
  assert.equal(entries[1]?.content, "split");
});

test("the label of an archive is no entry", async () => {
  const entries = decode(await fixture("label-gnu"));
  assert.deepEqual(entries.map(({ name, content }) => [name, content]), [["folder/file", "hello"]]);
});

test("what a global header says holds for all entries", async () => {
  const entries = decode(await fixture("global-pax"));
  assert.equal(entries.length, 3);
  for (const { userName, groupName, pax } of entries) {
    assert.deepEqual([userName, groupName, pax.has("comment")], ["root", "everybody", false]);
  }
});

test("sparse files are refused in each of their formats", async () => {
  for (const name of ["gnu", "pax-0.0", "pax-0.1", "pax-1.0"]) {
    const archive = await fixture(`sparse-${name}`);
    assert.throws(() => decode(archive), {
      name: "ProtocolError",
      message: /^Cannot read the archive: "\S*holes" is a sparse file in it; .* without --sparse$/,
    });
  }
});

test("a size of 9 GiB is read, and as many bytes expected", async () => {
  const much = new Uint8Array(64 * 2 ** 20);
  for (const format of ["gnu", "pax"]) {
    const archive = await fixture(`huge-${format}`);
    const decoder = new TarDecoder();
    decoder.feed(archive);
    const header = decoder.readHeader() as TarHeader;
    assert.deepEqual([header.name, header.size], ["huge", 9 * 2 ** 30]);
    let bytes = 0;
    while (decoder.bodyLeft > 0) {
      const piece = decoder.readBody();
      if (piece == null) decoder.feed(much);
      else bytes += piece.length;
    }
    assert.equal(bytes, 9 * 2 ** 30);
    assert.equal(decoder.readBody(), null);
  }
});
