import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readRecords, writeRecord } from "../../../../src/api/streams/tar/pax.ts";
import { concat } from "../feed.ts";
import { block, decode, extended, file, type Read, record } from "./archives.ts";

const encoder = new TextEncoder();

function read(...records: readonly string[]): Read | undefined {
  return decode(extended(records.join("")), file("abc", { userName: "u", name: "n" }))[0];
}

function time(mtime: string): string | undefined {
  return read(record("mtime", mtime))?.mtime.toISOString();
}

test("records say what the header has no room for", () => {
  const entry = read(
    record("path", "päth\nof two lines"),
    record("size", "3"),
    record("uid", "9007199254740991"),
    record("gid", "4294967295"),
    record("uname", "ünäme"),
    record("gname", "gname"),
    record("SCHILY.xattr.user.mime_type", "text/plain"),
    record("hdrcharset", "ISO-IR 10646 2000 UTF-8"),
  );
  assert.equal(entry?.name, "päth\nof two lines");
  assert.deepEqual([entry?.uid, entry?.gid], [Number.MAX_SAFE_INTEGER, 4294967295]);
  assert.deepEqual([entry?.userName, entry?.groupName], ["ünäme", "gname"]);
  assert.deepEqual(entry?.pax, new Map([["SCHILY.xattr.user.mime_type", "text/plain"]]));
  assert.equal(entry?.content, "abc");
});

test("a record's size counts, and not the header's", () => {
  const entries = decode(
    extended(record("size", "5")),
    block({ size: "00000000000" }),
    file("", { name: "content of the first" }), // its first five bytes are
    block({ name: "next" }),
  );
  assert.deepEqual(entries.map(({ content, name }) => [content, name]), [
    ["conte", "file"],
    ["", "next"],
  ]);
});

test("times have fractions and may lie before 1970", () => {
  assert.equal(time("0"), "1970-01-01T00:00:00.000Z");
  assert.equal(time("1709210096.789999999"), "2024-02-29T12:34:56.789Z");
  assert.equal(time("1709210096.7"), "2024-02-29T12:34:56.700Z");
  assert.equal(time("1709210096."), "2024-02-29T12:34:56.000Z");
  assert.equal(time("-299808000"), "1960-07-02T00:00:00.000Z");
  assert.equal(time("-1.5"), "1969-12-31T23:59:58.500Z");
  assert.equal(time("8589934592"), "2242-03-16T12:56:32.000Z");
});

test("an empty value takes back what was said, by the global header too", () => {
  const entries = decode(
    extended(record("uname", "global") + record("gname", "global"), "g"),
    extended(record("uname", "") + record("path", "") + record("gname", "own")),
    block({ userName: "header" }),
    block(),
    extended(record("uname", ""), "g"),
    block({ userName: "header" }),
  );
  assert.deepEqual(
    entries.map(({ name, userName, groupName }) => [name, userName, groupName]),
    [["file", "header", "own"], ["file", "global", "global"], ["file", "header", "global"]],
  );
});

test("global headers that repeat without end are not kept", () => {
  const globals = Array.from({ length: 50 }, (_, i) => extended(record(`k${i}`, "v"), "g"));
  assert.deepEqual(decode(...globals, block())[0]?.pax, new Map());
});

test("values that a record can't have are refused", () => {
  const table: [string, string, RegExp][] = [
    ["size", "-1", /expected a number as size, got "-1"$/],
    ["size", "1e3", /expected a number as size, got "1e3"$/],
    ["size", "9007199254740992", /expected a number as size, got "9007199254740992"$/],
    ["uid", " 1", /expected a number as uid, got " 1"$/],
    ["mtime", "today", /expected seconds as mtime, got "today"$/],
    ["mtime", "1e10", /expected seconds as mtime, got "1e10"$/],
    ["mtime", "99999999999999", /in which "n" was changed, got 99999999999999000 ms$/],
    ["path", "a\0b", /expected text without NUL as path, got "a\\u0000b"$/],
    ["linkpath", "a\0b", /expected text without NUL as linkpath, got "a\\u0000b"$/],
  ];
  for (const [keyword, value, why] of table) {
    assert.throws(() => read(record(keyword, value)), {
      name: "ProtocolError",
      message: new RegExp(`^Cannot read the archive: .*${why.source}`),
    });
  }
});

test("what are no records is refused", () => {
  const table = [
    "x",
    " 7 a=b\n",
    "6 a=b",
    "7 a=b\n",
    "5 a=b\n",
    "4 a=\n",
    "5 =b\n",
    "4 a\n",
    "0 a=b\n",
    "99999999999999999999 a=b\n",
    "6 a=b\nrest",
    "2 6 a=b\n",
  ];
  for (const text of table) {
    assert.throws(() => readRecords(encoder.encode(text)), {
      name: "ProtocolError",
      message: /^Cannot read the archive: expected a PAX record, got "/,
    }, JSON.stringify(text));
  }
});

test("what is written is read, whatever the length of the length", () => {
  for (let length = 0; length < 1100; length++) {
    const value = "v".repeat(length);
    const bytes = writeRecord(encoder.encode(` k=${value}\n`));
    assert.equal(new TextDecoder().decode(bytes), record("k", value));
  }
  const keyword = fc.string({ minLength: 1, unit: "grapheme" }).filter((text) =>
    !/[=\0]/.test(text)
  );
  fc.assert(fc.property(
    fc.array(fc.tuple(keyword, fc.string({ unit: "grapheme" }))),
    (records) => {
      const bytes = records.map(([key, value]) =>
        writeRecord(encoder.encode(` ${key}=${value}\n`))
      );
      assert.deepEqual(readRecords(concat(...bytes)), new Map(records));
    },
  ));
});
