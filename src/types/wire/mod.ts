// Do not edit: written by `deno task wire`.

/**
 * The shapes of the Engine API's queries, bodies and answers, under the names of Docker's own
 * description of the API.
 *
 * A type that goes both ways comes in two forms: `HostConfig` as the engine answers it, and
 * `HostConfigInput` as it is sent, in which nothing is required that the engine does not require.
 * Every `HostConfig` will do as a `HostConfigInput`.
 *
 * \@module
 */

export type { Filters, FilterValue } from "../filters.ts";
export type * from "./configs.ts";
export type * from "./containers.ts";
export type * from "./distribution.ts";
export type * from "./exec.ts";
export type * from "./images.ts";
export type * from "./networks.ts";
export type * from "./nodes.ts";
export type * from "./plugins.ts";
export type * from "./secrets.ts";
export type * from "./services.ts";
export type * from "./shared.ts";
export type * from "./swarm.ts";
export type * from "./system.ts";
export type * from "./tasks.ts";
export type * from "./volumes.ts";
