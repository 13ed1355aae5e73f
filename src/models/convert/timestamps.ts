import { parseTimestamp } from "../../api/streams/timestamp.ts";
import { quote, unusable } from "./check.ts";
import { parseDuration } from "./durations.ts";

const EXPECTED = 'a Date, seconds since 1970, or text such as "10m", which is so long ago';

/**
 * A point in time as the engine reads it: seconds since 1970, with a fraction if need be.
 *
 * @param option The option's name, for the message.
 * @param value A `Date`, seconds, how long ago it is such as `"10m"`, or a time in RFC 3339;
 * `undefined` if it was not given.
 * @param now The present, in milliseconds since 1970.
 * @throws {TypeError} If it is none of them.
 * @throws {RangeError} If it is an invalid date, not finite, or before 1970.
 */
export function toTimestamp(
  option: string,
  value: unknown,
  now: number = Date.now(),
): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string") return fromText(option, value, now);
  if (value instanceof Date) return fromSeconds(option, value, value.getTime() / 1000);
  if (typeof value === "number") return fromSeconds(option, value, value);
  throw unusable(option, value, `expected ${EXPECTED}`);
}

function fromText(option: string, text: string, now: number): string {
  const time = parseTimestamp(text);
  if (time === undefined) {
    const ago = parseDuration(option, text);
    return fromSeconds(option, text, Math.round(now - ago * 1000) / 1000);
  }
  const { timeNano } = time;
  if (timeNano < 0n) throw outside(option, text);
  return toSeconds(timeNano);
}

/**
 * The time from which to ask for what happened at a point in time and later: a microsecond before it,
 * since podman (5.8) takes it for a floating-point number, and is off by up to a quarter of that.
 */
export function toSince(timeNano: bigint): string {
  return toSeconds(timeNano < 1_000n ? 0n : timeNano - 1_000n);
}

/** A point in time as the engine reads it, exact. */
export function toSeconds(timeNano: bigint): string {
  const fraction = `${timeNano % 1_000_000_000n}`.padStart(9, "0");
  return `${timeNano / 1_000_000_000n}.${fraction}`;
}

function fromSeconds(option: string, value: Date | number | string, seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) throw outside(option, value);
  // The shortest text that means this number: toFixed(9) alone would add digits that nobody gave.
  const text = `${seconds}`;
  return text.includes("e") ? seconds.toFixed(9) : text;
}

function outside(option: string, value: Date | number | string): RangeError {
  const shown = value instanceof Date ? `${value}` : quote(value);
  return new RangeError(`Cannot use ${option} ${shown}: expected ${EXPECTED}, from 1970 on`);
}
