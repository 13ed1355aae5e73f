import type { CallSettings } from "./call.ts";
import type { ContainerResourceSettings } from "./container_resources.ts";
import type { RestartPolicy } from "./containers.ts";

/** What `container.top()` tells of processes. */
export interface TopSettings extends CallSettings {
  /**
   * The arguments of the `ps` that the engine runs on its host, such as `"-o pid,comm"`. They must
   * leave the column `PID` in.
   *
   * @default {"-ef"}
   */
  readonly psArgs?: string | undefined;
}

/** How `container.putArchive()` unpacks. */
export interface PutArchiveSettings extends CallSettings {
  /**
   * Whether all files become those of the container's user (`Config.User`), rather than of the owners
   * that the archive names (`copyUIDGID`). Old engines (20.10) look the user up among those of
   * their host and newer ones (28.5) in the container, and they refuse one that is not there. It
   * means nothing if the container has no user of its own.
   *
   * @default {false}
   */
  readonly copyUidGid?: boolean | undefined;
  /**
   * Whether the call rejects rather than put a file in the place of a directory, or a directory in
   * that of a file.
   *
   * @default {false}
   */
  readonly noOverwriteDirNonDir?: boolean | undefined;
}

/** A limit that can be changed while a container lives. */
export type ChangeableLimit =
  | "memLimit"
  | "memswapLimit"
  | "memReservation"
  | "kernelMemory"
  | "pidsLimit"
  | "cpuShares"
  | "nanoCpus"
  | "cpuPeriod"
  | "cpuQuota"
  | "cpuRtPeriod"
  | "cpuRtRuntime"
  | "cpusetCpus"
  | "cpusetMems"
  | "blkioWeight";

/**
 * What `container.update()` changes. What is absent stays as it is, and so does a limit that is given
 * as 0: engines take that for absent. Only `pidsLimit` is lifted by 0 or -1, and `memswapLimit` and
 * `cpuQuota` by -1.
 */
export interface UpdateSettings
  extends Pick<ContainerResourceSettings, ChangeableLimit>, CallSettings {
  /** When the engine starts it again by itself (`RestartPolicy`). */
  readonly restartPolicy?: RestartPolicy | undefined;
}

/** How `container.commit()` makes an image. */
export interface CommitSettings extends CallSettings {
  /** The repository, such as `"registry.example/tools"`. The image gets no name when absent. */
  readonly repository?: string | undefined;
  /** The tag; needs `repository`. `"latest"` when absent. */
  readonly tag?: string | undefined;
  /** A message for the image's history. */
  readonly message?: string | undefined;
  /** Who made it, such as `"Hannibal <hannibal@a-team.example>"`. */
  readonly author?: string | undefined;
  /** Dockerfile instructions such as `"CMD sh"`, applied to the image. */
  readonly changes?: readonly string[] | undefined;
  /**
   * Whether the container is held meanwhile, lest files change while they are read.
   *
   * @default {true}
   */
  readonly pause?: boolean | undefined;
}
