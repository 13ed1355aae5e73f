import type { BodySource } from "./body_source.ts";
import type { CallSettings } from "./call.ts";
import type { ContainerIsolationSettings } from "./container_isolation.ts";
import type { ContainerNetworkSettings } from "./container_network.ts";
import type { ContainerProcessSettings } from "./container_process.ts";
import type { ContainerResourceSettings } from "./container_resources.ts";
import type { ContainerStorageSettings } from "./container_storage.ts";
import type { StallSettings } from "./exec.ts";
import type { Filters } from "./filters.ts";
import type { Timestamp } from "./units.ts";

/** When the engine starts a container again by itself. */
export interface RestartPolicy {
  /** When: `"no"`, `"always"`, `"unless-stopped"`, or `"on-failure"` for an exit code other than 0. */
  readonly name: "no" | "always" | "unless-stopped" | "on-failure";
  /** How often at most, for `"on-failure"`. No limit when absent or 0. */
  readonly maximumRetryCount?: number | undefined;
}

/** Where a container's output is kept. */
export interface LogConfig {
  /**
   * The driver, such as `"json-file"`, `"local"`, `"journald"` or `"none"`. The engine's own when
   * absent.
   */
  readonly type?: string | undefined;
  /** What the driver wants to know, such as `{ "max-size": "10m" }`. */
  readonly config?: Readonly<Record<string, string>> | undefined;
}

/** How to make a container. What is absent is left to the image and the engine. */
export interface ContainerSettings
  extends
    ContainerProcessSettings,
    ContainerStorageSettings,
    ContainerNetworkSettings,
    ContainerResourceSettings,
    ContainerIsolationSettings {
  /** Its name: two or more of `[a-zA-Z0-9_.-]`, a letter or digit first. One made up when absent. */
  readonly name?: string | undefined;
  /** `"os/arch/variant"` of the image to use (API 1.41). The engine's own when absent. */
  readonly platform?: string | undefined;
  /**
   * Whether the engine removes it, with its anonymous volumes, when it has exited
   * (`HostConfig.AutoRemove`).
   *
   * @default {false}
   */
  readonly autoRemove?: boolean | undefined;
  /** When the engine starts it again by itself (`HostConfig.RestartPolicy`). Never when absent. */
  readonly restartPolicy?: RestartPolicy | undefined;
  /** Where its output is kept (`HostConfig.LogConfig`). The engine's own when absent. */
  readonly logConfig?: LogConfig | undefined;
}

/** How `containers.create()` makes a container. */
export interface CreateSettings extends ContainerSettings, CallSettings {}

/** How `containers.runDetached()` makes and starts a container. */
export interface RunDetachedSettings extends ContainerSettings, CallSettings {
  /** The same as `autoRemove`, since nobody here waits for it to exit. */
  readonly remove?: boolean | undefined;
}

/** How `containers.temporary()` makes and starts a container. */
export interface TemporarySettings extends ContainerSettings, CallSettings {}

/** What the settings of `spawn()` and `run()` have in common. */
export interface AttachedSettings extends ContainerSettings, CallSettings {
  /**
   * Whether the container is removed afterwards, with its anonymous volumes.
   *
   * @default {false}
   */
  readonly remove?: boolean | undefined;
  /**
   * Whether its standard output is read.
   *
   * @default {true}
   */
  readonly stdout?: boolean | undefined;
  /**
   * Whether its standard error is read.
   *
   * @default {true}
   */
  readonly stderr?: boolean | undefined;
  /** Not here: `runDetached()` starts a container and leaves it to itself. */
  readonly detach?: never;
  /** Not here: `spawn()` hands out the output as it comes. */
  readonly stream?: never;
}

/**
 * How `containers.spawn()` makes and starts a container. Its `signal` ends the whole session: the
 * container is killed, and removed if that was asked for.
 */
export interface SpawnSettings extends AttachedSettings, StallSettings {
  /**
   * Whether its standard input can be written to. If not, the process finds it closed.
   *
   * @default {false}
   */
  readonly stdin?: boolean | undefined;
  /**
   * The keys that detach from its terminal when they are typed, such as `"ctrl-a,d"`; only with `tty`
   * and `stdin`. The engine's own, `"ctrl-p,ctrl-q"`, when absent.
   */
  readonly detachKeys?: string | undefined;
}

/**
 * How `containers.run()` makes and starts a container. Its `signal` ends the whole run: the
 * container is killed, and removed if that was asked for.
 */
export interface RunSettings extends AttachedSettings {
  /** What it reads from its standard input, which ends after that. Closed when absent. Not with `tty`. */
  readonly stdin?: BodySource | undefined;
  /**
   * The most bytes it may write, standard output and error together. Over that it is killed, and
   * the call rejects with an `OutputLimitError`.
   *
   * @default {64 MiB}
   */
  readonly maxOutput?: number | undefined;
}

