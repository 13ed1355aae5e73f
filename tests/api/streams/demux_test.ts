import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Demultiplexer, type OutputChunk, UnframedOutput } from "../../../src/api/streams/demux.ts";
import { ProtocolError, StreamError } from "../../../src/errors.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import type { Pieces } from "../../../src/transport/pieces.ts";
import { cuts } from "../../cuts.ts";
import { concat, decode, frame, gapped, readsOf, whole } from "./feed.ts";

type Written = readonly [stream: "stdout" | "stderr", text: string];

/** What was written, neighbouring chunks of one stream joined. */
function written(chunks: readonly OutputChunk[]): Written[] {
  const runs: [stream: "stdout" | "stderr", data: Bytes[]][] = [];
  for (const { stream, data } of chunks) {
    const last = runs.at(-1);
    if (last?.[0] === stream) last[1].push(data);
    else runs.push([stream, [data]]);
  }
  return runs.map(([stream, data]) => [stream, new TextDecoder().decode(concat(...data))]);
}

function demultiplex(reads: Iterable<Pieces>): { output: Written[]; error: unknown } {
  const { values, error } = decode(new Demultiplexer(), reads);
  return { output: written(values), error };
}

const WIRE = concat(
  frame("stdout", "one "),
  frame("stdout", ""),
  frame("stdout", "two"),
  frame("stderr", "three"),
  frame("stdin", "four"),
  frame("stderr", ""),
  frame("stdout", " five"),
);
const OUTPUT: Written[] = [["stdout", "one two"], ["stderr", "three"], ["stdout", "four five"]];

test("Demultiplexer tells the streams apart however the frames are cut", () => {
  for (const pieces of cuts(WIRE)) {
    assert.deepEqual(demultiplex(pieces.map(whole)), { output: OUTPUT, error: undefined });
  }
});

test("Demultiplexer tells the streams apart however chunks cut one read", () => {
  for (const pieces of cuts(WIRE)) {
    assert.deepEqual(demultiplex([gapped(pieces)]), { output: OUTPUT, error: undefined });
    assert.deepEqual(demultiplex([gapped(pieces, 0)]), { output: OUTPUT, error: undefined });
  }
});

test("Demultiplexer takes no output for no error, and no bytes for none", () => {
  assert.deepEqual(demultiplex([]), { output: [], error: undefined });
  assert.deepEqual(demultiplex([whole(new Uint8Array(0))]), { output: [], error: undefined });
  assert.deepEqual(demultiplex([whole(frame("stdout", ""))]), { output: [], error: undefined });
});

test("Demultiplexer hands on no empty chunks", () => {
  for (const pieces of cuts(WIRE)) {
    const { values } = decode(new Demultiplexer(), pieces.map(whole));
    assert.ok(values.every(({ data }) => data.length > 0));
  }
});

test("Demultiplexer joins neighbouring frames of one stream that came together, and no others", () => {
  const { values } = decode(new Demultiplexer(), [
    whole(concat(frame("stdout", "a"), frame("stdout", "b"), frame("stderr", "c"))),
    whole(concat(frame("stderr", "d"), frame("stdout", "e"), frame("stderr", "f"))),
  ]);
  assert.deepEqual(
    values.map(({ stream, data }) => [stream, new TextDecoder().decode(data)]),
    [["stdout", "ab"], ["stderr", "c"], ["stderr", "d"], ["stdout", "e"], ["stderr", "f"]],
  );
});

test("Demultiplexer hands on large frames where they lie", () => {
  const large = new Uint8Array(20_000).fill(65);
  const bytes = concat(frame("stdout", large), frame("stdout", large), frame("stdout", "small"));
  const { values } = decode(new Demultiplexer(), [whole(bytes)]);
  assert.deepEqual(values.map(({ data }) => [data.buffer === bytes.buffer, data.byteOffset]), [
    [true, 8],
    [true, 8 + 20_000 + 8],
  ]);
  assert.deepEqual(values.map(({ data }) => data.length), [20_000, 20_005]);
  assert.equal(written(values)[0]?.[1], `${"A".repeat(40_000)}small`);
});

