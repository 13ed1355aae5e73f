import type { Api } from "../api/api.ts";
import { ApiError } from "../errors.ts";
import type { CreateSettings } from "../types/containers.ts";
import type { Command } from "../types/units.ts";
import { mergeCommand } from "./command_settings.ts";
import { Container } from "./container.ts";
import { unusable } from "./convert/check.ts";
import { CREATE_KEYS } from "./convert/container_keys.ts";
import { type AttachedStreams, toCreateBody, toCreateQuery } from "./convert/create_body.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { killContainer, removeContainer } from "./end_container.ts";

/**
 * Milliseconds that a creation goes on after its call was aborted. Without the answer there is no ID,
 * and without the ID the container that the engine may have made can't be removed.
 */
const CREATE_GRACE = 3_000;

/**
 * Creates a container, and looks it up.
 *
 * @param api The engine's API.
 * @param image The image.
 * @param command The command, or the settings in its place.
 * @param settings What the container is like, and how to make the calls.
 */
export async function create(
  api: Api,
  image: string,
  command: Command | CreateSettings | undefined,
  settings: CreateSettings | undefined,
): Promise<Container> {
  const all = mergeCommand<CreateSettings>("create a container", command, settings);
  checkKeys("create a container", all, CREATE_KEYS);
  const id = await createContainer(api, image, all);
  return new Container(api, await api.containers.inspect(id, { signal: all.signal }));
}

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
