import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { TarDecoder } from "../../../../src/api/streams/tar/decoder.ts";
import { ProtocolError } from "../../../../src/errors.ts";
import { cutAt, cuts } from "../../../cuts.ts";
import { concat } from "../feed.ts";
import { block, decode, decodeAll, END, extended, file, record } from "./archives.ts";

/** One of each: a long name, an extended header, content that fills its block and that does not. */
const ENTRIES = [
  [file("ab", { name: "one" })],
  [block({ flag: "5", name: "folder/" })],
  [extended(record("path", "ñ/two") + record("comment", "c")), file("x".repeat(512))],
  [file("three\0", { flag: "L", name: "././@LongLink" }), block()],
];
const NAMES = ["one", "folder", "ñ/two", "three"];
const ARCHIVE = concat(...ENTRIES.flat(), END);

/** What has a message of ours, and nothing else. */
function refusal(message: RegExp): { name: string; message: RegExp } {
  return { name: "ProtocolError", message };
}

test("an archive is read alike at every cut", () => {
  const whole = decode(ARCHIVE);
  assert.deepEqual(whole.map(({ name }) => name), NAMES);
  assert.deepEqual(whole[2]?.pax, new Map([["comment", "c"]]));
  for (const pieces of cuts(ARCHIVE)) assert.deepEqual(decodeAll(pieces), whole);
});

test("an archive that is cut short is refused, except where a header could follow", () => {
  const boundaries = new Map<number, number>(); // to how many entries come before
  let at = 0;
  boundaries.set(0, 0);
  ENTRIES.forEach((parts, i) => {
    at += concat(...parts).length;
    boundaries.set(at, i + 1);
  });
  boundaries.set(at + 512, ENTRIES.length); // one block of zeros
  for (let length = 0; length < ARCHIVE.length; length++) {
    const cut = ARCHIVE.slice(0, length);
    const count = boundaries.get(length);
    if (count !== undefined) {
      assert.deepEqual(decode(cut).map(({ name }) => name), NAMES.slice(0, count));
    } else {
      const message =
        /^Cannot read the archive: it ends in the middle of (a|an|the) [a-z ,]+, after \d+ bytes$/;
      assert.throws(() => decode(cut), refusal(message), `after ${length} bytes`);
    }
  }
});

test("what is cut is named", () => {
  const inside: [Uint8Array, RegExp][] = [
    [ARCHIVE.slice(0, 100), / of a header, after 100 bytes$/],
    [ARCHIVE.slice(0, 513), / of the content of an entry, after 513 bytes$/],
    [ARCHIVE.slice(0, 514), / of the padding behind an entry, after 514 bytes$/],
    [ARCHIVE.slice(0, 2050), / of an extended header, after 2050 bytes$/],
    [
      ARCHIVE.slice(0, 2560),
      / of an entry, of which there is only the extended header, after 2560/,
    ],
  ];
  for (const [cut, message] of inside) assert.throws(() => decode(cut), refusal(message));
  const extendedOnly = concat(extended(record("path", "a")), END);
  assert.throws(() => decode(extendedOnly), refusal(/ there is only the extended header$/));
});

test("nothing at all is an empty archive, as is its end alone", () => {
  assert.deepEqual(decode(), []);
  assert.deepEqual(decode(END), []);
  assert.deepEqual(decode(END.slice(0, 512)), []);
});

test("what comes behind the end is not looked at", () => {
  assert.deepEqual(decode(END, block({ name: "beyond" })), []);
});

test("a header behind a single block of zeros is refused", () => {
  assert.throws(
    () => decode(new Uint8Array(512), block()),
    refusal(/^Cannot read the archive: expected its end at byte 512, after a block of zeros$/),
  );
});

test("a wrong checksum is refused, wherever a bit is turned", () => {
  const header = block();
  for (let at = 0; at < 512; at++) {
    const changed = header.slice();
    changed[at] = (changed[at] as number) ^ 1;
    // The checksum ends before its last two bytes, for which others have other padding.
    if (at === 154 || at === 155) continue;
    assert.throws(() => decode(changed), ProtocolError, `byte ${at}`);
  }
  assert.throws(
    () => decode(file("a"), block({ name: "bad", checksum: "0000001" })),
    refusal(/: expected a header at byte 1024, got "bad.*", whose checksum is wrong$/),
  );
});

test("a checksum of signed bytes is taken too", () => {
  const name = new TextEncoder().encode("é");
  assert.notDeepEqual(block({ name }, true), block({ name }, false));
  assert.deepEqual(decode(block({ name }, true)), decode(block({ name }, false)));
});

test("compressed archives are refused by their name", () => {
  const magics: Record<string, readonly number[]> = {
    gzip: [0x1f, 0x8b, 8],
    zstd: [0x28, 0xb5, 0x2f, 0xfd],
    bzip2: [0x42, 0x5a, 0x68],
    xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  };
  for (const [name, magic] of Object.entries(magics)) {
    const bytes = new Uint8Array(512);
    bytes.set(magic);
    assert.throws(() => decode(bytes), refusal(new RegExp(`: it is compressed with ${name}$`)));
    assert.throws(() => decode(block(), bytes), refusal(/, whose checksum is wrong$/));
  }
});

test("bits of the mode that tell the type are left out", () => {
  assert.equal(decode(block({ mode: "0104755" }))[0]?.mode, 0o4755);
  assert.equal(decode(block({ mode: "0040755", flag: "5" }))[0]?.mode, 0o755);
});

