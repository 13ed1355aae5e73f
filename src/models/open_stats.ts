import type { Api } from "../api/api.ts";
import type { StatsSettings } from "../types/stats.ts";
import { checkFlag } from "./convert/check.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { toListQuery } from "./convert/list_query.ts";
import { StatsHub } from "./stats_hub.ts";
import { ContainerStatsStream } from "./stats_stream.ts";

/**
 * Begins to measure many containers.
 *
 * @throws {TypeError} If a setting can't be used.
 */
export async function openStats(api: Api, settings: StatsSettings): Promise<ContainerStatsStream> {
  checkKeys("measure containers", settings, { all: true, filters: true, signal: true });
  const all = checkFlag("all", settings.all);
  const { filters, signal } = settings;
  const query = toListQuery({ all, filters });
  signal?.throwIfAborted();
  const hub = new StatsHub(api, query, signal);
  try {
    await hub.open();
  } catch (error) {
    hub.close(error);
    throw error;
  }
  return new ContainerStatsStream(hub);
}
