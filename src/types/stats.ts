import type { CallSettings } from "./call.ts";
import type { Filters } from "./filters.ts";

/** Which containers `docker.containers.stats()` measures. */
export interface StatsSettings extends CallSettings {
  /**
   * Whether those that don't run are among them. Docker's samples of them are empty, and `read` is in
   * the year 1; podman has none.
   *
   * @default {false}
   */
  readonly all?: boolean | undefined;
  /** Only those that match, as for `containers.list()`; of those that start later too. */
  readonly filters?: Filters | undefined;
}
