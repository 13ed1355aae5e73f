import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { untar } from "../../../../src/api/streams/tar/reader.ts";
import { tar } from "../../../../src/api/streams/tar/writer.ts";
import type { Bytes } from "../../../../src/transport/connection.ts";
import type { BodySource } from "../../../../src/types/body_source.ts";
import type { TarEntrySettings } from "../../../../src/types/tar.ts";
import { concat } from "../feed.ts";
import { decode, type Read, record } from "./archives.ts";
import { chunksOf, readChunks, watched } from "./sources.ts";

const TIME = new Date("2024-02-29T12:34:56Z");

async function pack(
  entries: Iterable<TarEntrySettings> | AsyncIterable<TarEntrySettings>,
): Promise<Bytes> {
  return concat(...await readChunks(tar(entries)));
}

/** Packs one entry and reads it. */
async function through(entry: TarEntrySettings): Promise<Read> {
  const [read, ...others] = decode(await pack([entry]));
  assert.deepEqual(others, []);
  assert.ok(read !== undefined);
  return read;
}

/** How many blocks an archive of one entry has, besides its end. */
async function blocks(entry: TarEntrySettings): Promise<number> {
  return (await pack([entry])).length / 512 - 2;
}

test("an entry that only has a name is an empty file of now", async () => {
  const before = Math.floor(Date.now() / 1000) * 1000;
  const { mtime, ...rest } = await through({ name: "a" });
  assert.ok(mtime.getTime() >= before && mtime.getTime() <= Date.now());
  assert.deepEqual(rest, {
    name: "a",
    type: "file",
    size: 0,
    mode: 0o644,
    uid: 0,
    gid: 0,
    userName: "",
    groupName: "",
    linkTarget: "",
    deviceMajor: 0,
    deviceMinor: 0,
    pax: new Map(),
    content: "",
  });
});

test("each type is written with its own mode", async () => {
  const table: [TarEntrySettings, number][] = [
    [{ name: "a", type: "directory" }, 0o755],
    [{ name: "a", type: "symlink", linkTarget: "t" }, 0o777],
    [{ name: "a", type: "link", linkTarget: "t" }, 0o644],
    [{ name: "a", type: "fifo" }, 0o644],
    [{ name: "a", type: "character-device", deviceMajor: 1, deviceMinor: 3 }, 0o644],
    [{ name: "a", type: "block-device", deviceMajor: 7, deviceMinor: 2097151 }, 0o644],
  ];
  for (const [entry, mode] of table) {
    const read = await through(entry);
    for (const [key, value] of Object.entries(entry)) assert.equal(read[key as keyof Read], value);
    assert.equal(read.mode, mode, entry.type);
    assert.equal(await blocks(entry), 1);
  }
});

test("bits of the mode above 0o7777 are left out", async () => {
  assert.equal((await through({ name: "a", mode: 0o104755 })).mode, 0o4755);
});

test("a directory's name gets its slash, once", async () => {
  for (const name of ["a", "a/"]) {
    const bytes = await pack([{ name, type: "directory" }]);
    assert.equal(new TextDecoder().decode(bytes.subarray(0, 4)), "a/\0\0");
  }
});

test("an archive ends with two blocks of zeros", async () => {
  assert.deepEqual(await pack([]), new Uint8Array(1024));
  const bytes = await pack([{ name: "a", body: "b" }]);
  assert.deepEqual(bytes.slice(513), new Uint8Array(511 + 1024));
});

test("content may be whatever has bytes", async () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 251);
  async function* later(): AsyncGenerator<Bytes> {
    yield* chunksOf(bytes, 999);
  }
  const bodies: BodySource[] = [
    bytes,
    bytes.buffer,
    new Blob([bytes]),
    watched(chunksOf(bytes, 999)).stream,
    [...chunksOf(bytes, 30_000)],
    chunksOf(bytes, 999),
    later(),
  ];
  for (const body of bodies) {
    const { content } = await through({ name: "a", size: bytes.length, body });
    assert.equal(content, String.fromCharCode(...bytes));
  }
  const text = await through({ name: "a", body: "ñ" });
  assert.deepEqual([text.size, text.content], [2, "\xc3\xb1"]);
});

