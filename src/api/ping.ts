import { ConnectionError, DockerError, ProtocolError, TimeoutError } from "../errors.ts";
import type { HttpClient, HttpResponse } from "../transport/http_client.ts";
import type { CallOptions } from "./call.ts";
import { explain, refuse } from "./refusal.ts";
import { collect } from "./streams/collect.ts";
import { isApiVersion, MINIMUM_API_VERSION } from "./version.ts";

/** What an engine tells of itself when it is pinged: `GET /_ping`, `HEAD /_ping`. */
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

/** Where a ping goes, and how long it may take. */
export interface PingOptions {
  /** `HEAD` asks for no body, and only engines of API 1.40 and later know it. */
  readonly method: "GET" | "HEAD";
  /** The engine's address in messages. */
  readonly address: string;
  /** Milliseconds that the engine may take for the head of its answer, and again for its body. */
  readonly limit: number;
}

/** "OK", or the message of a refusal; what is longer is somebody else's page. */
const MAX_BODY = 4_096;

/** Asks an engine whether it is there, and what it is. The path has no version: all engines know it. */
export async function ping(
  http: HttpClient,
  call: CallOptions,
  options: PingOptions,
): Promise<PingInfo> {
  const { address, limit, method } = options;
  const { signal, headers } = call;
  let response: HttpResponse;
  let text: string;
  try {
    response = await http.request({
      method,
      target: "/_ping",
      signal,
      headers,
      headTimeout: limit,
    });
    text = await readText(response, limit);
  } catch (error) {
    throw signal?.aborted === true ? error : explained(error, address);
  }
  const info = toPingInfo(response, text);
  if (info !== undefined) return info;
  const explanation = explain(text, response.body.mediaType);
  if (isRefusal(response.status)) {
    throw refuse({ status: response.status, method, path: "/_ping", explanation });
  }
  const what = method === "GET" ? "" : ", or one that is older than API 1.40";
  throw new ProtocolError(
    `Cannot ping "${address}": what answers there is not a Docker Engine${what} ` +
      `(${response.status}, ${explanation}); is this the engine's address, and the right scheme?`,
  );
}

async function readText(response: HttpResponse, limit: number): Promise<string> {
  const { body } = response;
  const timer = setTimeout(
    () => body.cancel(new TimeoutError(`The answer did not end within ${limit} ms`)),
    limit,
  );
  try {
    const { bytes, truncated } = await collect(body, MAX_BODY);
    return new TextDecoder().decode(bytes) + (truncated ? "…" : "");
  } finally {
    clearTimeout(timer);
  }
}

/** Whether an engine, or what guards it, may have answered so; other statuses are a web server's. */
function isRefusal(status: number): boolean {
  return status >= 500 || status === 401 || status === 403 || status === 429;
}

/** The same error with the engine's address, and with what to do. */
function explained(error: unknown, address: string): unknown {
  if (!(error instanceof DockerError) || error.message.includes(address)) return error;
  if (error instanceof TimeoutError) {
    return new TimeoutError(
      `Cannot ping "${address}": ${error.message}; is it a Docker Engine that listens there, and ` +
        `is it well?`,
      { cause: error },
    );
  }
  if (error instanceof ConnectionError && error.code === "lost") {
    return new ConnectionError(
      `Cannot ping "${address}": ${error.message}; is it a Docker Engine that listens there, and ` +
        `does it want TLS?`,
      "lost",
      { cause: error },
    );
  }
  if (error instanceof ProtocolError) {
    return new ProtocolError(
      `Cannot ping "${address}": what answers there is not a Docker Engine: ${error.message}`,
      { cause: error },
    );
  }
  return error;
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
