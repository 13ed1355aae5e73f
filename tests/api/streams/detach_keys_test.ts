import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  DEFAULT_DETACH_KEYS,
  DetachKeyDetector,
  parseDetachKeys,
} from "../../../src/api/streams/detach_keys.ts";
import { cutAt, cuts, latin1 } from "../../cuts.ts";
import { concat } from "./feed.ts";

test("parseDetachKeys() takes the keys that the docker CLI takes", () => {
  const table: [keys: string, codes: number[]][] = [
    [DEFAULT_DETACH_KEYS, [16, 17]],
    ["a", [97]],
    ["a,b,C,+", [97, 98, 67, 43]],
    ["ctrl-@", [0]],
    ["ctrl-a", [1]],
    ["ctrl-z", [26]],
    ["ctrl-[,ctrl-\\,ctrl-],ctrl-^,ctrl-_", [27, 28, 29, 30, 31]],
    ["DEL", [127]],
    ["\x10,\x7f", [16, 127]],
    [" ", [32]],
  ];
  for (const [keys, codes] of table) assert.deepEqual([...parseDetachKeys(keys)], codes, keys);
  for (let i = 0; i < 26; i++) {
    assert.deepEqual([...parseDetachKeys(`ctrl-${String.fromCharCode(97 + i)}`)], [i + 1]);
  }
});

test("parseDetachKeys() refuses what is no key", () => {
  const table: [keys: unknown, message: RegExp][] = [
    ["", /^Cannot detach with the keys "": one is empty; expected single characters, "ctrl-" with/],
    [",", /one is empty/],
    ["a,", /one is empty/],
    ["ctrl-p,,ctrl-q", /one is empty/],
    ["ab", /"ab" is no key/],
    ["ctrl-P", /"ctrl-P" is no key/],
    ["Ctrl-p", /"Ctrl-p" is no key/],
    ["ctrl-", /"ctrl-" is no key/],
    ["ctrl-1", /"ctrl-1" is no key/],
    ["ctrl-pq", /"ctrl-pq" is no key/],
    ["ctrl-p, ctrl-q", /" ctrl-q" is no key/],
    ["ctrl-,", /"ctrl-" is no key/],
    ["del", /"del" is no key/],
    ["ü", /"ü" is no key/],
    ["€", /"€" is no key/],
    ["🐳", /"🐳" is no key/],
    [undefined, /expected text such as "ctrl-p,ctrl-q", got undefined/],
    [null, /got null/],
    [[16, 17], /got object/],
  ];
  for (const [keys, message] of table) {
    assert.throws(() => parseDetachKeys(keys as string), { name: "TypeError", message });
  }
  assert.throws(() => new DetachKeyDetector("ctrl-1"), TypeError);
});

interface Typed {
  readonly input: string;
  readonly detached: boolean;
}

function type(keys: string | undefined, pieces: Iterable<Uint8Array>): Typed {
  const detector = new DetachKeyDetector(keys);
  const parts: Uint8Array[] = [];
  let detached = false;
  for (const piece of pieces) {
    const taken = detector.take(piece);
    parts.push(taken.input);
    ({ detached } = taken);
  }
  parts.push(detector.end());
  return { input: new TextDecoder("latin1").decode(concat(...parts)), detached };
}

test("DetachKeyDetector finds the keys wherever the input is cut, and passes on the rest", () => {
  const table: [keys: string | undefined, typed: string, input: string, detached: boolean][] = [
    [undefined, "ls\r", "ls\r", false],
    [undefined, "ls\r\x10\x11more", "ls\r", true],
    [undefined, "\x10\x11", "", true],
    [undefined, "\x10", "\x10", false],
    [undefined, "\x11\x10", "\x11\x10", false],
    [undefined, "\x10a\x10\x11", "\x10a", true],
    [undefined, "\x10\x10\x11", "\x10", true],
    [undefined, "\x10\x10\x10", "\x10\x10\x10", false],
    ["a", "xyabc", "xy", true],
    ["a,a,b", "aaaaab", "aaa", true],
    ["a,b,a,b,c", "ababababc", "abab", true],
    ["a,b,a,b,c", "ababa", "ababa", false],
    ["DEL", "x\x7f", "x", true],
  ];
  for (const [keys, typed, input, detached] of table) {
    for (const pieces of cuts(latin1(typed))) {
      assert.deepEqual(type(keys, pieces), { input, detached }, JSON.stringify([keys, typed]));
    }
  }
});

test("DetachKeyDetector holds back what may be the keys, and no more", () => {
  const detector = new DetachKeyDetector("a,b,c");
  const steps: [typed: string, input: string, detached: boolean][] = [
    ["xa", "x", false],
    ["b", "", false],
    ["a", "ab", false],
    ["", "", false],
    ["bcx", "", true],
    ["more", "", true],
  ];
  for (const [typed, input, detached] of steps) {
    assert.deepEqual(detector.take(latin1(typed)), { input: latin1(input), detached });
  }
  assert.deepEqual(detector.end(), new Uint8Array(0));
});

test("DetachKeyDetector passes on what it was given where nothing was held back", () => {
  const detector = new DetachKeyDetector();
  const bytes = latin1("hello");
  assert.equal(detector.take(bytes).input.buffer, bytes.buffer);
  assert.deepEqual(bytes, latin1("hello"));
});

test("DetachKeyDetector finds what a search of the whole finds", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 5 });
  const typed = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 40 });
  const places = fc.array(fc.nat(40), { maxLength: 8 });
  fc.assert(
    fc.property(letters, typed, places, (keys, text, at) => {
      const found = text.indexOf(keys);
      assert.deepEqual(type([...keys].join(","), cutAt(latin1(text), at)), {
        input: found < 0 ? text : text.slice(0, found),
        detached: found >= 0,
      });
    }),
    { numRuns: 2_000 },
  );
});
