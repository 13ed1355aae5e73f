/**
 * Every error that Fairlead throws, base first. Wrong arguments are the platform's `TypeError` and
 * `RangeError`; a cancelled call rejects with its signal's own reason.
 */

/** What went wrong, for programs: stable, unlike messages. The class tells the family. */
export type ErrorCode =
  // ConnectionError
  | "missing" // no such socket, pipe or program
  | "refused" // nobody listens there
  | "denied" // no permission; or a registry's refusal
  | "not-a-socket" // a directory or a plain file
  | "path-too-long" // over what the system's socket address holds
  | "unreachable" // no route, or no answer to packets; or a registry out of reach
  | "unknown-host" // the name resolves to nothing
  | "lost" // the connection broke in the middle
  | "closed" // the client was closed, or the stream disposed
  | "timeout"
  // ApiError
  | "invalid" // 400
  | "unauthorized" // 401
  | "forbidden" // 403
  | "not-found" // 404; or a registry's
  | "conflict" // 409
  | "server-error" // 500 and above
  | "unavailable" // 503
  // the rest
  | "protocol"
  | "version"
  | "config"
  | "tls"
  | "output-limit"
  | "exit-code"
  | "unhealthy" // a container's own check failed
  | "other";

/** Base of all errors of this library. */
export class DockerError extends Error {
  /** What went wrong, for programs. */
  readonly code: ErrorCode;

  /**
   * Makes an error.
   *
   * @param message "Cannot VERB THING: why", for people.
   * @param code What went wrong, for programs.
   * @param options The `cause`, if another error lies beneath.
   */
  constructor(message: string, code: ErrorCode, options?: ErrorOptions) {
    super(message, options);
    this.name = "DockerError";
    this.code = code;
  }
}

/**
 * The engine cannot be reached, the connection was lost, or the client is closed. The message says
 * what was tried and what to check; `cause` is the system's own error.
 */
export class ConnectionError extends DockerError {
  /**
   * Makes an error.
   *
   * @param message What was tried, why it failed and what to check.
   * @param code What went wrong, for programs.
   * @param options The `cause`: the system's own error.
   */
  constructor(message: string, code: ErrorCode, options?: ErrorOptions) {
    super(message, code, options);
    this.name = "ConnectionError";
  }
}

/** A time limit passed: `connectTimeout`, `responseTimeout` or `idleTimeout`. */
export class TimeoutError extends ConnectionError {
  /**
   * Makes an error with the code `"timeout"`.
   *
   * @param message Which limit passed, and where.
   * @param options The `cause`, if another error lies beneath.
   */
  constructor(message: string, options?: ErrorOptions) {
    super(message, "timeout", options);
    this.name = "TimeoutError";
  }
}

/** The other side sent something it may not: HTTP, framing, JSON or tar that breaks the rules. */
export class ProtocolError extends DockerError {
  /**
   * Makes an error with the code `"protocol"`.
   *
   * @param message What was expected, and a quote of what came.
   * @param options The `cause`, if another error lies beneath.
   */
  constructor(message: string, options?: ErrorOptions) {
    super(message, "protocol", options);
    this.name = "ProtocolError";
  }
}

/** The engine's API is too old, or too new, for what was asked. */
export class VersionError extends DockerError {
  /**
   * Makes an error with the code `"version"`.
   *
   * @param message What needs which version, and what the engine speaks.
   * @param options The `cause`, if another error lies beneath.
   */
  constructor(message: string, options?: ErrorOptions) {
    super(message, "version", options);
    this.name = "VersionError";
  }
}

/** A setting from the environment or a file cannot be used; names the file or variable and the field. */
export class ConfigError extends DockerError {
  /**
   * Makes an error with the code `"config"`.
   *
   * @param message Which file or variable, which field, and what is wrong with it.
   * @param options The `cause`, if another error lies beneath.
   */
  constructor(message: string, options?: ErrorOptions) {
    super(message, "config", options);
    this.name = "ConfigError";
  }
}

/** The request that an {@linkcode ApiError} is about, and the engine's answer to it. */
export interface Refusal {
  /** The HTTP status, 400 and above. */
  readonly status: number;
  /** The HTTP method. */
  readonly method: string;
  /** The path without version and query. */
  readonly path: string;
  /** The engine's own words; an excerpt of the body when it is not the engine's JSON. */
  readonly explanation: string;
}

