import type { DataUsageSettings } from "../../types/system.ts";
import type { SystemDataUsageQuery } from "../../types/wire/system.ts";
import { checkFlag, checkTexts, quote } from "./check.ts";

const KINDS = ["container", "image", "volume", "build-cache"] as const;

/**
 * What to measure, as the engine wants it.
 *
 * @param settings What to measure.
 * @throws {TypeError} If a setting can't be used.
 */
export function toDataUsageQuery(settings: DataUsageSettings): SystemDataUsageQuery {
  return {
    type: checkTexts("types", settings.types)?.map(toKind),
    verbose: checkFlag("verbose", settings.verbose),
  };
}

function toKind(text: string): typeof KINDS[number] {
  const kind = KINDS.find((kind) => kind === text);
  if (kind !== undefined) return kind;
  throw new TypeError(`Cannot use types with ${quote(text)}: expected some of ${KINDS.join(", ")}`);
}
