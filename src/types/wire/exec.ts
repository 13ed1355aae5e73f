// Do not edit: written by `deno task wire`.

/** Query of `POST /exec/{id}/resize`: resize an exec instance. */
export interface ExecResizeQuery {
  /** Height of the TTY session in characters. */
  h: number;
  /** Width of the TTY session in characters. */
  w: number;
}

/** Body of `POST /containers/{id}/exec`: create an exec instance. */
export interface ContainerExecBody {
  /** Attach to `stdin` of the exec command. */
  AttachStdin?: boolean | undefined;
  /** Attach to `stdout` of the exec command. */
  AttachStdout?: boolean | undefined;
  /** Attach to `stderr` of the exec command. */
  AttachStderr?: boolean | undefined;
  /**
   * Initial console size, as an `[height, width]` array.
   *
   * Since API 1.42.
   */
  ConsoleSize?: readonly number[] | null | undefined;
  /**
   * Override the key sequence for detaching a container. Format is a single character `[a-Z]` or
   * `ctrl-<value>` where `<value>` is one of: `a-z`, `@`, `^`, `[`, `,` or `_`.
   */
  DetachKeys?: string | undefined;
  /** Allocate a pseudo-TTY. */
  Tty?: boolean | undefined;
  /** A list of environment variables in the form `["VAR=value", ...]`. */
  Env?: readonly string[] | null | undefined;
  /** Command to run, as a string or array of strings. */
  Cmd?: readonly string[] | null | undefined;
  /**
   * Runs the exec process with extended privileges.
   *
   * @default {false}
   */
  Privileged?: boolean | undefined;
  /**
   * The user, and optionally, group to run the exec process inside the container. Format is one of:
   * `user`, `user:group`, `uid`, or `uid:gid`.
   */
  User?: string | undefined;
  /**
   * The working directory for the exec process inside the container.
   *
   * Since API 1.35.
   */
  WorkingDir?: string | undefined;
}

/** Body of `POST /exec/{id}/start`: start an exec instance. */
export interface ExecStartBody {
  /** Detach from the command. */
  Detach?: boolean | undefined;
  /** Allocate a pseudo-TTY. */
  Tty?: boolean | undefined;
  /**
   * Initial console size, as an `[height, width]` array.
   *
   * Since API 1.42.
   */
  ConsoleSize?: readonly number[] | null | undefined;
}

/** A command that was, or is to be, executed in a container. */
export interface ExecInspectResponse {
  /** Whether the engine may forget the command. */
  CanRemove: boolean;
  /** The keys that detach from the command. */
  DetachKeys: string;
  /** The ID of the command's execution. */
  ID: string;
  /** Whether the command runs. */
  Running: boolean;
  /** The command's exit code; null before it has ended. */
  ExitCode: number | null;
  /** The command and how it is run. */
  ProcessConfig: ProcessConfig;
  /** Whether the standard input is attached. */
  OpenStdin: boolean;
  /** Whether the standard error is attached. */
  OpenStderr: boolean;
  /** Whether the standard output is attached. */
  OpenStdout: boolean;
  /** The container's ID. */
  ContainerID: string;
  /** The system process ID for the exec process. */
  Pid: number;
}

/** The `ProcessConfig` of an {@linkcode ExecInspectResponse}. */
export interface ProcessConfig {
  /** Whether the command has all of the host's privileges. */
  privileged?: boolean | undefined;
  /** The user that the command runs as. */
  user?: string | undefined;
  /** Whether the command has a terminal. */
  tty: boolean;
  /** The program. */
  entrypoint: string;
  /** The arguments of the program. */
  arguments: string[] | null;
}
