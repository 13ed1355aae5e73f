import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type StampedLine, StampedLineDecoder } from "../../../src/api/streams/stamped_lines.ts";
import { OutputLimitError, ProtocolError, StreamError } from "../../../src/errors.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import { cuts } from "../../cuts.ts";
import { end } from "../../scripted_connection.ts";
import { concat, decode, frame, gapped, readsOf, whole } from "./feed.ts";
import { scriptedOutput } from "./scripted_output.ts";

const encoder = new TextEncoder();

function stamp(second: number): string {
  return `2026-01-02T03:04:0${second}.00000000${second}Z`;
}

/** What was read, each line with the last digit of its time. */
function shown(lines: readonly StampedLine[]): string[] {
  return lines.map(({ stream, line, time, timeNano }) => {
    assert.equal(time.getTime(), Number(timeNano / 1_000_000n));
    return `${stream} ${timeNano % 10n} ${line}`;
  });
}

const FRAMED = concat(
  frame("stdout", `${stamp(1)} one\n`),
  frame("stderr", `${stamp(2)} zwölf 🐳`),
  frame("stdout", `${stamp(3)} long, `),
  frame("stdout", ""),
  frame("stdout", `${stamp(3)} longer, `),
  frame("stderr", `${stamp(2)} fünf\r\n`),
  frame("stdout", `${stamp(3)} ${stamp(3)} longest\n`),
  frame("stdout", `${stamp(4)} \n`),
  frame("stdout", `${stamp(5)} no end`),
  frame("stdout", `${stamp(6)} `),
);

const FRAMED_LINES = [
  "stdout 1 one",
  "stderr 2 zwölf 🐳fünf",
  `stdout 3 long, longer, ${stamp(3)} longest`,
  "stdout 4 ",
  "stdout 5 no end",
];

test("StampedLineDecoder joins the pieces of a line in frames, however the bytes are cut", () => {
  for (const pieces of cuts(FRAMED)) {
    const { values, error } = decode(new StampedLineDecoder(true), pieces.map(whole));
    assert.equal(error, undefined);
    assert.deepEqual(shown(values), FRAMED_LINES);
  }
  fc.assert(fc.property(readsOf(FRAMED), (reads) => {
    const { values } = decode(new StampedLineDecoder(true), reads);
    assert.deepEqual(shown(values), FRAMED_LINES);
  }));
});

test("StampedLineDecoder joins a character that the engine cut in two", () => {
  const whale = encoder.encode("🐳\n");
  const before = encoder.encode(`${stamp(1)} `);
  for (let at = 1; at < 4; at++) {
    const parts = [before, whale.slice(0, at), before, whale.slice(at)];
    const framed = concat(
      frame("stdout", concat(before, whale.slice(0, at))),
      frame("stdout", concat(before, whale.slice(at))),
    );
    assert.deepEqual(shown(decode(new StampedLineDecoder(true), [whole(framed)]).values), [
      "stdout 1 🐳",
    ]);
    assert.deepEqual(
      shown(decode(new StampedLineDecoder(false), [whole(concat(...parts))]).values),
      ["stdout 1 🐳"],
    );
  }
});

const TERMINAL = encoder.encode(
  `${stamp(1)} one\r\n${stamp(2)} long 2026-01-02, ${stamp(3)} ${stamp(2)} longer${stamp(2)} \r\n` +
    `${stamp(4)} \r\n${stamp(5)} ${stamp(5)} zwölf 🐳\r\n${stamp(6)} > ${stamp(6).slice(0, 9)}`,
);

const TERMINAL_LINES = [
  "stdout 1 one",
  `stdout 2 long 2026-01-02, ${stamp(3)} longer`,
  "stdout 4 ",
  "stdout 5 zwölf 🐳",
  `stdout 6 > ${stamp(6).slice(0, 9)}`,
];

test("StampedLineDecoder takes repeated times out of a terminal's line, however it is cut", () => {
  for (const pieces of cuts(TERMINAL)) {
    const { values, error } = decode(new StampedLineDecoder(false), pieces.map(whole));
    assert.equal(error, undefined);
    assert.deepEqual(shown(values), TERMINAL_LINES);
  }
  fc.assert(fc.property(readsOf(TERMINAL), (reads) => {
    const { values } = decode(new StampedLineDecoder(false), reads);
    assert.deepEqual(shown(values), TERMINAL_LINES);
  }));
});

test("StampedLineDecoder takes the attributes off with the time", () => {
  const framed = concat(
    frame("stdout", `${stamp(1)} A=b+c%2Cd,e%3Df=%F0%9F%90%B3 one `),
    frame("stdout", `${stamp(1)} A=b+c%2Cd,e%3Df=%F0%9F%90%B3 two\n`),
    frame("stderr", `${stamp(2)}  three\n`),
  );
  const terminal = encoder.encode(`${stamp(1)} A=b one ${stamp(1)} A=b two\r\n${stamp(2)}  x\r\n`);
  for (const pieces of cuts(framed)) {
    const decoder = new StampedLineDecoder(true, { details: true });
    const { values } = decode(decoder, pieces.map(whole));
    assert.deepEqual(shown(values), ["stdout 1 one two", "stderr 2 three"]);
    assert.deepEqual(values.map(({ details }) => details), [{ A: "b c,d", "e=f": "🐳" }, {}]);
  }
  for (const pieces of cuts(terminal)) {
    const decoder = new StampedLineDecoder(false, { details: true });
    const { values } = decode(decoder, pieces.map(whole));
    assert.deepEqual(shown(values), ["stdout 1 one two", "stdout 2 x"]);
    assert.deepEqual(values.map(({ details }) => details), [{ A: "b" }, {}]);
  }
});

