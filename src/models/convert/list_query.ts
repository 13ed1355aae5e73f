import type { ContainerFilterSettings } from "../../types/containers.ts";
import type { Filters } from "../../types/filters.ts";
import type { ContainerListQuery } from "../../types/wire/containers.ts";
import { checkFlag, checkMap, checkText, checkWhole } from "./check.ts";

/**
 * Which containers to list, as the engine wants it.
 *
 * @param settings Which ones.
 * @throws {TypeError} If a setting can't be used.
 * @throws {RangeError} If `limit` is less than 1 or not whole.
 */
export function toListQuery(settings: ContainerFilterSettings): ContainerListQuery {
  const { since, before, filters } = settings;
  if (filters !== undefined) checkMap("filters", filters);
  const named = { since: checkText("since", since), before: checkText("before", before) };
  return {
    all: checkFlag("all", settings.all),
    limit: checkWhole("limit", settings.limit, { minimum: 1 }),
    filters: filters === undefined && since === undefined && before === undefined
      ? undefined
      : Object.fromEntries(
        Object.entries({ ...filters, ...named }).filter(([, value]) => value !== undefined),
      ) as Filters,
  };
}
