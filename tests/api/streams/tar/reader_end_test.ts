/** How reading an archive ends before the archive does. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { untar } from "../../../../src/api/streams/tar/reader.ts";
import { ConnectionError, ProtocolError } from "../../../../src/errors.ts";
import type { Bytes } from "../../../../src/transport/connection.ts";
import type { TarEntry } from "../../../../src/types/tar.ts";
import { clean } from "../../../leaks.ts";
import { turn } from "../../../read_body.ts";
import { concat } from "../feed.ts";
import { END, file } from "./archives.ts";
import { chunksOf, readChunks, watched } from "./sources.ts";

const FIRST = file("first", { name: "a" });
const ARCHIVE = concat(FIRST, file(new Uint8Array(5000), { name: "b" }), END);

async function next(entries: AsyncIterator<TarEntry>): Promise<TarEntry> {
  const { done, value } = await entries.next();
  assert.notEqual(done, true);
  return value;
}

test("leaving the loop cancels a stream", async () => {
  const source = watched(chunksOf(ARCHIVE, 1000));
  for await (const { name } of untar(source.stream)) {
    assert.equal(name, "a");
    break;
  }
  assert.equal(source.cancelled.length, 1);
  assert.ok(source.cancelled[0] instanceof ConnectionError);
});

test("leaving the loop ends iterators of both kinds", async () => {
  const ended: string[] = [];
  function* sync(): Generator<Bytes> {
    try {
      yield* chunksOf(ARCHIVE, 1000);
    } finally {
      ended.push("sync");
    }
  }
  async function* later(): AsyncGenerator<Bytes> {
    try {
      yield* chunksOf(ARCHIVE, 1000);
    } finally {
      ended.push("later");
    }
  }
  for (const source of [sync(), later()]) {
    await assert.rejects(async () => {
      for await (const { name } of untar(source)) throw new Error(name);
    }, { message: "a" });
  }
  assert.deepEqual(ended, ["sync", "later"]);
});

test("what is left or disposed of gives nothing more, and its content rejects", async () => {
  for (const how of ["return", "dispose"]) {
    const source = watched(chunksOf(ARCHIVE, 700));
    const entries = untar(source.stream);
    const first = await next(entries);
    if (how === "return") {
      assert.deepEqual(await entries.return(), { done: true, value: undefined });
    } else await entries[Symbol.asyncDispose]();
    const closed = { name: "ConnectionError", code: "closed", message: /the archive was left$/ };
    await assert.rejects(how === "return" ? first.bytes() : readChunks(first.body), closed);
    assert.deepEqual(await entries.next(), { done: true, value: undefined });
    await entries[Symbol.asyncDispose]();
    assert.equal(source.cancelled.length, 1);
  }
});

async function* stalled(): AsyncGenerator<Bytes> {
  yield FIRST.slice(0, 515);
  await new Promise(() => {});
}

test("leaving settles what is being read, whatever the source does", async () => {
  for (const kind of ["stream", "iterator"]) {
    const source = watched([FIRST.slice(0, 515)], "stalls");
    const entries = untar(kind === "stream" ? source.stream : stalled());
    const first = await next(entries);
    const reading = readChunks(first.body);
    const following = entries.next();
    await turn(1);
    await entries.return();
    await assert.rejects(reading, { name: "ConnectionError", code: "closed" });
    assert.deepEqual(await following, { done: true, value: undefined });
  }
});

test("disposing at the end does nothing", async () => {
  const source = watched([ARCHIVE]);
  const entries = untar(source.stream);
  while (!(await entries.next()).done) continue;
  await entries[Symbol.asyncDispose]();
  assert.deepEqual(source.cancelled, []);
});

test(
  "a signal that was aborted before ends the reading before it begins",
  clean(async ({ signal: watch }) => {
    const { signal, abort } = watch();
    abort("no");
    const source = watched([ARCHIVE]);
    const entries = untar(source.stream, { signal });
    await assert.rejects(entries.next(), (error) => error === "no");
    await assert.rejects(entries.next(), (error) => error === "no");
    assert.deepEqual([source.pulled, source.cancelled], [0, ["no"]]);
  }),
);

test(
  "a signal ends a read that is under way, of an entry and of content",
  clean(async ({ signal: watch }) => {
    for (const what of ["entry", "body", "bytes"]) {
      const { signal, abort } = watch();
      const source = watched([FIRST.slice(0, what === "entry" ? 100 : 514)], "stalls");
      const entries = untar(source.stream, { signal });
      const first = what === "entry" ? undefined : await next(entries);
      const reading = first === undefined
        ? entries.next()
        : what === "body"
        ? readChunks(first.body)
        : first.bytes();
      const reason = new Error("enough");
      setTimeout(() => abort(reason), 1);
      await assert.rejects(reading, (error) => error === reason);
      await assert.rejects(entries.next(), (error) => error === reason);
      assert.deepEqual(source.cancelled, [reason]);
      await turn(2);
    }
  }),
);

test(
  "a signal is let go of at every end",
  clean(async ({ signal: watch }) => {
    const whole = untar(ARCHIVE, { signal: watch().signal });
    while (!(await whole.next()).done) continue;
    const left = untar(ARCHIVE, { signal: watch().signal });
    await left.next();
    await left.return();
    const failed = untar(ARCHIVE.slice(0, 100), { signal: watch().signal });
    await assert.rejects(failed.next(), ProtocolError);
    const aborted = watch();
    const entries = untar(ARCHIVE, { signal: aborted.signal });
    await entries.next();
    aborted.abort();
    await assert.rejects(entries.next(), { name: "AbortError" });
  }),
);

test("a source's error reaches who reads, and everybody later", async () => {
  const error = new Error("lost");
  const source = watched([ARCHIVE.slice(0, 2000)], { error });
  const entries = untar(source.stream);
  const first = await next(entries);
  const second = await next(entries);
  const reader = second.body.getReader();
  assert.equal((await reader.read()).value?.length, 2000 - 1536);
  await assert.rejects(reader.read(), error);
  await assert.rejects(entries.next(), error);
  await assert.rejects(first.bytes(), error);
});

test("an archive that is cut short rejects content and entries, and never just ends", async () => {
  for (let length = 0; length < ARCHIVE.length; length += 103) {
    const cut = [...chunksOf(ARCHIVE.slice(0, length), 512)];
    const isBoundary = length === 0;
    const reading = async (): Promise<void> => {
      for await (const entry of untar(cut)) await readChunks(entry.body);
    };
    if (isBoundary) await reading();
    else await assert.rejects(reading(), ProtocolError, `${length} bytes`);
  }
});

test("what is no archive is refused, and its source cancelled with that", async () => {
  const source = watched([new Uint8Array(5000).fill(65)], "stalls");
  const entries = untar(source.stream);
  await assert.rejects(entries.next(), (error) => error === source.cancelled[0]);
  assert.ok(source.cancelled[0] instanceof ProtocolError);
});

test("a source of something else than bytes is refused and ended", async () => {
  let ended = 0;
  function* source(chunk: unknown): Generator<Bytes> {
    try {
      yield chunk as Bytes;
    } finally {
      ended++;
    }
  }
  const chunks = ["text", null, undefined, [1], 5];
  for (const chunk of chunks) {
    await assert.rejects(untar(source(chunk)).next(), {
      name: "TypeError",
      message: /^Cannot read an archive: its source must yield Uint8Array, not \w+$/,
    });
  }
  assert.equal(ended, chunks.length);
});
