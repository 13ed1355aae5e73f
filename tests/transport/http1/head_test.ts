import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ProtocolError } from "../../../src/errors.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import { HeadDecoder, type ResponseHead } from "../../../src/transport/http1/head.ts";
import { cutAt, cuts, latin1 } from "../../cuts.ts";

interface Decoded {
  readonly head: ResponseHead;
  readonly rest: string;
}

/** Feeds a decoder; what comes behind the head is joined to its rest. */
function decode(pieces: readonly Bytes[]): Decoded | undefined {
  const decoder = new HeadDecoder();
  for (const [i, piece] of pieces.entries()) {
    const head = decoder.decode(piece);
    if (head === undefined) continue;
    const rest = [...(decoder.rest === undefined ? [] : [decoder.rest]), ...pieces.slice(i + 1)];
    return { head, rest: rest.map((bytes) => String.fromCharCode(...bytes)).join("") };
  }
  return undefined;
}

function decodeText(text: string): ResponseHead {
  const decoded = decode([latin1(text)]);
  assert.ok(decoded !== undefined, "the head is complete");
  return decoded.head;
}

const PING = "HTTP/1.1 200 OK\r\n" +
  "Api-Version: 1.51\r\n" +
  "Content-Type: text/plain; charset=utf-8\r\n" +
  "X-Empty:\r\n" +
  "Set-Cookie: a=1\r\n" +
  "set-cookie: \t b=2 \t\r\n" +
  "\r\n";

test("HeadDecoder reads a head however it is cut", () => {
  for (const pieces of cuts(latin1(`${PING}OK\r\n\r\n`))) {
    const decoded = decode(pieces);
    assert.ok(decoded !== undefined);
    assert.equal(decoded.head.status, 200);
    assert.equal(decoded.head.keepAlive, true);
    assert.deepEqual([...decoded.head.headers], [
      ["api-version", "1.51"],
      ["content-type", "text/plain; charset=utf-8"],
      ["x-empty", ""],
      ["set-cookie", "a=1, b=2"],
    ]);
    assert.equal(decoded.rest, "OK\r\n\r\n");
  }
});

test("HeadDecoder has no rest when nothing came behind the head", () => {
  const decoder = new HeadDecoder();
  decoder.decode(latin1(PING));
  assert.equal(decoder.rest, undefined);
});

test("HeadDecoder answers nothing for a head that is cut short", () => {
  const wire = latin1(PING);
  for (let length = 0; length < wire.length; length++) {
    assert.equal(decode([wire.slice(0, length)]), undefined);
  }
});

test("HeadDecoder reads one head after another", () => {
  const decoder = new HeadDecoder();
  const wire = latin1(
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\na: b\r\n\r\n" + PING,
  );
  assert.equal(decoder.decode(wire)?.status, 100);
  assert.ok(decoder.rest !== undefined);
  assert.equal(decoder.decode(decoder.rest)?.status, 103);
  assert.ok(decoder.rest !== undefined);
  const last = decoder.rest;
  assert.equal(decoder.decode(last.slice(0, 10)), undefined);
  assert.equal(decoder.decode(last.slice(10))?.status, 200);
  assert.equal(decoder.rest, undefined);
});

const STATUS_LINES: readonly (readonly [string, number | "refused"])[] = [
  ["HTTP/1.1 200 OK", 200],
  ["HTTP/1.0 200 OK", 200],
  ["HTTP/1.1 200", 200],
  ["HTTP/1.1 200 ", 200],
  ["HTTP/1.1 101 UPGRADED", 101],
  ["HTTP/1.1 599 a  b\tc\xe9", 599],
  ["HTTP/1.1 100 Continue", 100],
  ["HTTP/1.2 200 OK", "refused"],
  ["HTTP/2.0 200 OK", "refused"],
  ["http/1.1 200 OK", "refused"],
  ["HTTP/1.1  200 OK", "refused"],
  ["HTTP/1.1\t200 OK", "refused"],
  [" HTTP/1.1 200 OK", "refused"],
  ["HTTP/1.1 200OK", "refused"],
  ["HTTP/1.1 20 OK", "refused"],
  ["HTTP/1.1 2000 OK", "refused"],
  ["HTTP/1.1 600 OK", "refused"],
  ["HTTP/1.1 099 OK", "refused"],
  ["HTTP/1.1 +20 OK", "refused"],
  ["HTTP/1.1 200 O\0K", "refused"],
  ["HTTP/1.1 200 O\rK", "refused"],
  ["HTTP/1.1 200 O\nK", "refused"],
  ["HTTP/1.1", "refused"],
  ["", "refused"],
];

