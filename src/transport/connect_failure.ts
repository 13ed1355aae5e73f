import { ConnectionError, type ErrorCode } from "../errors.ts";
import { type Endpoint, formatEndpoint } from "./endpoint.ts";

/** What lies at a path where a socket was expected. */
export type PathKind = "socket" | "directory" | "file" | "nothing";

/** Linux has 108 bytes for the path in a socket's address, the closing NUL among them; macOS 104. */
const LONGEST_PATH = 107;

const CHECK_HOST = "is the engine running, and is DOCKER_HOST right?";

const NO_SOCKET = `there is no such socket; ${CHECK_HOST}`;

/** What Deno calls an error that comes without a `code`. */
const CODES_OF_DENO: Readonly<Record<string, string>> = {
  NotFound: "ENOENT",
  PermissionDenied: "EACCES",
  ConnectionRefused: "ECONNREFUSED",
  ConnectionReset: "ECONNRESET",
  BrokenPipe: "EPIPE",
  TimedOut: "ETIMEDOUT",
  WouldBlock: "EAGAIN",
  AddrNotAvailable: "EADDRNOTAVAIL",
  NetworkUnreachable: "ENETUNREACH",
};

/**
 * Refuses a path that no socket address can hold. To be asked before dialing, because what runtimes
 * say of it ranges from "invalid argument" to "no such file".
 *
 * @param endpoint Where to connect to.
 * @returns The error to reject with; `undefined` if the path fits.
 */
export function pathTooLong(endpoint: Endpoint): ConnectionError | undefined {
  if (endpoint.kind !== "unix") return undefined;
  const size = new TextEncoder().encode(endpoint.path).length;
  if (size <= LONGEST_PATH) return undefined;
  return connectionError(endpoint, "path-too-long", tooLong(endpoint.path), undefined);
}

/**
 * Makes the error for a connection that could not be opened.
 *
 * @param endpoint Where to.
 * @param cause What the system, or the runtime, said.
 * @param found What lies at the path of a unix socket, if someone looked.
 * @returns An error that says what was tried and what to check.
 */
export function connectFailure(
  endpoint: Endpoint,
  cause: unknown,
  found?: PathKind,
): ConnectionError {
  const [code, why] = endpoint.kind === "unix"
    ? unixFailure(endpoint.path, cause, found)
    : tcpFailure(endpoint.hostname, cause);
  return connectionError(endpoint, code, why, cause);
}

/**
 * Makes the error for a connection that broke after it was open.
 *
 * @param endpoint Where to.
 * @param cause What the system said; `undefined` if it only said that the other side is gone.
 * @returns An error with the code `"lost"`.
 */
export function connectionLost(endpoint: Endpoint, cause: unknown): ConnectionError {
  const why = cause === undefined ? "the other side closed it" : systemMessage(cause);
  return new ConnectionError(
    `Cannot go on talking to ${quoted(endpoint)}: the connection was lost (${why}); ` +
      "did the engine stop?",
    "lost",
    cause === undefined ? undefined : { cause },
  );
}

/**
 * Makes the error for the use of a connection, or of its sending half, after it was closed.
 *
 * @param endpoint Where to.
 * @param what What is closed.
 * @returns An error with the code `"closed"`.
 */
export function connectionClosed(
  endpoint: Endpoint,
  what: "it" | "its sending half" = "it",
): ConnectionError {
  return new ConnectionError(
    `Cannot use the connection to ${quoted(endpoint)}: ${what} was closed`,
    "closed",
  );
}

function unixFailure(path: string, cause: unknown, found?: PathKind): [ErrorCode, string] {
  const code = systemCode(cause);
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return ["missing", NO_SOCKET];
    case "EACCES":
    case "EPERM":
      return ["denied", 'permission denied; is this user in the group "docker"?'];
    case "NotCapable":
      return [
        "denied",
        "Deno's permissions do not allow it; run with --allow-net, --allow-read and --allow-write",
      ];
    case "ECONNREFUSED":
    case "ENOTSOCK":
      switch (found) {
        case "directory":
          return ["not-a-socket", `it is a directory, not a socket; ${CHECK_HOST}`];
        case "file":
          return ["not-a-socket", `it is a file, not a socket; ${CHECK_HOST}`];
        case "nothing":
          return ["missing", NO_SOCKET];
        default:
          return ["refused", `nobody listens at this socket any more; ${CHECK_HOST}`];
      }
    case "EAGAIN":
      return ["refused", "too many connections wait to be accepted; does the engine hang?"];
    case "EINVAL":
    case "ENAMETOOLONG":
      return ["path-too-long", tooLong(path)];
    default:
      return ["other", systemMessage(cause)];
  }
}

function tcpFailure(hostname: string, cause: unknown): [ErrorCode, string] {
  if (isUnknownHost(cause)) {
    return ["unknown-host", `the name "${hostname}" cannot be resolved; is DOCKER_HOST right?`];
  }
  const code = systemCode(cause);
  switch (code) {
    case "ECONNREFUSED":
      return ["refused", `nobody listens there; ${CHECK_HOST}`];
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "EHOSTDOWN":
    case "ENETUNREACH":
    case "ENETDOWN":
    case "EADDRNOTAVAIL":
      return ["unreachable", `the host cannot be reached (${code}); ${CHECK_HOST}`];
    case "EACCES":
    case "EPERM":
      return ["denied", "the system does not allow it; is there a firewall in between?"];
    case "NotCapable":
      return ["denied", "Deno's permissions do not allow it; run with --allow-net"];
    case "ECONNRESET":
    case "EPIPE":
      return ["lost", `the other side closed the connection at once (${code}); ${CHECK_HOST}`];
    default:
      return ["other", systemMessage(cause)];
  }
}

function connectionError(
  endpoint: Endpoint,
  code: ErrorCode,
  why: string,
  cause: unknown,
): ConnectionError {
  return new ConnectionError(
    `Cannot connect to ${quoted(endpoint)}: ${why}`,
    code,
    cause === undefined ? undefined : { cause },
  );
}

function tooLong(path: string): string {
  const size = new TextEncoder().encode(path).length;
  return `the path is ${size} bytes long, and a socket's path holds ${LONGEST_PATH} (103 on macOS); ` +
    "make a symbolic link with a shorter path";
}

function quoted(endpoint: Endpoint): string {
  return JSON.stringify(formatEndpoint(endpoint));
}

function isUnknownHost(cause: unknown): boolean {
  if (typeof cause !== "object" || cause === null) return false;
  const { syscall, message } = cause as { syscall?: unknown; message?: unknown };
  // Deno (2.9) gives a plain Error without a code for what others call ENOTFOUND
  return syscall === "getaddrinfo" || String(message).startsWith("failed to lookup address");
}

function systemCode(cause: unknown): string {
  if (typeof cause !== "object" || cause === null) return "";
  const { code, name } = cause as { code?: unknown; name?: unknown };
  if (typeof code === "string") return code;
  return CODES_OF_DENO[String(name)] ?? String(name);
}

function systemMessage(cause: unknown): string {
  const code = systemCode(cause);
  // an AggregateError of several addresses has a code and no message
  const message = cause instanceof Error && cause.message !== "" ? cause.message : String(cause);
  return code === "" || message.includes(code) ? message : `${code}: ${message}`;
}
