import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError, ProtocolError } from "../../../src/errors.ts";
import { turn } from "../../read_body.ts";
import { end, pause, reset } from "../../scripted_connection.ts";
import { all, open, untilFailure } from "./words.ts";

test("DecodedStream gives values in order, and closes the connection at the end", async () => {
  for (const deferred of [false, true]) {
    const { words, connection, overs } = open(["one two ", "th", "ree ", "four", end]);
    connection.deferred = deferred;
    assert.equal(await all(words), "one,two,three,four");
    assert.equal(connection.open, false);
    assert.equal(overs(), 1);
  }
});

test("DecodedStream reads nothing before it is read", async () => {
  const { words, connection } = open(["one "]);
  await turn();
  assert.equal(connection.reads, 0);
  const reader = words.getReader();
  await turn();
  assert.equal(connection.reads, 0);
  assert.equal((await reader.read()).value, "one");
});

test("DecodedStream reads no further than the first value that is asked for", async () => {
  const { words, connection } = open(["one two three ", "four ", "fi", "ve ", "six "]);
  const reader = words.getReader();
  const reads: number[] = [];
  for (let i = 0; i < 5; i++) {
    await reader.read();
    await turn();
    reads.push(connection.reads);
  }
  assert.deepEqual(reads, [1, 1, 1, 2, 4]);
});

test("DecodedStream serves reads that were asked for before the bytes came, in order", async () => {
  const { words, connection } = open([]);
  const reader = words.getReader();
  const reads = [reader.read(), reader.read(), reader.read()];
  connection.play("one two ", pause(), end);
  const values = (await Promise.all(reads)).map(({ value }) => value);
  assert.deepEqual(values, ["one", "two", undefined]);
});

test("DecodedStream delivers what came whole before the bytes broke the format", async () => {
  for (const deferred of [false, true]) {
    for (const script of [["one two no! three ", end], ["one ", "two ", "no! ", "three "]]) {
      const { words, connection, overs } = open(script);
      connection.deferred = deferred;
      const [before, error] = await untilFailure(words);
      assert.equal(before, "one,two");
      assert.ok(error instanceof ProtocolError);
      assert.equal(connection.reason, error);
      assert.equal(overs(), 1);
    }
  }
});

test("DecodedStream closes the connection as the bytes break the format, before that is read", async () => {
  const { words, connection } = open(["one no! "]);
  await words.getReader().read();
  assert.equal(connection.open, false);
});

test("DecodedStream rejects where the body is torn, and never just ends", async () => {
  for (const deferred of [false, true]) {
    const { words, connection, overs } = open(["one ", "two", reset]);
    connection.deferred = deferred;
    const [before, error] = await untilFailure(words);
    assert.equal(before, "one");
    assert.ok(error instanceof ConnectionError);
    assert.equal(error.code, "lost");
    assert.equal(overs(), 1);
  }
});

test("DecodedStream rejects when the bytes end in the middle of a value", async () => {
  const { words, overs } = open(["one half", end]);
  const [before, error] = await untilFailure(words);
  assert.equal(before, "one");
  assert.ok(error instanceof ProtocolError);
  assert.equal(overs(), 1);
});

test("DecodedStream stays failed", async () => {
  const { words } = open(["no! "]);
  const reader = words.getReader();
  await assert.rejects(reader.read(), ProtocolError);
  await assert.rejects(reader.read(), ProtocolError);
  await assert.rejects(reader.closed, ProtocolError);
});

test("DecodedStream ends when its end is confirmed", async () => {
  let asked = 0;
  const { words } = open(["one two", end], {
    confirmEnd: async () => {
      await turn();
      asked++;
    },
  });
  assert.equal(await all(words), "one,two");
  assert.equal(asked, 1);
});

test("DecodedStream fails as its end is refused, after what came before", async () => {
  const refusal = new Error("the container runs on");
  for (const script of [["one ", end], ["one two", end], [end]]) {
    const { words, overs } = open(script, { confirmEnd: () => Promise.reject(refusal) });
    const [before, error] = await untilFailure(words);
    assert.equal(before, script.length === 1 ? "" : script[0] === "one " ? "one" : "one,two");
    assert.equal(error, refusal);
    assert.equal(overs(), 1);
  }
});

test("DecodedStream does not ask whether an end is confirmed that is none", async () => {
  let asked = 0;
  const confirmEnd = () => {
    asked++;
    return Promise.resolve();
  };
  await untilFailure(open(["one ", reset], { confirmEnd }).words);
  await untilFailure(open(["no! ", end], { confirmEnd }).words);
  await open(["one "], { confirmEnd }).words.cancel();
  assert.equal(asked, 0);
});

test("DecodedStream that ends in the middle of a value says whether it was cut", async () => {
  const refusal = new Error("the container runs on");
  const cut = open(["one half", end], { confirmEnd: () => Promise.reject(refusal) });
  assert.deepEqual(await untilFailure(cut.words), ["one", refusal]);
  const broken = open(["one half", end], { confirmEnd: () => Promise.resolve() });
  const [before, error] = await untilFailure(broken.words);
  assert.equal(before, "one");
  assert.ok(error instanceof ProtocolError);
  for (const { overs } of [cut, broken]) assert.equal(overs(), 1);
});
