import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { LineDecoder, type OutputLine } from "../../../src/api/streams/lines.ts";
import { ConnectionError, OutputLimitError } from "../../../src/errors.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import { cutAt, cuts } from "../../cuts.ts";
import { end, reset, type Step } from "../../scripted_connection.ts";
import { concat, frame } from "./feed.ts";
import { scriptedOutput, scriptedOutputWith } from "./scripted_output.ts";

const encoder = new TextEncoder();

function linesOf(pieces: readonly Bytes[], maxLength = 1_000): string[] {
  const decoder = new LineDecoder("stdout", maxLength);
  const lines: OutputLine[] = [];
  for (const piece of pieces) decoder.decode(piece, lines);
  decoder.end(lines);
  return lines.map(({ line }) => line);
}

test("LineDecoder cuts lines however the bytes are cut", () => {
  const texts: [text: string, lines: string[]][] = [
    ["", []],
    ["\n", [""]],
    ["\r\n", [""]],
    ["\n\n", ["", ""]],
    ["one\ntwo\n", ["one", "two"]],
    ["one\n\n\ntwo", ["one", "", "", "two"]],
    ["one\r\ntwo\r\n", ["one", "two"]],
    ["50 %\r100 %\r\ndone\r", ["50 %\r100 %", "done\r"]],
    ["one\r\r\ntwo", ["one\r", "two"]],
    ["\r", ["\r"]],
    ["zwölf 🐳\nfünf", ["zwölf 🐳", "fünf"]],
    ["a\vb\fc\u2028d\u0085e\n", ["a\vb\fc\u2028d\u0085e"]],
    ["nul \0\n", ["nul \0"]],
  ];
  for (const [text, lines] of texts) {
    for (const pieces of cuts(encoder.encode(text))) assert.deepEqual(linesOf(pieces), lines);
  }
});

test("LineDecoder shows bytes that are no UTF-8 as replaced, and loses no line for them", () => {
  const bytes = Uint8Array.of(97, 0xff, 98, 10, 0xf0, 0x9f, 10, 99, 0xc3);
  for (const pieces of cuts(bytes)) {
    assert.deepEqual(linesOf(pieces), ["a\ufffdb", "\ufffd", "c\ufffd"]);
  }
});

test("LineDecoder takes lines up to the limit, their ends not counted", () => {
  for (const pieces of cuts(encoder.encode("abc\r\ndef\nabc\r\nde"))) {
    assert.deepEqual(linesOf(pieces, 3), ["abc", "def", "abc", "de"]);
  }
});

test("LineDecoder refuses a line that is too long, having given those before it", () => {
  for (
    const text of ["ab\nabcd\nab\n", "ab\nabcd\r\n", "ab\nabcdefgh", "ab\nabc\r", "ab\nabc\rd\n"]
  ) {
    for (const pieces of cuts(encoder.encode(text))) {
      const decoder = new LineDecoder("stderr", 3);
      const lines: OutputLine[] = [];
      assert.throws(() => {
        for (const piece of pieces) decoder.decode(piece, lines);
        decoder.end(lines);
      }, (error: unknown) => {
        assert.ok(error instanceof OutputLimitError);
        assert.equal(error.limit, 3);
        assert.match(error.message, /one of stderr has more than 3 characters \(maxLength\)/);
        return true;
      });
      assert.deepEqual(lines, [{ stream: "stderr", line: "ab" }]);
    }
  }
});

test("LineDecoder agrees with split(), whatever the text and its cuts", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "é", "🐳", "\r", "\n", "\r\n"),
    maxLength: 30,
  });
  fc.assert(
    fc.property(text, fc.array(fc.nat(60)), (text, places) => {
      const expected = text.split("\n");
      const last = expected.pop();
      const lines = expected.map((line) => line.endsWith("\r") ? line.slice(0, -1) : line);
      if (last !== undefined && last !== "") lines.push(last);
      assert.deepEqual(linesOf(cutAt(encoder.encode(text), places)), lines);
    }),
  );
});

async function read(...script: readonly Step[]): Promise<string[]> {
  const { output, connection } = scriptedOutput(...script);
  const lines: string[] = [];
  for await (const { stream, line } of output.lines()) lines.push(`${stream}: ${line}`);
  assert.equal(connection.open, false, "the connection is closed");
  return lines;
}

