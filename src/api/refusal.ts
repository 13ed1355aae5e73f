import {
  ApiError,
  ConflictError,
  ForbiddenError,
  ImageNotFoundError,
  NotFoundError,
  type Refusal,
  UnauthorizedError,
  UnavailableError,
} from "../errors.ts";
import type { HttpResponse } from "../transport/http_client.ts";
import { collect } from "./streams/collect.ts";

/** Engines explain themselves in a line; what is longer is somebody else's page. */
const MAX_ERROR_BODY = 1_048_576;
const MAX_EXCERPT = 500;

/** Reads the body of a refusal, and makes the error that its status stands for. */
export async function toApiError(
  response: HttpResponse,
  method: string,
  path: string,
): Promise<ApiError> {
  const { bytes } = await collect(response.body, MAX_ERROR_BODY);
  const explanation = explain(new TextDecoder().decode(bytes), response.body.mediaType);
  return refuse({ status: response.status, method, path, explanation });
}

function refuse(refusal: Refusal): ApiError {
  switch (refusal.status) {
    case 400:
      return new ApiError(refusal, "invalid");
    case 401:
      return new UnauthorizedError(refusal);
    case 403:
      return new ForbiddenError(refusal);
    case 404:
      return isAboutImage(refusal.path)
        ? new ImageNotFoundError(refusal)
        : new NotFoundError(refusal);
    case 409:
      return new ConflictError(refusal);
    case 503:
      return new UnavailableError(refusal);
    default:
      return new ApiError(refusal, refusal.status >= 500 ? "server-error" : "other");
  }
}

/** Whether a 404 speaks of an image; a start's 404 is about a network, for example. */
function isAboutImage(path: string): boolean {
  return path === "/containers/create" || path.startsWith("/images/");
}

/** The engine's message; an excerpt of what came instead if it is not the engine's JSON. */
function explain(text: string, mediaType: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && "message" in value) {
      if (typeof value.message === "string" && value.message !== "") return value.message.trim();
    }
  } catch {
    // not JSON: quoted below as it is
  }
  // deno-lint-ignore no-control-regex
  const plain = text.replace(/[\s\x00-\x1f\x7f]+/g, " ").trim();
  if (plain === "") return "the answer has no explanation";
  const excerpt = plain.length > MAX_EXCERPT ? `${plain.slice(0, MAX_EXCERPT)}…` : plain;
  return mediaType === "" || mediaType === "text/plain" ? excerpt : `${mediaType}: ${excerpt}`;
}
