import type { Operation } from "./description.ts";

/** Where a method is: `docker.api[group][method]`. */
export interface MethodName {
  readonly group: string;
  readonly method: string;
}

/** The groups, by the tag of their operations. */
export const GROUPS: Readonly<Record<string, string>> = {
  Config: "configs",
  Container: "containers",
  Distribution: "distribution",
  Exec: "exec",
  Image: "images",
  Network: "networks",
  Node: "nodes",
  Plugin: "plugins",
  Secret: "secrets",
  Service: "services",
  Session: "session",
  Swarm: "swarm",
  System: "system",
  Task: "tasks",
  Volume: "volumes",
};

/** The methods that are not called after their operation without its noun. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  ContainerExec: "create",
  GetPluginPrivileges: "getPrivileges",
  PutContainerArchive: "putArchive",
  Session: "open",
  SwarmUnlockkey: "unlockKey",
};

/** What there is besides the operations that are described, and why. */
export const ADDITIONS: Readonly<Record<string, string>> = {
  "containers.beginWait": "ContainerWait, resolved when the engine has taken it",
  "exec.startDetached": "ExecStart with Detach, which answers nothing",
  "images.buildCancel": "POST /build/cancel, which is not described",
  "checkpoints.list": "GET /containers/{id}/checkpoints, which is not described",
  "checkpoints.create": "POST /containers/{id}/checkpoints, which is not described",
  "checkpoints.remove": "DELETE /containers/{id}/checkpoints/{checkpoint}, which is not described",
};

/** A second method of an operation. */
export interface Variant extends MethodName {
  /** The operationId. */
  readonly operation: string;
  /** The body that is sent, if not all that is described. */
  readonly json?: object;
  readonly upgrades: false;
}

/** The additions that are second methods of described operations. */
export const VARIANTS: readonly Variant[] = [
  { group: "containers", method: "beginWait", operation: "ContainerWait", upgrades: false },
  {
    group: "exec",
    method: "startDetached",
    operation: "ExecStart",
    upgrades: false,
    json: { Detach: true, Tty: true, ConsoleSize: [24, 80] },
  },
];

/** What an operation's method is called. */
export function nameOf({ id, tag }: Operation): MethodName {
  const group = GROUPS[tag];
  if (group === undefined) throw new Error(`"${id}" has the tag "${tag}", which is no group`);
  const rest = EXCEPTIONS[id] ?? (id.startsWith(tag) ? id.slice(tag.length) : id);
  return { group, method: rest.slice(0, 1).toLowerCase() + rest.slice(1) };
}
