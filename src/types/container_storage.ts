import type { Size } from "./units.ts";

/** How mounts below a bind mount are passed on between host and container. */
export type Propagation = "private" | "rprivate" | "shared" | "rshared" | "slave" | "rslave";

/** Where a host path or a named volume appears in a container. */
export interface VolumeBinding {
  /** The absolute path in the container. */
  readonly bind: string;
  /**
   * Options, separated by commas: `"rw"` or `"ro"`, `"z"` or `"Z"` for SELinux, `"nocopy"`.
   *
   * @default {"rw"}
   */
  readonly mode?: string | undefined;
  /** Short for the mode `"ro"`; not together with `mode`. */
  readonly ro?: boolean | undefined;
  /** How mounts below it are passed on; for host paths only. The engine's `"rprivate"` when absent. */
  readonly propagation?: Propagation | undefined;
}

/**
 * What is mounted, by host path or volume name, with the path in the container; or a list of
 * `"/host:/container:ro"`, `"volume:/container"`, and `"/container"` for a volume without a name.
 */
export type Volumes = readonly string[] | Readonly<Record<string, string | VolumeBinding>>;

/** Which driver makes a volume, and with which options. */
export interface VolumeDriver {
  /** The driver's name. `"local"` when absent. */
  readonly name?: string | undefined;
  /** What the driver wants to know. */
  readonly options?: Readonly<Record<string, string>> | undefined;
}

/** One mount of a container. What is said of one type is refused with the others. */
export interface Mount {
  /** The absolute path in the container. */
  readonly target: string;
  /** The host path (`bind`), the volume's name (`volume`; absent: one without a name), or the pipe. */
  readonly source?: string | undefined;
  /**
   * What is mounted.
   *
   * @default {"volume"}
   */
  readonly type?: "bind" | "volume" | "tmpfs" | "npipe" | undefined;
  /**
   * Whether nothing can be written to it.
   *
   * @default {false}
   */
  readonly readOnly?: boolean | undefined;
  /** What Docker Desktop keeps alike: `"default"`, `"consistent"`, `"cached"` or `"delegated"`. */
  readonly consistency?: string | undefined;
  /** `bind`: how mounts below it are passed on. The engine's `"rprivate"` when absent. */
  readonly propagation?: Propagation | undefined;
  /**
   * `volume`: whether a new volume stays empty, though the image has files at that path.
   *
   * @default {false}
   */
  readonly noCopy?: boolean | undefined;
  /** `volume`: labels of the volume, if this makes it. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** `volume`: the driver of the volume, if this makes it. */
  readonly driverConfig?: VolumeDriver | undefined;
  /** `volume`: the path in the volume that is mounted, in place of its root (API 1.45). */
  readonly subpath?: string | undefined;
  /** `tmpfs`: how much fits in. Half the memory of the host when absent or 0. */
  readonly tmpfsSize?: Size | undefined;
  /** `tmpfs`: the mode of its root, such as `0o1777`. The engine's `0o1777` when absent. */
  readonly tmpfsMode?: number | undefined;
}

/** What a container sees in its file system beside the image. */
export interface ContainerStorageSettings {
  /** Host paths and volumes to mount (`HostConfig.Binds`, `Volumes`). */
  readonly volumes?: Volumes | undefined;
  /**
   * Mounts in full (`HostConfig.Mounts`). Text is `"source:target:ro"`, where an absolute source is
   * a host path and any other a volume.
   */
  readonly mounts?: readonly (Mount | string)[] | undefined;
  /**
   * File systems in memory: a map from path to mount options such as `"size=64m,uid=1000"`, or a
   * list of `"/path:options"` (`HostConfig.Tmpfs`).
   */
  readonly tmpfs?: readonly string[] | Readonly<Record<string, string>> | undefined;
  /** Containers whose volumes it also gets, each with `:ro` if need be (`HostConfig.VolumesFrom`). */
  readonly volumesFrom?: readonly string[] | undefined;
  /** The driver that makes volumes which don't exist yet (`HostConfig.VolumeDriver`). */
  readonly volumeDriver?: string | undefined;
  /** The size of `/dev/shm` (`HostConfig.ShmSize`). The engine's 64 MiB when absent or 0. */
  readonly shmSize?: Size | undefined;
  /** Options of the storage driver, such as `{ size: "10G" }` (`HostConfig.StorageOpt`). */
  readonly storageOpt?: Readonly<Record<string, string>> | undefined;
  /**
   * Whether the root file system can't be written to (`HostConfig.ReadonlyRootfs`).
   *
   * @default {false}
   */
  readonly readOnly?: boolean | undefined;
}
