import type { HttpResponse } from "../transport/http_client.ts";
import { isApiVersion, MINIMUM_API_VERSION } from "./version.ts";

/** What an engine tells of itself when it is pinged: `GET /_ping`. */
export interface PingInfo {
  /** The newest API version that the engine speaks; engines that don't tell speak 1.24. */
  readonly apiVersion: string;
  /** The engine's operating system, such as `"linux"` or `"windows"`; `""` if it doesn't tell. */
  readonly osType: string;
  /** The builder that the engine prefers: `"1"` classic, `"2"` BuildKit; `""` if it doesn't tell. */
  readonly builderVersion: string;
  /** Whether experimental features are on. */
  readonly experimental: boolean;
  /** The node's part in a swarm, such as `"inactive"` or `"active/manager"`; `""` if it doesn't tell. */
  readonly swarm: string;
}

/** Reads the answer to a ping; `undefined` if no engine gave it. */
export function toPingInfo(response: HttpResponse, body: string): PingInfo | undefined {
  const { status, headers } = response;
  const version = headers.get("api-version");
  const known = version !== undefined && isApiVersion(version);
  // Engines before API 1.25 name no version, but all say OK.
  if (status !== 200 || (!known && body.trim() !== "OK")) return undefined;
  return {
    apiVersion: known ? version : MINIMUM_API_VERSION,
    osType: headers.get("ostype") ?? "",
    builderVersion: headers.get("builder-version") ?? "",
    experimental: headers.get("docker-experimental") === "true",
    swarm: headers.get("swarm") ?? "",
  };
}
