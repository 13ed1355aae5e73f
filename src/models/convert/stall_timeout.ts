import type { StallSettings } from "../../types/exec.ts";
import { checkWhole, unusable } from "./check.ts";

const DEFAULT = 10_000;

/** The longest that timers of the platform take. */
const MAXIMUM = 2_147_483_647;

/**
 * How long output may wait for its reader.
 *
 * @param settings What becomes of a process whose output isn't read.
 * @returns Milliseconds; `undefined` for as long as it takes.
 * @throws {TypeError} If `onStall` is neither of the two, or there is a time without a use for it.
 * @throws {RangeError} If the time is out of bounds.
 */
export function toStallTimeout(settings: StallSettings): number | undefined {
  const { onStall = "pause" } = settings;
  const limit = checkWhole("stallTimeout", settings.stallTimeout, { minimum: 1, maximum: MAXIMUM });
  switch (onStall) {
    case "detach":
      return limit ?? DEFAULT;
    case "pause":
      if (limit === undefined) return undefined;
      throw unusable("stallTimeout", limit, 'it has a meaning only with onStall: "detach"');
    default:
      throw unusable("onStall", onStall, 'expected "pause" or "detach"');
  }
}
