import assert from "node:assert/strict";
import { test } from "node:test";
import { JsonStream } from "../../../src/api/streams/json_stream.ts";
import { OutputStream } from "../../../src/api/streams/output.ts";
import { StreamBody } from "../../../src/api/streams/stream_body.ts";
import { readText, turn } from "../../read_body.ts";
import { concat, frame } from "./feed.ts";

const encoder = new TextEncoder();

/** A stream of these chunks that then stays open, and tells what it was cancelled with. */
function open(...chunks: readonly unknown[]) {
  const cancelled: unknown[] = [];
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk as Uint8Array);
    },
    cancel: (reason) => void cancelled.push(reason),
  });
  return { stream, cancelled };
}

test("StreamBody reads the bytes of a stream to its end", async () => {
  const response = new Response("one two");
  assert.ok(response.body !== null);
  const body = new StreamBody(response.body, "text/plain");
  assert.equal(body.mediaType, "text/plain");
  assert.equal(await readText(body), "one two");
  assert.equal(await body.read(), null);
  assert.equal(new StreamBody(open().stream).mediaType, "");
});

test("StreamBody lets recorded output be told apart, and leaves the recording as it was", async () => {
  const recording = concat(frame("stdout", "a"), frame("stdout", "b"), frame("stderr", "c"));
  const before = recording.slice();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(recording);
      controller.close();
    },
  });
  const chunks: string[] = [];
  for await (
    const { stream: name, data } of new OutputStream(new StreamBody(stream), { framed: true })
  ) {
    chunks.push(`${name}: ${new TextDecoder().decode(data)}`);
  }
  assert.deepEqual(chunks, ["stdout: ab", "stderr: c"]);
  assert.deepEqual(recording, before);
});

test("StreamBody passes on the stream's error, after what came before", async () => {
  const failure = new Error("gone");
  let pulls = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (pulls++ === 0) controller.enqueue(encoder.encode('{"a":1}{"b"'));
      else throw failure;
    },
  }, { highWaterMark: 0 });
  const reader = new JsonStream(new StreamBody(stream)).getReader();
  assert.deepEqual((await reader.read()).value, { a: 1 });
  await assert.rejects(reader.read(), (error) => error === failure);
});

test("StreamBody rejects what is read when it is cancelled, and cancels the stream once", async () => {
  const { stream, cancelled } = open();
  const body = new StreamBody(stream);
  const reason = new Error("enough");
  const read = body.read();
  await turn();
  body.cancel(reason);
  body.cancel(new Error("again"));
  await assert.rejects(read, (error) => error === reason);
  await assert.rejects(body.readPieces(), (error) => error === reason);
  assert.deepEqual(cancelled, [reason]);
});

test("StreamBody does not mind a stream that fails to be cancelled", async () => {
  const stream = new ReadableStream<Uint8Array>({
    cancel: () => Promise.reject(new Error("can't")),
  });
  const body = new StreamBody(stream);
  body.cancel("enough");
  await turn();
  await assert.rejects(body.read(), (error) => error === "enough");
});

test("StreamBody refuses chunks that are no bytes", async () => {
  const chunks: [chunk: unknown, seen: string][] = [
    ["text", "string"],
    [null, "null"],
    [[1], "object"],
  ];
  for (const [chunk, seen] of chunks) {
    const { stream, cancelled } = open(chunk);
    const body = new StreamBody(stream);
    const error = {
      name: "TypeError",
      message: `Cannot read the stream: expected chunks of Uint8Array, got ${seen}`,
    };
    await assert.rejects(body.read(), error);
    await assert.rejects(body.read(), error);
    assert.equal(cancelled.length, 1);
  }
});

test("StreamBody reads no further than it is read", async () => {
  let pulls = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulls++;
      controller.enqueue(encoder.encode("x"));
    },
  }, { highWaterMark: 0 });
  const body = new StreamBody(stream);
  await turn();
  assert.equal(pulls, 0);
  await body.read();
  await turn();
  assert.equal(pulls, 1);
});
