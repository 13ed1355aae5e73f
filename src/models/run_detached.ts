import type { Api } from "../api/api.ts";
import type { RunDetachedSettings } from "../types/containers.ts";
import type { Command } from "../types/units.ts";
import { mergeCommand } from "./command_settings.ts";
import { Container } from "./container.ts";
import { checkFlag } from "./convert/check.ts";
import { RUN_DETACHED_KEYS } from "./convert/container_keys.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { cleanUp, createContainer } from "./create_container.ts";
import { reloadIfThere } from "./reload_if_there.ts";

/**
 * Starts a new container and leaves it to itself.
 *
 * @param api The engine's API.
 * @param image The image.
 * @param command The command, or the settings in its place.
 * @param settings What the container is like, and how to make the calls.
 */
export async function runDetached(
  api: Api,
  image: string,
  command: Command | RunDetachedSettings | undefined,
  settings: RunDetachedSettings | undefined,
): Promise<Container> {
  const all = mergeCommand<RunDetachedSettings>("run a container", command, settings);
  checkKeys("run a container", all, RUN_DETACHED_KEYS);
  const { remove, ...rest } = all;
  const { signal } = rest;
  const autoRemove = (checkFlag("remove", remove) ?? false) || rest.autoRemove === true;
  const id = await createContainer(api, image, { ...rest, autoRemove }, {
    stdin: false,
    stdout: false,
    stderr: false,
  });
  try {
    // Before the start too: one that exits at once may be gone after it.
    const container = new Container(api, await api.containers.inspect(id, { signal }));
    await container.start({ signal });
    await reloadIfThere(container, signal);
    return container;
  } catch (error) {
    await cleanUp(api, id, autoRemove, error);
    throw error;
  }
}
