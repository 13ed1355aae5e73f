import type { UpdateSettings } from "../../types/container_operations.ts";
import type { ContainerUpdateBody } from "../../types/wire/containers.ts";
import { toResources, toRestartPolicy } from "./host_config.ts";

/**
 * What is to change of a container, as the engine wants it. What was not given is `undefined`, which
 * JSON leaves out.
 *
 * @param settings What is to change.
 * @throws {TypeError} If a setting can't be used.
 * @throws {RangeError} If a number is out of bounds.
 */
export function toUpdateBody(settings: UpdateSettings): ContainerUpdateBody {
  return { ...toResources(settings), RestartPolicy: toRestartPolicy(settings.restartPolicy) };
}
