import type { Api } from "../api/api.ts";
import type { CreateSettings } from "../types/containers.ts";
import type { Command } from "../types/units.ts";
import { mergeCommand } from "./command_settings.ts";
import { Container } from "./container.ts";
import { CREATE_KEYS } from "./convert/container_keys.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { createContainer } from "./create_container.ts";

/**
 * Creates a container, and looks it up.
 *
 * @param api The engine's API.
 * @param image The image.
 * @param command The command, or the settings in its place.
 * @param settings What the container is like, and how to make the calls.
 */
export async function createdContainer(
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
