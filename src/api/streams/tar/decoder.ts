import { ProtocolError } from "../../../errors.ts";
import { decodeText } from "../../../transport/byte_text.ts";
import type { Bytes } from "../../../transport/connection.ts";
import type { TarEntryType, TarHeader } from "../../../types/tar.ts";
import { BLOCK, type BlockHeader, isHeader, readFlag, readHeader, readSize } from "./header.ts";
import {
  addGlobal,
  applyRecords,
  MAX_EXTENDED,
  type PaxRecords,
  readRecords,
  sparse,
} from "./pax.ts";

const TYPES: Readonly<Record<string, TarEntryType>> = {
  "\0": "file", // before POSIX
  "0": "file",
  "1": "link",
  "2": "symlink",
  "3": "character-device",
  "4": "block-device",
  "5": "directory",
  "6": "fifo",
  "7": "file", // to be stored in one piece, which nobody does
};

/** What a `Date` can hold, in milliseconds. */
const MAX_TIME = 8.64e15;

/**
 * Takes a tar archive apart: PAX, GNU and what was before, wherever the bytes are cut. Does no I/O:
 * who uses it feeds it when it asks for more, which it does with `undefined`.
 *
 * @example List what an archive in memory has
 * ```ts
 * import assert from "node:assert/strict";
 * import { tar, TarDecoder } from "@fairlead/docker/streams";
 *
 * const archive = await new Response(tar([{ name: "a", body: "1" }, { name: "b" }])).arrayBuffer();
 * const decoder = new TarDecoder();
 * decoder.feed(new Uint8Array(archive));
 * const names: string[] = [];
 * for (let header = decoder.readHeader(); header; header = decoder.readHeader()) {
 *   names.push(header.name);
 * }
 * assert.deepEqual(names, ["a", "b"]);
 * ```
 */
export class TarDecoder {
  #bytes: Bytes = new Uint8Array(0);
  #at = 0;
  #offset = 0; // of `#bytes` in the archive
  #state: "header" | "extended" | "content" | "end" = "header";
  #left = 0; // bytes of the content still to come
  #padding = 0; // bytes behind it still to come
  readonly #block = new Uint8Array(BLOCK); // a header that came in pieces
  #blockLength = 0;
  #sawZeros = false;
  #flag = ""; // of the extended header that is being read
  #held: Bytes | undefined; // its content, if that came in pieces
  #heldLength = 0;
  readonly #globals: PaxRecords = new Map();
  #records: PaxRecords | undefined;
  #longName: string | undefined;
  #longTarget: string | undefined;

  /** How many bytes of the present entry's content were not read yet. */
  get bodyLeft(): number {
    return this.#state === "content" ? this.#left : 0;
  }

  /** Takes the next bytes, after it asked for them; they are its own from now on. */
  feed(bytes: Bytes): void {
    this.#offset += this.#bytes.length;
    this.#bytes = bytes;
    this.#at = 0;
  }

  /**
   * Takes note that no more bytes come, after it asked for them. That is the end of the archive when
   * the next header could begin there: not every program writes the blocks of zeros that end one.
   *
   * @throws {ProtocolError} If something is cut in two.
   */
  end(): void {
    const total = this.#offset + this.#bytes.length;
    const where = this.#whatIsCut();
    if (where !== undefined) {
      throw new ProtocolError(
        `Cannot read the archive: it ends in the middle of ${where}, after ${total} bytes`,
      );
    }
    this.#state = "end";
  }

