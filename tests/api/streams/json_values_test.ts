import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { JsonValueDecoder } from "../../../src/api/streams/json_values.ts";
import { ProtocolError } from "../../../src/errors.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import { cuts, latin1 } from "../../cuts.ts";
import { concat, decode, type Decoded, gapped, readsOf, whole } from "./feed.ts";

const encoder = new TextEncoder();

function read(text: string): Decoded<unknown> {
  return decode(new JsonValueDecoder<unknown>(), [whole(encoder.encode(text))]);
}

const WIRE = [
  '{"status":"Pulling","progressDetail":{"current":1,"total":[2,3]}}',
  "\r\n",
  '{"a":"}{][\\"\\\\"}',
  '{"ü":"🐳"}',
  " \t\n\r ",
  '["[", {"b":[]}]',
  '"text with \\" and \\\\"',
  "true",
  " ",
  "-1.5e3",
  "\n",
  "null",
  "{}",
  "12",
  '"x"',
  "13",
].join("");
const VALUES = [
  { status: "Pulling", progressDetail: { current: 1, total: [2, 3] } },
  { a: '}{]["\\' },
  { ü: "🐳" },
  ["[", { b: [] }],
  'text with " and \\',
  true,
  -1500,
  null,
  {},
  12,
  "x",
  13,
];

test("JsonValueDecoder cuts values apart however the bytes are cut", () => {
  for (const pieces of cuts(encoder.encode(WIRE))) {
    const expected = { values: VALUES, error: undefined };
    assert.deepEqual(decode(new JsonValueDecoder(), pieces.map(whole)), expected);
    assert.deepEqual(decode(new JsonValueDecoder(), [gapped(pieces)]), expected);
  }
});

test("JsonValueDecoder hands on a value as soon as it is whole", () => {
  const decoder = new JsonValueDecoder<unknown>();
  const values: unknown[] = [];
  for (const byte of encoder.encode('{"a":{}}')) {
    assert.deepEqual(values, []);
    decoder.decode(whole(Uint8Array.of(byte)), values);
  }
  assert.deepEqual(values, [{ a: {} }]);
});

test("JsonValueDecoder takes nothing and white space for no value", () => {
  for (const text of ["", "\n", " \r\n\t"]) {
    assert.deepEqual(read(text), { values: [], error: undefined });
  }
});

