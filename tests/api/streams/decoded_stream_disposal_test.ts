import assert from "node:assert/strict";
import { test } from "node:test";
import type { DecodedStream } from "../../../src/api/streams/decoded_stream.ts";
import { ConnectionError } from "../../../src/errors.ts";
import { turn } from "../../read_body.ts";
import { end, reset } from "../../scripted_connection.ts";
import { all, open, untilFailure } from "./words.ts";

test("DecodedStream that is disposed of while its end is confirmed stays so", async () => {
  let confirm = (): void => {};
  const { words, overs } = open(["one", end], {
    confirmEnd: () => new Promise((resolve) => confirm = resolve),
  });
  const read = words.getReader().read();
  await turn();
  await words[Symbol.asyncDispose]();
  confirm();
  await assert.rejects(read, { code: "closed" });
  await turn();
  assert.equal(overs(), 1);
});

test("DecodedStream.cancel() closes the connection with its reason", async () => {
  for (const script of [[], ["one two "]]) {
    const { words, connection, overs } = open(script);
    await words.cancel("enough");
    assert.equal(connection.reason, "enough");
    assert.equal(overs(), 1);
    assert.deepEqual(await words.getReader().read(), { done: true, value: undefined });
    await words[Symbol.asyncDispose]();
    assert.equal(overs(), 1);
  }
});

test("DecodedStream.cancel() without a reason closes the connection too", async () => {
  const { words, connection } = open(["one "]);
  await words.cancel();
  assert.ok(connection.reason instanceof ConnectionError);
  assert.equal(connection.reason.code, "closed");
});

test("DecodedStream ends a pending read when its reader cancels it", async () => {
  const { words, connection, overs } = open([]);
  const reader = words.getReader();
  const read = reader.read();
  await reader.cancel(new Error("enough"));
  assert.deepEqual(await read, { done: true, value: undefined });
  assert.equal(connection.open, false);
  assert.equal(overs(), 1);
});

test("DecodedStream that is left in the middle of a loop closes the connection", async () => {
  for (const how of ["break", "throw"]) {
    const { words, connection, overs } = open(["one two ", "three "]);
    const thrown = new Error("thrown in the loop");
    try {
      for await (const _ of words) {
        if (how === "break") break;
        throw thrown;
      }
    } catch (error) {
      assert.equal(error, thrown);
    }
    assert.equal(connection.open, false);
    assert.equal(words.locked, false);
    assert.equal(overs(), 1);
  }
});

test("DecodedStream that is disposed of rejects what is read then, in whatever state it is", async () => {
  const states: [state: string, into: (words: DecodedStream<string>) => unknown][] = [
    ["idle", () => {}],
    ["locked", (words) => words.getReader()],
    ["read", async (words) => {
      const reader = words.getReader();
      await reader.read();
      reader.releaseLock();
    }],
    ["half-read and locked", (words) => words.getReader().read()],
  ];
  for (const [state, into] of states) {
    const { words, connection, overs } = open(["one two "]);
    await into(words);
    await words[Symbol.asyncDispose]();
    await words[Symbol.asyncDispose]();
    assert.ok(connection.reason instanceof ConnectionError, state);
    assert.equal(connection.reason.code, "closed");
    assert.equal(overs(), 1);
    if (words.locked) continue;
    await assert.rejects(words.getReader().read(), { code: "closed" });
  }
});

test("DecodedStream that is disposed of settles pending reads with the reason", async () => {
  for (const deferred of [false, true]) {
    const { words, connection, overs } = open([]);
    connection.deferred = deferred;
    const reader = words.getReader();
    const reads = [reader.read(), reader.read()];
    await words[Symbol.asyncDispose]();
    for (const read of reads) {
      await assert.rejects(read, {
        name: "ConnectionError",
        code: "closed",
        message: "Cannot read on: the stream was disposed of",
      });
    }
    await assert.rejects(reader.closed, { code: "closed" });
    assert.equal(connection.open, false);
    assert.equal(overs(), 1);
  }
});

test("DecodedStream that is over is disposed of without a word", async () => {
  const ended = open(["one", end]);
  await all(ended.words);
  await ended.words[Symbol.asyncDispose]();
  assert.deepEqual(await ended.words.getReader().read(), { done: true, value: undefined });

  const failed = open([reset]);
  const [, error] = await untilFailure(failed.words);
  await failed.words[Symbol.asyncDispose]();
  await assert.rejects(failed.words.getReader().read(), (again) => again === error);

  const failing = open(["one no! "]);
  const reader = failing.words.getReader();
  await reader.read();
  await failing.words[Symbol.asyncDispose]();
  await assert.rejects(reader.read());
  for (const { overs } of [ended, failed, failing]) assert.equal(overs(), 1);
});

test("DecodedStream closes the connection of an abort, and rejects with its reason", async () => {
  const { words, connection } = open([]);
  const read = words.getReader().read();
  const reason = new DOMException("stop", "AbortError");
  connection.close(reason);
  await assert.rejects(read, (error) => error === reason);
});