test("StampedLineDecoder refuses what has no times, having given the lines before", () => {
  const good = frame("stdout", `${stamp(1)} one\n`);
  const bad: Bytes[] = [
    frame("stdout", "no time\n"),
    frame("stdout", "x".repeat(100)),
    frame("stdout", stamp(1)),
    frame("stdout", `${stamp(1).slice(0, -1)} x\n`),
  ];
  for (const wire of bad) {
    for (const pieces of cuts(concat(good, wire))) {
      const { values, error } = decode(new StampedLineDecoder(true), pieces.map(whole));
      assert.ok(error instanceof ProtocolError);
      assert.match(error.message, /^Cannot read the times of the output: expected a time and a/);
      assert.deepEqual(shown(values), ["stdout 1 one"]);
    }
  }
  const terminal = encoder.encode(`${stamp(1)} one\r\nno time\r\n`);
  for (const pieces of cuts(terminal)) {
    const { values, error } = decode(new StampedLineDecoder(false), pieces.map(whole));
    assert.ok(error instanceof ProtocolError);
    assert.deepEqual(shown(values), ["stdout 1 one"]);
  }
  const { error } = decode(new StampedLineDecoder(true, { details: true }), [
    whole(frame("stdout", `${stamp(1)} ${"x".repeat(200_000)}`)),
  ]);
  assert.match(String(error), /^ProtocolError: .*expected the attributes after the time/);
});

test("StampedLineDecoder refuses an end within a frame or a time", () => {
  const wire = frame("stdout", `${stamp(1)} one\n`);
  for (let length = 1; length < wire.length; length++) {
    const { values, error } = decode(new StampedLineDecoder(true), [whole(wire.slice(0, length))]);
    assert.ok(error instanceof ProtocolError, `${length}`);
    assert.deepEqual(values, []);
  }
  for (let length = 1; length <= stamp(1).length; length++) {
    const cut = whole(encoder.encode(stamp(1).slice(0, length)));
    assert.ok(decode(new StampedLineDecoder(false), [cut]).error instanceof ProtocolError);
  }
  const broken = decode(new StampedLineDecoder(true), [whole(frame("systemerr", "no more disk"))]);
  assert.ok(broken.error instanceof StreamError);
  assert.equal(broken.error.detail, "no more disk");
});

test("StampedLineDecoder refuses a line that is too long, the times not counted", () => {
  const framed = concat(
    frame("stdout", `${stamp(1)} abc\n`),
    frame("stdout", `${stamp(2)} abc`),
    frame("stdout", `${stamp(2)} d\n`),
  );
  const terminal = encoder.encode(`${stamp(1)} abc\r\n${stamp(2)} abc${stamp(2)} d\r\n`);
  for (const [isFramed, wire] of [[true, framed], [false, terminal]] as const) {
    for (const pieces of cuts(wire)) {
      const decoder = new StampedLineDecoder(isFramed, { maxLength: 3 });
      const { values, error } = decode(decoder, pieces.map(whole));
      assert.ok(error instanceof OutputLimitError);
      assert.deepEqual(shown(values), ["stdout 1 abc"]);
    }
  }
  assert.throws(() => new StampedLineDecoder(true, { maxLength: 0 }), RangeError);
});

test("StampedLineDecoder leaves what lies between chunks alone", () => {
  const reads = [gapped([FRAMED.slice(0, 13), FRAMED.slice(13, 60), FRAMED.slice(60)])];
  assert.deepEqual(shown(decode(new StampedLineDecoder(true), reads).values), FRAMED_LINES);
});

test("stampedLines() reads an output, and gives its connection back", async () => {
  const { output, connection } = scriptedOutput(FRAMED, end);
  const lines: StampedLine[] = [];
  for await (const line of output.stampedLines()) lines.push(line);
  assert.deepEqual(shown(lines), FRAMED_LINES);
  assert.equal(connection.lent, false, "the connection is given back");
});

test("stampedLines() refuses an output that is in use, or was", async () => {
  const { output } = scriptedOutput(FRAMED, end);
  output.getReader();
  assert.throws(() => output.stampedLines(), TypeError);
  const { output: read } = scriptedOutput(FRAMED, end);
  const reader = read.getReader();
  await reader.read();
  reader.releaseLock();
  assert.throws(
    () => read.stampedLines(),
    /^TypeError: Cannot read the lines and their times: the output has been read already$/,
  );
});
