import type { BodySource } from "./body_source.ts";
import type { CallSettings } from "./call.ts";
import type { Environment } from "./units.ts";

/** How large a terminal is, in characters. */
export interface ConsoleSize {
  /** How many lines it has. */
  readonly height: number;
  /** How many columns it has. */
  readonly width: number;
}

/** What becomes of a process whose output isn't read. */
export interface StallSettings {
  /**
   * What happens while the output isn't read: with `"pause"` the process is stopped when it writes
   * on. With `"detach"` the session then detaches, so that the process goes on: the reader still gets
   * what came, and then a `TimeoutError`.
   *
   * @default {"pause"}
   */
  readonly onStall?: "pause" | "detach" | undefined;
  /**
   * Milliseconds that output may wait for its reader; only with `onStall: "detach"`. A reader that is
   * slow has to come back within them for each 256 KiB or less.
   *
   * @default {10_000}
   */
  readonly stallTimeout?: number | undefined;
}

/** What a command in a running container is like, and how to make the calls. */
export interface ExecProcessSettings extends CallSettings {
  /** Environment variables beside the container's (`Env`). */
  readonly environment?: Environment | undefined;
  /** The working directory (`WorkingDir`, API 1.35). The container's own when absent. */
  readonly workingDir?: string | undefined;
  /** Name or number of the user, or `"user:group"` (`User`). The container's own when absent. */
  readonly user?: string | number | undefined;
  /**
   * Whether it has all of the host's privileges (`Privileged`).
   *
   * @default {false}
   */
  readonly privileged?: boolean | undefined;
  /**
   * Whether it gets a terminal (`Tty`). Then all its output is standard output, with `\r\n` at the
   * ends of lines.
   *
   * @default {false}
   */
  readonly tty?: boolean | undefined;
  /**
   * The size of its terminal; only with `tty`. From API 1.42 on the terminal has it from the start,
   * below that a moment later; podman (5.8) goes by `resize()` only. None when absent.
   */
  readonly consoleSize?: ConsoleSize | undefined;
}

/** How `container.execDetached()` starts a command. */
export interface ExecDetachedSettings extends ExecProcessSettings {}

/** What the settings of `container.exec()` and `container.execRun()` have in common. */
export interface ExecAttachedSettings extends ExecProcessSettings {
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
  /** Not here: `execDetached()` starts a command and leaves it to itself. */
  readonly detach?: never;
  /** Not here: `exec()` hands out the output as it comes. */
  readonly stream?: never;
  /** Not here: `exec()` hands out both directions. */
  readonly socket?: never;
  /** Not here: standard output and standard error are always told apart. */
  readonly demux?: never;
}

/**
 * How `container.exec()` starts a command. Its `signal` ends the whole session: the connection is
 * dropped, and the command goes on, since engines have no way to end one. Of a command that writes on
 * after its session was left, Docker 20.10 tells the exit code 126, whatever it was.
 */
export interface ExecSettings extends ExecAttachedSettings, StallSettings {
  /**
   * Whether its standard input can be written to. If not, the command finds it closed.
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
 * How `container.execRun()` runs a command. Its `signal` ends the whole call: the connection is
 * dropped, and the command goes on, since engines have no way to end one.
 */
export interface ExecRunSettings extends ExecAttachedSettings {
  /** What it reads from its standard input, which ends after that. Closed when absent. Not with `tty`. */
  readonly stdin?: BodySource | undefined;
  /**
   * Whether the call rejects if the exit code is not 0.
   *
   * @default {false}
   */
  readonly check?: boolean | undefined;
  /**
   * The most bytes it may write, standard output and error together. Over that the call rejects with
   * an `OutputLimitError`.
   *
   * @default {64 MiB}
   */
  readonly maxOutput?: number | undefined;
}

/** How `container.attach()` opens a container's own process. */
export interface AttachSettings extends CallSettings, StallSettings {
  /**
   * Whether its standard input can be written to; the container must have been created so.
   *
   * @default {false}
   */
  readonly stdin?: boolean | undefined;
  /**
   * Whether its output is read: `false` is for input only.
   *
   * @default {true}
   */
  readonly output?: boolean | undefined;
  /** Whether its standard output is read. What `output` says when absent. */
  readonly stdout?: boolean | undefined;
  /** Whether its standard error is read. What `output` says when absent. */
  readonly stderr?: boolean | undefined;
  /**
   * Whether what it has written before comes first, if its log driver can be read back.
   *
   * @default {false}
   */
  readonly logs?: boolean | undefined;
  /**
   * The keys that detach from its terminal when they are typed, such as `"ctrl-a,d"`; only for
   * containers with a terminal, and with `stdin`. The engine's own, `"ctrl-p,ctrl-q"`, when absent.
   */
  readonly detachKeys?: string | undefined;
  /**
   * What the session goes over: a connection that the engine hands over, or a WebSocket, which some
   * proxies let through where they stop other upgrades. A WebSocket does not tell the streams apart:
   * all output comes as `"stdout"`. It ends, and its input is ended, as otherwise. Below API 1.42 it has all of the streams, so `stdin` must be asked
   * for if it is open, and no output left out. Podman (5.8) has no WebSockets.
   *
   * @default {"hijack"}
   */
  readonly transport?: "hijack" | "websocket" | undefined;
}

/** What `session.pipe()` connects a session to. What is absent is the process's own. */
export interface PipeSettings extends CallSettings {
  /**
   * Where the input comes from, if the session has one. It is neither cancelled nor read further than
   * needed: what the process does not read stays in it.
   */
  readonly stdin?: ReadableStream<Uint8Array> | undefined;
  /** Where the standard output goes, and all that a terminal writes. It is not closed. */
  readonly stdout?: WritableStream<Uint8Array> | undefined;
  /** Where the standard error goes. It is not closed. */
  readonly stderr?: WritableStream<Uint8Array> | undefined;
}

/** How `session.pipe()` ended: with the output, or since somebody detached. */
export type PipeEnd = "ended" | "detached";
