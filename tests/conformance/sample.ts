import type { Description, Schema } from "./description.ts";
import { itemsOf, partsOf, propertiesOf, valuesOf } from "./schema.ts";

/** A field that no description has. */
export const UNKNOWN = "x-unknown";

/** How to make a value. */
export interface SampleOptions {
  /** Whether each object gets a field that is not described. @default false */
  readonly unknown?: boolean;
}

/** How often a definition may be inside of itself. */
const MAX_NESTING = 1;

/**
 * Makes a value of a schema: every field, at all depths, two elements of each list and map, and no
 * text or number twice, so that none can be taken for another.
 */
export function sample(
  schema: Schema,
  description: Description,
  options: SampleOptions = {},
): unknown {
  return new Sampler(description, options).make(schema);
}

class Sampler {
  readonly #description: Description;
  readonly #unknown: boolean;
  readonly #above: Schema[] = [];
  #count = 0;

  constructor(description: Description, { unknown = false }: SampleOptions) {
    this.#description = description;
    this.#unknown = unknown;
  }

  make(schema: Schema): unknown {
    const description = this.#description;
    const parts = partsOf(schema, description);
    const [target = schema] = parts;
    const { enum: allowed, type } = target;
    if (allowed !== undefined) return allowed.findLast((value) => value !== "");
    const items = itemsOf(schema, description);
    const values = valuesOf(schema, description);
    const properties = propertiesOf(schema, description);
    if (items !== undefined || values !== undefined || properties.size > 0) {
      if (this.#above.filter((above) => above === target).length > MAX_NESTING) return undefined;
      this.#above.push(target);
      const value = items === undefined
        ? this.#object(properties, values)
        : this.#list(target, items);
      this.#above.pop();
      return value;
    }
    switch (type) {
      case "boolean":
        return true;
      case "integer":
        return Math.min(++this.#count + (target.minimum ?? 0), target.maximum ?? Infinity);
      case "number":
        return ++this.#count + 0.5;
      case "array":
        return [this.#text(), this.#text()];
      case "object":
        return { [this.#text()]: [{ [this.#text()]: null }], [UNKNOWN]: ++this.#count };
      default:
        return this.#text();
    }
  }

  #list({ minItems = 2, maxItems = Infinity }: Schema, items: Schema): unknown[] {
    const length = Math.min(Math.max(minItems, 2), maxItems);
    return Array.from({ length }, () => this.make(items)).filter((value) => value !== undefined);
  }

  #object(properties: ReadonlyMap<string, Schema>, values: Schema | undefined): unknown {
    const fields: [name: string, value: unknown][] = [];
    for (const [name, property] of properties) fields.push([name, this.make(property)]);
    if (values !== undefined) {
      for (let i = 0; i < 2; i++) fields.push([this.#text(), this.make(values)]);
    }
    if (this.#unknown) fields.push([UNKNOWN, { [this.#text()]: ++this.#count }]);
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
  }

  #text(): string {
    // Rows of one character show the two in which base64 and base64url differ, wherever they are.
    return `a/b "${++this.#count}" ü+%&>>>>>?????`;
  }
}
