// Do not edit: written by `deno task wire`.

/** Query of `POST /exec/{id}/resize`: resize an exec instance. */
export interface ExecResizeQuery {
  /** Height of the TTY session in characters */
  h: number;
  /** Width of the TTY session in characters */
  w: number;
}

/** Body of `POST /containers/{id}/exec`. */
export interface ContainerExecBody {
  /** Attach to `stdin` of the exec command. */
  AttachStdin?: boolean | undefined;
  /** Attach to `stdout` of the exec command. */
  AttachStdout?: boolean | undefined;
  /** Attach to `stderr` of the exec command. */
  AttachStderr?: boolean | undefined;
  /** Initial console size, as an `[height, width]` array. */
  ConsoleSize?: readonly number[] | null | undefined;
  /**
   * Override the key sequence for detaching a container. Format is a single character `[a-Z]` or
   * `ctrl-<value>` where `<value>` is one of: `a-z`, `@`, `^`, `[`, `,` or `_`.
   */
  DetachKeys?: string | undefined;
  /** Allocate a pseudo-TTY. */
  Tty?: boolean | undefined;
  /** A list of environment variables in the form `["VAR=value", ...]`. */
  Env?: readonly string[] | undefined;
  /** Command to run, as a string or array of strings. */
  Cmd?: readonly string[] | undefined;
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
  /** The working directory for the exec process inside the container. */
  WorkingDir?: string | undefined;
}

/** Body of `POST /exec/{id}/start`. */
export interface ExecStartBody {
  /** Detach from the command. */
  Detach?: boolean | undefined;
  /** Allocate a pseudo-TTY. */
  Tty?: boolean | undefined;
  /** Initial console size, as an `[height, width]` array. */
  ConsoleSize?: readonly number[] | null | undefined;
}

/** Answer to `GET /exec/{id}/json`. */
export interface ExecInspectResponse {
  /** Docker's reference does not describe it. */
  CanRemove?: boolean | undefined;
  /** Docker's reference does not describe it. */
  DetachKeys?: string | undefined;
  /** Docker's reference does not describe it. */
  ID?: string | undefined;
  /** Docker's reference does not describe it. */
  Running?: boolean | undefined;
  /** Docker's reference does not describe it. */
  ExitCode?: number | undefined;
  /** Docker's reference does not describe it. */
  ProcessConfig?: ProcessConfig | undefined;
  /** Docker's reference does not describe it. */
  OpenStdin?: boolean | undefined;
  /** Docker's reference does not describe it. */
  OpenStderr?: boolean | undefined;
  /** Docker's reference does not describe it. */
  OpenStdout?: boolean | undefined;
  /** Docker's reference does not describe it. */
  ContainerID?: string | undefined;
  /** The system process ID for the exec process. */
  Pid?: number | undefined;
}

/** The `ProcessConfig` of a {@linkcode ExecInspectResponse}. */
export interface ProcessConfig {
  /** Docker's reference does not describe it. */
  privileged?: boolean | undefined;
  /** Docker's reference does not describe it. */
  user?: string | undefined;
  /** Docker's reference does not describe it. */
  tty?: boolean | undefined;
  /** Docker's reference does not describe it. */
  entrypoint?: string | undefined;
  /** Docker's reference does not describe it. */
  arguments?: string[] | null | undefined;
}