test("Demultiplexer counts a frame of 4 GiB - 1", () => {
  const decoder = new Demultiplexer();
  const chunks: OutputChunk[] = [];
  decoder.decode(whole(frame("stderr", "begin", 0xffff_ffff)), chunks);
  // The rest of the frame, without that much memory: the same buffer again and again.
  const megabyte = new Uint8Array(1_048_576);
  const last = 0xffff_ffff - 5 - 4_095 * megabyte.length;
  let total = 0;
  for (let i = 0; i < 4_096; i++) {
    const kept: OutputChunk[] = [];
    decoder.decode(whole(i < 4_095 ? megabyte : megabyte.subarray(0, last)), kept);
    for (const { stream, data } of kept) {
      assert.equal(stream, "stderr");
      total += data.length;
    }
  }
  assert.equal(total, 0xffff_ffff - 5);
  decoder.decode(whole(frame("stdout", "next")), chunks);
  decoder.end();
  assert.deepEqual(written(chunks), [["stderr", "begin"], ["stdout", "next"]]);
});

test("Demultiplexer refuses output that ends in the middle of a frame, having handed on the rest", () => {
  const ends = new Set<number>();
  for (let end = 0, at = 0; at <= WIRE.length; at = end) {
    ends.add(at);
    end = at === WIRE.length ? Infinity : at + 8 + new DataView(WIRE.buffer).getUint32(at + 4);
  }
  for (let end = 0; end < WIRE.length; end++) {
    const { output, error } = demultiplex([whole(WIRE.slice(0, end))]);
    assert.equal(error instanceof ProtocolError, !ends.has(end), `at byte ${end}`);
    const text = output.map(([, part]) => part).join("");
    assert.ok("one twothreefour five".startsWith(text));
    if (error !== undefined) assert.match(`${error}`, /Cannot read the output: it ends/);
  }
});

