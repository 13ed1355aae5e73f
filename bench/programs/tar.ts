/**
 * Packs or unpacks in memory: `tar.ts pack|unpack large|small`. Packs a folder, or just reads all of
 * its files with the runtime's fastest call for that: `tar.ts pack|read folder PATH`.
 */

import { untar } from "../../src/api/streams/tar/reader.ts";
import { tar } from "../../src/api/streams/tar/writer.ts";
import { runtimeHost } from "../../src/transport/adapters/pick.ts";
import { packPath } from "../../src/transport/directory.ts";
import type { TarEntrySettings } from "../../src/types/tar.ts";
import { args } from "./args.ts";

type Chunk = Uint8Array<ArrayBuffer>;

const CHUNK = 65_536;
const LARGE_FILES = 5;
const LARGE_SIZE = 100_000_000;
const SMALL_FILES = 20_000;

/** Bytes of a large file, as they come from a disk or a network. */
function stream(size: number): ReadableStream<Chunk> {
  const chunk = new Uint8Array(CHUNK).fill(97);
  let left = size;
  return new ReadableStream({
    pull(controller) {
      const length = Math.min(left, CHUNK);
      left -= length;
      controller.enqueue(chunk.subarray(0, length));
      if (left === 0) controller.close();
    },
  }, { highWaterMark: 0 });
}

function* largeFiles(): Generator<TarEntrySettings> {
  for (let i = 0; i < LARGE_FILES; i++) {
    yield { name: `large/file-${i}`, size: LARGE_SIZE, body: stream(LARGE_SIZE) };
  }
}

/** Files of 0 to 5,681 bytes, 57 MB together. */
function smallFiles(): TarEntrySettings[] {
  const mtime = new Date("2024-02-29T12:34:56Z");
  return Array.from({ length: SMALL_FILES }, (_, i) => ({
    name: `small/folder-${i % 100}/file-${i}.txt`,
    mtime,
    body: new Uint8Array(i * 7919 % 5682).fill(97),
  }));
}

async function pack(
  entries: Iterable<TarEntrySettings> | AsyncIterable<TarEntrySettings>,
): Promise<number> {
  const reader = tar(entries).getReader();
  let bytes = 0;
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    bytes += step.value.length;
  }
  return bytes;
}

/** Reads the content of all entries, those that are large as streams. */
async function unpack(archive: Iterable<Chunk>): Promise<number> {
  let bytes = 0;
  for await (const entry of untar(archive)) {
    if (entry.size <= CHUNK) {
      bytes += (await entry.bytes()).length;
      continue;
    }
    const reader = entry.body.getReader();
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      bytes += step.value.length;
    }
  }
  return bytes;
}

/** An archive in chunks, none of which shares memory with another. */
async function archiveOf(entries: Iterable<TarEntrySettings>): Promise<Chunk[]> {
  const chunks: Chunk[] = [];
  const reader = tar(entries).getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    chunks.push(step.value.slice());
  }
  return chunks;
}

/** What of the runtimes reads a whole file. */
interface Globals {
  readonly Deno?: { readFileSync(path: string): Uint8Array };
  readonly process: {
    getBuiltinModule(name: "node:fs"): {
      readFileSync(path: string): Uint8Array;
      readdirSync(path: string): string[];
    };
  };
}

function readAll(folder: string): number {
  const { Deno: deno, process } = globalThis as unknown as Globals;
  const { readFileSync, readdirSync } = process.getBuiltinModule("node:fs");
  const read = deno?.readFileSync ?? readFileSync;
  let bytes = 0;
  for (const below of readdirSync(folder)) {
    for (const name of readdirSync(`${folder}/${below}`)) {
      bytes += read(`${folder}/${below}/${name}`).length;
    }
  }
  return bytes;
}

async function prepare(
  action: string,
  kind: string,
  folder: string,
): Promise<() => number | Promise<number>> {
  if (kind === "folder") {
    const files = await runtimeHost().files();
    return () =>
      action === "read" ? readAll(folder) : pack(packPath(files, folder, { name: "small" }));
  }
  const entries = kind === "large" ? largeFiles() : smallFiles();
  if (action === "pack") return () => pack(entries);
  const archive = await archiveOf(entries);
  return () => unpack(archive);
}

const [action = "", kind = "", folder = ""] = args;
const work = await prepare(action, kind, folder);
const start = performance.now();
const bytes = await work();
const seconds = (performance.now() - start) / 1000;
const rate = kind === "large" ? bytes / seconds / 1e6 : SMALL_FILES / seconds;
console.log(JSON.stringify({ bytes, rate }));
