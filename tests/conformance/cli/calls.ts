/** What the docker CLI's commands ask for, as calls of ours. */

import type { Api } from "../../../src/api/api.ts";
import { CONTAINER_CALLS } from "./container_calls.ts";
import { ENGINE_CALLS } from "./engine_calls.ts";
import { IMAGE_CALLS } from "./image_calls.ts";
import { SWARM_CALLS } from "./swarm_calls.ts";

/** The calls of commands, by how the command begins; one for each request, in the same order. */
export type Calls = Readonly<Record<string, readonly ((api: Api) => Promise<unknown>)[]>>;

/** All of them. */
export const CALLS: Calls = {
  ...CONTAINER_CALLS,
  ...IMAGE_CALLS,
  ...ENGINE_CALLS,
  ...SWARM_CALLS,
};
