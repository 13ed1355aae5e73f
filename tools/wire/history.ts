import {
  allProperties,
  basesOf,
  type Description,
  kindOf,
  type Located,
  type Operation,
  ownProperties,
  referenceOf,
  resolve,
  type Schema,
} from "./schema.ts";

/** A property that older descriptions have and the newest has not. */
export interface Gone extends Located {
  /** The first description, after the last that had it, that has it no more. */
  without: string;
}

/** What the older descriptions tell of one object of the newest. */
export interface Past {
  /** For each property, the versions that have it in the same place of the same operation. */
  seen: Map<string, Set<string>>;
  /** All versions that have the object in a place where the newest has it. */
  versions: Set<string>;
  gone: Map<string, Gone>;
}

/** What the older descriptions tell, by the objects of the newest. */
export type History = Map<Schema, Past>;

/** The operation's method and path with nameless parameters: what identifies it across versions. */
export function identify(operation: Operation): string {
  return operation.call.replace(/\{[^}]*\}/g, "{}");
}

/**
 * Follows every body and answer through all versions, oldest first. Objects are matched by their
 * place in an operation, never by name: many had none before they became definitions.
 */
export function trace(descriptions: readonly Description[]): History {
  const newest = descriptions.at(-1);
  if (newest === undefined) throw new RangeError("Cannot trace nothing");
  const tracer = new Tracer(newest, descriptions.map(({ version }) => version));
  for (const description of descriptions) {
    const past = new Map(description.operations.map((each) => [identify(each), each]));
    for (const operation of newest.operations) {
      const old = past.get(identify(operation));
      for (const part of ["body", "answer"] as const) {
        const schema = old?.[part];
        if (schema !== undefined) tracer.follow(operation[part], { schema, description });
      }
    }
  }
  return tracer.history;
}

class Tracer {
  readonly history: History = new Map();
  readonly #newest: Description;
  readonly #versions: string[];
  readonly #followed = new Map<Schema, Set<Schema>>();

  constructor(newest: Description, versions: string[]) {
    this.#newest = newest;
    this.#versions = versions;
  }

  follow(reference: Schema | undefined, old: Located): void {
    if (reference === undefined) return;
    const schema = resolve({ schema: reference, description: this.#newest });
    const before = { schema: resolve(old), description: old.description };
    const followed = this.#followed.get(schema) ?? new Set();
    if (followed.has(before.schema)) return;
    this.#followed.set(schema, followed.add(before.schema));
    if (kindOf(schema) === "object") return this.#followObject(schema, before, old.schema);
    for (const part of ["items", "additionalProperties"] as const) {
      const [now, then] = [schema[part], before.schema[part]];
      if (typeof now === "object" && typeof then === "object") {
        this.follow(now, { schema: then, description: old.description });
      }
    }
  }

  #followObject(schema: Schema, old: Located, reference: Schema): void {
    const { description } = old;
    const all = allProperties(old);
    const ours = new Set(
      Object.keys(allProperties({ schema, description: this.#newest })),
    );
    for (const name of basesOf(schema)) {
      const same = referenceOf(reference) === name || basesOf(old.schema).includes(name);
      const base = { schema: { $ref: `#/definitions/${name}` }, description };
      if (!same) this.#see({ $ref: `#/definitions/${name}` }, all, description);
      else {
        this.follow({ $ref: `#/definitions/${name}` }, base);
        for (const property of Object.keys(allProperties(base))) ours.add(property);
      }
    }
    this.#see(schema, all, description);
    const past = this.#pastOf(schema);
    const without = this.#versions[this.#versions.indexOf(description.version) + 1] ?? "";
    for (const [name, gone] of Object.entries(all)) {
      if (!ours.has(name)) past.gone.set(name, { schema: gone, description, without });
    }
  }

  #see(reference: Schema, all: Record<string, Schema>, description: Description): void {
    const schema = resolve({ schema: reference, description: this.#newest });
    const past = this.#pastOf(schema);
    past.versions.add(description.version);
    for (const [name, property] of Object.entries(ownProperties(schema))) {
      const old = all[name];
      if (old === undefined) continue;
      past.seen.set(name, (past.seen.get(name) ?? new Set()).add(description.version));
      this.follow(property, { schema: old, description });
    }
  }

  #pastOf(schema: Schema): Past {
    const past = this.history.get(schema) ??
      { seen: new Map(), versions: new Set(), gone: new Map() };
    this.history.set(schema, past);
    return past;
  }
}
