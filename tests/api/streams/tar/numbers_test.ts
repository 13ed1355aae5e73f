import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { octalLimit, readNumber, writeOctal } from "../../../../src/api/streams/tar/numbers.ts";
import { latin1 } from "../../../cuts.ts";
import { block, decode } from "./archives.ts";

function read(text: string): number | undefined {
  return readNumber(latin1(text), 0, text.length);
}

/** Two's complement in base 256, with the mark in front. */
function base256(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let rest = value;
  for (let at = length - 1; at >= 0; at--) {
    bytes[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  bytes[0] = (bytes[0] as number) | 0x80;
  return bytes;
}

test("octal digits are read with whatever padding was ever written", () => {
  const table: [string, number][] = [
    ["0000644\0", 0o644],
    ["000644 \0", 0o644],
    ["   644 \0", 0o644],
    ["    644 ", 0o644],
    ["\0\0\0\0\0\0\0\0", 0],
    ["        ", 0],
    ["77777777", 0o77777777],
    ["777777777777", 8 ** 12 - 1],
    ["\x00644\0\0\0\0", 0o644],
  ];
  for (const [text, value] of table) assert.equal(read(text), value, JSON.stringify(text));
});

test("what are no octal digits is no number", () => {
  for (const text of ["0000648\0", "-000001\0", "12 34\0\0\0", "0x1\0\0\0\0\0", "644\0\x001\0\0"]) {
    assert.equal(read(text), undefined, JSON.stringify(text));
  }
});

test("base 256 is read as far as a number is exact, below 0 too", () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom(8, 12), (value, length) => {
      const expected = Math.abs(value) === Number.MAX_SAFE_INTEGER && value > 0 ? undefined : value;
      assert.equal(readNumber(base256(BigInt(value), length), 0, length), expected);
    }),
  );
  for (const value of [0n, 1n, -1n, 255n, 256n, -256n, -315619200n, 9n * 2n ** 30n]) {
    assert.equal(readNumber(base256(value, 12), 0, 12), Number(value));
  }
  for (const value of [2n ** 53n, -(2n ** 54n), 2n ** 80n, -(2n ** 90n)]) {
    assert.equal(readNumber(base256(value, 12), 0, 12), undefined);
  }
});

test("what is written is read", () => {
  fc.assert(
    fc.property(fc.nat(octalLimit(7)), fc.maxSafeInteger(), (small, large) => {
      const bytes = new Uint8Array(20).fill(1, 8);
      writeOctal(bytes, 0, 8, small);
      assert.equal(readNumber(bytes, 0, 8), small);
      const fitting = Math.abs(large) % (octalLimit(11) + 1);
      writeOctal(bytes, 8, 12, fitting);
      bytes[19] = 0;
      assert.equal(readNumber(bytes, 8, 12), fitting);
    }),
  );
});

test("numbers that can't be are refused with the entry's name", () => {
  const table: [Parameters<typeof block>[0], RegExp][] = [
    [{ mode: "rwx" }, /^Cannot read the archive: expected a number as mode of "file", got "rwx/],
    [{ uid: base256(2n ** 60n, 8) }, /expected a number as uid of "file", got "/],
    [{ size: "9" }, /expected a number as size of "file", got "9/],
    [{ size: base256(-1n, 12) }, /expected a size of "file", got -1$/],
    [
      { mtime: base256(2n ** 50n, 12) },
      /in which "file" was changed, got 1125899906842624000 ms$/,
    ],
    [{ deviceMajor: "x", flag: "3" }, /expected a number as major number of "file", got "x/],
  ];
  for (const [fields, message] of table) {
    assert.throws(() => decode(block(fields)), { name: "ProtocolError", message });
  }
});

test("device numbers of what is no device are not looked at", () => {
  assert.equal(decode(block({ deviceMajor: "x" }))[0]?.deviceMajor, 0);
});

test("times before 1970 are read in base 256", () => {
  const seconds = BigInt(Date.parse("1960-07-01") / 1000);
  const [entry] = decode(block({ mtime: base256(seconds, 12) }));
  assert.deepEqual(entry?.mtime, new Date("1960-07-01"));
});
