/** The block of 512 bytes that stands before each entry of a tar archive (POSIX.1-1988 and GNU). */

import { ProtocolError } from "../../../errors.ts";
import { decodeText } from "../../../transport/byte_text.ts";
import type { Bytes } from "../../../transport/connection.ts";
import { readNumber, writeOctal } from "./numbers.ts";

/** The size of all that tar's archives are made of. */
export const BLOCK = 512;

/** What a header says, as far as it has room for it. */
export interface BlockHeader {
  /** What it is: `"0"` for a file, and so on. */
  flag: string;
  name: string;
  size: number;
  mode: number;
  uid: number;
  gid: number;
  userName: string;
  groupName: string;
  /** In milliseconds since 1970. */
  mtime: number;
  linkTarget: string;
  deviceMajor: number;
  deviceMinor: number;
}

const CHECKSUM = 148;
const CHECKSUM_END = 156;
const FLAG = 156;
const MAGIC = 257;
const SPACE = 32;

// "ustar", NUL, "00". GNU's own has spaces there, and other things where the prefix would be.
const USTAR: readonly number[] = [0x75, 0x73, 0x74, 0x61, 0x72, 0, 0x30, 0x30];

/** How compressed data begins, which is easily taken for an archive. */
const COMPRESSED: Readonly<Record<string, readonly number[]>> = {
  gzip: [0x1f, 0x8b],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
  bzip2: [0x42, 0x5a, 0x68],
  xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
};

/**
 * Whether a block is a header, and not the zeros at the end of an archive.
 *
 * @param block The block.
 * @param offset Where it lies in the archive.
 * @throws {ProtocolError} If it is neither.
 */
export function isHeader(block: Bytes, offset: number): boolean {
  let sum = 0;
  for (let at = 0; at < BLOCK; at++) sum += block[at] as number;
  if (sum === 0) return false;
  // It is summed up as if there were spaces in place of the checksum.
  sum += SPACE * (CHECKSUM_END - CHECKSUM);
  for (let at = CHECKSUM; at < CHECKSUM_END; at++) sum -= block[at] as number;
  const checksum = readNumber(block, CHECKSUM, CHECKSUM_END - CHECKSUM);
  if (checksum === sum || checksum === signedSum(block, sum)) return true;
  const seen = JSON.stringify(decodeText(block, 0, 16));
  const format = Object.entries(COMPRESSED).find(([, magic]) =>
    offset === 0 && magic.every((byte, at) => byte === block[at])
  )?.[0];
  throw new ProtocolError(
    `Cannot read the archive: expected a header at byte ${offset}, got ${seen}` +
      (format === undefined ? ", whose checksum is wrong" : `: it is compressed with ${format}`),
  );
}

/** What a header is of: `"0"` for a file, `"x"` for an extended header, and so on. */
export function readFlag(block: Bytes): string {
  return String.fromCharCode(block[FLAG] as number);
}

/**
 * The size of what comes behind a header.
 *
 * @throws {ProtocolError} If it is none.
 */
export function readSize(block: Bytes): number {
  const size = field(block, "size", 124, 12);
  if (size >= 0) return size;
  throw new ProtocolError(
    `Cannot read the archive: expected a size of ${quoteName(block)}, got ${size}`,
  );
}

/**
 * Reads a header.
 *
 * @throws {ProtocolError} If a number in it is none.
 */
export function readHeader(block: Bytes): BlockHeader {
  const flag = readFlag(block);
  const ustar = USTAR.every((byte, i) => block[MAGIC + i] === byte);
  const prefix = ustar ? readText(block, 345, 155) : "";
  const name = readText(block, 0, 100);
  const isDevice = flag === "3" || flag === "4";
  return {
    flag,
    name: prefix === "" ? name : `${prefix}/${name}`,
    size: readSize(block),
    mode: field(block, "mode", 100, 8),
    uid: field(block, "uid", 108, 8),
    gid: field(block, "gid", 116, 8),
    // Before "ustar" nothing came behind the link's target.
    userName: block[MAGIC] === 0 ? "" : readText(block, 265, 32),
    groupName: block[MAGIC] === 0 ? "" : readText(block, 297, 32),
    mtime: field(block, "mtime", 136, 12) * 1000,
    linkTarget: readText(block, 157, 100),
    deviceMajor: isDevice ? field(block, "major number", 329, 8) : 0,
    deviceMinor: isDevice ? field(block, "minor number", 337, 8) : 0,
  };
}

/** The texts of a header as bytes, cut to what it has room for. */
export interface HeaderTexts {
  readonly prefix: Bytes;
  readonly name: Bytes;
  readonly linkTarget: Bytes;
  readonly userName: Bytes;
  readonly groupName: Bytes;
}

/** The numbers of a header, each of which fits; the time in seconds. */
export type HeaderNumbers = Pick<
  BlockHeader,
  "size" | "mode" | "uid" | "gid" | "mtime" | "deviceMajor" | "deviceMinor"
>;

/** Writes a header as POSIX has it. */
export function writeHeader(
  block: Bytes,
  flag: string,
  texts: HeaderTexts,
  numbers: HeaderNumbers,
): void {
  block.set(texts.name, 0);
  writeOctal(block, 100, 8, numbers.mode);
  writeOctal(block, 108, 8, numbers.uid);
  writeOctal(block, 116, 8, numbers.gid);
  writeOctal(block, 124, 12, numbers.size);
  writeOctal(block, 136, 12, numbers.mtime);
  block.fill(SPACE, CHECKSUM, CHECKSUM_END);
  block[FLAG] = flag.charCodeAt(0);
  block.set(texts.linkTarget, 157);
  block.set(USTAR, MAGIC);
  block.set(texts.userName, 265);
  block.set(texts.groupName, 297);
  writeOctal(block, 329, 8, numbers.deviceMajor);
  writeOctal(block, 337, 8, numbers.deviceMinor);
  block.set(texts.prefix, 345);
  let sum = 0;
  for (let at = 0; at < BLOCK; at++) sum += block[at] as number;
  writeOctal(block, CHECKSUM, 7, sum);
  block[CHECKSUM + 6] = 0;
}

/** Old programs summed up bytes as numbers from -128 to 127. */
function signedSum(block: Bytes, sum: number): number {
  let signed = sum;
  for (let at = 0; at < BLOCK; at++) {
    const inChecksum = at >= CHECKSUM && at < CHECKSUM_END;
    if ((block[at] as number) > 0x7f && !inChecksum) signed -= 256;
  }
  return signed;
}

function field(block: Bytes, what: string, at: number, length: number): number {
  const value = readNumber(block, at, length);
  if (value !== undefined) return value;
  const seen = JSON.stringify(decodeText(block, at, at + length));
  throw new ProtocolError(
    `Cannot read the archive: expected a number as ${what} of ${quoteName(block)}, got ${seen}`,
  );
}

/** Text ends with NUL, or with its field. */
function readText(block: Bytes, start: number, length: number): string {
  let end = start;
  while (end < start + length && block[end] !== 0) end++;
  return end === start ? "" : decodeText(block, start, end);
}

function quoteName(block: Bytes): string {
  return JSON.stringify(readText(block, 0, 100));
}
