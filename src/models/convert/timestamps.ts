import { unusable } from "./check.ts";

/**
 * A point in time as the engine reads it: seconds since 1970, with a fraction if need be.
 *
 * @param option The option's name, for the message.
 * @param value A `Date` or seconds; `undefined` if it was not given.
 * @throws {TypeError} If it is neither.
 * @throws {RangeError} If it is an invalid date, negative or not finite.
 */
export function toTimestamp(option: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const seconds = value instanceof Date ? value.getTime() / 1000 : value;
  if (typeof seconds !== "number") {
    throw unusable(option, value, "expected a Date, or seconds since 1970");
  }
  if (!Number.isFinite(seconds) || seconds < 0) {
    throw new RangeError(
      `Cannot use ${option} ${value}: expected a valid Date, or seconds since 1970`,
    );
  }
  // The shortest text that means this number: toFixed(9) alone would add digits that nobody gave.
  const text = `${seconds}`;
  return text.includes("e") ? seconds.toFixed(9) : text;
}
