import assert from "node:assert/strict";
import { test } from "node:test";
import { CommandOutput } from "../../src/models/command_output.ts";

function chunk(stream: "stdout" | "stderr", ...bytes: readonly number[]) {
  return { stream, data: new Uint8Array(bytes) };
}

test("CommandOutput decodes each stream by itself, in the order in which it came", () => {
  const output = new CommandOutput(0, [
    chunk("stdout", 0x61, 0xc3),
    chunk("stderr", 0x58),
    chunk("stdout", 0xa4, 0x0d, 0x0a),
  ]);
  assert.equal(output.stdout, "aä\r\n");
  assert.equal(output.stderr, "X");
  assert.equal(output.output, "aXä\r\n");
  assert.equal(`${output}`, "aä\r\n");
  assert.deepEqual(output.bytes.stdout, new Uint8Array([0x61, 0xc3, 0xa4, 0x0d, 0x0a]));
  assert.deepEqual(output.bytes.stderr, new Uint8Array([0x58]));
});

test("CommandOutput of nothing is empty text", () => {
  const output = new CommandOutput(3, []);
  assert.deepEqual([output.exitCode, output.stdout, output.stderr, output.output], [3, "", "", ""]);
  assert.equal(output.bytes.stdout.length, 0);
});

test("CommandOutput shows what is cut off as a replacement character", () => {
  const output = new CommandOutput(0, [chunk("stdout", 0xc3)]);
  assert.equal(output.stdout, "\ufffd");
  assert.equal(output.output, "\ufffd");
});

test("CommandOutput drops a byte order mark from text, as the web does, and keeps it in bytes", () => {
  const output = new CommandOutput(0, [chunk("stdout", 0xef, 0xbb, 0xbf, 0x61)]);
  assert.equal(output.stdout, "a");
  assert.equal(output.output, "a");
  assert.equal(output.bytes.stdout.length, 4);
});
