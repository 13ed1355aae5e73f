import assert from "node:assert/strict";
import { test } from "node:test";
import { BodyStream } from "../../../src/api/streams/body_stream.ts";
import { ConnectionBody } from "../../../src/api/streams/connection_body.ts";
import type { ConnectionError } from "../../../src/errors.ts";
import { turn } from "../../read_body.ts";
import { end, reset, ScriptedConnection } from "../../scripted_connection.ts";
import { all, open } from "./words.ts";

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
