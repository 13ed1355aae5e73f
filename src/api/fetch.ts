import { cancelSource, toOutgoingBody } from "../transport/http1/outgoing_body.ts";
import type { HttpClient } from "../transport/http_client.ts";
import type { BodySource } from "../types/body_source.ts";
import { BodyStream } from "./streams/body_stream.ts";
import { collect } from "./streams/collect.ts";

/** What a URL may have behind its host, encoded and without a fragment. */
const PATH = /^\/[\x21\x22\x24-\x7e]*$/;

/**
 * Answers as the web platform's `fetch` does, over an engine's connections. Of `init` it takes
 * `method`, `headers`, `body` and `signal`; redirects are handed on, not followed.
 *
 * @param http Sends the request.
 * @param path Path and query, with or without a version.
 * @param init The request.
 * @param version Tells the API version for a path that has none.
 */
export async function fetchOver(
  http: HttpClient,
  path: string,
  init: RequestInit,
  version: (signal: AbortSignal | undefined) => Promise<string>,
): Promise<Response> {
  checkPath(path);
  const headers = Object.fromEntries(new Headers(init.headers));
  checkNoUpgrade(headers);
  const signal = init.signal ?? undefined;
  const { body, contentType } = await toBodySource(init.body);
  if (contentType !== undefined) headers["content-type"] ??= contentType;
  let target = path;
  if (!/^\/v[0-9]+\.[0-9]+\//.test(path)) {
    try {
      target = `/v${await version(signal)}${path}`;
    } catch (error) {
      cancelSource(toOutgoingBody(body));
      throw error;
    }
  }
  const method = (init.method ?? "GET").toUpperCase();
  const response = await http.request({ method, target, headers, body, signal });
  const { status } = response;
  const empty = method === "HEAD" || status === 204 || status === 205 || status === 304;
  if (empty) await collect(response.body, 0);
  return new Response(empty ? null : new BodyStream(response.body), {
    status,
    headers: [...response.headers],
  });
}

function checkPath(path: string): void {
  if (typeof path !== "string" || !path.startsWith("/")) {
    throw new TypeError(
      `Cannot fetch ${JSON.stringify(path)}: expected a path that starts with "/", ` +
        `such as "/containers/json"`,
    );
  }
  if (!PATH.test(path)) {
    throw new TypeError(
      `Cannot fetch ${JSON.stringify(path.replace(/\?.*/s, "?…"))}: a path must be URL-encoded, ` +
        `and can't have a fragment; put names through encodeURIComponent()`,
    );
  }
}

function checkNoUpgrade(headers: Readonly<Record<string, string>>): void {
  if ("upgrade" in headers || headers["connection"]?.toLowerCase().includes("upgrade")) {
    throw new TypeError(
      "Cannot fetch an upgrade: use docker.api.containers.attach() or its like, which hand over " +
        "both directions",
    );
  }
}

/** What the web platform takes as a body, as what our HTTP takes, with the type it implies. */
async function toBodySource(
  body: BodyInit | null | undefined,
): Promise<{ readonly body: BodySource | undefined; readonly contentType: string | undefined }> {
  if (body === null || body === undefined) return { body: undefined, contentType: undefined };
  if (body instanceof ReadableStream || body instanceof Uint8Array) {
    return { body, contentType: undefined };
  }
  // Bun's Response (1.4) names no type for text.
  if (typeof body === "string") return { body, contentType: "text/plain;charset=UTF-8" };
  // Not read into memory: it may be a file's.
  if (body instanceof Blob) return { body, contentType: body.type === "" ? undefined : body.type };
  // The platform knows how its own forms, parameters and views are written.
  const response = new Response(body);
  const contentType = response.headers.get("content-type") ?? undefined;
  return { body: new Uint8Array(await response.arrayBuffer()), contentType };
}