test("a size is needed where the content does not tell it, and only there", async () => {
  for (const body of [new Uint8Array(5), new ArrayBuffer(5), new Blob(["12345"]), "12345"]) {
    assert.equal((await through({ name: "a", body })).size, 5);
  }
  for (const body of [watched([]).stream, [new Uint8Array(5)]]) {
    await assert.rejects(pack([{ name: "a", body }]), {
      name: "TypeError",
      message: 'Cannot write "a": size is needed, as its content is a stream or an iterable',
    });
  }
});

test("content that is shorter or longer than its size is an error", async () => {
  const bytes = new Uint8Array(5);
  const known = [bytes, bytes.buffer, new Blob([bytes]), "12345"];
  for (const [size, found] of [[6, "5"], [4, "5"]] as const) {
    for (const body of known) {
      await assert.rejects(pack([{ name: "a", size, body }]), {
        name: "TypeError",
        message: `Cannot write "a": its size is ${size} bytes, but its content has ${found}`,
      });
    }
  }
  for (const [size, found] of [[6, "only 5"], [4, "more"], [0, "more"]] as const) {
    for (const body of [[bytes], watched([bytes]).stream, [...chunksOf(bytes, 1)]]) {
      await assert.rejects(pack([{ name: "a", size, body }]), {
        name: "TypeError",
        message: `Cannot write "a": its size is ${size} bytes, but its content has ${found}`,
      });
    }
  }
  await assert.rejects(pack([{ name: "a", size: 5 }]), TypeError);
  await assert.rejects(pack([{ name: "a", type: "directory", body: "12345" }]), RangeError);
});

test("empty chunks are no end", async () => {
  const empty = new Uint8Array(0);
  const body = [empty, Uint8Array.of(97), empty, empty, Uint8Array.of(98), empty];
  assert.equal((await through({ name: "a", size: 2, body })).content, "ab");
});

test("what fits into the header is written without an extended one", async () => {
  const fitting: TarEntrySettings[] = [
    { name: "n".repeat(100) },
    { name: `${"p".repeat(155)}/${"n".repeat(100)}` },
    { name: `p/${"n".repeat(99)}` },
    { name: `${"p".repeat(50)}/${"p".repeat(50)}/n`, type: "directory" },
    { name: "a", type: "symlink", linkTarget: "t".repeat(100) },
    { name: "a", uid: 0o7777777, gid: 0o7777777 },
    { name: "a", userName: "u".repeat(32), groupName: "g".repeat(32) },
    { name: "a", mtime: new Date(0) },
    { name: "a", mtime: new Date((8 ** 11 - 1) * 1000) },
    { name: "caf\udce9" },
  ];
  for (const entry of fitting) {
    assert.equal(await blocks(entry), 1);
    const read = await through(entry);
    for (const [key, value] of Object.entries(entry)) {
      assert.deepEqual(read[key as keyof Read], value);
    }
  }
});

test("what does not fit is written in an extended header", async () => {
  const others: TarEntrySettings[] = [
    { name: "n".repeat(101) },
    { name: `${"p".repeat(156)}/n` },
    { name: `${"p".repeat(155)}/${"n".repeat(101)}` },
    { name: `/${"n".repeat(100)}` },
    { name: `${"d/".repeat(200)}n` },
    { name: "naïve-ファイル-😀" },
    { name: "a", type: "link", linkTarget: "t".repeat(101) },
    { name: "a", type: "symlink", linkTarget: "ñ" },
    { name: "a", uid: 0o10000000 },
    { name: "a", gid: Number.MAX_SAFE_INTEGER },
    { name: "a", userName: "u".repeat(33) },
    { name: "a", groupName: "グループ" },
    { name: "a", mtime: new Date("1960-07-01") },
    { name: "a", mtime: new Date(-1000) },
    { name: "a", mtime: new Date(8 ** 11 * 1000) },
    { name: "a", pax: new Map([["SCHILY.xattr.user.x", "\0\udcff=\n"], ["comment", ""]]) },
    { name: `${"x".repeat(120)}\udce9` },
  ];
  for (const entry of others) {
    assert.ok(await blocks(entry) >= 3);
    const read = await through(entry);
    for (const [key, value] of Object.entries(entry)) {
      const expected = key === "pax" ? new Map([...entry.pax ?? []].filter(([, v]) => v)) : value;
      assert.deepEqual(read[key as keyof Read], expected);
    }
  }
});

