import assert from "node:assert/strict";
import { test } from "node:test";
import { BodyStream } from "../../../src/api/streams/body_stream.ts";
import { ConnectionBody } from "../../../src/api/streams/connection_body.ts";
import {
  DecodedStream,
  type DecodedStreamOptions,
  type Decoder,
} from "../../../src/api/streams/decoded_stream.ts";
import { ConnectionError, ProtocolError } from "../../../src/errors.ts";
import type { Pieces } from "../../../src/transport/pieces.ts";
import { join } from "../../../src/transport/pieces.ts";
import { turn } from "../../read_body.ts";
import { end, pause, reset, ScriptedConnection, type Step } from "../../scripted_connection.ts";

/** Words, each ended by a blank; "!" is no word. */
class Words implements Decoder<string> {
  #rest = "";

  decode(pieces: Pieces, words: string[]): void {
    const parts = (this.#rest + new TextDecoder().decode(join(pieces))).split(" ");
    this.#rest = parts.pop() ?? "";
    for (const part of parts) {
      if (part.includes("!")) throw new ProtocolError(`no word: ${part}`);
      words.push(part);
    }
  }

  end(words: string[]): void {
    if (this.#rest === "half") throw new ProtocolError("half a word");
    if (this.#rest !== "") words.push(this.#rest);
  }
}

interface Opened {
  readonly words: DecodedStream<string>;
  readonly connection: ScriptedConnection;
  /** How often the stream told that it is over. */
  readonly overs: () => number;
}

function open(script: readonly Step[], options: DecodedStreamOptions = {}): Opened {
  const connection = new ScriptedConnection(...script);
  let overs = 0;
  const words = new DecodedStream(new ConnectionBody(connection, ""), new Words(), {
    ...options,
    onOver: () => {
      overs++;
    },
  });
  return { words, connection, overs: () => overs };
}

async function all(stream: AsyncIterable<string>): Promise<string> {
  const words: string[] = [];
  for await (const word of stream) words.push(word);
  return words.join(",");
}

/** What a stream gave before it failed, and how it failed. */
async function untilFailure(stream: AsyncIterable<string>): Promise<[string, unknown]> {
  const words: string[] = [];
  try {
    for await (const word of stream) words.push(word);
  } catch (error) {
    return [words.join(","), error];
  }
  return assert.fail("the stream did not fail");
}

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
  await untilFailure(open(["one half", end], { confirmEnd }).words);
  await untilFailure(open(["one ", reset], { confirmEnd }).words);
  await untilFailure(open(["no! ", end], { confirmEnd }).words);
  await open(["one "], { confirmEnd }).words.cancel();
  assert.equal(asked, 0);
});

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

test("DecodedStream is a stream of the platform's: tee()", async () => {
  const { words, connection } = open(["one two ", "three", end]);
  assert.ok(words instanceof ReadableStream);
  const [a, b] = words.tee();
  assert.deepEqual(await Promise.all([all(a), all(b)]), ["one,two,three", "one,two,three"]);
  assert.equal(connection.open, false);
});

test("DecodedStream is a stream of the platform's: tee(), both branches cancelled", async () => {
  const { words, connection } = open(["one two "]);
  const [a, b] = words.tee();
  await Promise.all([a.cancel("a"), b.cancel("b")]);
  assert.equal(connection.open, false);
});

test("DecodedStream is a stream of the platform's: pipeThrough()", async () => {
  const upper = new TransformStream<string, string>({
    transform: (word, controller) => controller.enqueue(word.toUpperCase()),
  });
  const { words } = open(["one two ", "three", end]);
  assert.equal(await all(words.pipeThrough(upper)), "ONE,TWO,THREE");
});

test("DecodedStream is a stream of the platform's: pipeTo(), with a sink that fails", async () => {
  const full = new Error("the disk is full");
  const { words, connection } = open(["one two ", "three "]);
  const written: string[] = [];
  const sink = new WritableStream<string>({
    write(word) {
      if (written.push(word) === 2) throw full;
    },
  });
  await assert.rejects(words.pipeTo(sink), (error) => error === full);
  assert.deepEqual(written, ["one", "two"]);
  assert.equal(connection.reason, full);
});

test("DecodedStream is a stream of the platform's: pipeTo(), torn in the middle", async () => {
  const { words } = open(["one ", reset]);
  let aborted: unknown;
  const sink = new WritableStream<string>({
    abort: (reason) => {
      aborted = reason;
    },
  });
  await assert.rejects(words.pipeTo(sink), { code: "lost" });
  assert.equal((aborted as ConnectionError).code, "lost");
});

test("DecodedStream is a stream of the platform's: pipeTo() with a signal", async () => {
  const { words, connection } = open(["one "]);
  const controller = new AbortController();
  const piped = words.pipeTo(new WritableStream(), { signal: controller.signal });
  await turn();
  const reason = new Error("stop");
  controller.abort(reason);
  await assert.rejects(piped, (error) => error === reason);
  assert.equal(connection.open, false);
});

test("BodyStream is a body for Response", async () => {
  const connection = new ScriptedConnection("some ", "", "text", end);
  const response = new Response(new BodyStream(new ConnectionBody(connection, "")));
  assert.equal(await response.text(), "some text");
  assert.equal(connection.open, false);
});

test("BodyStream stops reading while its reader stalls", async () => {
  const chunk = new Uint8Array(65_536);
  const connection = new ScriptedConnection(...Array.from({ length: 100 }, () => chunk));
  const reader = new BodyStream(new ConnectionBody(connection, "")).getReader();
  await reader.read();
  await turn(20);
  assert.equal(connection.reads, 1);
  await reader.cancel();
});
