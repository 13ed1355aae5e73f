import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ProtocolError } from "../../../src/errors.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import { ChunkedDecoder, chunkHead, lastChunk } from "../../../src/transport/http1/chunked.ts";
import { cutAt, cuts, latin1 } from "../../cuts.ts";
import { decodeBody, type DecodedBody, decodePieces } from "./decoded_body.ts";

function decode(pieces: readonly Bytes[]): DecodedBody {
  return decodePieces(new ChunkedDecoder(), pieces);
}

function text(bytes: Bytes): string {
  return String.fromCharCode(...bytes);
}

const BODIES: readonly (readonly [string, string])[] = [
  ["0\r\n\r\n", ""],
  ["5\r\nhello\r\n0\r\n\r\n", "hello"],
  ["5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world"],
  ["0005\r\nhello\r\n0000\r\n\r\n", "hello"],
  ["a\r\n0123456789\r\nB\r\n0123456789a\r\n0\r\n\r\n", "01234567890123456789a"],
  ["2\r\n\r\n\r\n0\r\n\r\n", "\r\n"],
  ["5;name=value\r\nhello\r\n0;last\r\n\r\n", "hello"],
  ["5 \r\nhello\r\n0 \r\n\r\n", "hello"],
  ['5\t; a="b c"\r\nhello\r\n0\r\n\r\n', "hello"],
  ["5\r\nhello\r\n0\r\nExpires: never\r\n\r\n", "hello"],
  ["5\r\nhello\r\n0\r\na: b\r\nc:\r\n\r\n", "hello"],
];

test("ChunkedDecoder undoes chunks however they are cut, and stops behind the last", () => {
  for (const [wire, expected] of BODIES) {
    for (const behind of ["", "HTTP/1.1 200 OK\r\n"]) {
      for (const pieces of cuts(latin1(wire + behind))) {
        const decoded = decode(pieces);
        assert.equal(decoded.error, undefined, JSON.stringify(wire));
        assert.equal(text(decoded.data), expected, JSON.stringify(wire));
        assert.equal(decoded.done, true, JSON.stringify(wire));
        assert.equal(text(decoded.rest), behind, JSON.stringify(wire));
      }
    }
  }
});

test("ChunkedDecoder is not done when the body is cut short, and hands on what came", () => {
  for (const [wire, expected] of BODIES) {
    for (let length = 0; length < wire.length; length++) {
      const decoded = decode([latin1(wire.slice(0, length))]);
      assert.equal(decoded.error, undefined);
      assert.equal(decoded.done, false);
      assert.ok(expected.startsWith(text(decoded.data)));
    }
  }
});

const BROKEN: readonly (readonly [string, string])[] = [
  ["\r\n", ""],
  ["\n", ""],
  ["g\r\n", ""],
  ["-5\r\nhello\r\n", ""],
  ["+5\r\nhello\r\n", ""],
  ["0x5\r\nhello\r\n", ""],
  [" 5\r\nhello\r\n", ""],
  [";a\r\nhello\r\n", ""],
  ["5_0\r\nhello\r\n", ""],
  ["5\nhello\n0\n\n", ""],
  ["5\rhello", ""],
  ["5\r\rhello", ""],
  ["5;a\nhello", ""],
  ["5;a\rb\r\nhello", ""],
  ["5;a\0\r\nhello", ""],
  ["5\0\r\nhello", ""],
  ["5\r\nhello0\r\n\r\n", "hello"],
  ["5\r\nhello\n0\r\n\r\n", "hello"],
  ["5\r\nhello\r0\r\n\r\n", "hello"],
  ["5\r\nhello!\r\n0\r\n\r\n", "hello"],
  ["5\r\nhello\r\n\r\n0\r\n\r\n", "hello"],
  ["5\r\nhello\r\nx\r\n", "hello"],
  ["20000000000000\r\n", ""], // 2^53
  ["ffffffffffffffffffffff\r\n", ""],
  ["0\r\na\r\n\r\n", ""],
  ["0\r\n: b\r\n\r\n", ""],
  ["0\r\na : b\r\n\r\n", ""],
  ["0\r\n a: b\r\n\r\n", ""],
  ["0\r\na: b\0\r\n\r\n", ""],
  ["0\r\na: b\rc: d\r\n\r\n", ""],
  ["0\r\na: b\n\n", ""],
  ["0\r\n\n", ""],
  ["0\r\n\r\r\n", ""],
];

test("ChunkedDecoder refuses broken chunks however they are cut, and hands on what came", () => {
  for (const [wire, before] of BROKEN) {
    for (const pieces of cuts(latin1(wire))) {
      const decoded = decode(pieces);
      assert.ok(decoded.error instanceof ProtocolError, `${JSON.stringify(wire)} ${decoded.error}`);
      assert.equal(text(decoded.data), before, JSON.stringify(wire));
    }
  }
});