test("a size of 8 GiB is written in an extended header", async () => {
  for (const [size, length] of [[8 ** 11 - 1, 512], [8 ** 11, 1536]] as const) {
    const archive = tar([{ name: "a", size, body: watched([], "stalls").stream }]);
    const { value } = await archive.getReader().read();
    assert.equal(value?.length, length);
    const [entry] = [...await readHeaders(value as Bytes)];
    assert.equal(entry, size);
  }
});

/** The sizes that an archive of which there is only the beginning tells. */
async function readHeaders(bytes: Bytes): Promise<number[]> {
  const { done, value } = await untar(watched([bytes], "stalls").stream).next();
  assert.notEqual(done, true);
  return [value?.size ?? NaN];
}

test("bytes that are no UTF-8 are told of in an extended header", async () => {
  const bytes = await pack([{ name: `${"x".repeat(120)}\udce9` }]);
  const text = String.fromCharCode(...bytes);
  assert.ok(text.includes(record("hdrcharset", "BINARY")));
  assert.ok(text.includes(`path=${"x".repeat(120)}\xe9\n`));
});

test("times are written in whole seconds, cut off towards the past", async () => {
  const table: [number, number][] = [[1999, 1000], [-1, -1000], [-1000, -1000], [-1001, -2000]];
  for (const [time, written] of table) {
    const { mtime } = await through({ name: "a", mtime: new Date(time) });
    assert.equal(mtime.getTime(), written);
  }
});

