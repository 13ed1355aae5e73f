/** Numbers as tar's header has them: octal digits, or base 256 where those do not reach. */

import type { Bytes } from "../../../transport/connection.ts";

const SPACE = 32;
const ZERO = 48;

/** The largest number that fits into so many octal digits. */
export function octalLimit(digits: number): number {
  return 8 ** digits - 1;
}

/**
 * Reads a number.
 *
 * @returns `undefined` if there is none, or it exceeds what is exact.
 */
export function readNumber(bytes: Bytes, at: number, length: number): number | undefined {
  const first = bytes[at] as number;
  return first < 0x80 ? readOctal(bytes, at, at + length) : readBase256(bytes, at, at + length);
}

/** Writes a number, which fits, as octal digits with a NUL behind them. */
export function writeOctal(bytes: Bytes, at: number, length: number, value: number): void {
  let rest = value;
  for (let i = at + length - 2; i >= at; i--) {
    const high = Math.floor(rest / 8);
    bytes[i] = ZERO + rest - 8 * high;
    rest = high;
  }
}

/** Nothing at all is 0. Old programs pad with spaces in front, and end with a space or with nothing. */
function readOctal(bytes: Bytes, start: number, end: number): number | undefined {
  let at = start;
  while (at < end && isPadding(bytes[at])) at++;
  let value = 0;
  for (; at < end && !isPadding(bytes[at]); at++) {
    const digit = (bytes[at] as number) - ZERO;
    if (digit < 0 || digit > 7) return undefined;
    value = value * 8 + digit;
  }
  while (at < end && isPadding(bytes[at])) at++;
  return at === end ? value : undefined;
}

/** Two's complement, most significant byte first, below the bit that says so. */
function readBase256(bytes: Bytes, start: number, end: number): number | undefined {
  const flip = ((bytes[start] as number) & 0x40) === 0 ? 0 : 0xff;
  let value = ((bytes[start] as number) ^ flip) & 0x3f;
  for (let at = start + 1; at < end; at++) value = value * 256 + ((bytes[at] as number) ^ flip);
  if (value >= Number.MAX_SAFE_INTEGER) return undefined;
  return flip === 0 ? value : -1 - value;
}

function isPadding(byte: number | undefined): boolean {
  return byte === 0 || byte === SPACE;
}
