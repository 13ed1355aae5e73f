import type { ImageBuildQuery } from "../types/wire/images.ts";

/**
 * The query of a build as it is sent: the engine reads these lists as one JSON value each, where it
 * reads others (`t`, `extrahosts`) as a parameter that is repeated.
 */
export function toBuildQuery(query: ImageBuildQuery): object {
  const { cachefrom, outputs, ulimits } = query;
  return {
    ...query,
    cachefrom: toJson(cachefrom),
    outputs: toJson(outputs),
    ulimits: toJson(ulimits),
  };
}

function toJson(list: readonly unknown[] | undefined): string | undefined {
  return list === undefined ? undefined : JSON.stringify(list);
}