test("JsonValueDecoder refuses what ends in the middle of a value, having handed on the rest", () => {
  const wire = '{"a":1}\n{"b":["c",{}],"d":"e"}';
  for (let end = 0; end <= wire.length; end++) {
    const { values, error } = read(wire.slice(0, end));
    const whole = end === wire.length ? 2 : end >= 7 ? 1 : 0;
    assert.deepEqual(values, [{ a: 1 }, { b: ["c", {}], d: "e" }].slice(0, whole));
    const clean = end === 0 || end === 7 || end === 8 || end === wire.length;
    assert.equal(error instanceof ProtocolError, !clean, `at byte ${end}`);
    if (error !== undefined) assert.match(`${error}`, /it ends in the middle of a JSON value: "/);
  }
});

test("JsonValueDecoder refuses what is no JSON, having handed on what came before", () => {
  const texts = [
    "{a:1}",
    "{]",
    "[}",
    "}",
    "]",
    "truefalse ",
    "tru",
    "nul\n",
    '"a\nb"',
    '"\\x"',
    "1.2.3 ",
    "<html>not an engine</html>",
    "{'a':1}",
    '{"a":1,}',
    ",",
    "NaN ",
    '{"a":undefined}',
    "\u00a0",
  ];
  for (const text of texts) {
    for (const pieces of cuts(encoder.encode(`{"before":1}${text}`))) {
      const { values, error } = decode(new JsonValueDecoder(), pieces.map(whole));
      assert.deepEqual(values, [{ before: 1 }], text);
      assert.ok(error instanceof ProtocolError, `${text}: ${error}`);
    }
  }
});

test("JsonValueDecoder quotes the beginning of what it refuses", () => {
  const { error } = read(`{"a" ${"x".repeat(10_000)}}`);
  assert.ok(error instanceof ProtocolError);
  assert.ok(error.message.startsWith('Cannot read the answer: expected JSON, got "{\\"a\\" xxx'));
  assert.ok(error.message.length < 200);
  assert.ok(error.cause instanceof SyntaxError);
});

test("JsonValueDecoder refuses what is no UTF-8", () => {
  for (const text of ['{"a":"\xff"}', '"\xc3"', '{"a":"\xed\xa0\x80"}', '"\xf0\x9f\x90"']) {
    const { values, error } = decode(new JsonValueDecoder(), [whole(latin1(`1 ${text} 2`))]);
    assert.deepEqual(values, [1]);
    assert.ok(error instanceof ProtocolError);
  }
});

test("JsonValueDecoder keeps the names that objects have of their own", () => {
  const { values } = read('{"__proto__":{"polluted":true},"constructor":1}');
  assert.deepEqual(Object.keys(values[0] as object), ["__proto__", "constructor"]);
  assert.equal(Object.getPrototypeOf(values[0]), Object.prototype);
  assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
});

test("JsonValueDecoder reads a large value that comes in many pieces", () => {
  const text = "x".repeat(8 * 1_048_576);
  const wire = encoder.encode(`{"a":"${text}"}`);
  const reads: Bytes[] = [];
  for (let at = 0; at < wire.length; at += 65_536) reads.push(wire.slice(at, at + 65_536));
  const { values, error } = decode(new JsonValueDecoder<{ a: string }>(), reads.map(whole));
  assert.equal(error, undefined);
  assert.equal(values.length, 1);
  assert.ok(values[0]?.a === text);
});

test("JsonValueDecoder refuses a value of more than 16 MiB before it has ended", () => {
  for (const begin of ['{"a":"', "[", '"', "1"]) {
    const decoder = new JsonValueDecoder<unknown>();
    const values: unknown[] = [];
    decoder.decode(whole(encoder.encode(begin)), values);
    const megabyte = new Uint8Array(1_048_576).fill(49);
    for (let i = 0; i < 15; i++) decoder.decode(whole(megabyte), values);
    assert.throws(() => decoder.decode(whole(megabyte), values), {
      name: "ProtocolError",
      message: "Cannot read the answer: a JSON value in it exceeds 16 MiB",
    });
    assert.deepEqual(values, []);
  }
});

test("JsonValueDecoder answers deep nesting with a value or an error of ours", () => {
  for (const depth of [1_000, 1_000_000]) {
    const { values, error } = read(`${"[".repeat(depth)}${"]".repeat(depth)}`);
    if (error === undefined) assert.equal(values.length, 1);
    else assert.ok(error instanceof ProtocolError, `${error}`);
  }
});

const value = fc.jsonValue({ depthSize: "medium" });
const space = fc.string({
  unit: fc.constantFrom(" ", "\n", "\r\n", "\t"),
  minLength: 1,
  maxLength: 3,
});

test("JsonValueDecoder gives back every value, however it is written and cut", () => {
  const wires = fc.array(fc.tuple(value, space, fc.boolean()), { maxLength: 6 }).chain((list) => {
    const text = list.map(([one, gap, indented]) =>
      `${JSON.stringify(one, null, indented ? 2 : undefined)}${gap}`
    );
    return fc.tuple(fc.constant(list), readsOf(encoder.encode(text.join(""))));
  });
  fc.assert(
    fc.property(wires, ([list, reads]) => {
      const expected = list.map(([one]) => JSON.parse(JSON.stringify(one)));
      assert.deepEqual(decode(new JsonValueDecoder(), reads), {
        values: expected,
        error: undefined,
      });
    }),
    { numRuns: 300 },
  );
});

test("JsonValueDecoder answers garbage with values or a ProtocolError", () => {
  const token = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    '"',
    "\\",
    ",",
    ":",
    "1",
    "-",
    "e",
    "t",
    " ",
    "\n",
  );
  const garbage = fc.array(
    fc.oneof(token.map(latin1), fc.uint8Array({ maxLength: 4 })),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(garbage.map((parts) => concat(...parts)).chain(readsOf), (reads) => {
      const { error } = decode(new JsonValueDecoder(), reads);
      assert.ok(error === undefined || error instanceof ProtocolError, `${error}`);
    }),
    { numRuns: 1_000 },
  );
});
