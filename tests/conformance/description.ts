/**
 * Reads the descriptions of the Engine API. Shares nothing with the generator of the wire types but
 * the files that both read, so that a mistake of one is not one of the other.
 */

import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** A schema of Swagger 2, or a reference to one. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A parameter of an operation; that of a body has a schema, the others are one. */
export interface Parameter extends Omit<Schema, "required"> {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "body";
  readonly required?: boolean;
  readonly schema?: Schema;
}

/** What an operation may answer. */
export interface Response {
  readonly schema?: Schema;
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** An operation of the Engine API. */
export interface Operation {
  /** The operationId, such as `ContainerList`. */
  readonly id: string;
  readonly tag: string;
  /** The HTTP method. */
  readonly verb: string;
  /** Such as `/containers/{id}/json`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
  readonly responses: ReadonlyMap<number, Response>;
}

/** One version of the Engine API. */
export interface Description {
  readonly version: string;
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly operations: readonly Operation[];
}

interface RawOperation {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly consumes?: readonly string[];
  readonly produces?: readonly string[];
  readonly responses: Readonly<Record<string, Response>>;
}

const VERBS: ReadonlySet<string> = new Set(["get", "head", "post", "put", "delete"]);
const FOLDER = new URL("../../tools/wire/descriptions/", import.meta.url);

/** The versions that are described, oldest first. */
export const VERSIONS: readonly string[] = ["1.25", "1.30", "1.41", "1.45", "1.51", "1.56"];

/** Versions whose quoted text is not indented as it has to be. */
const QUOTES: ReadonlySet<string> = new Set(["1.25", "1.30"]);

/** Reads the description of a version. */
export function readDescription(version: string): Description {
  const text = readFileSync(new URL(`v${version}.yaml`, FOLDER), "utf8");
  // Without the look-out for doubled keys, which takes a third of the time.
  const raw: {
    definitions: Record<string, Schema>;
    paths: Record<string, Record<string, RawOperation>>;
  } = parse(withoutProse(spelled(QUOTES.has(version) ? indentQuotes(text) : text)), {
    uniqueKeys: false,
    prettyErrors: false,
  });
  const operations: Operation[] = [];
  for (const [path, methods] of Object.entries(raw.paths)) {
    for (const [verb, operation] of Object.entries(methods)) {
      // What is shared by the methods of a path would be lost.
      if (!VERBS.has(verb)) throw new Error(`API ${version} describes "${verb}" at ${path}`);
      operations.push(toOperation(verb, path, operation));
    }
  }
  return { version, definitions: raw.definitions, operations };
}

/** With the name that the docker CLI sends and engines answer for a health check of a service. */
function spelled(text: string): string {
  return text.replace(/^( +)HealthCheck:$/m, "$1Healthcheck:");
}

function toOperation(verb: string, path: string, raw: RawOperation): Operation {
  const responses = Object.entries(raw.responses).map(([status, response]) =>
    [Number(status), response] as const
  );
  return {
    id: raw.operationId,
    tag: raw.tags?.[0] ?? "",
    verb: verb.toUpperCase(),
    path,
    parameters: raw.parameters ?? [],
    consumes: raw.consumes ?? [],
    produces: raw.produces ?? [],
    responses: new Map(responses),
  };
}

/** What takes several lines, a third of all of them, and is asked for by nobody. */
const PROSE = /^( *(?:- )?)(?:description: *[|>][-+]?|examples?:(?: *[|>][-+]?)?)$/;

/** The text without what only people read, which takes as long to parse as the rest. */
function withoutProse(text: string): string {
  const lines: string[] = [];
  let depth = Infinity;
  for (const line of text.split("\n")) {
    const indent = line.search(/\S/);
    if (indent > depth || (indent < 0 && depth < Infinity)) continue;
    const before = PROSE.exec(line)?.[1];
    depth = before?.length ?? Infinity;
    lines.push(before === undefined ? line : `${before}description: ""`);
  }
  return lines.join("\n");
}

/** Indents the later lines of quoted text below its key. */
function indentQuotes(text: string): string {
  const lines: string[] = [];
  let quoted = false;
  for (const line of text.split("\n")) {
    const opens = !quoted && /^ *(?:- )?\w+: "[^"]*$/.test(line);
    lines.push(quoted ? " ".repeat(60) + line.trimStart() : line);
    if (opens) quoted = true;
    else if (quoted && line.trimEnd().endsWith('"')) quoted = false;
  }
  return lines.join("\n");
}
