/** What is written before an entry's content: its header, with an extended one if need be. */

import { encodeText, hasEscapes, isAscii } from "../../../transport/byte_text.ts";
import type { Bytes } from "../../../transport/connection.ts";
import type { TarEntrySettings, TarEntryType } from "../../../types/tar.ts";
import { concat } from "./content.ts";
import { BLOCK, type HeaderNumbers, type HeaderTexts, writeHeader } from "./header.ts";
import { octalLimit } from "./numbers.ts";
import { isReserved, MAX_EXTENDED, writeRecord } from "./pax.ts";

const FLAGS: Readonly<Record<TarEntryType, string>> = {
  "file": "0",
  "link": "1",
  "symlink": "2",
  "character-device": "3",
  "block-device": "4",
  "directory": "5",
  "fifo": "6",
};

const MODES: Readonly<Partial<Record<TarEntryType, number>>> = {
  directory: 0o755,
  symlink: 0o777,
};

const ID_LIMIT = octalLimit(7);
const SIZE_LIMIT = octalLimit(11);

const SLASH = 47;
const EMPTY: Bytes = new Uint8Array(0);
const NO_TEXTS: HeaderTexts = {
  prefix: EMPTY,
  name: EMPTY,
  linkTarget: EMPTY,
  userName: EMPTY,
  groupName: EMPTY,
};
const NO_NUMBERS: HeaderNumbers = {
  size: 0,
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: 0,
  deviceMajor: 0,
  deviceMinor: 0,
};

/** Collects the records of what an entry's header has no room for. */
class Overflow {
  readonly #entry: string;
  readonly #records: Bytes[] = [];

  constructor(entry: string) {
    this.#entry = entry;
  }

  add(keyword: string, value: string): void {
    this.#records.push(writeRecord(this.#encode(keyword, ` ${keyword}=${value}\n`)));
  }

