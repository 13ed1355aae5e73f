import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ProtocolError } from "../../../src/errors.ts";
import { bodyDecoder, type BodyLength, bodyLength } from "../../../src/transport/http1/body.ts";
import { HeadDecoder } from "../../../src/transport/http1/head.ts";
import { latin1 } from "../../cuts.ts";
import { decodeBody } from "./decoded_body.ts";

function lengthOf(method: string, status: number, ...lines: readonly string[]): BodyLength {
  const text = [`HTTP/1.1 ${status} x`, ...lines, "", ""].join("\r\n");
  const head = new HeadDecoder().decode(latin1(text));
  assert.ok(head !== undefined);
  return bodyLength(method, head);
}

const MAX = Number.MAX_SAFE_INTEGER;

const LENGTHS: readonly (readonly [readonly string[], BodyLength | "refused"])[] = [
  [[], "until-close"],
  [["Content-Length: 0"], 0],
  [["Content-Length: 5"], 5],
  [["Content-Length: 0005"], 5],
  [["Content-Length: \t5 "], 5],
  [["Content-Length: 5, 5"], 5],
  [["Content-Length: 5", "content-length: 5"], 5],
  [[`Content-Length: ${MAX}`], MAX],
  [["Transfer-Encoding: chunked"], "chunked"],
  [["transfer-encoding: Chunked"], "chunked"],
  [["Content-Length: 9007199254740992"], "refused"],
  [["Content-Length: 9007199254740993"], "refused"],
  [["Content-Length: 99999999999999999999999"], "refused"],
  [[`Content-Length: ${"9".repeat(400)}`], "refused"],
  [["Content-Length: 5", "Content-Length: 6"], "refused"],
  [["Content-Length: 5, 6"], "refused"],
  [["Content-Length: 5,"], "refused"],
  [["Content-Length:"], "refused"],
  [["Content-Length: -5"], "refused"],
  [["Content-Length: +5"], "refused"],
  [["Content-Length: 0x5"], "refused"],
  [["Content-Length: 5.0"], "refused"],
  [["Content-Length: 5e1"], "refused"],
  [["Content-Length: 5 5"], "refused"],
  [["Content-Length: \x0b5"], "refused"],
  [["Content-Length: \xa05"], "refused"],
  [["Content-Length: five"], "refused"],
  [["Content-Length: 5", "Transfer-Encoding: chunked"], "refused"],
  [["Transfer-Encoding: chunked", "Content-Length: 5"], "refused"],
  [["Transfer-Encoding: gzip"], "refused"],
  [["Transfer-Encoding: gzip, chunked"], "refused"],
  [["Transfer-Encoding: chunked, gzip"], "refused"],
  [["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"], "refused"],
  [["Transfer-Encoding: identity"], "refused"],
  [["Transfer-Encoding: \x0bchunked"], "refused"],
  [["Transfer-Encoding:"], "refused"],
];

test("bodyLength() tells one length, and refuses heads that contradict themselves", () => {
  for (const [lines, expected] of LENGTHS) {
    const message = JSON.stringify(lines);
    if (expected === "refused") {
      assert.throws(() => lengthOf("GET", 200, ...lines), ProtocolError, message);
    } else {
      assert.equal(lengthOf("GET", 200, ...lines), expected, message);
    }
  }
});

test("bodyLength() is 0 for answers that have no body, whatever their head says", () => {
  const lines = ["Content-Length: 5"];
  for (const head of [lines, ["Transfer-Encoding: chunked"], []]) {
    assert.equal(lengthOf("HEAD", 200, ...head), 0);
    assert.equal(lengthOf("HEAD", 404, ...head), 0);
    assert.equal(lengthOf("GET", 204, ...head), 0);
    assert.equal(lengthOf("GET", 304, ...head), 0);
    assert.equal(lengthOf("GET", 100, ...head), 0);
  }
  assert.equal(lengthOf("POST", 201, ...lines), 5);
  assert.equal(lengthOf("GET", 404, ...lines), 5);
});

test("bodyLength() quotes at most an excerpt of what it refuses", () => {
  const long = "x".repeat(60_000);
  for (const line of [`Content-Length: ${long}`, `Transfer-Encoding: ${long}`]) {
    assert.throws(() => lengthOf("GET", 200, line), (error: Error) => error.message.length < 300);
  }
});

test("bodyLength() answers or throws a ProtocolError, whatever the head says", () => {
  const values = fc.oneof(
    fc.stringMatching(/^[0-9, +-]*$/),
    fc.constantFrom("chunked", "gzip", "identity", ""),
    fc.string().map((text) => text.replace(/[^\x20-\x7e]/g, "?")),
  );
  const lines = fc.array(
    fc.tuple(fc.constantFrom("Content-Length", "Transfer-Encoding"), values)
      .map(([name, value]) => `${name}: ${value}`),
    { maxLength: 3 },
  );
  fc.assert(fc.property(fc.constantFrom("GET", "HEAD"), lines, (method, lines) => {
    try {
      const length = lengthOf(method, 200, ...lines);
      assert.ok(typeof length === "string" || Number.isSafeInteger(length) && length >= 0);
    } catch (error) {
      assert.ok(error instanceof ProtocolError, `${error}`);
    }
  }));
});

test("bodyDecoder() of a length takes so many bytes and leaves the rest", () => {
  fc.assert(fc.property(fc.nat(40), fc.nat(60), fc.array(fc.nat()), (length, given, places) => {
    const wire = Uint8Array.from({ length: given }, (_, i) => i);
    const decoded = decodeBody(bodyDecoder(length), wire, places);
    assert.deepEqual(decoded.data, wire.slice(0, length));
    assert.deepEqual(decoded.rest, wire.slice(length));
    assert.equal(decoded.done, given >= length);
  }));
});

test("bodyDecoder() until the connection closes takes everything and is never done", () => {
  const wire = Uint8Array.from({ length: 100 }, (_, i) => i);
  const decoded = decodeBody(bodyDecoder("until-close"), wire, [3, 50]);
  assert.deepEqual(decoded.data, wire);
  assert.equal(decoded.done, false);
});
