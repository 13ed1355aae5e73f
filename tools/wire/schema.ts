/** What the generator knows of Swagger 2: the parts that Docker's descriptions use. */

/** A schema, or a reference to one. */
export interface Schema {
  $ref?: string;
  type?: string;
  title?: string;
  description?: string;
  enum?: (string | number | Record<string, never>)[];
  default?: unknown;
  example?: unknown;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  allOf?: Schema[];
  "x-nullable"?: boolean;
}

/** A parameter of an operation that goes into the query. */
export interface Parameter extends Omit<Schema, "required"> {
  name: string;
  required?: boolean;
}

/** An operation of the Engine API. */
export interface Operation {
  /** The operationId, such as `ContainerList`. */
  id: string;
  tag: string;
  /** `"GET /containers/json"`. */
  call: string;
  summary: string;
  description: string;
  query: Parameter[];
  body: Schema | undefined;
  bodyText: string;
  answer: Schema | undefined;
}

/** One version of the Engine API. */
export interface Description {
  /** `"1.56"`. */
  version: string;
  definitions: Record<string, Schema>;
  operations: Operation[];
}

/** A schema together with the description whose definitions its references mean. */
export interface Located {
  schema: Schema;
  description: Description;
}

/** The name of the definition that a schema refers to; a lone `allOf` around a reference counts. */
export function referenceOf(schema: Schema): string | undefined {
  const reference = schema.$ref ??
    (schema.allOf?.length === 1 && schema.properties === undefined
      ? schema.allOf[0]?.$ref
      : undefined);
  return reference?.replace("#/definitions/", "");
}

/** The schema itself, or the one that it refers to, at any remove. */
export function resolve({ schema, description }: Located): Schema {
  const name = referenceOf(schema);
  if (name === undefined) return schema;
  const target = description.definitions[name];
  if (target === undefined) throw new Error(`API ${description.version} has no "${name}"`);
  return resolve({ schema: target, description });
}

/** The properties that a schema declares itself, not those of what it extends. */
export function ownProperties(schema: Schema): Record<string, Schema> {
  const parts = (schema.allOf ?? []).filter((part) => part.$ref === undefined);
  return Object.assign({}, ...parts.map(ownProperties), schema.properties);
}

/** The names of the own properties that a schema requires. */
export function requiredOf(schema: Schema): string[] {
  const parts = (schema.allOf ?? []).filter((part) => part.$ref === undefined);
  return [...schema.required ?? [], ...parts.flatMap(requiredOf)];
}

/** The names of the definitions that a schema extends. */
export function basesOf(schema: Schema): string[] {
  return (schema.allOf ?? []).flatMap((part) => referenceOf(part) ?? []);
}

/** All properties, those of what the schema extends included. */
export function allProperties({ schema, description }: Located): Record<string, Schema> {
  const target = resolve({ schema, description });
  const bases = basesOf(target).map((name) =>
    allProperties({ schema: { $ref: name }, description })
  );
  return Object.assign({}, ...bases, ownProperties(target));
}

/** What a schema is, which decides what TypeScript it becomes. */
export type Kind = "object" | "map" | "list" | "value";

/** The kind of a schema that is no reference. */
export function kindOf(schema: Schema): Kind {
  if (schema.properties !== undefined || schema.allOf !== undefined) return "object";
  if (schema.type === "array") return "list";
  return typeof schema.additionalProperties === "object" ? "map" : "value";
}