/** The engine refused a call. */
export class ApiError extends DockerError {
  /** The HTTP status, 400 and above. */
  readonly status: number;
  /** The HTTP method. */
  readonly method: string;
  /** The path without version and query. */
  readonly path: string;
  /** The engine's own words; an excerpt of the body when it is not the engine's JSON. */
  readonly explanation: string;
  /** The container that the refused call left behind or was about, when the caller could not know it. */
  containerId: string | undefined;

  /**
   * Makes an error whose message reads `Cannot POST /containers/web/start: … (404)`.
   *
   * @param refusal The request, and what the engine answered.
   * @param code What went wrong, for programs.
   */
  constructor(refusal: Refusal, code: ErrorCode) {
    const { status, method, path, explanation } = refusal;
    super(`Cannot ${method} ${path}: ${explanation} (${status})`, code);
    this.name = "ApiError";
    this.status = status;
    this.method = method;
    this.path = path;
    this.explanation = explanation;
    this.containerId = undefined;
  }
}

/** 404: what the call is about does not exist. */
export class NotFoundError extends ApiError {
  /**
   * Makes an error with the code `"not-found"`.
   *
   * @param refusal The request, and what the engine answered.
   */
  constructor(refusal: Refusal) {
    super(refusal, "not-found");
    this.name = "NotFoundError";
  }
}

/** 404 from an image operation, or from creating a container: the engine does not have the image. */
export class ImageNotFoundError extends NotFoundError {
  /**
   * Makes an error with the code `"not-found"`.
   *
   * @param refusal The request, and what the engine answered.
   */
  constructor(refusal: Refusal) {
    super(refusal);
    this.name = "ImageNotFoundError";
  }
}

/** 409: the call does not fit the present state, such as a name in use or a running container. */
export class ConflictError extends ApiError {
  /**
   * Makes an error with the code `"conflict"`.
   *
   * @param refusal The request, and what the engine answered.
   */
  constructor(refusal: Refusal) {
    super(refusal, "conflict");
    this.name = "ConflictError";
  }
}

/** 401: a registry wants credentials, or other ones. */
export class UnauthorizedError extends ApiError {
  /**
   * Makes an error with the code `"unauthorized"`.
   *
   * @param refusal The request, and what the engine answered.
   */
  constructor(refusal: Refusal) {
    super(refusal, "unauthorized");
    this.name = "UnauthorizedError";
  }
}

/** 403: the engine, or an authorization plugin, does not allow the call. */
export class ForbiddenError extends ApiError {
  /**
   * Makes an error with the code `"forbidden"`.
   *
   * @param refusal The request, and what the engine answered.
   */
  constructor(refusal: Refusal) {
    super(refusal, "forbidden");
    this.name = "ForbiddenError";
  }
}

/** 503: the engine cannot do this now, for example because it is not part of a swarm. */
export class UnavailableError extends ApiError {
  /**
   * Makes an error with the code `"unavailable"`.
   *
   * @param refusal The request, and what the engine answered.
   */
  constructor(refusal: Refusal) {
    super(refusal, "unavailable");
    this.name = "UnavailableError";
  }
}

/** A progress stream that began well reported an error in the middle (`errorDetail`). */
export class StreamError extends DockerError {
  /** The engine's own words. */
  readonly detail: string;

  /**
   * Makes an error.
   *
   * @param message What could not be done, and why.
   * @param detail The engine's own words.
   * @param code What went wrong, for programs.
   * @param options The `cause`: the engine's refusal, if there was one.
   */
  constructor(message: string, detail: string, code: ErrorCode = "other", options?: ErrorOptions) {
    super(message, code, options);
    this.name = "StreamError";
    this.detail = detail;
  }
}

/** An image archive could not be loaded or imported. */
export class ImageLoadError extends StreamError {
  /** What the engine said before it failed, in order. */
  readonly log: readonly string[];

  /**
   * Makes an error.
   *
   * @param message What could not be loaded, and why.
   * @param detail The engine's own words.
   * @param log What the engine said before, in order.
   * @param options The `cause`: the engine's refusal, if there was one.
   */
  constructor(message: string, detail: string, log: readonly string[], options?: ErrorOptions) {
    super(message, detail, "other", options);
    this.name = "ImageLoadError";
    this.log = log;
  }
}

/**
 * A file or folder can't be used, or not as it is asked for: it is missing, in the way, or of a kind
 * that won't do. It is one of this machine's or a container's; `cause` is the system's own error, if
 * there is one.
 */
export class FileError extends DockerError {
  /** The path. */
  readonly path: string;