test("only files have content, whatever size the others say", () => {
  for (
    const [flag, type] of Object.entries({ 1: "link", 2: "symlink", 5: "directory", 6: "fifo" })
  ) {
    const entries = decode(block({ flag, size: "00000001000", linkTarget: "t" }), block());
    assert.deepEqual(entries.map(({ type, size }) => [type, size]), [[type, 0], ["file", 0]]);
  }
});

test("a file whose name ends with a slash is a directory", () => {
  for (const flag of ["0", "\0", "5"]) {
    const [entry] = decode(block({ name: "folder//", flag, magic: "" }));
    assert.deepEqual([entry?.name, entry?.type], ["folder", "directory"]);
  }
  assert.equal(decode(block({ name: "/", flag: "5" }))[0]?.name, "/");
  assert.equal(decode(block({ name: "./", flag: "5" }))[0]?.name, ".");
});

test("only links have a target", () => {
  assert.equal(decode(block({ linkTarget: "rest" }))[0]?.linkTarget, "");
  assert.equal(decode(block({ linkTarget: "a", flag: "1" }))[0]?.linkTarget, "a");
});

test("a type that is unknown is refused", () => {
  for (const flag of ["D", "M", "\x01", "é"]) {
    assert.throws(() => decode(block({ flag })), refusal(/"file" is of type ".{1,6}", which this/));
  }
});

test("an old file that is to be contiguous is a file", () => {
  assert.deepEqual(
    decode(file("a", { flag: "7" })).map(({ type, content }) => [type, content]),
    [["file", "a"]],
  );
});

test("an extended header of more than 1 MiB is refused before it is read", () => {
  for (const flag of ["x", "g", "L", "K"]) {
    assert.throws(
      () => decode(block({ flag, size: "00004000001" })),
      refusal(/: the extended header at byte 0 has 1048577 bytes, more than 1 MiB$/),
    );
    assert.throws(
      () => decode(block({ flag, size: "00004000000" })),
      refusal(/ it ends in the middle of an extended header, after 512 bytes$/),
    );
  }
});

test("names of GNU end at their first NUL, and count more than others", () => {
  const entries = decode(
    file("target\0more", { flag: "K" }),
    file("name\0more", { flag: "L" }),
    extended(record("path", "other") + record("linkpath", "other")),
    block({ flag: "2", name: "short", linkTarget: "short" }),
    block({ name: "next" }),
  );
  assert.deepEqual(
    entries.map(({ name, linkTarget }) => [name, linkTarget]),
    [["name", "target"], ["next", ""]],
  );
});

test("of several extended headers before an entry the last one counts", () => {
  const entries = decode(
    extended(record("path", "first")),
    extended(record("path", "second")),
    block(),
    block(),
  );
  assert.deepEqual(entries.map(({ name }) => name), ["second", "file"]);
});

test("garbage is refused, and never anything else", () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 3000 });
  fc.assert(fc.property(bytes, (bytes) => {
    if (bytes.every((byte) => byte === 0) && bytes.length % 512 === 0) return;
    assert.throws(() => decode(new Uint8Array(bytes)), ProtocolError);
  }));
});

test("a damaged archive is read in part or refused", () => {
  const change = fc.record({ at: fc.nat(ARCHIVE.length - 1), byte: fc.nat(255) });
  const changes = fc.array(change, { minLength: 1, maxLength: 4 });
  const places = fc.array(fc.nat(ARCHIVE.length), { maxLength: 4 });
  fc.assert(
    fc.property(changes, places, (changes, places) => {
      const damaged = ARCHIVE.slice();
      for (const { at, byte } of changes) damaged[at] = byte;
      try {
        assert.ok(decodeAll(cutAt(damaged, places)).length <= ENTRIES.length);
      } catch (error) {
        assert.ok(error instanceof ProtocolError, `${error}`);
      }
    }),
    { numRuns: 500 },
  );
});

test("records that are damaged are read or refused, whatever they say", () => {
  const text = fc.string({ unit: fc.constantFrom(..."0123456789 =\npathsize-.é"), maxLength: 60 });
  fc.assert(
    fc.property(text, (text) => {
      try {
        decode(extended(text), block());
      } catch (error) {
        assert.ok(error instanceof ProtocolError, `${error}`);
      }
    }),
    { numRuns: 500 },
  );
});

test("content is handed on without being copied", () => {
  const archive = file("abc");
  const decoder = new TarDecoder();
  decoder.feed(archive);
  assert.equal(decoder.readHeader()?.size, 3);
  const body = decoder.readBody();
  assert.ok(body instanceof Uint8Array);
  assert.deepEqual([body.buffer === archive.buffer, body.byteOffset, body.length], [true, 512, 3]);
});

test("content that is not read is skipped, all of it or the rest", () => {
  for (const pieces of cuts(concat(file("x".repeat(700), { name: "a" }), block({ name: "b" })))) {
    for (const read of [false, true]) {
      const decoder = new TarDecoder();
      const rest = pieces.values();
      const names: string[] = [];
      for (let header = decoder.readHeader(); header !== null; header = decoder.readHeader()) {
        if (header !== undefined) {
          names.push(header.name);
          if (read) decoder.readBody();
          continue;
        }
        const { value } = rest.next();
        if (value === undefined) decoder.end();
        else decoder.feed(value);
      }
      assert.deepEqual(names, ["a", "b"]);
    }
  }
});
