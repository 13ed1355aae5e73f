import type { ContainerResourceSettings } from "../../types/container_resources.ts";
import type { ContainerSettings, LogConfig, RestartPolicy } from "../../types/containers.ts";
import type {
  HostConfigInput,
  HostConfigLogConfigInput,
  ResourcesInput,
  RestartPolicyInput,
} from "../../types/wire/containers.ts";
import { toBytes } from "./bytes.ts";
import {
  checkFlag,
  checkMap,
  checkText,
  checkTextMap,
  checkTexts,
  checkWhole,
  isList,
  unusable,
} from "./check.ts";
import { toDeviceRequests, toDevices, toThrottleDevices, toWeightDevices } from "./devices.ts";
import { toExtraHosts } from "./extra_hosts.ts";
import { checkKeys } from "./known_keys.ts";
import { toLinks } from "./links.ts";
import { toMounts } from "./mounts.ts";
import { toNetworkMode } from "./networking.ts";
import { toPortBindings } from "./ports.ts";
import { toTmpfs } from "./tmpfs.ts";
import { toUlimits } from "./ulimits.ts";
import { toBinds } from "./volumes.ts";

/**
 * The part of a container's settings that depends on its host, as the engine wants it. What was not
 * given is `undefined`, which JSON leaves out.
 *
 * @param settings The settings.
 * @throws {TypeError} If one can't be used.
 * @throws {RangeError} If a number is out of bounds.
 */
export function toHostConfig(settings: ContainerSettings): HostConfigInput {
  return {
    ...toResources(settings),
    Binds: toBinds(settings.volumes),
    Mounts: toMounts(settings.mounts),
    Tmpfs: toTmpfs(settings.tmpfs),
    VolumesFrom: checkTexts("volumesFrom", settings.volumesFrom),
    VolumeDriver: checkText("volumeDriver", settings.volumeDriver),
    ShmSize: toBytes("shmSize", settings.shmSize),
    StorageOpt: checkTextMap("storageOpt", settings.storageOpt),
    ReadonlyRootfs: checkFlag("readOnly", settings.readOnly),
    NetworkMode: toNetworkMode(settings),
    PortBindings: toPortBindings(settings.ports),
    PublishAllPorts: checkFlag("publishAllPorts", settings.publishAllPorts),
    ExtraHosts: toExtraHosts(settings.extraHosts),
    Dns: checkTexts("dns", settings.dns),
    DnsSearch: checkTexts("dnsSearch", settings.dnsSearch),
    DnsOptions: checkTexts("dnsOpt", settings.dnsOpt),
    Links: toLinks("links", settings.links),
    Privileged: checkFlag("privileged", settings.privileged),
    CapAdd: checkTexts("capAdd", settings.capAdd),
    CapDrop: checkTexts("capDrop", settings.capDrop),
    SecurityOpt: checkTexts("securityOpt", settings.securityOpt),
    GroupAdd: toGroups(settings.groupAdd),
    PidMode: checkText("pidMode", settings.pidMode),
    IpcMode: checkText("ipcMode", settings.ipcMode),
    UsernsMode: toHostMode("usernsMode", settings.usernsMode),
    UTSMode: toHostMode("utsMode", settings.utsMode),
    CgroupnsMode: checkText("cgroupns", settings.cgroupns),
    Runtime: checkText("runtime", settings.runtime),
    Isolation: checkText("isolation", settings.isolation),
    Sysctls: toSysctls(settings.sysctls),
    OomScoreAdj: checkWhole("oomScoreAdj", settings.oomScoreAdj, { minimum: -1000, maximum: 1000 }),
    Init: checkFlag("init", settings.init),
    AutoRemove: checkFlag("autoRemove", settings.autoRemove),
    RestartPolicy: toRestartPolicy(settings.restartPolicy),
    LogConfig: toLogConfig(settings.logConfig),
  };
}

/** A thing of the wire that takes no numbers below 0, such as a share or a count. */
const COUNT = { minimum: 0 };

/** Where -1 stands for no limit, or for the host's own. */
const COUNT_OR_NONE = { minimum: -1 };

/**
 * What a container may use up, as the engine wants it.
 *
 * @param settings The settings.
 * @throws {TypeError} If one can't be used.
 * @throws {RangeError} If a number is out of bounds.
 */
