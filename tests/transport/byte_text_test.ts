import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decodeText, encodeText } from "../../src/transport/byte_text.ts";
import { latin1 } from "../cuts.ts";

function decode(bytes: Uint8Array<ArrayBuffer>): string {
  return decodeText(bytes, 0, bytes.length);
}

test("any text is read as itself", () => {
  const character = fc.nat(0x10ffff).filter((code) => code < 0xd800 || code > 0xdfff);
  const characters = fc.oneof(fc.array(fc.nat(127)), fc.array(character));
  fc.assert(fc.property(characters, (characters) => {
    const text = String.fromCodePoint(...characters);
    const bytes = new TextEncoder().encode(text);
    assert.equal(decode(bytes), text);
    assert.deepEqual(encodeText(text), bytes);
  }));
  assert.equal(decode(new TextEncoder().encode("\ufeffmark")), "\ufeffmark");
});

test("any bytes are written as they were read", () => {
  const odd = fc.constantFrom(
    0x61,
    0x80,
    0xbf,
    0xc3,
    0xa9,
    0xe0,
    0xed,
    0xa0,
    0xf0,
    0x9f,
    0xf4,
    0x90,
  );
  for (const byte of [odd, fc.nat(255)]) {
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 100 }), (list) => {
        const bytes = Uint8Array.from(list);
        assert.deepEqual(encodeText(decode(bytes)), bytes);
      }),
      { numRuns: 500 },
    );
  }
});

test("bytes that are no UTF-8 become lone surrogates, as in Python", () => {
  const table: [string, string][] = [
    ["caf\xe9", "caf\udce9"],
    ["\xc3\xa9\xc3", "é\udcc3"],
    ["\xc0\xaf", "\udcc0\udcaf"],
    ["\xe0\x80\x80", "\udce0\udc80\udc80"],
    ["\xed\xa0\x80", "\udced\udca0\udc80"],
    ["\xf0\x9f\x98\x80\xf0\x9f\x98", "😀\udcf0\udc9f\udc98"],
    ["\xf4\x90\x80\x80", "\udcf4\udc90\udc80\udc80"],
    ["\xff", "\udcff"],
    ["x".repeat(100) + "\xe9", "x".repeat(100) + "\udce9"],
  ];
  for (const [bytes, text] of table) {
    assert.equal(decode(latin1(bytes)), text);
    assert.deepEqual(encodeText(text), latin1(bytes));
  }
});

test("a surrogate that stands for no byte can't be written", () => {
  for (const text of ["\ud83d", "a\udc7f", "\udd00", "\udc80\ud800"]) {
    assert.equal(encodeText(text), undefined);
  }
});

test("only what lies between start and end is read", () => {
  assert.equal(decodeText(latin1("abcdef"), 2, 4), "cd");
  assert.equal(decodeText(latin1("ab\xc3\xa9f"), 2, 4), "é");
  assert.equal(decodeText(latin1("ab\xc3\xa9f"), 2, 3), "\udcc3");
});
