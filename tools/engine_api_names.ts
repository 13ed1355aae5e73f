/** What the operations of the Engine API are called: here, in the docker CLI and in docker-py. */

import { readFile } from "node:fs/promises";

/** An operation, as far as its names go. */
export interface NamedOperation {
  /** Its operationId: `"ContainerList"`. */
  readonly id: string;
  /** The tag of the description that it is under: `"Container"`. */
  readonly tag: string;
  /** `"GET /containers/json"`. */
  readonly call: string;
}

/** What `engine_api_names.tsv` says of an operation; lists are empty where there is nothing. */
export interface OperationNames {
  /** What streams over its connection, in the words of {@linkcode STREAMS}. */
  readonly streams: readonly string[];
  /** The commands of the docker CLI that make the call. */
  readonly cli: readonly string[];
  /** The methods of docker-py's `APIClient`. */
  readonly lowLevel: readonly string[];
  /** The methods of docker-py's collections and objects. */
  readonly objects: readonly string[];
}

/** The operations that the engine has and its description has not. */
export const UNDESCRIBED: readonly NamedOperation[] = [
  { id: "CheckpointList", tag: "Checkpoint", call: "GET /containers/{id}/checkpoints" },
  { id: "CheckpointCreate", tag: "Checkpoint", call: "POST /containers/{id}/checkpoints" },
  {
    id: "CheckpointRemove",
    tag: "Checkpoint",
    call: "DELETE /containers/{id}/checkpoints/{checkpoint}",
  },
  { id: "BuildCancel", tag: "Image", call: "POST /build/cancel" },
];

/** The words for what streams, and what they mean. */
export const STREAMS: Readonly<Record<string, string>> = {
  output: "an `OutputStream`: what a container writes, told apart into stdout and stderr",
  session: "both directions of a connection that has been taken over",
  websocket: "both directions, as WebSocket frames",
  values: "a stream of JSON values",
  progress: "a stream of messages, which rejects if one of them tells of a failure",
  archive: "a stream of bytes: an archive",
  "archive in": "an archive as the body that is sent",
};

/** Methods whose names are not the operation's without its tag. */
const METHODS: Readonly<Record<string, string>> = {
  ContainerExec: "exec.create",
  PutContainerArchive: "containers.putArchive",
  GetPluginPrivileges: "plugins.getPrivileges",
  SwarmUnlockkey: "swarm.unlockKey",
  Session: "session.open",
};

/** Groups that are not called as the tag in the plural. */
const GROUPS: Readonly<Record<string, string>> = {
  Distribution: "distribution",
  Exec: "exec",
  Session: "session",
  Swarm: "swarm",
  System: "system",
};

const COLUMNS = ["operation", "streams", "cli", "docker_py_low_level", "docker_py"];

/** The method of `docker.api` for an operation: `"containers.list"`. */
export function methodOf({ id, tag }: NamedOperation): string {
  const exception = METHODS[id];
  if (exception !== undefined) return exception;
  const name = id.startsWith(tag) ? id.slice(tag.length) : id;
  return `${groupOf(tag)}.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}

/** The name of a tag's group in `docker.api`: `"containers"`. */
export function groupOf(tag: string): string {
  return GROUPS[tag] ?? `${tag.toLowerCase()}s`;
}

/** Reads `engine_api_names.tsv`. */
export async function readNames(): Promise<ReadonlyMap<string, OperationNames>> {
  return parseNames(await readFile(new URL("engine_api_names.tsv", import.meta.url), "utf8"));
}

/**
 * Reads the lines of `engine_api_names.tsv`.
 *
 * @throws {Error} If a line has another number of columns, an unknown word, or comes twice.
 */
export function parseNames(text: string): ReadonlyMap<string, OperationNames> {
  const [head, ...lines] = text.trimEnd().split("\n");
  if (head !== COLUMNS.join("\t")) throw new Error(`The columns must be ${COLUMNS.join(", ")}`);
  const names = new Map<string, OperationNames>();
  for (const line of lines) {
    const cells = line.split("\t");
    const [id = "", ...lists] = cells;
    if (cells.length !== COLUMNS.length) throw new Error(`"${id}" has ${cells.length} columns`);
    if (names.has(id)) throw new Error(`"${id}" comes twice`);
    const [streams = [], cli = [], lowLevel = [], objects = []] = lists.map((cell) =>
      cell === "-" ? [] : cell.split(", ")
    );
    const unknown = streams.find((word) => STREAMS[word] === undefined);
    if (unknown !== undefined) throw new Error(`"${id}" streams "${unknown}"`);
    names.set(id, { streams, cli, lowLevel, objects });
  }
  return names;
}
