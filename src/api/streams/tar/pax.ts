/** The records of PAX extended headers, which say what does not fit into tar's own header. */

import { ProtocolError } from "../../../errors.ts";
import { decodeText } from "../../../transport/byte_text.ts";
import type { Bytes } from "../../../transport/connection.ts";
import type { BlockHeader } from "./header.ts";

/** What the records of a header say, by keyword. An empty value takes back what was said before. */
export type PaxRecords = Map<string, string>;

/** What one extended header may have: Go's limit, so that engines have it too. */
export const MAX_EXTENDED = 1_048_576;

const encoder = new TextEncoder();

const NEW_LINE = 10;
const SPACE = 32;
const ZERO = 48;
const EQUALS = 61;

/** What a header has fields for. The rest concerns the entry's own header only. */
const FIELDS: ReadonlySet<string> = new Set([
  "path",
  "linkpath",
  "size",
  "uid",
  "gid",
  "uname",
  "gname",
  "mtime",
]);

/** Whether a record says what a header has a field for, or how the others are to be read. */
export function isReserved(keyword: string): boolean {
  return FIELDS.has(keyword) || keyword === "hdrcharset" || keyword.startsWith("GNU.sparse.");
}

/**
 * Reads the records of an extended header.
 *
 * @throws {ProtocolError} If they are none.
 */
export function readRecords(bytes: Bytes): PaxRecords {
  const records: PaxRecords = new Map();
  for (let at = 0; at < bytes.length;) {
    let length = 0;
    let start = at;
    for (; start < at + 8; start++) {
      const digit = (bytes[start] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) break;
      length = length * 10 + digit;
    }
    const end = at + length;
    const equals = bytes.indexOf(EQUALS, start);
    if (
      bytes[start] !== SPACE || end > bytes.length || equals <= start + 1 || equals >= end - 1 ||
      bytes[end - 1] !== NEW_LINE
    ) {
      const seen = JSON.stringify(decodeText(bytes, at, Math.min(at + 80, bytes.length)));
      throw new ProtocolError(`Cannot read the archive: expected a PAX record, got ${seen}`);
    }
    records.set(decodeText(bytes, start + 1, equals), decodeText(bytes, equals + 1, end - 1));
    at = end;
  }
  return records;
}

/** Adds what a global header says of all entries behind it, as far as headers have fields for it. */
export function addGlobal(globals: PaxRecords, records: PaxRecords): void {
  for (const [keyword, value] of records) {
    if (FIELDS.has(keyword)) globals.set(keyword, value);
  }
}

/**
 * Puts into a header what records say of it.
 *
 * @param header The header.
 * @param globals What is said of all entries.
 * @param own What is said of this one, which counts more.
 * @returns The records that headers have no field for.
 * @throws {ProtocolError} If one has a value that it can't have, or the entry is a sparse file.
 */
export function applyRecords(
  header: BlockHeader,
  globals: PaxRecords,
  own: PaxRecords | undefined,
): PaxRecords {
  const others: PaxRecords = new Map();
  if (globals.size === 0 && own === undefined) return others;
  for (const [keyword, value] of new Map([...globals, ...(own ?? [])])) {
    if (keyword.startsWith("GNU.sparse.")) throw sparse(header.name);
    if (value === "") continue; // what the header itself says counts
    switch (keyword) {
      case "path":
        header.name = checkedText(keyword, value);
        break;
      case "linkpath":
        header.linkTarget = checkedText(keyword, value);
        break;
      case "uname":
        header.userName = checkedText(keyword, value);
        break;
      case "gname":
        header.groupName = checkedText(keyword, value);
        break;
      case "size":
      case "uid":
      case "gid":
        header[keyword] = toCount(keyword, value);
        break;
      case "mtime":
        header.mtime = toMilliseconds(value);
        break;
      case "hdrcharset":
        break; // texts keep their bytes, whatever those are
      default:
        others.set(keyword, value);
    }
  }
  return others;
}

/** The refusal of a file of which the archive leaves out the holes. */
export function sparse(name: string): ProtocolError {
  return new ProtocolError(
    `Cannot read the archive: ${JSON.stringify(name)} is a sparse file in it; pack it without ` +
      `--sparse`,
  );
}

/** Writes a record, whose length counts its own digits, of the bytes of `" keyword=value\n"`. */
export function writeRecord(text: Bytes): Bytes {
  let length = text.length + 1;
  while (`${length}`.length + text.length !== length) length = `${length}`.length + text.length;
  const record = new Uint8Array(length);
  encoder.encodeInto(`${length}`, record);
  record.set(text, length - text.length);
  return record;
}

function checkedText(keyword: string, value: string): string {
  if (!value.includes("\0")) return value;
  throw unusable(keyword, value, "text without NUL");
}

function toCount(keyword: string, value: string): number {
  const count = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(count)) return count;
  throw unusable(keyword, value, "a number");
}

/** From seconds with a fraction, of which the milliseconds count. */
function toMilliseconds(value: string): number {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(value);
  if (match === null) throw unusable("mtime", value, "seconds");
  const [, sign, seconds, fraction = ""] = match;
  const milliseconds = Number(seconds) * 1000 + Number(fraction.slice(0, 3).padEnd(3, "0"));
  return sign === "-" ? -milliseconds : milliseconds;
}

function unusable(keyword: string, value: string, expected: string): ProtocolError {
  return new ProtocolError(
    `Cannot read the archive: expected ${expected} as ${keyword}, got ` +
      JSON.stringify(value.slice(0, 80)),
  );
}
