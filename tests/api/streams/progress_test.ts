import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ProgressDecoder } from "../../../src/api/streams/progress.ts";
import { ProtocolError, StreamError } from "../../../src/errors.ts";
import { cuts } from "../../cuts.ts";
import { decode, type Decoded, readsOf, whole } from "./feed.ts";

const encoder = new TextEncoder();

function read(text: string): Decoded<unknown> {
  return decode(new ProgressDecoder(), [whole(encoder.encode(text))]);
}

const BEFORE = '{"status":"Pulling","id":"a"}\r\n{"stream":"Loaded\\n"}\r\n';
const MESSAGES = [{ status: "Pulling", id: "a" }, { stream: "Loaded\n" }];

test("ProgressDecoder hands on messages however they are cut", () => {
  for (const pieces of cuts(encoder.encode(BEFORE))) {
    assert.deepEqual(decode(new ProgressDecoder(), pieces.map(whole)), {
      values: MESSAGES,
      error: undefined,
    });
  }
});

test("ProgressDecoder throws a failure, having handed on what came before", () => {
  const failure = '{"errorDetail":{"code":1,"message":"no space left"},"error":"no space"}\r\n';
  for (const pieces of cuts(encoder.encode(`${BEFORE}${failure}{"status":"after"}`))) {
    const { values, error } = decode(new ProgressDecoder(), pieces.map(whole));
    assert.deepEqual(values, MESSAGES);
    assert.ok(error instanceof StreamError);
    assert.equal(error.message, "The engine says: no space left");
    assert.equal(error.detail, "no space left");
    assert.equal(error.code, "other");
  }
});

test("ProgressDecoder takes the words from wherever the engine put them", () => {
  const failures: [text: string, detail: string][] = [
    ['{"error":"a"}', "a"],
    ['{"errorDetail":{"message":"b"}}', "b"],
    ['{"errorDetail":{"message":""},"error":"c"}', "c"],
    ['{"errorDetail":"d"}', "d"],
    ['{"errorDetail":{"code":5}}', '{"code":5}'],
    ['{"errorDetail":{"message":7}}', '{"message":7}'],
    ['{"errorDetail":{}}', "{}"],
    ['{"errorDetail":{"message":"e"},"status":"f"}', "e"],
  ];
  for (const [text, detail] of failures) {
    const { values, error } = read(text);
    assert.deepEqual(values, []);
    assert.ok(error instanceof StreamError, text);
    assert.equal(error.detail, detail);
  }
});

test("ProgressDecoder takes empty words for no failure", () => {
  const text = '{"status":"a","error":"","errorDetail":null}';
  assert.deepEqual(read(text), { values: [JSON.parse(text)], error: undefined });
});

test("ProgressDecoder throws a failure at the end of the bytes, without a line feed", () => {
  const { values, error } = read(`${BEFORE}{"error":"late"}`);
  assert.deepEqual(values, MESSAGES);
  assert.ok(error instanceof StreamError);
});

test("ProgressDecoder prefers the failure to the garbage behind it", () => {
  const { error } = read('{"error":"first"}<html>');
  assert.ok(error instanceof StreamError);
  assert.equal(error.detail, "first");
});

test("ProgressDecoder refuses what is no object, having handed on what came before", () => {
  for (const text of ["null", "true", "7", '"text"', "[]", "[{}]"]) {
    const { values, error } = read(`${BEFORE}${text}`);
    assert.deepEqual(values, MESSAGES);
    assert.ok(error instanceof ProtocolError, `${text}: ${error}`);
    assert.equal(error.message, `Cannot read the progress: expected an object, got ${text}`);
  }
});

test("ProgressDecoder refuses a message that is cut", () => {
  const { values, error } = read(`${BEFORE}{"status":"Dow`);
  assert.deepEqual(values, MESSAGES);
  assert.ok(error instanceof ProtocolError);
});

test("ProgressDecoder answers garbage with messages or an error of ours", () => {
  const token = fc.constantFrom(
    "{",
    "}",
    '"errorDetail":',
    '"error":',
    '"message":',
    "null",
    '"a"',
    "[]",
    "1",
    ",",
    " ",
  );
  const wire = fc.array(token, { maxLength: 12 }).map((tokens) => encoder.encode(tokens.join("")));
  fc.assert(
    fc.property(wire.chain(readsOf), (reads) => {
      const { error } = decode(new ProgressDecoder(), reads);
      if (error === undefined) return;
      assert.ok(error instanceof ProtocolError || error instanceof StreamError, `${error}`);
    }),
    { numRuns: 1_000 },
  );
});
