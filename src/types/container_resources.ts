import type { Size } from "./units.ts";

/** A limit that the kernel sets on each process; see `setrlimit(2)`. */
export interface Ulimit {
  /** What is limited, such as `"nofile"` or `"nproc"`. */
  readonly name: string;
  /** The limit in force; -1 for none. `hard` when absent. */
  readonly soft?: number | undefined;
  /** How far a process may raise it; -1 without end. `soft` when absent. */
  readonly hard?: number | undefined;
}

/** A device of the host that a container sees. */
export interface Device {
  /** The path on the host. */
  readonly pathOnHost: string;
  /** The path in the container. The one on the host when absent. */
  readonly pathInContainer?: string | undefined;
  /**
   * What may be done with it: `r` read, `w` write, `m` make it with `mknod`.
   *
   * @default {"rwm"}
   */
  readonly cgroupPermissions?: string | undefined;
}

/** Devices, such as GPUs, that a driver finds and hands to a container. */
export interface DeviceRequest {
  /** The driver's name, such as `"nvidia"`. The engine finds one by the capabilities when absent. */
  readonly driver?: string | undefined;
  /** How many; -1 for all. Not with `deviceIds`. */
  readonly count?: number | undefined;
  /** Which ones, by the driver's IDs. Not with `count`. */
  readonly deviceIds?: readonly string[] | undefined;
  /** What they must be able to do: one of the lists in full, such as `[["gpu", "compute"]]`. */
  readonly capabilities?: readonly (readonly string[])[] | undefined;
  /** What the driver wants to know. */
  readonly options?: Readonly<Record<string, string>> | undefined;
}

/** A limit on reading from, or writing to, a block device. */
export interface ThrottleDevice {
  /** The device's path on the host. */
  readonly path: string;
  /** Bytes, or operations, per second. */
  readonly rate: Size;
}

/** A device's share of the disk time. */
export interface WeightDevice {
  /** The device's path on the host. */
  readonly path: string;
  /** Its share against others, from 10 to 1000. */
  readonly weight: number;
}

/** What a container may use up. Each is a field of `HostConfig`, named behind it. */
export interface ContainerResourceSettings {
  /** The most memory it gets (`Memory`). No limit when absent or 0. */
  readonly memLimit?: Size | undefined;
  /** The most memory and swap together (`MemorySwap`); -1 for no limit. Twice `memLimit` when absent. */
  readonly memswapLimit?: Size | undefined;
  /** Memory that it is pushed back to when memory is short (`MemoryReservation`). */
  readonly memReservation?: Size | undefined;
  /** How readily its memory is swapped, from 0 to 100 (`MemorySwappiness`); -1 for the host's. */
  readonly memSwappiness?: number | undefined;
  /**
   * The most kernel memory (`KernelMemory`).
   *
   * @deprecated Engines of API 1.42 and later ignore it, as does the kernel.
   */
  readonly kernelMemory?: Size | undefined;
  /** Whether the kernel does not kill in it when memory runs out (`OomKillDisable`). */
  readonly oomKillDisable?: boolean | undefined;
  /** How likely the kernel kills it then, from -1000 to 1000 (`OomScoreAdj`). */
  readonly oomScoreAdj?: number | undefined;
  /** How many processes it may have (`PidsLimit`). No limit when absent, 0 or -1. */
  readonly pidsLimit?: number | undefined;
  /** Its share of CPU time against others, where 1024 is usual (`CpuShares`). */
  readonly cpuShares?: number | undefined;
  /** The CPU time it gets, in units of 10⁻⁹ CPUs (`NanoCpus`). No limit when absent or 0. */
  readonly nanoCpus?: number | undefined;
  /** The length of a CPU period in microseconds (`CpuPeriod`). */
  readonly cpuPeriod?: number | undefined;
  /** Microseconds of CPU time it gets in a period (`CpuQuota`); -1 for no limit. */
  readonly cpuQuota?: number | undefined;
  /** The length of a real-time period in microseconds (`CpuRealtimePeriod`). */
  readonly cpuRtPeriod?: number | undefined;
  /** Microseconds of real-time CPU time in a period (`CpuRealtimeRuntime`). */
  readonly cpuRtRuntime?: number | undefined;
  /** The CPUs it may run on, such as `"0-3"` or `"0,1"` (`CpusetCpus`). */
  readonly cpusetCpus?: string | undefined;
  /** The memory nodes it may use, such as `"0-3"` or `"0,1"` (`CpusetMems`). */
  readonly cpusetMems?: string | undefined;
  /** How many CPUs it gets (`CpuCount`); Windows only. */
  readonly cpuCount?: number | undefined;
  /** The percentage of CPU time it gets (`CpuPercent`); Windows only. */
  readonly cpuPercent?: number | undefined;
  /** Its share of disk time against others, from 10 to 1000 (`BlkioWeight`). */
  readonly blkioWeight?: number | undefined;
  /** Its share of disk time by device (`BlkioWeightDevice`). */
  readonly blkioWeightDevice?: readonly WeightDevice[] | undefined;
  /** The most bytes per second read from devices (`BlkioDeviceReadBps`). */
  readonly deviceReadBps?: readonly ThrottleDevice[] | undefined;
  /** The most bytes per second written to devices (`BlkioDeviceWriteBps`). */
  readonly deviceWriteBps?: readonly ThrottleDevice[] | undefined;
  /** The most reads per second from devices (`BlkioDeviceReadIOps`). */
  readonly deviceReadIops?: readonly ThrottleDevice[] | undefined;
  /** The most writes per second to devices (`BlkioDeviceWriteIOps`). */
  readonly deviceWriteIops?: readonly ThrottleDevice[] | undefined;
  /** Devices of the host that it sees, also as `"/dev/sda:/dev/xvda:rwm"` (`Devices`). */
  readonly devices?: readonly (Device | string)[] | undefined;
  /** Rules of the cgroup on devices, such as `"c 13:* rwm"` (`DeviceCgroupRules`). */
  readonly deviceCgroupRules?: readonly string[] | undefined;
  /** Devices, such as GPUs, that a driver hands to it (`DeviceRequests`). */
  readonly deviceRequests?: readonly DeviceRequest[] | undefined;
  /** Limits on each of its processes (`Ulimits`). The engine's own when absent. */
  readonly ulimits?: readonly Ulimit[] | undefined;
}
