import type { Declaration, Declarations } from "./declarations.ts";
import { type Located, type Operation, resolve, type Schema } from "./schema.ts";
import type { Recorded } from "./thin.ts";
import type { TypeWriter } from "./types.ts";

/** How a property of a declared type was found in an answer. */
export interface Sight {
  type: string;
  field: string;
  /** Where in the answer. */
  path: string;
  /** `"odd"`: of another type than described; `"unknown"`: not described at all. */
  state: "there" | "null" | "absent" | "odd" | "unknown";
}

/** What a recorded answer and the types that were written for it tell of each other. */
export interface Comparison {
  /** Where the answer is not of its type, in words. */
  problems: string[];
  /** The properties that the answer has, as `Type.field`. */
  seen: Set<string>;
}

/** Compares a recorded answer with the types that were written for its operation. */
export function compare(
  { operation, answer }: Recorded,
  operations: readonly Operation[],
  declarations: Declarations,
  types: TypeWriter,
): Comparison {
  const described = operations.find(({ id }) => id === operation)?.answer;
  const place = described === undefined
    ? declarations.locate(operation)
    : { schema: described, description: declarations.newest };
  const problems: string[] = [];
  const seen = new Set<string>();
  const whole = declarations.of(place);
  if (whole !== undefined) seen.add(whole.name);
  if (answer === null && (whole === undefined || !types.isNullable(whole))) {
    problems.push(`${operation} is null`);
  }
  for (const { type, field, path, state } of look(declarations, place, answer, operation)) {
    const declaration = declarations.get(type);
    const property = declaration?.fields.find(({ name }) => name === field);
    const known = declaration !== undefined && property !== undefined
      ? types.field(declaration, property, "received")
      : undefined;
    if (state === "absent" && known?.required === true) problems.push(`${path} is missing`);
    if (state === "null" && known?.nullable === false) problems.push(`${path} is null`);
    if (state === "odd") problems.push(`${path} is of another type`);
    if (state === "unknown") problems.push(`${path} is not described`);
    if (state !== "absent") seen.add(`${type}.${field}`).add(type);
  }
  return { problems, seen };
}

/** Looks at every property that an answer has, or could have, by its description. */
export function* look(
  declarations: Declarations,
  place: Located,
  value: unknown,
  path: string,
): Generator<Sight> {
  const declaration = declarations.of(place);
  const { schema, description } = declaration ?? place;
  if (Array.isArray(value)) {
    const element = schema.items ?? {};
    for (const [index, each] of value.entries()) {
      yield* look(declarations, { schema: element, description }, each, `${path}[${index}]`);
    }
  } else if (isObject(value)) {
    const element = schema.additionalProperties;
    if (declaration?.kind === "object") yield* lookAtFields(declarations, declaration, value, path);
    else if (typeof element === "object") {
      for (const [key, each] of Object.entries(value)) {
        yield* look(declarations, { schema: element, description }, each, `${path}.${key}`);
      }
    }
  }
}

function* lookAtFields(
  declarations: Declarations,
  declaration: Declaration,
  value: Record<string, unknown>,
  path: string,
): Generator<Sight> {
  const unknown = new Set(Object.keys(value));
  for (const { name: type, fields } of withBases(declarations, declaration)) {
    for (const field of fields) {
      unknown.delete(field.name);
      const [each, at] = [value[field.name], `${path}.${field.name}`];
      const state = stateOf(each, resolve(field));
      yield { type, field: field.name, path: at, state };
      if (state === "there") yield* look(declarations, field, each, at);
    }
  }
  for (const field of unknown) {
    yield { type: declaration.name, field, path: `${path}.${field}`, state: "unknown" };
  }
}

/** A declaration and all that it extends. */
function withBases(declarations: Declarations, declaration: Declaration): Declaration[] {
  const bases = declaration.bases.flatMap((name) => declarations.get(name) ?? []);
  return [declaration, ...bases.flatMap((base) => withBases(declarations, base))];
}

function stateOf(value: unknown, schema: Schema): Sight["state"] {
  if (value === undefined) return "absent";
  if (value === null) return "null";
  const object = schema.properties ?? schema.allOf ?? schema.additionalProperties;
  const expected = object !== undefined ? "object" : schema.type;
  const matches = {
    array: Array.isArray(value),
    object: isObject(value),
    string: typeof value === "string",
    boolean: typeof value === "boolean",
    integer: typeof value === "number",
    number: typeof value === "number",
  }[expected ?? ""];
  return matches === false ? "odd" : "there";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
