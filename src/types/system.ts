import type { CallSettings } from "./call.ts";
import type { Filters } from "./filters.ts";
import type { Timestamp } from "./units.ts";

/** Which events `docker.events()` hands out. */
export interface EventsSettings extends CallSettings {
  /** Also those since then that the engine still has: of 256 at most, and none before its start. */
  readonly since?: Timestamp | undefined;
  /** The end of the stream, which may lie ahead. It does not end when absent. */
  readonly until?: Timestamp | undefined;
  /** Only those that match: `type`, `event`, `container`, `image`, `label`, `network`, `volume`, … */
  readonly filters?: Filters | undefined;
  /**
   * How many events are kept for a reader that is slow. An engine drops events, and does not say so,
   * when they are not taken; so they are taken ahead, and over this many the stream fails with an
   * `OutputLimitError`, after those that were kept.
   *
   * @default {4096}
   */
  readonly maxQueued?: number | undefined;
  /**
   * Whether the stream goes on after its connection was lost, or its engine restarted. It then is
   * opened again, after 50 to 100 ms at first, twice as long each time, and 5 to 10 s at most; and
   * goes on from the last event that came, without repeating any. It tries for as long as it is not
   * left, and the signal not aborted; but what the engine refuses with a status below 500 ends it, and
   * so does whatever goes wrong when it is opened first. The API version is negotiated anew.
   *
   * An engine keeps 256 events, and none over a restart. Where what it has kept does not show the last
   * event that came, some may be missing, and the stream hands out an `EventGap` in their place: so
   * after each restart, and when the connection is lost before the first event.
   *
   * @default {false}
   */
  readonly reconnect?: boolean | undefined;
}

/** What `docker.df()` measures. */
export interface DataUsageSettings extends CallSettings {
  /** Which kinds (API 1.42). All when absent. */
  readonly types?: readonly ("container" | "image" | "volume" | "build-cache")[] | undefined;
  /**
   * Whether each thing is told of, beside the sums of its kind (API 1.52). Below that there are no
   * sums, and each thing always is.
   *
   * @default {false}
   */
  readonly verbose?: boolean | undefined;
}