/** Which containers `containers.list()` and `containers.summaries()` answer. */
export interface ContainerFilterSettings extends CallSettings {
  /**
   * Whether those that don't run are among them.
   *
   * @default {false}
   */
  readonly all?: boolean | undefined;
  /** Only those created after this one, by name or ID; running or not. */
  readonly since?: string | undefined;
  /** Only those created before this one, by name or ID; running or not. */
  readonly before?: string | undefined;
  /** Only so many, the last created; running or not. All when absent. */
  readonly limit?: number | undefined;
  /** Only those that match: `status`, `label`, `name`, `id`, `ancestor`, `exited`, `network`, … */
  readonly filters?: Filters | undefined;
}

/** Which containers `containers.list()` answers. */
export interface ContainerListSettings extends ContainerFilterSettings {
  /**
   * Whether those are left out that vanish before they are inspected; else the call rejects.
   *
   * @default {true}
   */
  readonly ignoreRemoved?: boolean | undefined;
}

/** Which containers `containers.summaries()` answers, and what of them. */
export interface ContainerSummarySettings extends ContainerFilterSettings {
  /**
   * Whether their sizes are told, which takes the engine long.
   *
   * @default {false}
   */
  readonly size?: boolean | undefined;
}

/** What of a container's output `container.logs()` reads. */
export interface LogsSettings extends CallSettings {
  /**
   * Whether its standard output is read.
   *
   * @default {true}
   */
  readonly stdout?: boolean | undefined;
  /**
   * Whether its standard error is read.
   *
   * @default {true}
   */
  readonly stderr?: boolean | undefined;
  /**
   * Whether to go on with what it writes from now on, until it exits.
   *
   * @default {false}
   */
  readonly follow?: boolean | undefined;
  /**
   * Whether, with `follow`, to wait for the next start when it has exited, and go on with what it
   * writes then, nothing lost or twice; until it is removed. A lost connection ends it, with a
   * `ConnectionError`. What the log driver drops between two runs (`max-size`) can't be had. Podman's
   * log of a terminal has times left in the middle of long lines.
   *
   * @default {false}
   */
  readonly acrossRestarts?: boolean | undefined;
  /** Only what was written at that time or later. From the start when absent. */
  readonly since?: Timestamp | undefined;
  /** Only what was written before that time. */
  readonly until?: Timestamp | undefined;
  /** Only so many lines from the end; 0 for none. `"all"` when absent. */
  readonly tail?: number | "all" | undefined;
  /**
   * Whether each line begins with the time it was written, as `2026-01-02T03:04:05.678901234Z `. A
   * line of more than 16 KiB has it in its middle too, before each piece that the engine made of it:
   * read it with `stampedLines()`, which takes all of them off.
   *
   * @default {false}
   */
  readonly timestamps?: boolean | undefined;
  /**
   * Whether each line begins, after its time if it has one, with the labels and variables that the
   * log driver's options `labels` and `env` ask for, as `name=value,name=value `, also
   * in the middle of a long one. Podman leaves them out.
   *
   * @default {false}
   */
  readonly details?: boolean | undefined;
}

/** How `container.stop()` and `container.restart()` stop it. */
export interface StopSettings extends CallSettings {
  /**
   * Seconds from the stop signal to the kill; 0 kills at once, -1 never. The container's
   * `stopTimeout`, else the engine's own, usually 10, when absent.
   */
  readonly timeout?: number | undefined;
  /** The signal that stops it, such as `"SIGINT"` (API 1.42). The container's own when absent. */
  readonly stopSignal?: string | undefined;
}

/** What `container.wait()` waits for. */
export interface WaitSettings extends CallSettings {
  /**
   * `"not-running"` is met at once by a container that has not been started yet; `"next-exit"` is
   * met by its next exit only, and `"removed"` when it is gone.
   *
   * @default {"not-running"}
   */
  readonly condition?: "not-running" | "next-exit" | "removed" | undefined;
}

/** How `container.remove()` removes it. */
export interface ContainerRemoveSettings extends CallSettings {
  /**
   * Whether it is killed first if it runs; else the call rejects.
   *
   * @default {false}
   */
  readonly force?: boolean | undefined;
  /**
   * Whether its anonymous volumes are removed too.
   *
   * @default {false}
   */
  readonly volumes?: boolean | undefined;
  /**
   * Whether the link of that name is removed, and not the container.
   *
   * @default {false}
   */
  readonly link?: boolean | undefined;
}

/** How a container has ended. */
export interface WaitResult {
  /** The exit code of its first process; 128 + the signal's number if a signal ended it. */
  readonly exitCode: number;
  /** What went wrong with the wait itself; `undefined` if nothing. */
  readonly error: string | undefined;
}
