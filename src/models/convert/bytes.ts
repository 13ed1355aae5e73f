import { type Bounds, unusable } from "./check.ts";

const FACTORS: Readonly<Record<string, number>> = {
  "": 1,
  b: 1,
  k: 1024,
  m: 1024 ** 2,
  g: 1024 ** 3,
  t: 1024 ** 4,
};

/**
 * A size in bytes. What lies between two bytes is cut off, and empty text is 0.
 *
 * @example A size with a unit
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.equal(toBytes("memLimit", "1.5k"), 1536);
 * ```
 *
 * @param option The option's name, for the message.
 * @param value The size; `undefined` if it was not given.
 * @param bounds Where it may lie. From 0 by default.
 * @throws {TypeError} If it is no size.
 * @throws {RangeError} If it is out of bounds.
 */
export function toBytes(
  option: string,
  value: unknown,
  bounds: Bounds = { minimum: 0 },
): number | undefined {
  if (value === undefined) return undefined;
  const bytes = Math.trunc(typeof value === "string" ? parseSize(option, value) : number());
  const { minimum, maximum = Number.MAX_SAFE_INTEGER } = bounds;
  if (bytes >= minimum && bytes <= maximum) return bytes;
  throw new RangeError(
    `Cannot use ${option} ${JSON.stringify(value)}: expected at least ${minimum} bytes` +
      (maximum === Number.MAX_SAFE_INTEGER ? " and less than 8 PiB" : ` and at most ${maximum}`),
  );

  function number(): number {
    if (typeof value === "number") return value;
    throw unusable(option, value, 'expected bytes or text such as "512m"');
  }
}

function parseSize(option: string, text: string): number {
  const match = /^(-?\d+(?:\.\d+)?)\s*(?:b|([kmgt])(?:i?b)?)?$/i.exec(text.trim());
  if (match !== null) return Number(match[1]) * (FACTORS[(match[2] ?? "").toLowerCase()] ?? 1);
  if (text.trim() === "") return 0;
  throw unusable(option, text, 'expected bytes, or a number with a unit, such as "512m" or "1.5g"');
}
