/** What is cut off, broken or odd in a stream, at every place and cut in every way. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Decoder } from "../../../src/api/streams/decoded_stream.ts";
import { Demultiplexer, type OutputChunk } from "../../../src/api/streams/demux.ts";
import { EventDecoder } from "../../../src/api/streams/events.ts";
import { JsonValueDecoder } from "../../../src/api/streams/json_values.ts";
import { ProgressDecoder } from "../../../src/api/streams/progress.ts";
import { ProtocolError, StreamError } from "../../../src/errors.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import { cuts, latin1 } from "../../cuts.ts";
import { concat, decode, type Decoded, frame, gapped, whole } from "./feed.ts";

const encoder = new TextEncoder();

/** What a new decoder makes of the bytes, for every cut into reads and into chunks of one read. */
function* decodings<T>(make: () => Decoder<T>, wire: Bytes): Generator<Decoded<T>> {
  for (const pieces of cuts(wire)) {
    yield decode(make(), [gapped(pieces)]);
    yield decode(make(), pieces.map(whole)); // last, for the decoder owns these bytes
  }
}

function text(chunks: readonly OutputChunk[]): string {
  return new TextDecoder().decode(concat(...chunks.map(({ data }) => data)));
}

/** Cuts the parts off at every byte: the ends of the parts are clean, and nothing else is. */
function checkCutOff<T>(
  make: () => Decoder<T>,
  parts: readonly Bytes[],
  check: (values: readonly T[], complete: number) => void,
): void {
  const wire = concat(...parts);
  const ends = [0];
  for (const part of parts) ends.push((ends.at(-1) ?? 0) + part.length);
  for (let end = 0; end <= wire.length; end++) {
    const clean = ends.includes(end);
    const complete = ends.filter((place) => place <= end).length - 1;
    for (const { values, error } of decodings(make, wire.slice(0, end))) {
      if (clean) assert.equal(error, undefined);
      else assert.ok(error instanceof ProtocolError, `at byte ${end}: ${error}`);
      if (!clean) assert.match(`${error}`, /: it ends /);
      check(values, complete);
    }
  }
}

test("Demultiplexer takes output that is cut off in a frame for broken, wherever it is cut", () => {
  const frames = [
    frame("stdout", "one"),
    frame("stderr", ""),
    frame("stdin", "2"),
    frame("stderr", "3"),
  ];
  checkCutOff(() => new Demultiplexer(), frames, (chunks, complete) => {
    const said = ["", "one", "one", "one2", "one23"];
    assert.ok(text(chunks).startsWith(said[complete] ?? "?"));
    assert.ok("one23".startsWith(text(chunks)));
  });
});

test("JsonValueDecoder takes values that are cut off for broken, wherever they are cut", () => {
  const parts = ['{"a":"ü\\"}"}', '["🐳",{}]', '"\\\\"', "{}"].map((one) => encoder.encode(one));
  const values = [{ a: 'ü"}' }, ["🐳", {}], "\\", {}];
  checkCutOff(() => new JsonValueDecoder<unknown>(), parts, (came, complete) => {
    assert.deepEqual(came, values.slice(0, complete));
  });
});

test("ProgressDecoder takes progress that is cut off for broken, wherever it is cut", () => {
  const parts = ['{"status":"a"}', '{"id":"b","aux":{}}'].map((one) => encoder.encode(one));
  checkCutOff(() => new ProgressDecoder(), parts, (came, complete) => {
    assert.deepEqual(came, [{ status: "a" }, { id: "b", aux: {} }].slice(0, complete));
  });
});

test("EventDecoder takes events that are cut off for broken, wherever they are cut", () => {
  const parts = ['{"timeNano":12}', '{"timeNano":1795525251426287009}'].map((one) =>
    encoder.encode(one)
  );
  checkCutOff(() => new EventDecoder(), parts, (came, complete) => {
    const times = came.map(({ timeNano }) => timeNano);
    assert.deepEqual(times, [12n, 1795525251426287009n].slice(0, complete));
  });
});

test("Demultiplexer reads the size of the largest frame wherever its header is cut", () => {
  const wire = concat(frame("stderr", "before"), frame("stdout", "begin", 0xffff_ffff));
  for (const { values, error } of decodings(() => new Demultiplexer(), wire)) {
    assert.equal(text(values), "beforebegin");
    assert.equal(values.at(-1)?.stream, "stdout");
    assert.ok(error instanceof ProtocolError);
    assert.match(error.message, /it ends 4294967290 bytes before the end of a frame$/);
  }
});

test("Demultiplexer makes nothing of empty frames, wherever they are cut", () => {
  const empty = ["stdin", "stdout", "stderr", "stdout"].map((kind) => frame(kind as "stdin", ""));
  for (const { values, error } of decodings(() => new Demultiplexer(), concat(...empty))) {
    assert.deepEqual([values, error], [[], undefined]);
  }
  const wire = concat(frame("stdout", "a"), ...empty, frame("stdout", "b"));
  for (const { values, error } of decodings(() => new Demultiplexer(), wire)) {
    assert.deepEqual([text(values), error], ["ab", undefined]);
    assert.ok(values.every(({ stream }) => stream === "stdout"));
  }
});

test("Demultiplexer throws an empty report and a cut one, wherever they are cut", () => {
  const reports: [report: Bytes, detail: string][] = [
    [frame("systemerr", ""), ""],
    [frame("systemerr", "disk ü", 100), "disk ü"],
    [frame("systemerr", "\xff"), "ÿ"],
  ];
  for (const [report, detail] of reports) {
    const wire = concat(frame("stderr", "before"), report);
    for (const { values, error } of decodings(() => new Demultiplexer(), wire)) {
      assert.equal(text(values), "before");
      assert.ok(error instanceof StreamError, `${error}`);
      assert.equal(error.detail, detail);
    }
  }
});

test("JsonValueDecoder refuses what is no UTF-8, having handed on what came before, wherever cut", () => {
  const broken = [
    '{"a":"\xff"}',
    '{"\xc3":1}',
    '"\xc3"',
    '["\xc0\xaf"]',
    '{"a":"\xed\xa0\x80"}',
    '"\xf0\x9f\x90"',
    '"\xf4\x90\x80\x80"',
    '"\x80"',
    "\xe2\x82 ",
  ];
  for (const one of broken) {
    for (const { values, error } of decodings(() => new JsonValueDecoder(), latin1(`[1]${one}2`))) {
      assert.deepEqual(values, [[1]], one);
      assert.ok(error instanceof ProtocolError, `${one}: ${error}`);
    }
  }
});

test("JsonValueDecoder takes only the white space of JSON, wherever cut", () => {
  const spaces = [" ", "\t", "\r\n", "\n\r", " \r\n\t\n ", ""];
  for (const space of spaces) {
    const wire = encoder.encode(`${space}{"a":1}${space}[2]${space}"3"${space}`);
    for (const decoded of decodings(() => new JsonValueDecoder(), wire)) {
      assert.deepEqual(decoded, { values: [{ a: 1 }, [2], "3"], error: undefined });
    }
  }
  for (const space of ["\ufeff", "\u00a0", "\u2028", "\v", "\f", "\0", "\x1e", ","]) {
    const wire = encoder.encode(`{"a":1}${space}{"b":2}`);
    for (const { values, error } of decodings(() => new JsonValueDecoder(), wire)) {
      assert.deepEqual(values, [{ a: 1 }], JSON.stringify(space));
      assert.ok(error instanceof ProtocolError);
    }
  }
});