export function toResources(
  settings: ContainerResourceSettings & Pick<ContainerSettings, "cgroupParent">,
): ResourcesInput {
  return {
    Memory: toBytes("memLimit", settings.memLimit),
    MemorySwap: toBytes("memswapLimit", settings.memswapLimit, COUNT_OR_NONE),
    MemoryReservation: toBytes("memReservation", settings.memReservation),
    MemorySwappiness: checkWhole("memSwappiness", settings.memSwappiness, {
      minimum: -1,
      maximum: 100,
    }),
    KernelMemory: toBytes("kernelMemory", settings.kernelMemory),
    OomKillDisable: checkFlag("oomKillDisable", settings.oomKillDisable),
    PidsLimit: checkWhole("pidsLimit", settings.pidsLimit, COUNT_OR_NONE),
    CpuShares: checkWhole("cpuShares", settings.cpuShares, COUNT),
    NanoCpus: checkWhole("nanoCpus", settings.nanoCpus, COUNT),
    CpuPeriod: checkWhole("cpuPeriod", settings.cpuPeriod, COUNT),
    CpuQuota: checkWhole("cpuQuota", settings.cpuQuota, COUNT_OR_NONE),
    CpuRealtimePeriod: checkWhole("cpuRtPeriod", settings.cpuRtPeriod, COUNT),
    CpuRealtimeRuntime: checkWhole("cpuRtRuntime", settings.cpuRtRuntime, COUNT),
    CpusetCpus: checkText("cpusetCpus", settings.cpusetCpus),
    CpusetMems: checkText("cpusetMems", settings.cpusetMems),
    CpuCount: checkWhole("cpuCount", settings.cpuCount, COUNT),
    CpuPercent: checkWhole("cpuPercent", settings.cpuPercent, { minimum: 0, maximum: 100 }),
    BlkioWeight: checkWhole("blkioWeight", settings.blkioWeight, { minimum: 0, maximum: 1000 }),
    BlkioWeightDevice: toWeightDevices(settings.blkioWeightDevice),
    BlkioDeviceReadBps: toThrottleDevices("deviceReadBps", settings.deviceReadBps),
    BlkioDeviceWriteBps: toThrottleDevices("deviceWriteBps", settings.deviceWriteBps),
    BlkioDeviceReadIOps: toThrottleDevices("deviceReadIops", settings.deviceReadIops),
    BlkioDeviceWriteIOps: toThrottleDevices("deviceWriteIops", settings.deviceWriteIops),
    CgroupParent: checkText("cgroupParent", settings.cgroupParent),
    Devices: toDevices(settings.devices),
    DeviceCgroupRules: checkTexts("deviceCgroupRules", settings.deviceCgroupRules),
    DeviceRequests: toDeviceRequests(settings.deviceRequests),
    Ulimits: toUlimits(settings.ulimits),
  };
}

function toGroups(groups: unknown): readonly string[] | undefined {
  if (!isList(groups)) return checkTexts("groupAdd", groups);
  return checkTexts(
    "groupAdd",
    groups.map((group) => typeof group === "number" ? `${group}` : group),
  );
}

function toHostMode(option: string, value: unknown): string | undefined {
  if (value === undefined || value === "host" || value === "") return value;
  throw unusable(option, value, 'expected "host"');
}

function toSysctls(sysctls: unknown): Readonly<Record<string, string>> | undefined {
  if (sysctls === undefined) return undefined;
  const entries = Object.entries(checkMap("sysctls", sysctls));
  return checkTextMap(
    "sysctls",
    Object.fromEntries(
      entries.map(([name, value]) => [name, typeof value === "number" ? `${value}` : value]),
    ),
  );
}

/**
 * When the engine starts a container again, as it wants it.
 *
 * @param policy When; `undefined` if it was not given.
 * @throws {TypeError} If it can't be used.
 * @throws {RangeError} If a number is out of bounds.
 */
export function toRestartPolicy(policy: RestartPolicy | undefined): RestartPolicyInput | undefined {
  if (policy === undefined) return undefined;
  checkKeys("use restartPolicy", policy, { name: true, maximumRetryCount: true });
  return {
    Name: checkText("restartPolicy.name", policy.name),
    MaximumRetryCount: checkWhole(
      "restartPolicy.maximumRetryCount",
      policy.maximumRetryCount,
      COUNT,
    ),
  };
}

function toLogConfig(config: LogConfig | undefined): HostConfigLogConfigInput | undefined {
  if (config === undefined) return undefined;
  checkKeys("use logConfig", config, { type: true, config: true });
  return {
    Type: checkText("logConfig.type", config.type),
    Config: checkTextMap("logConfig.config", config.config) ?? {},
  };
}