  /**
   * Goes to the next entry; what was not read of the present one is skipped.
   *
   * @returns Its header; `undefined` to ask for more bytes, `null` at the end of the archive.
   * @throws {ProtocolError} If the bytes are no archive, or one that can't be read.
   */
  readHeader(): TarHeader | null | undefined {
    for (;;) {
      switch (this.#state) {
        case "content":
          if (!this.#skip()) return undefined;
          this.#state = "header";
          break;
        case "extended": {
          const content = this.#takeExtended();
          if (content === undefined) return undefined;
          this.#readExtended(content);
          this.#state = "content"; // of which only the padding is left
          break;
        }
        case "header": {
          const block = this.#takeBlock();
          if (block === undefined) return undefined;
          const header = this.#readBlock(block, this.#offset + this.#at - BLOCK);
          if (header !== undefined) return header;
          break;
        }
        case "end":
          return null;
      }
    }
  }

  /**
   * Reads on in the present entry's content.
   *
   * @returns Bytes, which share memory with what was fed; `undefined` to ask for more, `null` at the
   * end of the content.
   */
  readBody(): Bytes | null | undefined {
    const left = this.bodyLeft;
    if (left === 0) return null;
    const length = Math.min(left, this.#bytes.length - this.#at);
    if (length === 0) return undefined;
    this.#left -= length;
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #readBlock(block: Bytes, offset: number): TarHeader | undefined {
    if (!isHeader(block, offset)) {
      if (this.#sawZeros) this.#end();
      this.#sawZeros = true;
      return undefined;
    }
    if (this.#sawZeros) {
      throw new ProtocolError(
        `Cannot read the archive: expected its end at byte ${offset}, after a block of zeros`,
      );
    }
    const flag = readFlag(block);
    switch (flag) {
      case "x":
      case "g":
      case "L":
      case "K":
        this.#flag = flag;
        this.#expect(readSize(block));
        if (this.#left > MAX_EXTENDED) {
          throw new ProtocolError(
            `Cannot read the archive: the extended header at byte ${offset} has ${this.#left} ` +
              `bytes, more than 1 MiB`,
          );
        }
        this.#state = "extended";
        return undefined;
      case "V": // the name of the archive
        this.#expect(readSize(block));
        this.#state = "content";
        return undefined;
      default:
        return this.#readEntry(readHeader(block));
    }
  }

  #readEntry(header: BlockHeader): TarHeader {
    const pax = applyRecords(header, this.#globals, this.#records);
    header.name = this.#longName ?? header.name;
    header.linkTarget = this.#longTarget ?? header.linkTarget;
    this.#records = this.#longName = this.#longTarget = undefined;
    const { flag, name, mtime } = header;
    if (flag === "S") throw sparse(name);
    let type = TYPES[flag];
    if (type === undefined) {
      throw new ProtocolError(
        `Cannot read the archive: ${JSON.stringify(name)} is of type ${JSON.stringify(flag)}, ` +
          `which this library does not know`,
      );
    }
    // Before POSIX there was no other sign of a directory.
    if (type === "file" && name.endsWith("/")) type = "directory";
    if (Math.abs(mtime) > MAX_TIME) {
      throw new ProtocolError(
        `Cannot read the archive: expected a time in which ${JSON.stringify(name)} was changed, ` +
          `got ${mtime} ms`,
      );
    }
    // What has no content may have a size all the same, such as a hard link its file's.
    const size = type === "file" ? header.size : 0;
    this.#expect(size);
    this.#state = "content";
    return {
      name: type === "directory" ? withoutSlash(name) : name,
      type,
      size,
      mode: header.mode & 0o7777,
      uid: header.uid,
      gid: header.gid,
      userName: header.userName,
      groupName: header.groupName,
      mtime: new Date(mtime),
      linkTarget: type === "symlink" || type === "link" ? header.linkTarget : "",
      deviceMajor: header.deviceMajor,
      deviceMinor: header.deviceMinor,
      pax,
    };
  }

  #readExtended(content: Bytes): void {
    switch (this.#flag) {
      case "x":
        this.#records = readRecords(content);
        break;
      case "g":
        addGlobal(this.#globals, readRecords(content));
        break;
      case "L":
        this.#longName = untilNul(content);
        break;
      case "K":
        this.#longTarget = untilNul(content);
        break;
    }
  }

  #expect(size: number): void {
    this.#left = size;
    this.#padding = (BLOCK - size % BLOCK) % BLOCK;
  }

  /** Whether all is behind us that belongs to the content. */
  #skip(): boolean {
    const length = Math.min(this.#left + this.#padding, this.#bytes.length - this.#at);
    this.#at += length;
    const ofContent = Math.min(this.#left, length);
    this.#left -= ofContent;
    this.#padding -= length - ofContent;
    return this.#left + this.#padding === 0;
  }

  #takeBlock(): Bytes | undefined {
    const available = this.#bytes.length - this.#at;
    if (this.#blockLength === 0 && available >= BLOCK) {
      this.#at += BLOCK;
      return this.#bytes.subarray(this.#at - BLOCK, this.#at);
    }
    const length = Math.min(BLOCK - this.#blockLength, available);
    this.#block.set(this.#bytes.subarray(this.#at, this.#at + length), this.#blockLength);
    this.#at += length;
    this.#blockLength += length;
    if (this.#blockLength < BLOCK) return undefined;
    this.#blockLength = 0;
    return this.#block;
  }

  #takeExtended(): Bytes | undefined {
    const length = Math.min(this.#left, this.#bytes.length - this.#at);
    const bytes = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    if (this.#held === undefined && length === this.#left) {
      this.#left = 0;
      return bytes;
    }
    this.#held ??= new Uint8Array(this.#left);
    this.#held.set(bytes, this.#heldLength);
    this.#heldLength += length;
    this.#left -= length;
    if (this.#left > 0) return undefined;
    const held = this.#held;
    this.#held = undefined;
    this.#heldLength = 0;
    return held;
  }

  #end(): void {
    const where = this.#whatIsCut();
    if (where === undefined) this.#state = "end";
    else throw new ProtocolError(`Cannot read the archive: it ends in the middle of ${where}`);
  }

  #whatIsCut(): string | undefined {
    switch (this.#state) {
      case "header":
        if (this.#blockLength > 0) return "a header";
        return this.#records === undefined && this.#longName === undefined &&
            this.#longTarget === undefined
          ? undefined
          : "an entry, of which there is only the extended header";
      case "extended":
        return "an extended header";
      case "content":
        if (this.#left > 0) return "the content of an entry";
        return this.#padding > 0 ? "the padding behind an entry" : undefined;
      case "end":
        return undefined;
    }
  }
}

function untilNul(bytes: Bytes): string {
  const end = bytes.indexOf(0);
  return decodeText(bytes, 0, end < 0 ? bytes.length : end);
}

function withoutSlash(name: string): string {
  let end = name.length;
  while (end > 1 && name.charCodeAt(end - 1) === 47) end--;
  return name.slice(0, end);
}
