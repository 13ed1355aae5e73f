/** What is asked of the sources of an archive that is written, and how that ends. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { tar } from "../../../../src/api/streams/tar/writer.ts";
import type { Bytes } from "../../../../src/transport/connection.ts";
import type { TarEntrySettings } from "../../../../src/types/tar.ts";
import { clean } from "../../../leaks.ts";
import { turn } from "../../../read_body.ts";
import { concat } from "../feed.ts";
import { decode } from "./archives.ts";
import { readChunks, watched } from "./sources.ts";

const LARGE = new Uint8Array(100_000).fill(97);

function* endless(counter: { count: number }): Generator<Bytes> {
  for (;;) {
    counter.count++;
    yield LARGE;
  }
}

test("nothing is asked for before the archive is read", async () => {
  let asked = 0;
  function* entries(): Generator<TarEntrySettings> {
    asked++;
    yield { name: "a" };
  }
  const archive = tar(entries());
  await turn(2);
  assert.equal(asked, 0);
  await readChunks(archive);
  assert.equal(asked, 1);
});

test("content is asked for no faster than it is read", async () => {
  const counter = { count: 0 };
  const archive = tar([{ name: "a", size: 2 ** 40, body: endless(counter) }]);
  const reader = archive.getReader();
  for (let reads = 1; reads <= 20; reads++) {
    await reader.read();
    await turn();
    assert.ok(counter.count <= reads + 1, `${counter.count} chunks for ${reads} reads`);
  }
  await reader.cancel();
});

test("large pieces are handed on as they are, in parts", async () => {
  const body = new Uint8Array(1_000_000);
  const chunks = await readChunks(tar([{ name: "a", body }]));
  const shared = chunks.filter(({ buffer }) => buffer === body.buffer);
  assert.deepEqual(shared.map(({ length }) => length), [262144, 262144, 262144, 213568]);
});

test("small files come together in chunks", async () => {
  const body = new Uint8Array(2000);
  async function* entries(): AsyncGenerator<TarEntrySettings> {
    for (let i = 0; i < 1000; i++) yield { name: `file-${i}`, body };
  }
  const chunks = await readChunks(tar(entries()));
  assert.equal(concat(...chunks).length, 1000 * 2560 + 1024);
  assert.ok(chunks.length < 50, `${chunks.length} chunks`);
});

test("what is there is handed on before waiting for more", async () => {
  const { promise, resolve } = settable();
  async function* content(): AsyncGenerator<Bytes> {
    yield Uint8Array.of(97);
    await promise;
    yield Uint8Array.of(98);
  }
  async function* entries(): AsyncGenerator<TarEntrySettings> {
    yield { name: "a", size: 2, body: content() };
    await promise;
    yield { name: "b" };
  }
  const reader = tar(entries()).getReader();
  const first = await reader.read();
  assert.equal(first.value?.length, 513);
  resolve();
  const chunks = [first.value as Bytes];
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    chunks.push(step.value);
  }
  assert.deepEqual(
    decode(...chunks).map(({ name, content }) => [name, content]),
    [["a", "ab"], ["b", ""]],
  );
});

test("a read that fails while nobody reads is told to the next one", async () => {
  const error = new Error("lost");
  async function* entries(): AsyncGenerator<TarEntrySettings> {
    yield { name: "a" };
    await turn(1);
    throw error;
  }
  const reader = tar(entries()).getReader();
  assert.equal((await reader.read()).value?.length, 512);
  await turn(5);
  await assert.rejects(reader.read(), error);
});

test("cancelling reaches the entries, the content and what an array still holds", async () => {
  const reason = new Error("enough");
  const [now, later, known] = [watched([LARGE], "stalls"), watched([LARGE]), watched([LARGE])];
  const reader = tar([
    { name: "now", size: 2 ** 20, body: now.stream },
    { name: "later", size: LARGE.length, body: later.stream },
    { name: "text", body: "text" },
    { name: "known", size: LARGE.length, body: known.stream },
  ]).getReader();
  await reader.read();
  await reader.cancel(reason);
  for (const { cancelled } of [now, later, known]) assert.deepEqual(cancelled, [reason]);
});

test("cancelling ends iterators of entries and of content", async () => {
  const ended: string[] = [];
  function* content(): Generator<Bytes> {
    try {
      yield* endless({ count: 0 });
    } finally {
      ended.push("content");
    }
  }
  async function* entries(): AsyncGenerator<TarEntrySettings> {
    try {
      yield { name: "a", size: 2 ** 40, body: content() };
    } finally {
      ended.push("entries");
    }
  }
  const reader = tar(entries()).getReader();
  await reader.read();
  await reader.cancel();
  await turn();
  assert.deepEqual(ended, ["content", "entries"]);
});

test("cancelling does not wait for a source that stalls", async () => {
  async function* entries(): AsyncGenerator<TarEntrySettings> {
    yield { name: "a" };
    await new Promise(() => {});
  }
  const reader = tar(entries()).getReader();
  await reader.read();
  const pending = reader.read();
  await turn();
  await reader.cancel();
  assert.equal((await pending).done, true);
});

test("a failure of content reaches the reader after what came before, and ends the rest", async () => {
  const error = new Error("lost");
  const now = watched([LARGE], { error });
  const later = watched([]);
  let ended = false;
  function* entries(): Generator<TarEntrySettings> {
    try {
      yield { name: "a", size: 2 ** 20, body: now.stream };
    } finally {
      ended = true;
    }
  }
  const reader = tar(entries()).getReader();
  let bytes = 0;
  await assert.rejects(async () => {
    for (;;) bytes += (await reader.read()).value?.length ?? 0;
  }, error);
  assert.equal(bytes, 512 + LARGE.length);
  assert.equal(ended, true);
  const other = [{ name: "a", size: 5, body: "1234" }, { name: "b", size: 1, body: later.stream }];
  await assert.rejects(readChunks(tar(other)), TypeError);
  assert.equal(later.cancelled.length, 1);
});

test("a body whose entry is refused is cancelled", async () => {
  const body = watched([]);
  await assert.rejects(readChunks(tar([{ name: "a/", size: 1, body: body.stream }])), TypeError);
  assert.equal(body.cancelled.length, 1);
  const locked = watched([]);
  locked.stream.getReader();
  await assert.rejects(readChunks(tar([{ name: "a", size: 1, body: locked.stream }])), TypeError);
  assert.deepEqual(locked.cancelled, []);
});

test(
  "a signal ends the writing at every stage",
  clean(async ({ signal: watch }) => {
    const reason = new Error("enough");
    for (const stage of ["before", "unread", "stalled", "read"]) {
      const { signal, abort } = watch();
      const body = watched([LARGE], "stalls");
      if (stage === "before") abort(reason);
      const archive = tar([{ name: "a", size: 2 ** 20, body: body.stream }], { signal });
      if (stage === "unread") abort(reason);
      const reader = archive.getReader();
      if (stage === "stalled" || stage === "read") await reader.read();
      const pending = stage === "stalled" ? readAll(reader) : undefined;
      await turn();
      abort(reason);
      await assert.rejects(pending ?? reader.read(), (error) => error === reason, stage);
      assert.deepEqual(body.cancelled, [reason], stage);
    }
  }),
);

test(
  "a signal is let go of at every end",
  clean(async ({ signal: watch }) => {
    await readChunks(tar([{ name: "a" }], { signal: watch().signal }));
    await tar([{ name: "a" }], { signal: watch().signal }).cancel();
    await assert.rejects(readChunks(tar([{ name: "" }], { signal: watch().signal })), TypeError);
  }),
);

async function readAll(reader: ReadableStreamDefaultReader<Bytes>): Promise<void> {
  while (!(await reader.read()).done) continue;
}

function settable(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => resolve = settle);
  return { promise, resolve: () => resolve() };
}
