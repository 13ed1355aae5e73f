import assert from "node:assert/strict";
import { test } from "node:test";
import { collect } from "../../../src/api/streams/collect.ts";
import { ConnectionBody } from "../../../src/api/streams/connection_body.ts";
import { end, reset, ScriptedConnection, type Step } from "../../scripted_connection.ts";

interface Answered {
  readonly text: string;
  readonly truncated: boolean;
  readonly reads: number;
  readonly open: boolean;
}

async function collected(limit: number, ...script: readonly Step[]): Promise<Answered> {
  const connection = new ScriptedConnection(...script);
  const { bytes, truncated } = await collect(new ConnectionBody(connection, ""), limit);
  const text = new TextDecoder().decode(bytes);
  return { text, truncated, reads: connection.reads, open: connection.open };
}

test("collect() joins what comes", async () => {
  const answers: [script: Step[], text: string][] = [
    [[end], ""],
    [["one", end], "one"],
    [["one ", "two", end], "one two"],
    [["one ", "two ", "three", end], "one two three"],
  ];
  for (const [script, text] of answers) {
    const reads = script.length;
    assert.deepEqual(await collected(100, ...script), {
      text,
      truncated: false,
      reads,
      open: false,
    });
  }
});

test("collect() answers a single piece without a copy", async () => {
  const piece = Uint8Array.of(1, 2, 3);
  const connection = new ScriptedConnection(end);
  connection.read = () => connection.reads++ === 0 ? piece : null;
  const { bytes } = await collect(new ConnectionBody(connection, ""), 100);
  assert.equal(bytes, piece);
});

test("collect() takes what fits exactly", async () => {
  assert.deepEqual(await collected(6, "abc", "def", end), {
    text: "abcdef",
    truncated: false,
    reads: 3,
    open: false,
  });
});

test("collect() reads no further than it takes to see that there is too much", async () => {
  const answers: [script: Step[], text: string, reads: number][] = [
    [["abcdefgh"], "abcde", 1],
    [["abc", "defgh"], "abcde", 2],
    [["abc", "de", "f"], "abcde", 3],
    [["a", "b", "cdefg"], "abcde", 3],
  ];
  for (const [script, text, reads] of answers) {
    assert.deepEqual(await collected(5, ...script), { text, truncated: true, reads, open: false });
  }
});

test("collect() with a limit of 0 tells nothing from something", async () => {
  assert.equal((await collected(0, end)).truncated, false);
  assert.equal((await collected(0, "a")).truncated, true);
});

test("collect() rejects where the body is torn", async () => {
  for (const script of [[reset], ["a", reset], ["a", "b", reset]]) {
    await assert.rejects(collected(100, ...script), { code: "lost" });
  }
});
