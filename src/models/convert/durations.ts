import { unusable } from "./check.ts";

const SECONDS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3600,
};

/** Over this a number is taken for nanoseconds, which docker-py and the engine use. */
const MAXIMUM_SECONDS = 1e6;

/**
 * A time span in nanoseconds, as the engine counts.
 *
 * @example Seconds, and text
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.equal(toNanoseconds("interval", 1.5), 1_500_000_000);
 * assert.equal(toNanoseconds("interval", "1m30s"), 90_000_000_000);
 * ```
 *
 * @param option The option's name, for the message.
 * @param value Seconds, or text such as `"1m30s"`; `undefined` if it was not given.
 * @throws {TypeError} If it is no time span.
 * @throws {RangeError} If it is negative, or over 10⁶ seconds.
 */
export function toNanoseconds(option: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const seconds = typeof value === "string" ? parseDuration(option, value) : value;
  if (typeof seconds !== "number") {
    throw unusable(option, value, 'expected seconds or text such as "30s"');
  }
  if (seconds >= 0 && seconds <= MAXIMUM_SECONDS) return Math.round(seconds * 1e9);
  throw new RangeError(
    `Cannot use ${option} ${JSON.stringify(value)}: expected 0 to ${MAXIMUM_SECONDS} seconds` +
      (seconds > MAXIMUM_SECONDS ? "; unlike docker-py's, it is in seconds, not nanoseconds" : ""),
  );
}

/**
 * A time span in seconds.
 *
 * @param option The option's name, for the message.
 * @param text Text such as `"1m30s"`.
 * @throws {TypeError} If it is no time span.
 */
export function parseDuration(option: string, text: string): number {
  if (!/^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/.test(text)) {
    throw unusable(option, text, 'expected a number with a unit, such as "30s" or "1m30s"');
  }
  let seconds = 0;
  for (const [, number, unit = "s"] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g)) {
    seconds += Number(number) * (SECONDS[unit] ?? 1);
  }
  return seconds;
}
