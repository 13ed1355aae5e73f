/** Archives to read: those that GNU tar made, and blocks put together by hand. */

import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { TarDecoder } from "../../../../src/api/streams/tar/decoder.ts";
import type { Bytes } from "../../../../src/transport/connection.ts";
import type { TarHeader } from "../../../../src/types/tar.ts";
import { concat } from "../feed.ts";

/** The archives of `tests/data/tar`, by the name without `.tar.gz`. */
export async function fixture(name: string): Promise<Bytes> {
  const file = new URL(`../../../data/tar/${name}.tar.gz`, import.meta.url);
  return new Uint8Array(gunzipSync(await readFile(file)));
}

/** The fields of a header, as text that is written into it as it is. */
export interface Fields {
  readonly name?: string | Uint8Array;
  readonly mode?: string;
  readonly uid?: string | Uint8Array;
  readonly size?: string | Uint8Array;
  readonly mtime?: string | Uint8Array;
  readonly checksum?: string;
  readonly flag?: string;
  readonly linkTarget?: string;
  readonly magic?: string;
  readonly userName?: string;
  readonly deviceMajor?: string;
  readonly prefix?: string;
}

/** Where the fields lie, by POSIX. */
const PLACES: readonly (readonly [keyof Fields, number])[] = [
  ["name", 0],
  ["mode", 100],
  ["uid", 108],
  ["size", 124],
  ["mtime", 136],
  ["flag", 156],
  ["linkTarget", 157],
  ["magic", 257],
  ["userName", 265],
  ["deviceMajor", 329],
  ["prefix", 345],
];

/** A header of a file without content unless the fields say otherwise; its checksum is right. */
export function block(fields: Fields = {}, signed = false): Bytes {
  const all: Fields = { name: "file", mode: "0000644", magic: "ustar\x0000", flag: "0", ...fields };
  const bytes = new Uint8Array(512);
  for (const [field, at] of PLACES) bytes.set(bytesOf(all[field] ?? ""), at);
  bytes.fill(32, 148, 156);
  const sum = Array.from(signed ? new Int8Array(bytes.buffer) : bytes).reduce((a, b) => a + b);
  bytes.set(bytesOf(all.checksum ?? `${sum.toString(8).padStart(6, "0")}\0 `), 148);
  return bytes;
}

/** Content, and the zeros behind it. */
export function padded(content: string | Uint8Array): Bytes {
  const bytes = bytesOf(content);
  return concat(bytes, new Uint8Array((512 - bytes.length % 512) % 512));
}

/** A header with content behind it. */
export function file(content: string | Uint8Array, fields: Fields = {}): Bytes {
  const size = `${bytesOf(content).length.toString(8).padStart(11, "0")}`;
  return concat(block({ size, ...fields }), padded(content));
}

/** A PAX extended header of these records. */
export function extended(records: string | Uint8Array, flag: "x" | "g" = "x"): Bytes {
  return file(records, { name: "PaxHeaders/0", flag });
}

/** One record, whose length is right. */
export function record(keyword: string, value: string): string {
  const text = ` ${keyword}=${value}\n`;
  const bytes = new TextEncoder().encode(text).length;
  const digits = [1, 2, 3, 4].find((digits) => `${bytes + digits}`.length === digits) ?? 5;
  return `${bytes + digits}${text}`;
}

/** What ends an archive. */
export const END: Bytes = new Uint8Array(1024);

/** An entry, with its content as one byte a character. */
export interface Read extends TarHeader {
  readonly content: string;
}

/** Reads an archive that comes in these pieces. */
export function decodeAll(pieces: Iterable<Bytes>): Read[] {
  const decoder = new TarDecoder();
  const rest = pieces[Symbol.iterator]();
  const entries: Read[] = [];
  const more = (): void => {
    const { done, value } = rest.next();
    if (done === true) decoder.end();
    else decoder.feed(value);
  };
  for (;;) {
    const header = decoder.readHeader();
    if (header === null) return entries;
    if (header === undefined) {
      more();
      continue;
    }
    let content = "";
    for (;;) {
      const bytes = decoder.readBody();
      if (bytes === null) break;
      if (bytes === undefined) more();
      else content += String.fromCharCode(...bytes);
    }
    entries.push({ ...header, content });
  }
}

/** Reads an archive of which a decoder gets all at once. */
export function decode(...parts: readonly Uint8Array[]): Read[] {
  return decodeAll([concat(...parts)]);
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? new TextEncoder().encode(content) : content;
}
