import {
  ApiError,
  ConflictError,
  ConnectionError,
  ForbiddenError,
  ImageNotFoundError,
  NotFoundError,
  type Refusal,
  UnauthorizedError,
  UnavailableError,
} from "../errors.ts";
import type { HttpResponse } from "../transport/http_client.ts";
import type { Endpoint } from "./endpoint.ts";
import { collect } from "./streams/collect.ts";

/** Engines explain themselves in a line; what is longer is somebody else's page. */
const MAX_ERROR_BODY = 1_048_576;
const MAX_EXCERPT = 500;
/** What an engine quotes of a runtime's or a plugin's words may be long, and then is no explanation. */
const MAX_EXPLANATION = 16_384;

/** Reads the body of a refusal, and makes the error that its status stands for. */
export async function toApiError(
  response: HttpResponse,
  { method, path }: Endpoint,
): Promise<ApiError> {
  const explanation = await readExplanation(response);
  return refuse({ status: response.status, method, path, explanation });
}

async function readExplanation(response: HttpResponse): Promise<string> {
  try {
    const { bytes } = await collect(response.body, MAX_ERROR_BODY);
    return explain(new TextDecoder().decode(bytes), response.body.mediaType);
  } catch (error) {
    // Engines that refuse an upload may drop the connection behind their answer; the status is here.
    if (error instanceof ConnectionError && error.code === "lost") {
      return "the connection was lost before the explanation came";
    }
    throw error;
  }
}

/** The error that a status stands for. */
export function refuse(refusal: Refusal): ApiError {
  switch (refusal.status) {
    case 400:
      return new ApiError(refusal, "invalid");
    case 401:
      return new UnauthorizedError(refusal);
    case 403:
      return new ForbiddenError(refusal);
    case 404:
      return isAboutImage(refusal) ? new ImageNotFoundError(refusal) : new NotFoundError(refusal);
    case 409:
      return new ConflictError(refusal);
    case 503:
      return new UnavailableError(refusal);
    default:
      return new ApiError(refusal, refusal.status >= 500 ? "server-error" : "other");
  }
}

/** Whether a 404 speaks of an image; a start's 404 is about a network, for example. */
function isAboutImage({ path, explanation }: Refusal): boolean {
  if (path.startsWith("/images/")) return true;
  // A create's 404 is also about volume drivers, which nothing but the words tells.
  return path === "/containers/create" && !/\bplugin ".*" not found/.test(explanation);
}

/** The oldest API version that the engine speaks, if it refuses a call for being older. */
export function minimumApiVersion({ status, explanation }: ApiError): string | undefined {
  if (status !== 400) return undefined;
  // Nothing but the words tells; engines have had these since 1.12.
  return /^client version \S+ is too old\. Minimum supported API version is (\d+\.\d+)/
    .exec(explanation)?.[1];
}

/** The engine's message; an excerpt of what came instead if it is not the engine's JSON. */
export function explain(text: string, mediaType: string): string {
  const message = engineMessage(text);
  if (message !== "") return cut(message, MAX_EXPLANATION);
  // deno-lint-ignore no-control-regex
  const plain = text.replace(/[\s\x00-\x1f\x7f]+/g, " ").trim();
  if (plain === "") return "the answer has no explanation";
  const excerpt = cut(plain, MAX_EXCERPT);
  return mediaType === "" || mediaType === "text/plain" ? excerpt : `${mediaType}: ${excerpt}`;
}

function engineMessage(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && "message" in value) {
      return typeof value.message === "string" ? value.message.trim() : "";
    }
  } catch {
    // not JSON: it is quoted as it is
  }
  return "";
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
