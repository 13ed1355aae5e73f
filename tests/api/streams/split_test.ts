import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError, OutputLimitError } from "../../../src/errors.ts";
import { OutputStream } from "../../../src/api/streams/output.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import { type Pieces, toPieces } from "../../../src/transport/pieces.ts";
import { turn } from "../../read_body.ts";
import { end, reset } from "../../scripted_connection.ts";
import { frame } from "./feed.ts";
import { scriptedOutput } from "./scripted_output.ts";

async function text(stream: AsyncIterable<Bytes>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of stream) text += decoder.decode(bytes, { stream: true });
  return text + decoder.decode();
}

const FRAMES = [
  frame("stdout", "one "),
  frame("stderr", "oh "),
  frame("stdout", "two"),
  frame("stderr", "no"),
];

test("split() gives both sides when both are read side by side", async () => {
  const { output, connection } = scriptedOutput(...FRAMES, end);
  const { stdout, stderr } = output.split();
  assert.deepEqual(await Promise.all([text(stdout), text(stderr)]), ["one two", "oh no"]);
  assert.equal(connection.open, false);
});

test("split() gives both sides when one is read after the other", async () => {
  for (const order of [["stdout", "stderr"], ["stderr", "stdout"]] as const) {
    const sides = scriptedOutput(...FRAMES, end).output.split();
    const read: Record<string, string> = {};
    for (const side of order) read[side] = await text(sides[side]);
    assert.deepEqual(read, { stdout: "one two", stderr: "oh no" });
  }
});

test("split() reads nothing before a side is read, and then no more than it needs", async () => {
  const { output, connection } = scriptedOutput(...FRAMES);
  const { stdout, stderr } = output.split();
  await turn();
  assert.equal(connection.reads, 0);
  await stdout.getReader().read();
  await turn();
  assert.equal(connection.reads, 1);
  await stderr.getReader().read();
  await turn();
  assert.equal(connection.reads, 2);
});

test("split() fails a side that is not read, and goes on with the other", async () => {
  const big = new Uint8Array(60_000);
  const { output, connection } = scriptedOutput(
    frame("stderr", big),
    frame("stdout", "one "),
    frame("stderr", big),
    frame("stdout", "two"),
    end,
  );
  const { stdout, stderr } = output.split({ maxQueued: 100_000 });
  assert.equal(await text(stdout), "one two");
  await assert.rejects(text(stderr), (error: unknown) => {
    assert.ok(error instanceof OutputLimitError);
    assert.equal(error.limit, 100_000);
    assert.match(error.message, /100000 bytes of stderr that nobody reads .* use lines\(\)$/);
    return true;
  });
  assert.equal(connection.open, false);
});

test("split() goes through 100 MB of a side that nobody reads", async () => {
  let reads = 0;
  const read = (): Bytes | null => {
    reads++;
    if (reads === 1 || reads === 102) return frame("stdout", reads === 1 ? "begin, " : "end");
    return reads < 102 ? frame("stderr", new Uint8Array(1_048_576)) : null;
  };
  const readPieces = (): Pieces | null => {
    const bytes = read();
    return bytes && toPieces(bytes);
  };
  const body = { mediaType: "", read, readPieces, cancel: () => assert.fail("it ends by itself") };
  const { stdout, stderr } = new OutputStream(body, { framed: true }).split();
  assert.equal(await text(stdout), "begin, end");
  await assert.rejects(stderr.getReader().read(), {
    name: "OutputLimitError",
    limit: 1_048_576,
    message: /use lines\(\)$/,
  });
  assert.equal(reads, 103);
});

test("split() keeps exactly as much as it is told to", async () => {
  const frames = [frame("stderr", "abc"), frame("stdout", "x"), end];
  const enough = scriptedOutput(...frames).output.split({ maxQueued: 3 });
  assert.deepEqual([await text(enough.stdout), await text(enough.stderr)], ["x", "abc"]);
  const tight = scriptedOutput(...frames).output.split({ maxQueued: 2 });
  assert.equal(await text(tight.stdout), "x");
  await assert.rejects(text(tight.stderr), OutputLimitError);
});

test("split() with room for nothing still serves sides that both wait", async () => {
  const { output } = scriptedOutput(...FRAMES, end);
  const { stdout, stderr } = output.split({ maxQueued: 0 });
  const out = stdout.getReader();
  const err = stderr.getReader();
  const reads = [out.read(), err.read()];
  const decoded = (await Promise.all(reads)).map(({ value }) => new TextDecoder().decode(value));
  assert.deepEqual(decoded, ["one ", "oh "]);
});