test("Demultiplexer tells how much of a frame is missing", () => {
  const ends: [bytes: Bytes, message: RegExp][] = [
    [frame("stdout", "abc", 10), /it ends 7 bytes before the end of a frame$/],
    [new Uint8Array([1, 0, 0]), /it ends after 3 of the 8 bytes of a frame's header$/],
  ];
  for (const [bytes, message] of ends) {
    assert.match(`${demultiplex([whole(bytes)]).error}`, message);
  }
});

test("Demultiplexer refuses what is no frame, having handed on what came before", () => {
  const headers = [
    [4, 0, 0, 0, 0, 0, 0, 1],
    [255, 0, 0, 0, 0, 0, 0, 1],
    [1, 1, 0, 0, 0, 0, 0, 1],
    [1, 0, 1, 0, 0, 0, 0, 1],
    [1, 0, 0, 1, 0, 0, 0, 1],
    [...new TextEncoder().encode("/ # ls -la")],
  ];
  for (const header of headers) {
    for (const pieces of cuts(concat(frame("stderr", "before"), new Uint8Array(header)))) {
      const { output, error } = demultiplex(pieces.map(whole));
      assert.deepEqual(output, [["stderr", "before"]]);
      assert.ok(error instanceof ProtocolError);
      assert.match(error.message, /expected the header of a frame, got ".*; is this the output of/);
    }
  }
});

test("Demultiplexer throws what the engine reports, having handed on what came before", () => {
  const report = frame("systemerr", "Error grabbing logs: disk on fire …\n");
  const wire = concat(frame("stdout", "before"), report, frame("stdout", "after"));
  for (const pieces of cuts(wire)) {
    for (const reads of [pieces.map(whole), [gapped(pieces)]]) {
      const { output, error } = demultiplex(reads);
      assert.deepEqual(output, [["stdout", "before"]]);
      assert.ok(error instanceof StreamError);
      assert.equal(error.detail, "Error grabbing logs: disk on fire …");
      assert.equal(
        error.message,
        "Cannot read the output: the engine says: Error grabbing logs: disk on fire …",
      );
    }
  }
});

test("Demultiplexer throws what came of a report that is cut", () => {
  const wire = concat(frame("stderr", "before"), frame("systemerr", "disk on", 100));
  const { output, error } = demultiplex([whole(wire)]);
  assert.deepEqual(output, [["stderr", "before"]]);
  assert.ok(error instanceof StreamError);
  assert.equal(error.detail, "disk on");
});

test("Demultiplexer throws a report without words", () => {
  for (
    const wire of [frame("systemerr", ""), concat(frame("systemerr", ""), frame("stdout", "x"))]
  ) {
    const { output, error } = demultiplex([whole(wire)]);
    assert.deepEqual(output, []);
    assert.ok(error instanceof StreamError);
    assert.equal(error.detail, "");
  }
});

test("Demultiplexer keeps little of an endless report", () => {
  const decoder = new Demultiplexer();
  decoder.decode(whole(frame("systemerr", "x".repeat(10_000), 0xffff_ffff)), []);
  for (let i = 0; i < 100; i++) decoder.decode(whole(new Uint8Array(10_000).fill(121)), []);
  assert.throws(() => decoder.end(), (error: unknown) => {
    assert.ok(error instanceof StreamError);
    assert.ok(error.detail.length < 10_000);
    return true;
  });
});

const kind = fc.constantFrom("stdin", "stdout", "stderr");
const payload = fc.oneof(
  { weight: 5, arbitrary: fc.uint8Array({ maxLength: 20 }) },
  { weight: 1, arbitrary: fc.nat(40_000).map((length) => new Uint8Array(length).fill(length)) },
);
const frames = fc.array(fc.tuple(kind, payload), { maxLength: 12 });

test("Demultiplexer gives back every frame's bytes, and never touches a chunk again", () => {
  const wires = frames.chain((list) =>
    fc.tuple(
      fc.constant(list),
      readsOf(concat(...list.map(([kind, data]) => frame(kind, data)))),
    )
  );
  fc.assert(
    fc.property(wires, ([list, reads]) => {
      const decoder = new Demultiplexer();
      const chunks: OutputChunk[] = [];
      const copies: Bytes[] = [];
      for (const read of reads) {
        decoder.decode(read, chunks);
        for (const { data } of chunks.slice(copies.length)) copies.push(data.slice());
      }
      decoder.end();
      assert.deepEqual(chunks.map(({ data }) => data), copies);
      for (const stream of ["stdout", "stderr"] as const) {
        const sent = list.filter(([kind]) => (kind === "stderr") === (stream === "stderr"));
        const came = chunks.filter((chunk) => chunk.stream === stream);
        assert.deepEqual(
          concat(...came.map(({ data }) => data)),
          concat(...sent.map(([, data]) => data)),
        );
      }
      const order = (streams: string[]) => streams.filter((name, i) => name !== streams[i - 1]);
      assert.deepEqual(
        order(chunks.map(({ stream }) => stream)),
        order(
          list.filter(([, data]) => data.length > 0).map(([k]) => k === "stdin" ? "stdout" : k),
        ),
      );
    }),
    { numRuns: 300 },
  );
});

test("Demultiplexer gives chunks that don't overlap", () => {
  fc.assert(
    fc.property(frames.filter((list) => list.length > 0), (list) => {
      const bytes = concat(...list.map(([kind, data]) => frame(kind, data)));
      const { values } = decode(new Demultiplexer(), [whole(bytes)]);
      let end = 0;
      for (const { data } of values) {
        assert.equal(data.buffer, bytes.buffer);
        assert.ok(data.byteOffset >= end);
        end = data.byteOffset + data.length;
      }
    }),
  );
});

test("Demultiplexer answers garbage with output or an error of ours", () => {
  const header = fc.tuple(fc.nat(5), fc.nat(1), fc.nat(40)).map(([kind, junk, size]) =>
    Uint8Array.of(kind, 0, 0, junk, 0, 0, 0, size)
  );
  const garbage = fc.array(fc.oneof(header, fc.uint8Array({ maxLength: 30 })), { maxLength: 10 });
  const reads = garbage.map((parts) => concat(...parts)).chain(readsOf);
  fc.assert(
    fc.property(reads, (pieces) => {
      const { error } = decode(new Demultiplexer(), pieces);
      if (error === undefined) return;
      assert.ok(error instanceof ProtocolError || error instanceof StreamError, `${error}`);
    }),
    { numRuns: 500 },
  );
});

test("UnframedOutput hands on the bytes of a terminal as standard output", () => {
  const bytes = new TextEncoder().encode("a prompt $ and \x1b[1mmore");
  for (const pieces of cuts(bytes)) {
    for (const reads of [pieces.map(whole), [gapped(pieces)]]) {
      const { values, error } = decode(new UnframedOutput(), reads);
      assert.equal(error, undefined);
      assert.deepEqual(written(values), [["stdout", "a prompt $ and \x1b[1mmore"]]);
    }
  }
  assert.deepEqual(decode(new UnframedOutput(), [whole(new Uint8Array(0))]).values, []);
});
