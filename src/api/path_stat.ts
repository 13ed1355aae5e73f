import { ApiError, ProtocolError } from "../errors.ts";
import type { HttpHeaders } from "../transport/http_client.ts";
import type { Endpoint } from "./endpoint.ts";
import { refuse } from "./refusal.ts";

/** What a container has at a path, as engines tell of it in a header field. */
export interface ContainerPathStat {
  /** The name: the last part of the path. */
  name: string;
  /** The size in bytes. */
  size: number;
  /**
   * The kind and the permissions, in the bits of Go's `os.FileMode`: the lowest nine are those of
   * Unix, the others are Go's own, such as 2^31 for a directory and 2^27 for a symbolic link.
   */
  mode: number;
  /** When it was changed, in RFC 3339 with nanoseconds. */
  mtime: string;
  /** Where a symbolic link leads to, within the container; `""` for what is none. */
  linkTarget: string;
}

const FIELD = "X-Docker-Container-Path-Stat";

const TEXTS: readonly (keyof ContainerPathStat)[] = ["name", "mtime", "linkTarget"];
const NUMBERS: readonly (keyof ContainerPathStat)[] = ["size", "mode"];

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads what an answer's header tells of a path.
 *
 * @throws {ProtocolError} If it tells nothing, or not as engines do.
 */
export function readPathStat(headers: HttpHeaders, endpoint: Endpoint): ContainerPathStat {
  const field = headers.get(FIELD.toLowerCase());
  if (field === undefined) throw unreadable(endpoint, `expected the header ${FIELD}, got none`);
  let value: unknown;
  try {
    // Podman has the alphabet of URLs.
    const binary = atob(field.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (byte) => byte.charCodeAt(0));
    value = JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    const why = `expected JSON in base64 in ${FIELD}, got ${quote(field)}`;
    throw unreadable(endpoint, why, { cause });
  }
  const wrong = TEXTS.find((name) => typeof property(value, name) !== "string") ??
    NUMBERS.find((name) => typeof property(value, name) !== "number");
  if (wrong !== undefined) {
    const seen = quote(JSON.stringify(value));
    throw unreadable(endpoint, `expected JSON with "${wrong}" in ${FIELD}, got ${seen}`);
  }
  return value as ContainerPathStat;
}

/** The refusal of a `HEAD`, whose answer has no body, with what its status stands for. */
export function explainPathRefusal(error: unknown): unknown {
  if (!(error instanceof ApiError)) return error;
  const { status, method, path } = error;
  const explanation = status === 404
    ? "no such container, or no such path in it"
    : "the answer to a HEAD has no explanation, and that to a GET of the same archive has";
  return refuse({ status, method, path, explanation });
}

function unreadable(endpoint: Endpoint, why: string, options?: ErrorOptions): ProtocolError {
  return new ProtocolError(`Cannot ${endpoint.method} ${endpoint.path}: ${why}`, options);
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Record<string, unknown>)[name];
}

function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
