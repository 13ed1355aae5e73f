import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { test } from "node:test";
import { untar } from "../../../../src/api/streams/tar/reader.ts";
import type { Bytes } from "../../../../src/transport/connection.ts";
import type { BodySource } from "../../../../src/types/body_source.ts";
import type { TarEntry } from "../../../../src/types/tar.ts";
import { turn } from "../../../read_body.ts";
import { concat } from "../feed.ts";
import { block, END, file } from "./archives.ts";
import { chunksOf, readChunks, watched } from "./sources.ts";

const BIG = Uint8Array.from({ length: 200_000 }, (_, at) => at % 251);
const ARCHIVE = concat(
  file("first", { name: "a" }),
  file(BIG, { name: "big" }),
  block({ name: "folder", flag: "5" }),
  file("last", { name: "z" }),
  END,
);
const NAMES = ["a", "big", "folder", "z"];

async function text(entry: TarEntry): Promise<string> {
  return new TextDecoder().decode(await entry.bytes());
}

async function names(entries: AsyncIterable<TarEntry>): Promise<string[]> {
  const all: string[] = [];
  for await (const { name } of entries) all.push(name);
  return all;
}

/** The next entry, which there is. */
async function next(entries: AsyncIterator<TarEntry>): Promise<TarEntry> {
  const { done, value } = await entries.next();
  assert.notEqual(done, true);
  return value;
}

test("untar() takes bytes, Blobs, streams and iterables", async () => {
  const chunks = [...chunksOf(ARCHIVE, 10_000)];
  async function* later(): AsyncGenerator<Bytes> {
    yield* chunks;
  }
  const sources: BodySource[] = [
    ARCHIVE,
    ARCHIVE.buffer,
    new Blob([ARCHIVE]),
    new Blob([ARCHIVE]).stream(),
    watched(chunks).stream,
    chunks,
    chunks.values(),
    later(),
    "\0".repeat(1024),
  ];
  for (const source of sources) {
    const expected = typeof source === "string" ? [] : NAMES;
    assert.deepEqual(await names(untar(source)), expected);
  }
});

test("untar() refuses what is no source, and a stream that is locked", () => {
  for (const source of [null, undefined, 1, {}, true]) {
    assert.throws(() => untar(source as unknown as BodySource), {
      name: "TypeError",
      message: /^Cannot read an archive: expected bytes, a Blob, .* got (null|undefined|\w+)$/,
    });
  }
  const { stream } = watched([]);
  stream.getReader();
  assert.throws(() => untar(stream), TypeError);
});

test("content is read as a stream, or all at once", async () => {
  for (const size of [1_000_000, 65_536, 1000, 512, 7]) {
    for (const how of ["body", "bytes"] as const) {
      const contents: Bytes[] = [];
      for await (const entry of untar(chunksOf(ARCHIVE, size))) {
        const parts = how === "bytes" ? [await entry.bytes()] : await readChunks(entry.body);
        contents.push(concat(...parts));
      }
      const expected = [new TextEncoder().encode("first"), BIG, new Uint8Array(0)];
      assert.deepEqual(contents, [...expected, new TextEncoder().encode("last")], `${size} ${how}`);
    }
  }
});

test("a body can be iterated", async () => {
  for await (const entry of untar(chunksOf(ARCHIVE, 10_000))) {
    let size = 0;
    for await (const chunk of entry.body) size += chunk.length;
    assert.equal(size, entry.size);
  }
});

test("nothing is read before it is asked for, and what is not read is not kept", async () => {
  const source = watched(chunksOf(ARCHIVE, 1000));
  const entries = untar(source.stream);
  assert.equal(source.pulled, 0);
  await next(entries);
  assert.equal(source.pulled, 1);
  const { body } = await next(entries);
  assert.equal(source.pulled, 2);
  const reader = body.getReader();
  await reader.read();
  await reader.read();
  assert.ok(source.pulled <= 3, `${source.pulled} chunks`);
  await turn(5);
  assert.ok(source.pulled <= 3, `${source.pulled} chunks`);
});

test("the next entry can be asked for while a body is unread or half-read", async () => {
  for (const reads of [0, 1, 2]) {
    const entries = untar(chunksOf(ARCHIVE, 1000));
    await next(entries);
    const { body } = await next(entries);
    const reader = body.getReader();
    for (let i = 0; i < reads; i++) assert.equal((await reader.read()).done, false);
    assert.equal((await next(entries)).name, "folder");
    await assert.rejects(reader.read(), {
      name: "TypeError",
      message: "Cannot read an entry's content: the archive was read on past it",
    });
    assert.equal(await text(await next(entries)), "last");
  }
});