  /**
   * Makes an error.
   *
   * @param message What can't be done with which file, why, and what to do.
   * @param code What went wrong, for programs.
   * @param path The path.
   * @param options The `cause`: the system's own error.
   */
  constructor(message: string, code: ErrorCode, path: string, options?: ErrorOptions) {
    super(message, code, options);
    this.name = "FileError";
    this.path = path;
  }
}

/** A command wrote more than `maxOutput` bytes; it was ended. */
export class OutputLimitError extends DockerError {
  /** The limit, in bytes. */
  readonly limit: number;

  /**
   * Makes an error with the code `"output-limit"`.
   *
   * @param message Whose output passed which limit, and what to do.
   * @param limit The limit, in bytes.
   */
  constructor(message: string, limit: number) {
    super(message, "output-limit");
    this.name = "OutputLimitError";
    this.limit = limit;
  }
}

/** What a {@linkcode ContainerError} tells of the container that failed. */
export interface ContainerFailure {
  /** The container's ID; it may be gone by now. */
  readonly containerId: string;
  /** The image it was made from, as given. */
  readonly image: string;
  /** The command it ran, as given; empty for the image's own. */
  readonly command: readonly string[];
  /** The exit code, not 0. */
  readonly exitCode: number;
  /** What it wrote to its standard output. */
  readonly stdout: string;
  /** What it wrote to its standard error. */
  readonly stderr: string;
}

/** A container ran and exited with a code other than 0. */
export class ContainerError extends DockerError {
  /** The container's ID; it may be gone by now. */
  readonly containerId: string;
  /** The image it was made from, as given. */
  readonly image: string;
  /** The command it ran, as given; empty for the image's own. */
  readonly command: readonly string[];
  /** The exit code, not 0. */
  readonly exitCode: number;
  /** What it wrote to its standard output. */
  readonly stdout: string;
  /** What it wrote to its standard error. */
  readonly stderr: string;

  /**
   * Makes an error with the code `"exit-code"`. The message quotes the end of the standard error.
   *
   * @param failure The container, its command and its output.
   */
  constructor(failure: ContainerFailure) {
    const said = failure.stderr.trim().slice(-500);
    const what = failure.command.length > 0 ? `"${failure.command.join(" ")}" in ` : "";
    super(
      `Cannot run ${what}"${failure.image}": it exited with ${failure.exitCode}` +
        (said === "" ? "" : `: ${said}`),
      "exit-code",
    );
    this.name = "ContainerError";
    this.containerId = failure.containerId;
    this.image = failure.image;
    this.command = failure.command;
    this.exitCode = failure.exitCode;
    this.stdout = failure.stdout;
    this.stderr = failure.stderr;
  }
}

/** What a {@linkcode WaitForError} tells of the container that was waited for. */
export interface WaitForFailure {
  /** The container's ID. */
  readonly containerId: string;
  /** Its exit code, if it has exited. */
  readonly exitCode: number | undefined;
  /** What was last seen of what was waited for, for people; `""` if nothing was. */
  readonly seen: string;
  /** The last lines of its log, without their ends; none if the log can't be read. */
  readonly lines: readonly string[];
}

/**
 * A container did not get to what `container.waitFor()` waited for: it exited (code `"exit-code"`),
 * failed its health check (`"unhealthy"`), or took too long (`"timeout"`).
 */
export class WaitForError extends DockerError {
  /** The container's ID. */
  readonly containerId: string;
  /** Its exit code, if it has exited. */
  readonly exitCode: number | undefined;
  /** What was last seen of what was waited for, for people; `""` if nothing was. */
  readonly seen: string;
  /** The last lines of its log, without their ends; none if the log can't be read. */
  readonly lines: readonly string[];

  /**
   * Makes an error. The message has what was last seen, and the last lines of the log.
   *
   * @param message Which container did not get to what, and why.
   * @param code What went wrong, for programs.
   * @param failure What is known of the container.
   */
  constructor(message: string, code: ErrorCode, failure: WaitForFailure) {
    const seen = failure.seen === "" ? "" : `; last seen: ${failure.seen}`;
    const lines = failure.lines.map((line) => `\n  ${line.slice(0, 500)}`);
    super(
      message + seen + (lines.length === 0 ? "" : `; its last lines:${lines.join("")}`),
      code,
    );
    this.name = "WaitForError";
    this.containerId = failure.containerId;
    this.exitCode = failure.exitCode;
    this.seen = failure.seen;
    this.lines = failure.lines;
  }
}
