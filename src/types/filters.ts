/** One value that a filter asks for. Numbers and truth values are sent as their text. */
export type FilterValue = string | number | boolean;

/**
 * What a list or prune call is narrowed to: each filter by its name, with the one value or the
 * several values that it asks for. Which filters there are depends on the call.
 *
 * A thing must match every filter named. Of several values of one filter one match is enough, except
 * for `label`, where all must match.
 *
 * @example Exited containers of a project
 * ```ts
 * import type { Filters } from "@fairlead/docker/types";
 *
 * const filters: Filters = { label: ["project=web", "tier"], status: "exited", exited: [0, 137] };
 * ```
 */
export type Filters = Readonly<Record<string, FilterValue | readonly FilterValue[]>>;