test("the next entry can be asked for while a body waits for its source", async () => {
  let release: (() => void) | undefined;
  async function* source(): AsyncGenerator<Bytes> {
    yield ARCHIVE.slice(0, 2000);
    await new Promise<void>((resolve) => release = resolve);
    yield ARCHIVE.slice(2000);
  }
  const entries = untar(source());
  await next(entries);
  const reader = (await next(entries)).body.getReader();
  await reader.read();
  const pending = reader.read();
  await turn();
  const following = next(entries);
  await turn();
  release?.();
  assert.equal((await pending).value?.length, BIG.length - (2000 - 1536));
  assert.equal((await following).name, "folder");
});

test("content that was left can't be read as if it were whole", async () => {
  const entries = untar(ARCHIVE);
  const first = await next(entries);
  await next(entries);
  await assert.rejects(first.bytes(), TypeError);
  await assert.rejects(readChunks(first.body), TypeError);
  await names(entries);
  await assert.rejects(first.bytes(), TypeError);
});

test("what has no content can be read at any time", async () => {
  const all: TarEntry[] = [];
  for await (const entry of untar(ARCHIVE)) all.push(entry);
  const [, , folder, last] = all;
  assert.deepEqual(await folder?.bytes(), new Uint8Array(0));
  assert.deepEqual(await readChunks(folder?.body as ReadableStream), []);
  await assert.rejects(async () => await last?.bytes(), TypeError);
});

test("bytes() that nobody waits for is served before the next entry", async () => {
  const entries = untar(chunksOf(ARCHIVE, 1000));
  await next(entries);
  const big = (await next(entries)).bytes();
  assert.equal((await next(entries)).name, "folder");
  assert.deepEqual(await big, BIG);
});

test("entries that are asked for at once come in order", async () => {
  const entries = untar(chunksOf(ARCHIVE, 1000));
  const steps = await Promise.all(Array.from({ length: 6 }, () => entries.next()));
  assert.deepEqual(steps.map(({ value }) => value?.name), [...NAMES, undefined, undefined]);
  assert.deepEqual(steps.map(({ done }) => done), [false, false, false, false, true, true]);
  await assert.rejects(async () => await steps[0]?.value?.bytes(), TypeError);
  const last = untar(ARCHIVE);
  const two = await Promise.all([last.next(), last.next()]);
  assert.deepEqual(await two[1]?.value?.bytes(), BIG);
});

test("content is read once, in one way", async () => {
  const message = /^Cannot read "a": its content was read already$/;
  const twice = await next(untar(ARCHIVE));
  await twice.bytes();
  await assert.rejects(twice.bytes(), { name: "TypeError", message });
  await assert.rejects(readChunks(twice.body), { name: "TypeError", message });
  const other = await next(untar(ARCHIVE));
  assert.equal(other.body, other.body);
  await readChunks(other.body);
  await assert.rejects(other.bytes(), { name: "TypeError", message });
});

test("a body that was looked at but not read leaves bytes() alone", async () => {
  const entry = await next(untar(ARCHIVE));
  assert.equal(entry.body.locked, false);
  assert.equal(await text(entry), "first");
});

test("cancelling a body skips it, and leaves the archive alone", async () => {
  const source = watched(chunksOf(ARCHIVE, 1000));
  const entries = untar(source.stream);
  await next(entries);
  const { body } = await next(entries);
  const reader = body.getReader();
  await reader.read();
  await reader.cancel("enough");
  assert.deepEqual(await names(entries), ["folder", "z"]);
  assert.deepEqual(source.cancelled, []);
});

test("bytes() gives a buffer of its own", async () => {
  for (const size of [1_000_000, 10_000]) {
    for await (const entry of untar(chunksOf(ARCHIVE, size))) {
      const bytes = await entry.bytes();
      assert.equal(bytes.buffer.byteLength, bytes.length);
    }
  }
});

test("a small body does not keep the chunk that it came in", async () => {
  for await (const { body } of untar([ARCHIVE.slice()])) {
    for (const chunk of await readChunks(body)) {
      assert.equal(chunk.buffer.byteLength < ARCHIVE.length, chunk.length < 1000);
    }
  }
});

test("chunks of a runtime's own kind, and of shared memory, are handed on as plain bytes", async () => {
  const shared = new Uint8Array(new SharedArrayBuffer(ARCHIVE.length));
  shared.set(ARCHIVE);
  for (const chunk of [Buffer.from(ARCHIVE), shared]) {
    for await (const { name, body } of untar([chunk])) {
      for (const part of await readChunks(body)) {
        assert.equal(part.constructor, Uint8Array, name);
        assert.ok(part.buffer instanceof ArrayBuffer);
      }
    }
  }
});

test("an archive is read to the end of its source, which may fail there", async () => {
  const blocks = [ARCHIVE, new Uint8Array(4096), new Uint8Array(4096)];
  const source = watched(blocks);
  assert.deepEqual(await names(untar(source.stream)), NAMES);
  assert.equal(source.pulled, 4);
  assert.deepEqual(source.cancelled, []);
  const error = new Error("lost");
  await assert.rejects(names(untar(watched(blocks, { error }).stream)), error);
});