test("entries that can't be are refused", async () => {
  const long = "x".repeat(2 ** 20);
  const table: [Partial<Record<keyof TarEntrySettings, unknown>>, string, RegExp][] = [
    [{ name: "" }, "TypeError", /^Cannot write an archive: expected entries that have a name$/],
    [{ name: 5 }, "TypeError", /expected entries that have a name$/],
    [{ name: "a\0b" }, "TypeError", /^Cannot write "a\\u0000b": its path must not have NUL$/],
    [{ name: "a\ud800" }, "TypeError", /: its path has half a surrogate pair, which is no char/],
    [{ name: "a/" }, "TypeError", /^Cannot write "a\/": a file's name must not end with a slash/],
    [{ type: "socket" }, "TypeError", /: expected file, link, .* as type, got socket$/],
    [{ type: "toString" }, "TypeError", /: expected file, .* as type, got toString$/],
    [{ type: "symlink" }, "TypeError", /^Cannot write "a": a symlink needs linkTarget$/],
    [{ linkTarget: "t" }, "TypeError", /: a file has no linkTarget$/],
    [{ type: "link", linkTarget: "a\0" }, "TypeError", /: its linkpath must not have NUL$/],
    [{ userName: "\0" }, "TypeError", /: its uname must not have NUL$/],
    [{ mode: -1 }, "RangeError", /expected a whole number from 0 to 4294967295 as mode, got -1$/],
    [{ mode: "755" }, "TypeError", /expected a number as mode, got 755$/],
    [
      { uid: 1.5 },
      "RangeError",
      /expected a whole number from 0 to 9007199254740991 as uid, got 1.5/,
    ],
    [{ gid: NaN }, "RangeError", /as gid, got NaN$/],
    [{ size: -1 }, "RangeError", /as size, got -1$/],
    [{ size: 2 ** 53 }, "RangeError", /as size, got 9007199254740992$/],
    [{ type: "directory", size: 1 }, "RangeError", /from 0 to 0 as size, got 1$/],
    [{ deviceMajor: 1 }, "RangeError", /from 0 to 0 as deviceMajor, got 1$/],
    [
      { type: "block-device", deviceMinor: 2097152 },
      "RangeError",
      /from 0 to 2097151 as deviceMin/,
    ],
    [{ mtime: new Date(NaN) }, "RangeError", /^Cannot write "a": mtime is no valid date$/],
    [{ body: 5 }, "TypeError", /: size is needed/],
    [{ body: 5, size: 1 }, "TypeError", /^Cannot write "a": number is no content$/],
    [
      { body: ["text"], size: 4 },
      "TypeError",
      /: its content must be made of Uint8Array, not of st/,
    ],
    [
      { body: [null], size: 4 },
      "TypeError",
      /: its content must be made of Uint8Array, not of unde/,
    ],
    [{ pax: new Map([["path", "b"]]) }, "TypeError", /: pax must not have the keyword "path"$/],
    [{ pax: new Map([["a=", "b"]]) }, "TypeError", /: pax must not have the keyword "a="$/],
    [{ pax: new Map([["", "b"]]) }, "TypeError", /: pax must not have the keyword ""$/],
    [{ pax: new Map([["GNU.sparse.map", "b"]]) }, "TypeError", /"GNU.sparse.map"$/],
    [{ pax: new Map([["a", long]]) }, "RangeError", /its extended header has 1048587 bytes, and/],
  ];
  for (const [fields, name, message] of table) {
    const entry = { name: "a", ...fields } as unknown as TarEntrySettings;
    await assert.rejects(pack([entry]), { name, message });
  }
  for (const entry of [null, undefined, "a"]) {
    await assert.rejects(pack([entry as unknown as TarEntrySettings]), {
      name: "TypeError",
      message: "Cannot write an archive: expected entries that have a name",
    });
  }
  for (const entries of [null, undefined, 5, {}]) {
    assert.throws(() => tar(entries as unknown as TarEntrySettings[]), {
      name: "TypeError",
      message: /^Cannot write an archive: expected an iterable of entries, got \w+$/,
    });
  }
});

const name = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), {
  minLength: 1,
  maxLength: 6,
}).map((parts) => parts.join("/").replace(/[\0]|\/+$/g, "_"));
const text = fc.string({ unit: "grapheme", maxLength: 200 }).map((text) =>
  text.replaceAll("\0", "")
);
const seconds = fc.oneof(
  fc.integer({ min: -8.64e12, max: 8.64e12 }),
  fc.constantFrom(0, -1, 8 ** 11 - 1, 8 ** 11),
);
const id = fc.oneof(
  fc.nat(70_000),
  fc.constantFrom(8 ** 7 - 1, 8 ** 7),
  fc.maxSafeNat(),
);
const common = {
  name,
  mode: fc.nat(0o7777),
  uid: id,
  gid: id,
  userName: text,
  groupName: text,
  mtime: seconds.map((seconds) => new Date(seconds * 1000)),
  pax: fc.array(
    fc.tuple(
      fc.constantFrom("comment", "SCHILY.xattr.a", "ключ"),
      text.filter((text) => text !== ""),
    ),
  ).map((records) => new Map(records)),
};
const entry: fc.Arbitrary<TarEntrySettings> = fc.oneof(
  fc.record({ ...common, body: fc.uint8Array({ maxLength: 3000 }) }),
  fc.record({ ...common, type: fc.constantFrom("directory", "fifo") }),
  fc.record({
    ...common,
    type: fc.constantFrom("symlink", "link"),
    linkTarget: text.filter((text) => text !== ""),
  }),
  fc.record({
    ...common,
    type: fc.constantFrom("character-device", "block-device"),
    deviceMajor: fc.nat(4095),
    deviceMinor: fc.nat(1048575),
  }),
);

test("whatever is packed is read again", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 5 }), async (entries) => {
      const read = decode(await pack(entries));
      assert.equal(read.length, entries.length);
      entries.forEach(({ body, ...entry }, i) => {
        const found = { ...read[i] } as Record<string, unknown>;
        for (const [key, value] of Object.entries(entry)) assert.deepEqual(found[key], value, key);
        assert.equal(found["content"], String.fromCharCode(...(body ?? []) as Uint8Array));
      });
    }),
    { numRuns: 200 },
  );
});

test("entries that are read can be packed again as they are", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { maxLength: 4 }), async (entries) => {
      const first = await pack(entries);
      const second = await pack(untar(chunksOf(first, 700)));
      assert.deepEqual(second, first);
    }),
    { numRuns: 100 },
  );
});

test("an entry can be changed on the way", async () => {
  async function* moved(archive: BodySource): AsyncGenerator<TarEntrySettings> {
    for await (const entry of untar(archive)) yield { ...entry, name: `moved/${entry.name}` };
  }
  const archive = await pack([{ name: "a", body: "content", mtime: TIME }, { name: "b" }]);
  const [a, b] = decode(await pack(moved(chunksOf(archive, 100))));
  assert.deepEqual([a?.name, a?.content, a?.mtime, b?.name], [
    "moved/a",
    "content",
    TIME,
    "moved/b",
  ]);
});
