import type { CallSettings } from "../../types/call.ts";
import type {
  CommitSettings,
  PutArchiveSettings,
  TopSettings,
  UpdateSettings,
} from "../../types/container_operations.ts";
import type {
  ContainerListSettings,
  ContainerRemoveSettings,
  ContainerSummarySettings,
  LogsSettings,
  StopSettings,
  WaitSettings,
} from "../../types/containers.ts";
import type { ImageListSettings, ImageRemoveSettings, ImportSettings } from "../../types/images.ts";
import type { DataUsageSettings, EventsSettings } from "../../types/system.ts";
import type { KnownKeys } from "./known_keys.ts";

/** The keys of calls that take no more than a signal. */
export const CALL_KEYS: KnownKeys<CallSettings> = { signal: true };

/** The keys of `container.stop()` and `container.restart()`. */
export const STOP_KEYS: KnownKeys<StopSettings> = {
  timeout: true,
  stopSignal: true,
  signal: true,
};

/** The keys of `container.wait()`. */
export const WAIT_KEYS: KnownKeys<WaitSettings> = { condition: true, signal: true };

/** The keys of `container.logs()`. */
export const LOGS_KEYS: KnownKeys<LogsSettings> = {
  stdout: true,
  stderr: true,
  follow: true,
  acrossRestarts: true,
  since: true,
  until: true,
  tail: true,
  timestamps: true,
  details: true,
  signal: true,
};

/** The keys of `container.top()`. */
export const TOP_KEYS: KnownKeys<TopSettings> = { psArgs: true, signal: true };

/** The keys of `container.putArchive()`. */
export const PUT_ARCHIVE_KEYS: KnownKeys<PutArchiveSettings> = {
  copyUidGid: true,
  noOverwriteDirNonDir: true,
  signal: true,
};

/** The keys of `container.update()`. */
export const UPDATE_KEYS: KnownKeys<UpdateSettings> = {
  memLimit: true,
  memswapLimit: true,
  memReservation: true,
  kernelMemory: true,
  pidsLimit: true,
  cpuShares: true,
  nanoCpus: true,
  cpuPeriod: true,
  cpuQuota: true,
  cpuRtPeriod: true,
  cpuRtRuntime: true,
  cpusetCpus: true,
  cpusetMems: true,
  blkioWeight: true,
  restartPolicy: true,
  signal: true,
};

/** The keys of `container.commit()`. */
export const COMMIT_KEYS: KnownKeys<CommitSettings> = {
  repository: true,
  tag: true,
  message: true,
  author: true,
  changes: true,
  pause: true,
  signal: true,
};

/** The keys of `container.remove()`. */
export const CONTAINER_REMOVE_KEYS: KnownKeys<ContainerRemoveSettings> = {
  force: true,
  volumes: true,
  link: true,
  signal: true,
};

const CONTAINER_FILTER_KEYS = {
  all: true,
  since: true,
  before: true,
  limit: true,
  filters: true,
  signal: true,
} as const;

/** The keys of `containers.list()`. */
export const CONTAINER_LIST_KEYS: KnownKeys<ContainerListSettings> = {
  ...CONTAINER_FILTER_KEYS,
  ignoreRemoved: true,
};

/** The keys of `containers.summaries()`. */
export const CONTAINER_SUMMARY_KEYS: KnownKeys<ContainerSummarySettings> = {
  ...CONTAINER_FILTER_KEYS,
  size: true,
};

/** The keys of `images.list()`. */
export const IMAGE_LIST_KEYS: KnownKeys<ImageListSettings> = {
  name: true,
  all: true,
  filters: true,
  signal: true,
};

/** The keys of `images.remove()` and `image.remove()`. */
export const IMAGE_REMOVE_KEYS: KnownKeys<ImageRemoveSettings> = {
  force: true,
  noprune: true,
  signal: true,
};

/** The keys of `images.importFrom()`. */
export const IMPORT_KEYS: KnownKeys<ImportSettings> = {
  repository: true,
  tag: true,
  changes: true,
  message: true,
  platform: true,
  signal: true,
};

/** The keys of `docker.events()`. */
export const EVENTS_KEYS: KnownKeys<EventsSettings> = {
  since: true,
  until: true,
  filters: true,
  maxQueued: true,
  reconnect: true,
  signal: true,
};

/** The keys of `docker.df()`. */
export const DATA_USAGE_KEYS: KnownKeys<DataUsageSettings> = {
  types: true,
  verbose: true,
  signal: true,
};