const HEADER_LINES: readonly (readonly [string, string | "refused"])[] = [
  ["a:b", "b"],
  ["a: b", "b"],
  ["a:\t b \t", "b"],
  ["A: b", "b"],
  ["a: b: c", "b: c"],
  ["a:", ""],
  ["a: \xe9", "\xe9"],
  ["a: \x0bb\x0c", "\x0bb\x0c"],
  ["a: \xa0b\x85", "\xa0b\x85"],
  ["a : b", "refused"],
  [" a: b", "refused"],
  ["x: y\r\n b", "refused"], // folded
  ["x: y\r\n\tb", "refused"],
  [": b", "refused"],
  ["a", "refused"],
  ["a;b: c", "refused"],
  ["a\0: b", "refused"],
  ["a: b\0", "refused"],
  ["a: b\rc: d", "refused"],
  ["a: b\nc: d", "refused"],
  ["a: b\r\r\nc: d", "refused"],
  ["\xe9: b", "refused"],
];

test("HeadDecoder takes and refuses status lines by the grammar", () => {
  for (const [line, expected] of STATUS_LINES) {
    for (const pieces of cuts(latin1(`${line}\r\na: b\r\n\r\n`))) {
      if (expected === "refused") assert.throws(() => decode(pieces), ProtocolError, line);
      else assert.equal(decode(pieces)?.head.status, expected, line);
    }
  }
});

test("HeadDecoder takes and refuses header lines by the grammar", () => {
  for (const [line, expected] of HEADER_LINES) {
    for (const pieces of cuts(latin1(`HTTP/1.1 200 OK\r\n${line}\r\n\r\n`))) {
      if (expected === "refused") {
        assert.throws(() => decode(pieces), ProtocolError, JSON.stringify(line));
      } else {
        assert.equal(decode(pieces)?.head.headers.get("a"), expected, JSON.stringify(line));
      }
    }
  }
});

test("HeadDecoder refuses line feeds alone as soon as it sees one", () => {
  assert.throws(() => decode([latin1("HTTP/1.1 200 OK\n")]), ProtocolError);
  assert.throws(() => decode([latin1("HTTP/1.1 200 OK\r\na: b\n\n")]), ProtocolError);
});

test("HeadDecoder refuses what can't become HTTP at its first byte, and says what it saw", () => {
  const openssh = "SSH-2.0-OpenSSH_10.0\r\n";
  assert.throws(() => decode([latin1("S")]), ProtocolError);
  assert.throws(() => decode([latin1(openssh)]), /got "SSH-2\.0-OpenSSH_10\.0\\r\\n"/);
  assert.throws(() => decode([Uint8Array.of(0x15, 0x03, 0x01)]), ProtocolError); // a TLS alert
});

test("HeadDecoder tells whether the connection may be used again", () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ["HTTP/1.1 200 OK\r\n", true],
    ["HTTP/1.1 200 OK\r\nConnection: close\r\n", false],
    ["HTTP/1.1 200 OK\r\nConnection: Close\r\n", false],
    ["HTTP/1.1 200 OK\r\nConnection: x,\tcLoSe ,y\r\n", false],
    ["HTTP/1.1 200 OK\r\nConnection: x\r\nConnection: close\r\n", false],
    ["HTTP/1.1 200 OK\r\nConnection: closed\r\n", true],
    ["HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n", true],
    ["HTTP/1.0 200 OK\r\n", false],
    ["HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n", true],
    ["HTTP/1.0 200 OK\r\nConnection: keep-alive, close\r\n", false],
    // RFC 9112, section 6.1: the framing of such an answer is not to be trusted.
    ["HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n", false],
  ];
  for (const [text, expected] of cases) {
    assert.equal(decodeText(`${text}\r\n`).keepAlive, expected, text);
  }
});

