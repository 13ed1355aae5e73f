import type { Api } from "../api/api.ts";
import type { TemporarySettings } from "../types/containers.ts";
import type { Command } from "../types/units.ts";
import { mergeCommand } from "./command_settings.ts";
import { TEMPORARY_KEYS } from "./convert/container_keys.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { toLabels } from "./convert/labels.ts";
import { cleanUp, createContainer } from "./create_container.ts";
import { ownerLabels } from "./owner.ts";
import { reloadIfThere } from "./reload_if_there.ts";
import { TemporaryContainer } from "./temporary_container.ts";

/**
 * Starts a container that is to be disposed of.
 *
 * @param api The engine's API.
 * @param image The image.
 * @param command The command, or the settings in its place.
 * @param settings What it is like, and how to make the calls.
 * @throws The signal's reason, if it is aborted, or what else went wrong; then there is no container.
 */
export async function startTemporary(
  api: Api,
  image: string,
  command: Command | TemporarySettings | undefined,
  settings: TemporarySettings | undefined,
): Promise<TemporaryContainer> {
  const all = mergeCommand<TemporarySettings>("start a container", command, settings);
  checkKeys("start a container", all, TEMPORARY_KEYS);
  const { signal } = all;
  const given = toLabels(all.labels);
  const labels = { ...given, ...await ownerLabels(api) };
  const id = await createContainer(api, image, { ...all, labels }, {
    stdin: false,
    stdout: false,
    stderr: false,
  });
  try {
    // Before the start too: one that exits at once may be gone after it.
    const container = new TemporaryContainer(api, await api.containers.inspect(id, { signal }));
    await container.start({ signal });
    await reloadIfThere(container, signal);
    return container;
  } catch (error) {
    await cleanUp(api, id, true, error);
    throw error;
  }
}