  /** Text as a header has it; what does not fit is cut there. */
  text(keyword: string, text: string, room: number): Bytes {
    if (text === "") return EMPTY;
    if (text.includes("\0")) throw refuse(this.#entry, `its ${keyword} must not have NUL`);
    const bytes = this.#encode(keyword, text);
    // Headers have no encoding, extended ones have UTF-8: what is not even that had better stay here.
    if (bytes.length > room || !isAscii(text) && !hasEscapes(text)) {
      if (hasEscapes(text)) this.add("hdrcharset", "BINARY");
      this.add(keyword, text);
    }
    return bytes.length > room ? bytes.subarray(0, room) : bytes;
  }

  /** A number as a header has it; 0 there if it does not fit. */
  number(keyword: string, value: number, limit: number): number {
    if (value >= 0 && value <= limit) return value;
    this.add(keyword, `${value}`);
    return 0;
  }

  /** The extended header, if there is need for one. */
  finish(): Bytes {
    if (this.#records.length === 0) return EMPTY;
    const content = concat(this.#records);
    if (content.length > MAX_EXTENDED) {
      throw new RangeError(
        `Cannot write ${JSON.stringify(this.#entry.slice(0, 80))}: its extended header has ` +
          `${content.length} bytes, and readers take 1 MiB`,
      );
    }
    const blocks = new Uint8Array(BLOCK + Math.ceil(content.length / BLOCK) * BLOCK);
    const name = this.#encode("name", "././@PaxHeader");
    writeHeader(blocks, "x", { ...NO_TEXTS, name }, { ...NO_NUMBERS, size: content.length });
    blocks.set(content, BLOCK);
    return blocks;
  }

  #encode(keyword: string, text: string): Bytes {
    const bytes = encodeText(text);
    if (bytes !== undefined) return bytes;
    throw refuse(this.#entry, `its ${keyword} has half a surrogate pair, which is no character`);
  }
}

/**
 * Writes an entry's header.
 *
 * @param entry The entry.
 * @param size The size of its content.
 * @throws {TypeError} If the entry is none.
 * @throws {RangeError} If one of its numbers can't be.
 */
export function encodeHeader(entry: TarEntrySettings, size: number): Bytes {
  const { name, type = "file", linkTarget = "", pax } = entry;
  checkNames(entry);
  const overflow = new Overflow(name);
  for (const [keyword, value] of pax ?? []) {
    if (/^$|[=\0]/.test(keyword) || isReserved(keyword)) {
      throw refuse(name, `pax must not have the keyword ${JSON.stringify(keyword)}`);
    }
    overflow.add(keyword, value);
  }
  const isDevice = type === "character-device" || type === "block-device";
  const count = (what: keyof TarEntrySettings, most: number, value: unknown = 0): number =>
    checkCount(name, what, value, most);
  const mode = count("mode", 2 ** 32 - 1, entry.mode ?? MODES[type] ?? 0o644);
  const texts: HeaderTexts = {
    ...path(overflow, type === "directory" && !name.endsWith("/") ? `${name}/` : name),
    linkTarget: overflow.text("linkpath", linkTarget, 100),
    userName: overflow.text("uname", entry.userName ?? "", 32),
    groupName: overflow.text("gname", entry.groupName ?? "", 32),
  };
  const numbers: HeaderNumbers = {
    mode: mode % 0o10000,
    size: overflow.number("size", size, SIZE_LIMIT),
    uid: overflow.number("uid", count("uid", Number.MAX_SAFE_INTEGER, entry.uid), ID_LIMIT),
    gid: overflow.number("gid", count("gid", Number.MAX_SAFE_INTEGER, entry.gid), ID_LIMIT),
    mtime: overflow.number("mtime", toSeconds(name, entry.mtime), SIZE_LIMIT),
    deviceMajor: count("deviceMajor", isDevice ? ID_LIMIT : 0, entry.deviceMajor),
    deviceMinor: count("deviceMinor", isDevice ? ID_LIMIT : 0, entry.deviceMinor),
  };
  const extended = overflow.finish();
  const block = new Uint8Array(BLOCK);
  writeHeader(block, FLAGS[type], texts, numbers);
  return extended.length === 0 ? block : concat([extended, block]);
}

/** The refusal of an entry. */
export function refuse(name: string, why: string): TypeError {
  return new TypeError(`Cannot write ${JSON.stringify(name.slice(0, 80))}: ${why}`);
}

/** A whole number from 0 on; throws if it is none. */
export function checkCount(name: string, what: string, value: unknown, most: number): number {
  if (typeof value !== "number") throw refuse(name, `expected a number as ${what}, got ${value}`);
  if (Number.isInteger(value) && value >= 0 && value <= most) return value;
  throw new RangeError(
    `Cannot write ${
      JSON.stringify(name.slice(0, 80))
    }: expected a whole number from 0 to ${most} ` +
      `as ${what}, got ${value}`,
  );
}

function checkNames({ name, type = "file", linkTarget = "" }: TarEntrySettings): void {
  if (!Object.hasOwn(FLAGS, type)) {
    throw refuse(name, `expected ${Object.keys(FLAGS).join(", ")} as type, got ${type}`);
  }
  if (type === "file" && name.endsWith("/")) {
    throw refuse(name, "a file's name must not end with a slash, which means a directory");
  }
  const isLink = type === "symlink" || type === "link";
  if (isLink === (linkTarget === "")) {
    throw refuse(name, isLink ? `a ${type} needs linkTarget` : `a ${type} has no linkTarget`);
  }
}

/** A path has two fields, which readers join with a slash. */
function path(overflow: Overflow, name: string): Pick<HeaderTexts, "prefix" | "name"> {
  if (name.length > 100 && name.length <= 256 && isAscii(name)) {
    const bytes = overflow.text("path", name, 256);
    const slash = bytes.indexOf(SLASH, Math.max(1, bytes.length - 101));
    if (slash > 0 && slash <= 155 && slash < bytes.length - 1) {
      return { prefix: bytes.subarray(0, slash), name: bytes.subarray(slash + 1) };
    }
  }
  return { prefix: EMPTY, name: overflow.text("path", name, 100) };
}

function toSeconds(name: string, mtime: Date = new Date()): number {
  const seconds = Math.floor(mtime.getTime() / 1000);
  if (Number.isFinite(seconds)) return seconds;
  throw new RangeError(`Cannot write ${JSON.stringify(name.slice(0, 80))}: mtime is no valid date`);
}
