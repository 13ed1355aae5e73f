import { EXTRA_FIELDS, SENT_IN_QUERIES } from "./corrections.ts";
import type { History } from "./history.ts";
import { elementName, lowerFirst, nestedName, partName } from "./names.ts";
import {
  basesOf,
  type Description,
  type Kind,
  kindOf,
  type Located,
  type Operation,
  ownProperties,
  referenceOf,
  type Schema,
} from "./schema.ts";

/** Which way a value goes: to the engine, or from it. */
export type Direction = "sent" | "received";

/** A property of a declared object. */
export interface Field extends Located {
  name: string;
  /** Until when it was there. */
  deprecated?: string | undefined;
}

/** A type that gets a name. */
export interface Declaration extends Located {
  name: string;
  kind: Kind;
  /** What it is, where its description has no words. */
  context: string;
  bases: string[];
  fields: Field[];
  directions: Set<Direction>;
  tags: Set<string>;
}

/** What a schema is met as. */
interface Use {
  /** The name for it if it has none of its own. */
  name: string;
  direction: Direction;
  tag: string;
  context: string;
  /** Whether it is a whole body or answer. */
  root?: boolean;
}

/** The oldest API whose engines we test; what was gone by then is left out. */
const OLDEST = 1.41;

/** Every type that gets a name, found by following all operations from their bodies and answers. */
export class Declarations {
  /** The description whose types are declared. */
  readonly newest: Description;
  readonly #descriptions: readonly Description[];
  readonly #history: History;
  readonly #bySchema = new Map<Schema, Declaration>();
  readonly #byName = new Map<string, Declaration>();
  readonly #visited = new Map<Declaration, Set<string>>();

  constructor(descriptions: readonly Description[], history: History) {
    const newest = descriptions.at(-1);
    if (newest === undefined) throw new RangeError("Cannot declare the types of nothing");
    this.newest = newest;
    this.#descriptions = descriptions;
    this.#history = history;
    for (const operation of newest.operations) this.#visitOperation(operation);
    for (const name of Object.keys(newest.definitions)) {
      if (this.#byName.has(name)) continue;
      this.#visit(this.locate(name), { name, direction: "received", tag: "", context: "" });
    }
  }

  /** In the order in which the operations need them. */
  all(): Declaration[] {
    return [...this.#byName.values()];
  }

  /** The declaration of that name. */
  get(name: string): Declaration | undefined {
    return this.#byName.get(name);
  }

  /** The declaration that a schema, or what it refers to, has become, if it has a name. */
  of({ schema }: Located): Declaration | undefined {
    const name = referenceOf(schema);
    return name === undefined ? this.#bySchema.get(schema) : this.#byName.get(name);
  }

  /** Where a definition is: in the newest description, or in the latest one that has it. */
  locate(name: string): Located {
    for (const description of [...this.#descriptions].reverse()) {
      const schema = description.definitions[name];
      if (schema !== undefined) return { schema, description };
    }
    throw new Error(`No description has "${name}"`);
  }

  #visitOperation({ id, tag, call, summary, body, answer }: Operation): void {
    const description = this.newest;
    const purpose = `\`${call}\`: ${lowerFirst(summary)}.`;
    if (body !== undefined) {
      const context = `Body of ${purpose}`;
      this.#visit({ schema: body, description }, {
        name: partName(id, "body"),
        direction: "sent",
        tag,
        context,
        root: true,
      });
    }
    const sent = SENT_IN_QUERIES[id];
    if (sent !== undefined) {
      this.#visit(this.locate(sent), { name: sent, direction: "sent", tag, context: "" });
    }
    if (answer !== undefined) {
      const name = answer.title ?? partName(id, "answer");
      const context = `Answer to ${purpose}`;
      this.#visit({ schema: answer, description }, {
        name,
        direction: "received",
        tag,
        context,
        root: true,
      });
    }
  }

  #visit(place: Located, use: Use): void {
    const reference = referenceOf(place.schema);
    const located = reference === undefined ? place : this.locate(reference);
    const name = reference ?? use.name;
    const { direction, tag, context } = use;
    const { schema, description } = located;
    const kind = kindOf(schema);
    const named = kind === "object" || reference !== undefined || this.#isDefinition(schema) ||
      (use.root === true && kind !== "value");
    if (named) {
      const declaration = this.#declare(located, name, kind, context);
      const mark = `${direction} ${tag}`;
      const visited = this.#visited.get(declaration) ?? new Set();
      if (visited.has(mark)) return;
      this.#visited.set(declaration, visited.add(mark));
      declaration.directions.add(direction);
      if (tag !== "") declaration.tags.add(tag);
      for (const base of declaration.bases) {
        this.#visit(this.locate(base), { name: base, direction, tag, context: "" });
      }
      for (const field of declaration.fields) {
        const article = /^[AEIO]/.test(name) ? "an" : "a";
        const context = `The \`${field.name}\` of ${article} {@linkcode ${name}}.`;
        this.#visit(field, { name: nestedName(name, field.name), direction, tag, context });
      }
    }
    const element = schema.items ?? schema.additionalProperties;
    if (typeof element === "object") {
      this.#visit({ schema: element, description }, {
        name: element.title ?? elementName(name),
        direction,
        tag,
        context: context
          .replace(/^The /, "One of the ")
          .replace(/^(?:Answer|Body)/, (part) => `An element of the ${part.toLowerCase()}`),
      });
    }
  }

  #isDefinition(schema: Schema): boolean {
    return Object.values(this.newest.definitions).includes(schema);
  }

  #declare(located: Located, name: string, kind: Kind, context: string): Declaration {
    const { schema, description } = located;
    const known = this.#bySchema.get(schema);
    if (known !== undefined) return known;
    if (this.#byName.has(name)) throw new Error(`Two types would be named "${name}"`);
    const own = Object.entries(ownProperties(schema))
      .map(([field, schema]) => ({ name: field, schema, description }));
    const gone = [...this.#history.get(schema)?.gone ?? []]
      .filter(([, { description }]) => Number(description.version) >= OLDEST)
      .map(([field, { schema, description, without }]) => {
        const deprecated = `Last described in API ${description.version}, gone by API ${without}.`;
        return { name: field, schema, description, deprecated };
      });
    const extra = Object.entries(EXTRA_FIELDS[name] ?? {})
      .map(([field, { deprecated, ...schema }]) => (
        { name: field, schema, description: this.newest, deprecated }
      ));
    const declaration: Declaration = {
      schema,
      description,
      name,
      kind,
      context,
      bases: basesOf(schema),
      fields: [...own, ...gone, ...extra],
      directions: new Set(),
      tags: new Set(),
    };
    this.#bySchema.set(schema, declaration);
    this.#byName.set(name, declaration);
    return declaration;
  }
}
