import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError } from "../../../src/errors.ts";
import { turn } from "../../read_body.ts";
import { end, reset } from "../../scripted_connection.ts";
import { concat, frame } from "./feed.ts";
import { scriptedOutput, scriptedOutputWith } from "./scripted_output.ts";

const encoder = new TextEncoder();
const whale = encoder.encode("🐳");

const WIRE = [
  frame("stdout", concat(encoder.encode("out "), whale.slice(0, 1))),
  frame("stderr", concat(encoder.encode("err "), whale.slice(0, 2))),
  frame("stdout", concat(whale.slice(1), encoder.encode("\n"))),
  frame("stderr", concat(whale.slice(2), encoder.encode("\n"))),
];

test("OutputStream.text() decodes each stream by itself, in the order in which it came", async () => {
  for (const script of [WIRE, [concat(...WIRE)]]) {
    const { output, connection } = scriptedOutput(...script, end);
    assert.equal(await output.text(), "out err 🐳\n🐳\n");
    assert.equal(connection.open, false);
  }
});

test("OutputStream.text() shows a character that is cut at the end as replaced", async () => {
  const { output } = scriptedOutput(frame("stdout", whale.slice(0, 2)), end);
  assert.equal(await output.text(), "\ufffd");
});

test("OutputStream.text() reads the output of a terminal", async () => {
  const { output } = scriptedOutputWith({ framed: false }, "$ ", "ls\r\n", end);
  assert.equal(await output.text(), "$ ls\r\n");
});

test("OutputStream.toBytes() answers the bytes of both streams as they came", async () => {
  const { output } = scriptedOutput(...WIRE, end);
  const bytes = await output.toBytes();
  assert.deepEqual(
    bytes,
    concat(
      encoder.encode("out "),
      whale.slice(0, 1),
      encoder.encode("err "),
      whale.slice(0, 2),
      whale.slice(1),
      encoder.encode("\n"),
      whale.slice(2),
      encoder.encode("\n"),
    ),
  );
  assert.equal(bytes.byteLength, bytes.buffer.byteLength);
});

test("OutputStream answers no output with nothing", async () => {
  assert.equal(await scriptedOutput(end).output.text(), "");
  assert.deepEqual(await scriptedOutput(end).output.toBytes(), new Uint8Array(0));
});

test("OutputStream.text() and toBytes() reject where the output is torn", async () => {
  for (const [step, code] of [[reset, "lost"], [end, "protocol"]] as const) {
    const script = [...WIRE, frame("stdout", "half", 9), step];
    await assert.rejects(scriptedOutput(...script).output.text(), { code });
    await assert.rejects(scriptedOutput(...script).output.toBytes(), { code });
  }
});

test("OutputStream.text() and toBytes() reject when the stream is locked", async () => {
  const { output } = scriptedOutput(...WIRE, end);
  output.getReader();
  await assert.rejects(output.text(), TypeError);
  await assert.rejects(output.toBytes(), TypeError);
});

test("OutputStream.raw() gives the bytes as they come, and closes the connection at their end", async () => {
  const { output, connection } = scriptedOutput(...WIRE, end);
  const pieces: Uint8Array[] = [];
  for await (const piece of output.raw()) pieces.push(piece);
  assert.deepEqual(pieces, WIRE);
  assert.equal(output.locked, true);
  assert.equal(connection.open, false);
});

test("OutputStream.raw() reads nothing before it is read", async () => {
  const { output, connection } = scriptedOutput(...WIRE);
  output.raw();
  await turn();
  assert.equal(connection.reads, 0);
});

test("OutputStream.raw() asks for the end to be confirmed, and tells once that it is over", async () => {
  let overs = 0;
  const options = (confirmEnd: () => Promise<void>) => ({
    framed: true,
    confirmEnd,
    onOver: () => {
      overs++;
    },
  });
  const good = scriptedOutputWith(options(() => Promise.resolve()), ...WIRE, end);
  for await (const _ of good.output.raw());
  assert.equal(overs, 1);

  const cut = new Error("it still runs");
  const bad = scriptedOutputWith(options(() => Promise.reject(cut)), ...WIRE, end);
  await assert.rejects(async () => {
    for await (const _ of bad.output.raw());
  }, cut);
  assert.equal(overs, 2);
});

test("OutputStream.raw() is cancelled with a reason, and disposed of with its output", async () => {
  const cancelled = scriptedOutput();
  const reason = new Error("enough");
  const reader = cancelled.output.raw().getReader();
  const read = reader.read();
  await reader.cancel(reason);
  assert.equal((await read).done, true);
  assert.equal(cancelled.connection.reason, reason);

  const disposed = scriptedOutput();
  const pending = disposed.output.raw().getReader().read();
  await disposed.output[Symbol.asyncDispose]();
  await assert.rejects(pending, ConnectionError);
  assert.equal(disposed.connection.open, false);
});

test("OutputStream.raw() refuses a stream that is locked, or has been read", async () => {
  const locked = scriptedOutput(...WIRE);
  locked.output.getReader();
  assert.throws(() => locked.output.raw(), TypeError);

  const read = scriptedOutput(...WIRE);
  const reader = read.output.getReader();
  await reader.read();
  reader.releaseLock();
  assert.throws(() => read.output.raw(), { name: "TypeError", message: /has been read already$/ });
  assert.equal(read.output.locked, false);
});
