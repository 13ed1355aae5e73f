import type { Command, Duration, Environment, Labels } from "./units.ts";

/** How the engine finds out whether a container works. */
export interface Healthcheck {
  /**
   * The check, which says 0 for healthy and 1 for not: text is run by the container's shell
   * (`["CMD-SHELL", …]`). A list is the engine's own form: `["CMD", …]` runs a program,
   * `["CMD-SHELL", …]` a shell, `["NONE"]` turns the image's check off, and an empty list keeps it.
   */
  readonly test?: string | readonly string[] | undefined;
  /** Time between two checks; at least 1 ms. The image's, else 30 seconds, when absent or 0. */
  readonly interval?: Duration | undefined;
  /** Time after which a check has failed. The image's, else 30 seconds, when absent or 0. */
  readonly timeout?: Duration | undefined;
  /** How many checks in a row fail before it is unhealthy. The image's, else 3, when absent or 0. */
  readonly retries?: number | undefined;
  /** Time at the start in which failures don't count. The image's, else none, when absent or 0. */
  readonly startPeriod?: Duration | undefined;
  /** Time between two checks in `startPeriod` (API 1.44). 5 seconds when absent or 0. */
  readonly startInterval?: Duration | undefined;
}

/** What runs in a container, and as whom. */
export interface ContainerProcessSettings {
  /** The program and its arguments (`Cmd`). The image's own when absent or empty. */
  readonly command?: Command | undefined;
  /**
   * What the command is handed to (`Entrypoint`). The image's own when absent or an empty list;
   * `""` takes the image's away.
   */
  readonly entrypoint?: Command | undefined;
  /** Environment variables beside the image's (`Env`). */
  readonly environment?: Environment | undefined;
  /** The working directory (`WorkingDir`). The image's own when absent. */
  readonly workingDir?: string | undefined;
  /** Name or number of the user, or `"user:group"` (`User`). The image's own, else root. */
  readonly user?: string | number | undefined;
  /** Further groups of the process, by name or number (`HostConfig.GroupAdd`). */
  readonly groupAdd?: readonly (string | number)[] | undefined;
  /** The host name (`Hostname`). The first 12 characters of the container's ID when absent. */
  readonly hostname?: string | undefined;
  /** The domain name (`Domainname`). */
  readonly domainname?: string | undefined;
  /**
   * Whether the process gets a terminal (`Tty`). Then all its output is standard output, with `\r\n`
   * at the ends of lines.
   *
   * @default {false}
   */
  readonly tty?: boolean | undefined;
  /**
   * Whether standard input stays open while nobody is attached (`OpenStdin`).
   *
   * @default {false}
   */
  readonly stdinOpen?: boolean | undefined;
  /**
   * Whether a small init process runs first, which passes signals on and reaps orphans
   * (`HostConfig.Init`). What the engine is configured to when absent.
   */
  readonly init?: boolean | undefined;
  /** The signal that stops it, such as `"SIGINT"` (`StopSignal`). The image's, else `"SIGTERM"`. */
  readonly stopSignal?: string | undefined;
  /**
   * Seconds from the stop signal to the kill (`StopTimeout`); 0 kills at once, -1 never. The
   * engine's own, usually 10, when absent.
   */
  readonly stopTimeout?: number | undefined;
  /** How to find out whether it works (`Healthcheck`). The image's own when absent. */
  readonly healthcheck?: Healthcheck | undefined;
  /** Labels of the container, beside the image's (`Labels`). */
  readonly labels?: Labels | undefined;
}
