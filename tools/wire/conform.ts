import { readFile } from "node:fs/promises";
import type { Recorded } from "./thin.ts";

/**
 * The types of answers, as far as JSON can be compared with them. A type is written as `"Name"`, as
 * `"string"`, `"number"`, `"boolean"`, `"object"` or `"unknown"`, with `[]` behind it for a list and
 * `{}` for a map, and `" | null"` at its end where null may come: `"(Name | null)[]"`.
 */
export interface AnswerTypes {
  /** The types of whole answers, by operation. */
  readonly operations: Readonly<Record<string, string>>;
  /** The types that have names. */
  readonly types: Readonly<Record<string, AnswerType>>;
}

/** A type that has a name. */
export interface AnswerType {
  /** Another type, if it is but a name for that. */
  readonly is?: string;
  /** The types that it extends. */
  readonly bases?: readonly string[];
  /** The types of its properties, by their names, with `?` behind those that may be absent. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** What an answer and the types that were written for it tell of each other. */
export interface Comparison {
  /** Where the answer is not of its type, in words. */
  readonly problems: readonly string[];
  /** Where it has properties that its type has not. */
  readonly unknown: readonly string[];
  /** The types that the answer has, and its properties, as `Type.field`. */
  readonly seen: ReadonlySet<string>;
}

/** Reads the types as `deno task wire` wrote them. */
export async function readAnswerTypes(): Promise<AnswerTypes> {
  return JSON.parse(await readFile(new URL("answer_types.json", import.meta.url), "utf8"));
}

/** Compares an answer with the types that were written for its operation, or its definition. */
export function compare({ operation, answer }: Recorded, types: AnswerTypes): Comparison {
  const comparison = { problems: [], unknown: [], seen: new Set<string>() };
  const type = types.operations[operation] ?? operation;
  new Comparing(types, comparison).look(type, answer, operation);
  return comparison;
}

interface Found {
  readonly problems: string[];
  readonly unknown: string[];
  readonly seen: Set<string>;
}

class Comparing {
  readonly #types: AnswerTypes;
  readonly #found: Found;

  constructor(types: AnswerTypes, found: Found) {
    this.#types = types;
    this.#found = found;
  }

  look(type: string, value: unknown, path: string): void {
    const { problems, seen } = this.#found;
    const bare = type.replace(/ \| null$/, "");
    const named = this.#types.types[bare];
    if (named !== undefined) seen.add(bare);
    if (value === null) {
      if (bare === type && bare !== "unknown") problems.push(`${path} is null`);
      return;
    }
    if (named?.is !== undefined) return this.look(named.is, value, path);
    if (!isOfKind(bare, named, value)) {
      problems.push(`${path} is of another type`);
    } else if (named !== undefined) {
      this.#lookAtFields(bare, value as Record<string, unknown>, path);
    } else if (bare.endsWith("[]")) {
      for (const [index, each] of (value as unknown[]).entries()) {
        this.look(elementOf(bare), each, `${path}[${index}]`);
      }
    } else if (bare.endsWith("{}")) {
      for (const [key, each] of Object.entries(value as object)) {
        this.look(elementOf(bare), each, `${path}.${key}`);
      }
    }
  }

  #lookAtFields(type: string, value: Readonly<Record<string, unknown>>, path: string): void {
    const { problems, unknown, seen } = this.#found;
    const strangers = new Set(Object.keys(value));
    for (const owner of this.#withBases(type)) {
      for (const [written, its] of Object.entries(this.#types.types[owner]?.fields ?? {})) {
        const name = written.replace(/\?$/, "");
        const at = `${path}.${name}`;
        strangers.delete(name);
        if (value[name] === undefined) {
          if (name === written) problems.push(`${at} is missing`);
          continue;
        }
        seen.add(owner).add(`${owner}.${name}`);
        this.look(its, value[name], at);
      }
    }
    for (const name of strangers) unknown.push(`${path}.${name}`);
  }

  #withBases(type: string): string[] {
    const bases = this.#types.types[type]?.bases ?? [];
    return [type, ...bases.flatMap((base) => this.#withBases(base))];
  }
}

/** `"Name[]"` and `"Name{}"` → `"Name"`. */
function elementOf(type: string): string {
  return type.slice(0, -2).replace(/^\((.*)\)$/, "$1");
}

function isOfKind(type: string, named: AnswerType | undefined, value: unknown): boolean {
  if (type.endsWith("[]")) return Array.isArray(value);
  if (named !== undefined || type.endsWith("{}") || type === "object") {
    return typeof value === "object" && !Array.isArray(value);
  }
  return type === "unknown" || typeof value === type;
}
