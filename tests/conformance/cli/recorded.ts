/** What the docker CLI asked for, as `record.ts` writes it and the test of the calls reads it. */

import { readFile } from "node:fs/promises";

/** A request of the docker CLI. */
export interface RecordedRequest {
  readonly method: string;
  /** The path, without the API version. */
  readonly path: string;
  /** The query's names and values, in their order. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** The header fields that matter; those that hold JSON in base64 are decoded. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** The body, if it is JSON. */
  readonly json?: unknown;
  /** True if the body is an archive. */
  readonly archive?: true;
}

/** A command, and what it asked for, one after the other. */
export interface RecordedCommand {
  readonly command: string;
  readonly requests: readonly RecordedRequest[];
}

/** A recording. */
export interface Recording {
  /** The version of the CLI: `"28.2.2"`. */
  readonly cli: string;
  /** The version of the engine. */
  readonly engine: string;
  /** The API version that they spoke. */
  readonly apiVersion: string;
  readonly commands: readonly RecordedCommand[];
}

/** The header fields that are kept. */
export const HEADERS: readonly string[] = [
  "content-type",
  "upgrade",
  "x-registry-auth",
  "x-registry-config",
];

/** The header fields that hold JSON in base64. */
const CREDENTIALS: ReadonlySet<string> = new Set(["x-registry-auth", "x-registry-config"]);

/** Reads the recording. */
export async function readRecording(): Promise<Recording> {
  return JSON.parse(await readFile(new URL("recorded.json", import.meta.url), "utf8"));
}

/** Takes a request apart. */
export function toRecordedRequest(head: string, body: Uint8Array): RecordedRequest {
  const [line = "", ...fields] = head.split("\r\n");
  const [method = "", target = ""] = line.split(" ");
  const url = new URL(target, "http://engine");
  const headers: Record<string, unknown> = {};
  for (const field of fields) {
    const colon = field.indexOf(":");
    const name = field.slice(0, colon).toLowerCase();
    const value = field.slice(colon + 1).trim();
    if (HEADERS.includes(name)) headers[name] = CREDENTIALS.has(name) ? decode(value) : value;
  }
  return {
    method,
    path: decodeURIComponent(url.pathname).replace(/^\/v\d+\.\d+(?=\/)/, ""),
    query: [...url.searchParams],
    headers,
    ...content(headers["content-type"], body),
  };
}

function content(type: unknown, body: Uint8Array): Pick<RecordedRequest, "json" | "archive"> {
  if (body.length === 0) return {};
  if (type === "application/json") return { json: JSON.parse(new TextDecoder().decode(body)) };
  return { archive: true };
}

function decode(base64url: string): unknown {
  return JSON.parse(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")));
}