test("lines() keeps a character whole that is split over two frames, with another stream's between", async () => {
  const whale = encoder.encode("🐳");
  const wire = [
    frame("stdout", concat(encoder.encode("a"), whale.slice(0, 2))),
    frame("stderr", concat(encoder.encode("oh "), whale.slice(0, 3))),
    frame("stdout", concat(whale.slice(2), encoder.encode("b\n"))),
    frame("stderr", concat(whale.slice(3), encoder.encode("!\n"))),
  ];
  const expected = ["stdout: a🐳b", "stderr: oh 🐳!"];
  assert.deepEqual(await read(...wire, end), expected);
  assert.deepEqual(await read(concat(...wire), end), expected);
});

test("lines() takes the two halves of a line's end from two frames", async () => {
  const wire = [frame("stdout", "one\r"), frame("stderr", "x\n"), frame("stdout", "\ntwo\r")];
  assert.deepEqual(await read(...wire, frame("stdout", "three\n"), end), [
    "stderr: x",
    "stdout: one",
    "stdout: two\rthree",
  ]);
});

test("lines() gives what each stream has left at the end", async () => {
  assert.deepEqual(await read(frame("stderr", "two"), frame("stdout", "one"), end), [
    "stdout: one",
    "stderr: two",
  ]);
  assert.deepEqual(await read(frame("stderr", "\n"), end), ["stderr: "]);
  assert.deepEqual(await read(end), []);
});

test("lines() reads a line of 10 MB", async () => {
  const piece = "0123456789".repeat(10_000);
  const frames = Array.from({ length: 100 }, () => frame("stdout", piece));
  const { output } = scriptedOutput(...frames, frame("stdout", "\nnext\n"), end);
  const lines: string[] = [];
  for await (const { line } of output.lines()) lines.push(line);
  assert.deepEqual(lines.map((line) => line.length), [10_000_000, 4]);
  assert.ok(lines[0] === piece.repeat(100));
});

test("lines() gives the lines before one that is too long, and closes the connection", async () => {
  const { output, connection } = scriptedOutput(frame("stdout", "one\ntwo\nfar too long\nthree\n"));
  const reader = output.lines({ maxLength: 5 }).getReader();
  assert.deepEqual((await reader.read()).value, { stream: "stdout", line: "one" });
  assert.deepEqual((await reader.read()).value, { stream: "stdout", line: "two" });
  await assert.rejects(reader.read(), OutputLimitError);
  assert.equal(connection.open, false);
});

test("lines() refuses a last line that is too long", async () => {
  const { output } = scriptedOutput(frame("stdout", "abcd"), frame("stderr", "x"), end);
  const reader = output.lines({ maxLength: 3 }).getReader();
  await assert.rejects(reader.read(), OutputLimitError);
});

test("lines() rejects where the output is torn, having given the lines before", async () => {
  for (const step of [reset, end]) {
    const { output } = scriptedOutput(frame("stdout", "one\ntw"), frame("stdout", "o", 9), step);
    const reader = output.lines().getReader();
    assert.deepEqual((await reader.read()).value, { stream: "stdout", line: "one" });
    await assert.rejects(reader.read(), (error: { code: string }) => {
      assert.equal(error.code, step === reset ? "lost" : "protocol");
      return true;
    });
  }
});

test("lines() reads nothing before it is read, and closes the connection when it is left", async () => {
  const { output, connection } = scriptedOutput(frame("stdout", "one\n"), frame("stdout", "two\n"));
  const lines = output.lines();
  assert.equal(output.locked, true);
  await Promise.resolve();
  assert.equal(connection.reads, 0);
  for await (const { line } of lines) {
    assert.equal(line, "one");
    assert.equal(connection.reads, 1);
    break;
  }
  assert.equal(connection.open, false);
});

test("lines() ends with the reason for which it is cancelled, or its output disposed of", async () => {
  const cancelled = scriptedOutput();
  const reader = cancelled.output.lines().getReader();
  const read = reader.read();
  await reader.cancel(new Error("enough"));
  assert.deepEqual(await read, { done: true, value: undefined });
  assert.equal((cancelled.connection.reason as Error).message, "enough");

  const disposed = scriptedOutput();
  const pending = disposed.output.lines().getReader().read();
  await disposed.output[Symbol.asyncDispose]();
  await assert.rejects(pending, ConnectionError);
});

test("lines() refuses a limit that is none, and an output that is locked", () => {
  for (const maxLength of [0, -1, NaN]) {
    const { output } = scriptedOutputWith({ framed: false });
    assert.throws(() => output.lines({ maxLength }), RangeError);
    assert.equal(output.locked, false);
  }
  const { output } = scriptedOutput();
  output.lines();
  assert.throws(() => output.lines(), TypeError);
});
