import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { exactInteger } from "../../../src/api/streams/exact_integer.ts";

const NANO = 1795525251426287008n;

test("exactInteger() reads the object's own integer from its digits", () => {
  const texts: [text: string, integer: bigint | undefined][] = [
    [`{"n":${NANO}}`, NANO],
    [`{"n":-${NANO}}`, -NANO],
    [` { "n" : \t\r\n ${NANO} , "b" : 1 } `, NANO],
    [`{"a":[{"n":1}],"o":{"n":2},"n":${NANO},"p":{"n":3}}`, NANO],
    [`{"a":"\\"n\\":1","n":${NANO},"b":",\\"n\\":2}"}`, NANO],
    [`{"a":"n","n":${NANO},"b":"n"}`, NANO],
    [`{"a":"\\\\","n":${NANO},"b":"\\\\\\""}`, NANO],
    [`{"\\u006e":${NANO}}`, NANO],
    [`{"n":1,"n":${NANO}}`, NANO],
    [`{"${"x".repeat(100_000)}":"${"\\n".repeat(100_000)}","n":${NANO}}`, NANO],
    ['{"n":0}', 0n],
    ['{"n":9007199254740993}', 9007199254740993n],
    ['{"n":1,"n":"1"}', undefined],
    ['{"n":1.0}', undefined],
    ['{"n":1e3}', undefined],
    ['{"n":"12"}', undefined],
    ['{"n":null}', undefined],
    ['{"n":[12]}', undefined],
    ['{"nn":1,"N":2,"a":{"n":3},"b":"n"}', undefined],
    ["{}", undefined],
    ['{"":1}', undefined],
  ];
  for (const [text, integer] of texts) {
    assert.equal(exactInteger(text, "n"), integer, text.slice(0, 80));
  }
});

test("exactInteger() agrees with JSON.parse on every object of small integers", () => {
  const word = fc.constantFrom("n", '"n":1', "\\", '"', "{", "}", "[", ":", "ü", "");
  const leaf = fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(word, tie("value"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(fc.dictionary(word, value, { maxKeys: 5 }), fc.boolean(), (object, indented) => {
      const text = JSON.stringify(object, null, indented ? 2 : undefined);
      const expected = JSON.parse(text).n;
      assert.equal(
        exactInteger(text, "n"),
        typeof expected === "number" ? BigInt(expected) : undefined,
      );
    }),
    { numRuns: 500 },
  );
});