test("split() goes on with one side when the other is cancelled", async () => {
  for (const cancelled of ["stdout", "stderr"] as const) {
    const { output, connection } = scriptedOutput(...FRAMES, end);
    const sides = output.split({ maxQueued: 0 });
    await sides[cancelled].cancel("not needed");
    assert.equal(connection.open, true);
    const other = cancelled === "stdout" ? "stderr" : "stdout";
    assert.equal(await text(sides[other]), other === "stdout" ? "one two" : "oh no");
    assert.equal(connection.open, false);
  }
});

test("split() closes the connection when both sides are cancelled, in whatever state", async () => {
  const unread = scriptedOutput(...FRAMES);
  const sides = unread.output.split();
  await sides.stdout.cancel("a");
  await sides.stderr.cancel("b");
  assert.equal(unread.connection.reason, "b");

  const pending = scriptedOutput();
  const { stdout, stderr } = pending.output.split();
  const readers = [stdout.getReader(), stderr.getReader()] as const;
  const reads = readers.map((reader) => reader.read());
  await Promise.all(readers.map((reader) => reader.cancel("c")));
  assert.deepEqual((await Promise.all(reads)).map(({ done }) => done), [true, true]);
  assert.equal(pending.connection.reason, "c");
});

test("split() closes the connection when one side failed and the other is cancelled", async () => {
  const { output, connection } = scriptedOutput(frame("stderr", "abc"), frame("stdout", "x"));
  const { stdout, stderr } = output.split({ maxQueued: 2 });
  const reader = stdout.getReader();
  await reader.read();
  assert.equal(connection.open, true);
  await reader.cancel("enough");
  assert.equal(connection.reason, "enough");
  await assert.rejects(text(stderr), OutputLimitError);
});

test("split() rejects on both sides where the output is torn, after what came before", async () => {
  for (const [step, code] of [[reset, "lost"], [end, "protocol"]] as const) {
    const { output } = scriptedOutput(...FRAMES, frame("stdout", "half", 9), step);
    const { stdout, stderr } = output.split();
    const failure = { code };
    const out = stdout.getReader();
    const seen: string[] = [];
    await assert.rejects(async () => {
      for (;;) seen.push(new TextDecoder().decode((await out.read()).value));
    }, failure);
    assert.equal(seen.join(""), "one twohalf");
    const err = stderr.getReader();
    assert.equal(new TextDecoder().decode((await err.read()).value), "oh ");
    assert.equal(new TextDecoder().decode((await err.read()).value), "no");
    await assert.rejects(err.read(), failure);
  }
});

test("split() rejects on both sides when both wait and the output is torn", async () => {
  const { output, connection } = scriptedOutput();
  const { stdout, stderr } = output.split();
  const reads = [stdout.getReader().read(), stderr.getReader().read()];
  connection.play(reset);
  for (const read of reads) await assert.rejects(read, { code: "lost" });
});

test("split() lets a side be cancelled after the output was torn", async () => {
  const { output } = scriptedOutput(frame("stderr", "kept"), reset);
  const { stdout, stderr } = output.split();
  await assert.rejects(text(stdout), { code: "lost" });
  await stderr.cancel();
});

test("split() rejects on both sides when the output is disposed of", async () => {
  const { output, connection } = scriptedOutput();
  const { stdout, stderr } = output.split();
  const read = stdout.getReader().read();
  await output[Symbol.asyncDispose]();
  await assert.rejects(read, ConnectionError);
  await assert.rejects(stderr.getReader().read(), { code: "closed" });
  assert.equal(connection.open, false);
});

test("split() serves reads that were asked for before the bytes came, in order", async () => {
  const { output, connection } = scriptedOutput();
  const reader = output.split().stdout.getReader();
  const reads = [reader.read(), reader.read(), reader.read()];
  connection.play(frame("stdout", "a"), frame("stdout", "b"), end);
  const answers = await Promise.all(reads);
  assert.deepEqual(
    answers.map(({ value }) => value === undefined ? undefined : new TextDecoder().decode(value)),
    ["a", "b", undefined],
  );
});

test("split() refuses a number that is none, and an output that is locked", () => {
  for (const maxQueued of [-1, NaN]) {
    const { output } = scriptedOutput();
    assert.throws(() => output.split({ maxQueued }), RangeError);
    assert.equal(output.locked, false);
  }
  const { output } = scriptedOutput();
  output.split();
  assert.throws(() => output.split(), TypeError);
});
