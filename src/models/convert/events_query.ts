import type { EventsSettings } from "../../types/system.ts";
import type { SystemEventsQuery } from "../../types/wire/system.ts";
import { checkMap } from "./check.ts";
import { toTimestamp } from "./timestamps.ts";

/**
 * Which events to read, as the engine wants it.
 *
 * @param settings Which ones.
 * @throws {TypeError} If a setting can't be used.
 * @throws {RangeError} If a time is out of bounds.
 */
export function toEventsQuery(settings: EventsSettings): SystemEventsQuery {
  const { since, until, filters } = settings;
  if (filters !== undefined) checkMap("filters", filters);
  return {
    since: toTimestamp("since", since),
    until: toTimestamp("until", until),
    filters,
  };
}
