import type { CallSettings } from "./call.ts";
import type { Timestamp } from "./units.ts";

/** What `docker.sweep()` removes. */
export interface SweepSettings extends CallSettings {
  /**
   * Only what was made before that time, by the engine's clock; of that also what belongs to
   * processes that can't be looked for from here. When absent, whatever is known to be left behind,
   * and nothing else.
   */
  readonly olderThan?: Timestamp | undefined;
}

/** What `docker.sweep()` has removed. */
export interface SweepResult {
  /** The IDs of containers. */
  readonly containers: readonly string[];
  /** The IDs of networks. */
  readonly networks: readonly string[];
  /** The names of volumes, other than those that went with their container. */
  readonly volumes: readonly string[];
}
