import type {
  ContainerSettings,
  CreateSettings,
  RunDetachedSettings,
  RunSettings,
  SpawnSettings,
  TemporarySettings,
} from "../../types/containers.ts";
import type { KnownKeys } from "./known_keys.ts";

/** The keys of every container's settings. */
export const CONTAINER_KEYS: KnownKeys<ContainerSettings> = {
  name: true,
  platform: true,
  autoRemove: true,
  restartPolicy: true,
  logConfig: true,
  command: true,
  entrypoint: true,
  environment: true,
  workingDir: true,
  user: true,
  groupAdd: true,
  hostname: true,
  domainname: true,
  tty: true,
  stdinOpen: true,
  init: true,
  stopSignal: true,
  stopTimeout: true,
  healthcheck: true,
  labels: true,
  volumes: true,
  mounts: true,
  tmpfs: true,
  volumesFrom: true,
  volumeDriver: true,
  shmSize: true,
  storageOpt: true,
  readOnly: true,
  ports: true,
  publishAllPorts: true,
  network: true,
  networkingConfig: true,
  networkMode: true,
  networkDisabled: true,
  macAddress: true,
  extraHosts: true,
  dns: true,
  dnsSearch: true,
  dnsOpt: true,
  links: true,
  memLimit: true,
  memswapLimit: true,
  memReservation: true,
  memSwappiness: true,
  kernelMemory: true,
  oomKillDisable: true,
  oomScoreAdj: true,
  pidsLimit: true,
  cpuShares: true,
  nanoCpus: true,
  cpuPeriod: true,
  cpuQuota: true,
  cpuRtPeriod: true,
  cpuRtRuntime: true,
  cpusetCpus: true,
  cpusetMems: true,
  cpuCount: true,
  cpuPercent: true,
  blkioWeight: true,
  blkioWeightDevice: true,
  deviceReadBps: true,
  deviceWriteBps: true,
  deviceReadIops: true,
  deviceWriteIops: true,
  devices: true,
  deviceCgroupRules: true,
  deviceRequests: true,
  ulimits: true,
  privileged: true,
  capAdd: true,
  capDrop: true,
  securityOpt: true,
  pidMode: true,
  ipcMode: true,
  usernsMode: true,
  utsMode: true,
  cgroupns: true,
  cgroupParent: true,
  runtime: true,
  isolation: true,
  sysctls: true,
};

/** The keys of `containers.create()`. */
export const CREATE_KEYS: KnownKeys<CreateSettings> = { ...CONTAINER_KEYS, signal: true };

/** The keys of `containers.runDetached()`. */
export const RUN_DETACHED_KEYS: KnownKeys<RunDetachedSettings> = { ...CREATE_KEYS, remove: true };

/** The keys of `containers.temporary()`. */
export const TEMPORARY_KEYS: KnownKeys<TemporarySettings> = CREATE_KEYS;

// `detach` and `stream` count as known here: what uses them says more than that they are unknown.
const ATTACHED_KEYS = {
  ...RUN_DETACHED_KEYS,
  stdout: true,
  stderr: true,
  stdin: true,
  detach: true,
  stream: true,
} as const;

/** The keys of `containers.spawn()`. */
export const SPAWN_KEYS: KnownKeys<SpawnSettings> = {
  ...ATTACHED_KEYS,
  detachKeys: true,
  onStall: true,
  stallTimeout: true,
};

/** The keys of `containers.run()`. */
export const RUN_KEYS: KnownKeys<RunSettings> = { ...ATTACHED_KEYS, maxOutput: true };
