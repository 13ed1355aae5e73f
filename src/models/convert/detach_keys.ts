import { parseDetachKeys } from "../../api/streams/detach_keys.ts";
import { checkText, unusable } from "./check.ts";

/**
 * The keys that detach from a terminal.
 *
 * @param value The keys; `undefined` if they were not given.
 * @param typed Whether there is a terminal and somebody who types: engines look nowhere else.
 * @throws {TypeError} If there is no key, one that is none, or nobody who types.
 */
export function toDetachKeys(value: unknown, typed: boolean): string | undefined {
  const keys = checkText("detachKeys", value);
  if (keys === undefined) return undefined;
  parseDetachKeys(keys);
  if (!typed) throw unusable("detachKeys", keys, "engines look for them only with tty and stdin");
  return keys;
}
