import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  WebSocketDecoder,
  type WebSocketPart,
} from "../../../src/api/streams/websocket_decoder.ts";
import { ConnectionError, ProtocolError } from "../../../src/errors.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import type { Pieces } from "../../../src/transport/pieces.ts";
import { cuts } from "../../cuts.ts";
import { concat, decode, gapped, readsOf, whole } from "./feed.ts";
import { type Kind, serverClose, serverFrame } from "./websocket_peer.ts";

type Said = readonly [kind: string, payload: string | number, more?: string];

/** What was said, pieces of one message joined where nothing came between them. */
function said(parts: readonly WebSocketPart[]): Said[] {
  const list: Said[] = [];
  const decoder = new TextDecoder("latin1");
  let open = false;
  for (const part of parts) {
    if (part.kind === "close") list.push(["close", part.code, part.reason]);
    else if (part.kind !== "data") list.push([part.kind, decoder.decode(part.data)]);
    else {
      const kind = part.text ? "text" : "binary";
      const before = list.at(-1);
      const goesOn = open && before?.[0] === kind && before[2] === "…";
      if (goesOn) list.pop();
      const text = `${goesOn ? before[1] : ""}${decoder.decode(part.data)}`;
      list.push(part.last ? [kind, text] : [kind, text, "…"]);
      open = !part.last;
    }
  }
  return list;
}

function read(reads: Iterable<Pieces>): { said: Said[]; error: unknown } {
  const { values, error } = decode(new WebSocketDecoder(), reads);
  return { said: said(values), error };
}

const WIRE = concat(
  serverFrame("binary", "one"),
  serverFrame("ping", "p1"),
  serverFrame("text", "two "),
  serverFrame("binary", ""),
  serverFrame("binary", "frag", { last: false }),
  serverFrame("ping", "", {}),
  serverFrame("continuation", "", { last: false }),
  serverFrame("pong", "p2"),
  serverFrame("continuation", "ments", { last: false }),
  serverFrame("continuation", "!"),
  serverFrame("text", "", { last: false }),
  serverFrame("continuation", ""),
  serverFrame("binary", "x".repeat(126)),
  serverClose(1000, "bye ü"),
  serverFrame("binary", "does not count"),
  Uint8Array.of(0xff, 0xff),
);
const SAID: Said[] = [
  ["binary", "one"],
  ["ping", "p1"],
  ["text", "two "],
  ["binary", ""],
  ["binary", "frag", "…"],
  ["ping", ""],
  ["pong", "p2"],
  ["binary", "ments!"],
  ["text", ""],
  ["binary", "x".repeat(126)],
  ["close", 1000, "bye ü"],
];

test("WebSocketDecoder reads messages and what comes between them, wherever they are cut", () => {
  for (const pieces of cuts(WIRE)) {
    assert.deepEqual(read(pieces.map(whole)), { said: SAID, error: undefined });
    assert.deepEqual(read([gapped(pieces)]), { said: SAID, error: undefined });
  }
});

test("WebSocketDecoder hands on the bytes of a text as they are", () => {
  const bytes = Uint8Array.of(0xff, 0xfe, 0xc3);
  const { values } = decode(new WebSocketDecoder(), [whole(serverFrame("text", bytes))]);
  assert.deepEqual(values, [{ kind: "data", text: true, data: bytes, last: true }]);
});

test("WebSocketDecoder reads every form of length", () => {
  for (const length of [0, 1, 125, 126, 127, 255, 256, 65_535, 65_536, 65_537, 200_000]) {
    const wire = concat(serverFrame("binary", new Uint8Array(length).fill(7)), serverClose(1000));
    const { values, error } = decode(new WebSocketDecoder(), [whole(wire)]);
    assert.equal(error, undefined);
    const [data, close] = values;
    assert.ok(data?.kind === "data" && data.data.length === length && data.last);
    assert.ok(data.data.every((byte) => byte === 7));
    assert.equal(close?.kind, "close");
  }
});

test("WebSocketDecoder hands on frames of any length as they come, and keeps nothing of them", () => {
  const declared = 2n ** 53n - 1n;
  const begin = serverFrame("binary", "begin", { declared });
  for (const pieces of cuts(begin)) {
    const { values, error } = decode(new WebSocketDecoder(), pieces.map(whole));
    assert.deepEqual(said(values), [["binary", "begin", "…"]]);
    assert.match(`${error}`, /in the middle of a frame, without a close frame \(1006\)/);
  }
  const decoder = new WebSocketDecoder();
  const parts: WebSocketPart[] = [];
  const megabyte = new Uint8Array(1_048_576);
  decoder.decode(whole(serverFrame("binary", "", { declared: 5_000 * megabyte.length })), parts);
  for (let i = 0; i < 5_000; i++) decoder.decode(whole(megabyte), parts);
  assert.equal(parts.length, 5_000);
  for (const [i, part] of parts.entries()) {
    assert.ok(part.kind === "data" && part.data.buffer === megabyte.buffer);
    assert.equal(part.last, i === 4_999);
  }
});

