import type { Description, Schema } from "./description.ts";

/** The name of the definition that a schema refers to. */
export function referenceOf(schema: Schema): string | undefined {
  return schema.$ref?.replace("#/definitions/", "");
}

/** The schema itself, or the definition that it refers to, at any remove. */
export function resolve(schema: Schema, { definitions, version }: Description): Schema {
  let target = schema;
  for (let name = referenceOf(target); name !== undefined; name = referenceOf(target)) {
    const next = definitions[name];
    if (next === undefined) throw new Error(`API ${version} has no definition "${name}"`);
    target = next;
  }
  return target;
}

/** All parts of a schema: itself, and what it is made of by `allOf`, at any depth. */
export function partsOf(schema: Schema, description: Description): Schema[] {
  const target = resolve(schema, description);
  return [target, ...(target.allOf ?? []).flatMap((part) => partsOf(part, description))];
}

/** The properties of an object, those of its parts included. */
export function propertiesOf(schema: Schema, description: Description): Map<string, Schema> {
  const all = new Map<string, Schema>();
  for (const { properties = {} } of partsOf(schema, description)) {
    for (const [name, property] of Object.entries(properties)) all.set(name, property);
  }
  return all;
}

/** What the values of a map are, if a schema is one. */
export function valuesOf(schema: Schema, description: Description): Schema | undefined {
  for (const { additionalProperties } of partsOf(schema, description)) {
    if (typeof additionalProperties === "object") return additionalProperties;
  }
  return undefined;
}

/** What the elements of a list are, if a schema is one. */
export function itemsOf(schema: Schema, description: Description): Schema | undefined {
  return partsOf(schema, description).find(({ items }) => items !== undefined)?.items;
}
