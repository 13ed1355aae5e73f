/** How far a container is kept apart from its host. Each is a field of `HostConfig`. */
export interface ContainerIsolationSettings {
  /**
   * Whether it may do nearly all that the host may (`Privileged`).
   *
   * @default {false}
   */
  readonly privileged?: boolean | undefined;
  /** Kernel capabilities that it gets beside the usual, such as `"NET_ADMIN"` (`CapAdd`). */
  readonly capAdd?: readonly string[] | undefined;
  /** Kernel capabilities that it loses, `"ALL"` for every one (`CapDrop`). */
  readonly capDrop?: readonly string[] | undefined;
  /** Options of security modules, such as `"no-new-privileges"` (`SecurityOpt`). */
  readonly securityOpt?: readonly string[] | undefined;
  /** `"host"` or `"container:name"`: whose processes it sees (`PidMode`). */
  readonly pidMode?: string | undefined;
  /** `"private"`, `"shareable"`, `"host"`, `"none"` or `"container:name"` (`IpcMode`). */
  readonly ipcMode?: string | undefined;
  /** `"host"` leaves the engine's mapping of users aside (`UsernsMode`). */
  readonly usernsMode?: "host" | "" | undefined;
  /** `"host"` shares the host's name (`UTSMode`). */
  readonly utsMode?: "host" | "" | undefined;
  /** `"private"` or `"host"`: whose cgroups it sees (`CgroupnsMode`). The engine's own when absent. */
  readonly cgroupns?: "private" | "host" | undefined;
  /** The cgroup under which its own is made (`CgroupParent`). The engine's own when absent. */
  readonly cgroupParent?: string | undefined;
  /** The runtime that runs it, such as `"runc"` (`Runtime`). The engine's own when absent. */
  readonly runtime?: string | undefined;
  /** `"default"`, `"process"` or `"hyperv"`: Windows only (`Isolation`). */
  readonly isolation?: "default" | "process" | "hyperv" | undefined;
  /** Kernel parameters, such as `{ "net.ipv4.ip_forward": 1 }` (`Sysctls`). */
  readonly sysctls?: Readonly<Record<string, string | number>> | undefined;
}