test("WebSocketDecoder takes the codes of closes that may be sent, and no others", () => {
  const good = [1000, 1001, 1002, 1003, 1007, 1011, 1012, 1014, 3000, 3999, 4000, 4999];
  for (const code of good) {
    assert.deepEqual(read([whole(serverClose(code, "why"))]).said, [["close", code, "why"]]);
  }
  for (const code of [0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535]) {
    const { said: parts, error } = read([whole(serverClose(code))]);
    assert.deepEqual(parts, []);
    assert.ok(error instanceof ProtocolError);
    assert.match(error.message, new RegExp(`the code ${code}, which is none to be sent$`));
  }
  assert.deepEqual(read([whole(serverFrame("close"))]).said, [["close", 1005, ""]]);
});

test("WebSocketDecoder takes an end without a close for a lost connection", () => {
  const ends: [bytes: Uint8Array, where: string][] = [
    [new Uint8Array(0), ""],
    [serverFrame("binary", "whole"), ""],
    [serverFrame("binary", "part", { last: false }), "in the middle of a message, "],
    [Uint8Array.of(0x82), "in the middle of a frame, "],
    [serverFrame("binary", "x", { declared: 2 }), "in the middle of a frame, "],
    [serverFrame("ping", "x", { declared: 2 }), "in the middle of a frame, "],
    [serverFrame("close", "", { declared: 2 }), "in the middle of a frame, "],
  ];
  for (const [bytes, where] of ends) {
    const { error } = read([whole(new Uint8Array(bytes))]);
    assert.ok(error instanceof ConnectionError);
    assert.equal(error.code, "lost");
    assert.equal(
      error.message,
      `Cannot read on: the WebSocket's connection ended ${where}without a close frame (1006)`,
    );
  }
});

test("WebSocketDecoder takes every cut-off beginning for a lost connection, and nothing else", () => {
  const close = WIRE.length - serverFrame("binary", "does not count").length - 2;
  for (let end = 0; end < WIRE.length; end++) {
    const { error } = read([whole(WIRE.slice(0, end))]);
    assert.equal(error instanceof ConnectionError, end < close, `at byte ${end}`);
    if (end >= close) assert.equal(error, undefined);
  }
});

const payload = fc.oneof(
  { weight: 6, arbitrary: fc.uint8Array({ maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(125, 126, 65_535, 65_536).map((n) => new Uint8Array(n)) },
);
const control = fc.tuple(fc.constantFrom("ping", "pong"), fc.uint8Array({ maxLength: 125 }));
const message = fc.record({
  kind: fc.constantFrom("text", "binary"),
  fragments: fc.array(fc.tuple(payload, fc.array(control, { maxLength: 2 })), {
    minLength: 1,
    maxLength: 4,
  }),
});

test("WebSocketDecoder gives back every message and ping, however fragmented and cut", () => {
  const wires = fc.array(message, { maxLength: 5 }).chain((messages) => {
    const frames = messages.flatMap(({ kind, fragments }) =>
      fragments.flatMap(([data, controls], i) => [
        serverFrame(i === 0 ? kind as Kind : "continuation", data, {
          last: i === fragments.length - 1,
        }),
        ...controls.map(([kind, data]) => serverFrame(kind as Kind, data)),
      ])
    );
    return fc.tuple(fc.constant(messages), readsOf(concat(...frames, serverClose(4000))));
  });
  fc.assert(
    fc.property(wires, ([messages, reads]) => {
      const decoder = new WebSocketDecoder();
      const parts: WebSocketPart[] = [];
      const copies: Bytes[] = [];
      for (const read of reads) {
        decoder.decode(read, parts);
        for (const part of parts.slice(copies.length)) {
          copies.push(part.kind === "close" ? new Uint8Array(0) : part.data.slice());
        }
      }
      decoder.end();
      const whole: [string, Bytes][] = [];
      const controls: [string, Bytes][] = [];
      const pieces: Bytes[] = [];
      for (const [i, part] of parts.entries()) {
        if (part.kind === "data") {
          assert.deepEqual(part.data, copies[i], "no piece is touched again");
          pieces.push(part.data);
          if (part.last) whole.push([part.text ? "text" : "binary", concat(...pieces.splice(0))]);
        } else if (part.kind !== "close") controls.push([part.kind, part.data]);
        else assert.equal(i, parts.length - 1);
      }
      assert.deepEqual(pieces, []);
      assert.deepEqual(
        whole,
        messages.map(({ kind, fragments }) => [kind, concat(...fragments.map(([data]) => data))]),
      );
      assert.deepEqual(
        controls.map(([kind, data]) => [kind, [...data]]),
        messages.flatMap(({ fragments }) =>
          fragments.flatMap(([, list]) => list.map(([kind, data]) => [kind, [...data]]))
        ),
      );
    }),
    { numRuns: 200 },
  );
});

test("WebSocketDecoder answers garbage with parts or an error of ours", () => {
  const header = fc.tuple(fc.nat(255), fc.nat(130)).map(([first, second]) =>
    Uint8Array.of(first, second)
  );
  const likely = fc.tuple(fc.constantFrom(0x82, 0x81, 0x02, 0x80, 0x89, 0x88), fc.nat(6)).map(
    ([first, second]) => Uint8Array.of(first, second),
  );
  const garbage = fc.array(fc.oneof(header, likely, likely, fc.uint8Array({ maxLength: 6 })), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(garbage.map((parts) => concat(...parts)).chain(readsOf), (reads) => {
      const { error } = decode(new WebSocketDecoder(), reads);
      if (error === undefined) return;
      assert.ok(error instanceof ProtocolError || error instanceof ConnectionError, `${error}`);
    }),
    { numRuns: 1_000 },
  );
});
