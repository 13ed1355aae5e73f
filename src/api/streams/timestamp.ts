/** A point in time as engines write it: exact to the nanosecond. */
export interface ExactTime {
  /** The time, to the millisecond. */
  readonly time: Date;
  /** The time in nanoseconds since 1970. */
  readonly timeNano: bigint;
}

/** A line of a log and the time at which it was written. */
export interface SplitTimestamp extends ExactTime {
  /** The line without the time. */
  readonly line: string;
}

const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:\d\d)$/;

/**
 * Reads a time in RFC 3339, as engines write it.
 *
 * @example A time with nanoseconds
 * ```ts
 * import assert from "node:assert/strict";
 * import { parseTimestamp } from "@fairlead/docker/streams";
 *
 * const time = parseTimestamp("2026-01-02T03:04:05.678901234Z");
 * assert.equal(time?.timeNano, 1_767_323_045_678_901_234n);
 * assert.equal(time.time.toISOString(), "2026-01-02T03:04:05.678Z");
 * ```
 *
 * @param text The time. What is finer than a nanosecond is cut off.
 * @returns The time, or `undefined` if the text is none.
 */
export function parseTimestamp(text: string): ExactTime | undefined {
  const [, seconds = "", fraction = "", zone = ""] = TIME.exec(text) ?? [];
  // Without its fraction: how many digits of one a runtime takes, and how it rounds, is its own.
  const milliseconds = Date.parse(seconds + zone);
  if (Number.isNaN(milliseconds)) return undefined;
  const nanoseconds = fraction.padEnd(9, "0");
  return {
    time: new Date(milliseconds + Number(nanoseconds.slice(0, 3))),
    timeNano: BigInt(milliseconds) * 1_000_000n + BigInt(nanoseconds),
  };
}

/**
 * Takes the time off a line of a log that was read with `timestamps`.
 *
 * It is right for lines of up to 16 KiB. Of a longer one the engine writes the time before each piece:
 * `stampedLines()` of an `OutputStream` takes off all of them.
 *
 * @example A line of a log
 * ```ts
 * import assert from "node:assert/strict";
 * import { splitTimestamp } from "@fairlead/docker/streams";
 *
 * const split = splitTimestamp("2026-01-02T03:04:05.678901234Z ready");
 * assert.equal(split?.line, "ready");
 * assert.equal(split.timeNano, 1_767_323_045_678_901_234n);
 * assert.equal(splitTimestamp("ready"), undefined);
 * ```
 *
 * @param line The line as the engine wrote it.
 * @returns The time and the rest, or `undefined` if the line begins with no time.
 */
export function splitTimestamp(line: string): SplitTimestamp | undefined {
  const end = line.indexOf(" ");
  const time = end < 0 ? undefined : parseTimestamp(line.slice(0, end));
  return time === undefined ? undefined : { ...time, line: line.slice(end + 1) };
}
