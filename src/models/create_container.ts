import type { Api } from "../api/api.ts";
import { ApiError } from "../errors.ts";
import type { CreateSettings } from "../types/containers.ts";
import { unusable } from "./convert/check.ts";
import { type AttachedStreams, toCreateBody, toCreateQuery } from "./convert/create_body.ts";
import { killContainer, removeContainer } from "./end_container.ts";

/**
 * Milliseconds that a creation goes on after its call was aborted. Without the answer there is no ID,
 * and without the ID the container that the engine may have made can't be removed.
 */
const CREATE_GRACE = 3_000;

/**
 * Creates a container.
 *
 * @returns Its ID.
 * @throws The signal's reason, if it is aborted; then there is no container.
 */
export async function createContainer(
  api: Api,
  image: string,
  settings: CreateSettings,
  attached?: AttachedStreams,
): Promise<string> {
  checkImage(image);
  const { signal } = settings;
  const query = toCreateQuery(settings);
  const body = toCreateBody(image, settings, attached);
  signal?.throwIfAborted();
  const ending = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const abort = (): void => {
    timer = setTimeout(() => ending.abort(signal?.reason), CREATE_GRACE);
  };
  signal?.addEventListener("abort", abort);
  try {
    const { Id } = await api.containers.create({ query, body, signal: ending.signal });
    if (signal?.aborted === true) {
      await cleanUp(api, Id, true, signal.reason);
      throw signal.reason;
    }
    return Id;
  } catch (error) {
    throw signal?.aborted === true ? signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/**
 * Ends a container that nobody gets to see. One that the engine refused to start stays if it was not
 * to be removed, and the error names it. After any other error, such as an abort, it may be running
 * for all we know: it is killed.
 */
export async function cleanUp(
  api: Api,
  id: string,
  remove: boolean,
  error: unknown,
): Promise<void> {
  const refused = error instanceof ApiError;
  if (refused) error.containerId = id;
  try {
    if (remove) await removeContainer(api, id);
    else if (!refused) await killContainer(api, id);
  } catch {
    // What went wrong first tells more than this, which mostly fails for the same reason.
  }
}

/**
 * Makes sure that an image is named.
 *
 * @throws {TypeError} If it is not.
 */
function checkImage(image: unknown): void {
  if (typeof image !== "string" || image.trim() === "") {
    throw unusable("image", image, 'expected a name or ID, such as "busybox:latest"');
  }
}
