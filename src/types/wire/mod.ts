// Do not edit: written by `deno task wire`.

/**
 * The shapes of the Engine API's queries, bodies and answers, under the names that Docker's own
 * description gives them. A query is named after its operation, `ContainerListQuery`; so are bodies
 * and answers that have no name of their own, `ContainerCreateBody` and `ContainerListAnswer`.
 *
 * A type that goes both ways has two forms: `HostConfig` as the engine answers it, and
 * `HostConfigInput` as it is sent. Every `HostConfig` will do as a `HostConfigInput`, so that what
 * was inspected can be sent back.
 *
 * A property of an answer is required if every engine sends it. Lists and maps may be null there:
 * the engine writes an empty one as null or as empty, as it happens. Strings that can be one of
 * several are open (`OtherString`) where they come from the engine, since newer engines have more.
 *
 * @module
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