test("HeadDecoder has no header that was not sent", () => {
  const { headers } = decodeText("HTTP/1.1 200 OK\r\n__proto__: x\r\n\r\n");
  assert.equal(headers.get("__proto__"), "x");
  assert.equal(headers.get("constructor"), undefined);
});

function headOfLength(length: number): string {
  const start = "HTTP/1.1 200 OK\r\na: ";
  return `${start}${"x".repeat(length - start.length - 4)}\r\n\r\n`;
}

test("HeadDecoder takes a head of 64 KiB, and refuses one of a byte more, however it is cut", () => {
  const exact = latin1(headOfLength(65_536));
  const over = latin1(headOfLength(65_537));
  for (const at of [1, 100, 65_530, 65_532, 65_533, 65_534, 65_535]) {
    const pieces = [exact.slice(0, at), exact.slice(at)];
    assert.equal(decode(pieces)?.head.headers.get("a")?.length, 65_536 - 24);
    assert.throws(() => decode([over.slice(0, at), over.slice(at)]), /64 KiB/);
  }
  assert.equal(decode([exact])?.head.status, 200);
  assert.throws(() => decode([over]), /64 KiB/);
  assert.throws(() => decode([over.slice(0, 65_536)]), /64 KiB/, "not only once it has ended");
});

test("HeadDecoder takes 64 KiB in single bytes", () => {
  const wire = latin1(headOfLength(65_536));
  assert.equal(decode(Array.from(wire, (byte) => Uint8Array.of(byte)))?.head.status, 200);
});

test("HeadDecoder takes as many header lines as 64 KiB hold", () => {
  const { headers } = decodeText(`HTTP/1.1 200 OK\r\n${"a:\r\n".repeat(16_379)}\r\n`);
  assert.equal(headers.get("a"), ", ".repeat(16_378).trimEnd() + " ");
});

test("HeadDecoder answers or throws a ProtocolError, whatever comes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, http) => {
    const wire = http ? latin1("HTTP/1.1 200 OK\r\n" + String.fromCharCode(...bytes)) : bytes;
    try {
      const decoded = decode([new Uint8Array(wire)]);
      assert.ok(decoded === undefined || decoded.head.status >= 100);
    } catch (error) {
      assert.ok(error instanceof ProtocolError, `${error}`);
    }
  }));
});

const tokens = fc.constantFrom(
  "HTTP/1.1 200 OK",
  "HTTP/1.1 ",
  "200",
  "\r\n",
  "\r\n\r\n",
  "\r",
  "\n",
  "\0",
  " ",
  ":",
  "a",
  "content-length: 5",
  "connection: close",
  "\xff",
);

test("HeadDecoder comes to the same result however the wire is cut", () => {
  const wires = fc.array(tokens, { maxLength: 12 }).map((parts) =>
    latin1(`HTTP/1.1 200 OK\r\n${parts.join("")}`)
  );
  fc.assert(fc.property(wires, fc.array(fc.nat(), { maxLength: 8 }), (wire, places) => {
    assert.deepEqual(outcome(cutAt(wire, places)), outcome([wire]));
  }));
});

function outcome(pieces: readonly Bytes[]): unknown {
  try {
    const decoded = decode(pieces);
    return decoded === undefined ? "incomplete" : [decoded.head, [...decoded.head.headers]];
  } catch (error) {
    assert.ok(error instanceof ProtocolError, `${error}`);
    return "refused";
  }
}