test("ChunkedDecoder says what it expected and saw", () => {
  const { error } = decode([latin1("5\r\nhello\r\n<html>\r\n")]);
  assert.ok(error instanceof ProtocolError);
  assert.equal(
    error.message,
    'Cannot read a chunked body: expected the size of a chunk, got "<html>\\r\\n"',
  );
});

test("ChunkedDecoder takes chunks of up to 2^53 - 1 bytes", () => {
  const decoded = decode([latin1("1fffffffffffff\r\nabc")]);
  assert.equal(text(decoded.data), "abc");
  assert.equal(decoded.error, undefined);
});

/** A wire at the limit, and one a byte over it. */
function assertLimit(wire: (length: number) => string, limit: number): void {
  const exact = latin1(wire(limit));
  const over = latin1(wire(limit + 1));
  assert.equal(exact.length + 1, over.length);
  for (const at of [0, 1, 100, limit - 2, limit - 1, limit, limit + 1, limit + 2, limit + 3]) {
    const good = decodeBody(new ChunkedDecoder(), exact, [at]);
    assert.equal(good.error, undefined);
    assert.equal(good.done, true);
    const bad = decodeBody(new ChunkedDecoder(), over, [at]);
    assert.ok(bad.error instanceof ProtocolError);
    assert.match(bad.error.message, /at most/);
  }
}

test("ChunkedDecoder takes a size line of 4 KiB, and refuses one of a byte more", () => {
  assertLimit((length) => `5;${"x".repeat(length - 3)}\r\nhello\r\n0\r\n\r\n`, 4_096);
  assertLimit((length) => `${"5".padStart(length - 1, "0")}\r\nhello\r\n0\r\n\r\n`, 4_096);
  assertLimit((length) => `0;${"x".repeat(length - 3)}\r\n\r\n`, 4_096);
});

test("ChunkedDecoder refuses a size line that never ends", () => {
  const { error } = decode([latin1(`5;${"x".repeat(5_000)}`)]);
  assert.ok(error instanceof ProtocolError);
});

test("ChunkedDecoder takes trailers of 64 KiB, and refuses a byte more", () => {
  assertLimit((length) => `0\r\na:${"x".repeat(length - 6)}\r\n\r\n`, 65_536);
  assertLimit(
    (length) =>
      `0\r\nab:\r\n${"a:\r\n".repeat(16_379)}${"c:".padEnd(length - 65_525, "x")}\r\n\r\n`,
    65_536,
  );
});

test("ChunkedDecoder refuses trailers that never end", () => {
  const { error } = decode([latin1(`0\r\n${"a".repeat(70_000)}`)]);
  assert.ok(error instanceof ProtocolError);
});

test("ChunkedDecoder gives back what our own chunks are made of", () => {
  const bodies = fc.array(fc.uint8Array({ minLength: 1, maxLength: 40 }), { maxLength: 6 });
  fc.assert(fc.property(bodies, fc.array(fc.nat(), { maxLength: 8 }), (chunks, places) => {
    const wire = [
      ...chunks.flatMap((chunk, i) => [...latin1(chunkHead(chunk.length, i === 0)), ...chunk]),
      ...latin1(lastChunk(chunks.length === 0)),
    ];
    const decoded = decodeBody(new ChunkedDecoder(), Uint8Array.from(wire), places);
    assert.equal(decoded.error, undefined);
    assert.equal(decoded.done, true);
    assert.equal(decoded.rest.length, 0);
    assert.deepEqual([...decoded.data], chunks.flatMap((chunk) => [...chunk]));
  }));
});

const garbage = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.array(
    fc.constantFrom(
      "0",
      "5",
      "f",
      "\r\n",
      "\r",
      "\n",
      ";",
      " ",
      "-",
      "hello",
      "a: b",
      "\0",
      "\xff",
    ),
    { maxLength: 14 },
  ).map((parts) => latin1(parts.join(""))),
).map((bytes) => new Uint8Array(bytes));

test("ChunkedDecoder comes to the same result however the wire is cut", () => {
  fc.assert(
    fc.property(garbage, fc.array(fc.nat(), { maxLength: 8 }), (wire, places) => {
      assert.deepEqual(outcome(cutAt(wire, places)), outcome([wire]));
    }),
    { numRuns: 1_000 },
  );
});

test("ChunkedDecoder comes to the same result when a byte of a good body is another", () => {
  for (const [good] of BODIES) {
    for (let at = 0; at < good.length; at++) {
      for (const byte of [0, 9, 10, 13, 32, 48, 57, 59, 102, 255]) {
        const wire = latin1(good);
        wire[at] = byte;
        assert.deepEqual(outcome(Array.from(wire, (byte) => Uint8Array.of(byte))), outcome([wire]));
      }
    }
  }
});

function outcome(pieces: readonly Bytes[]): unknown {
  const { data, rest, done, error } = decode(pieces);
  assert.ok(error === undefined || error instanceof ProtocolError, `${error}`);
  return { data, rest, done, refused: error !== undefined };
}
