import { FIELD_TYPES } from "./corrections.ts";
import type { AnswerType, AnswerTypes } from "./conform.ts";
import type { Declaration, Declarations } from "./declarations.ts";
import { kindOf, type Located, resolve } from "./schema.ts";
import type { TypeWriter } from "./types.ts";

/** What is needed of the types to compare answers with them; see {@linkcode AnswerTypes}. */
export function writeAnswerTypes(declarations: Declarations, types: TypeWriter): string {
  const operations = declarations.newest.operations.flatMap(({ id, answer }) => {
    if (answer === undefined) return [];
    const place = { schema: answer, description: declarations.newest };
    const whole = declarations.of(place);
    const nullable = whole?.kind === "list" && types.isNullable(whole);
    return [[id, spell(declarations, place) + (nullable ? " | null" : "")] as const];
  });
  const received = declarations.all().filter(({ directions }) => directions.has("received"));
  const written: AnswerTypes = {
    operations: Object.fromEntries(operations),
    types: Object.fromEntries(
      received.map((each) => [each.name, toAnswerType(declarations, types, each)]),
    ),
  };
  return JSON.stringify(written);
}

function toAnswerType(
  declarations: Declarations,
  types: TypeWriter,
  declaration: Declaration,
): AnswerType {
  const { name, kind, bases, fields, schema, description } = declaration;
  if (kind !== "object") return { is: spellUnnamed(declarations, { schema, description }) };
  const written = fields.map((field) => {
    const { required, nullable } = types.field(declaration, field, "received");
    // These are unions, or maps of what the descriptions do not tell.
    const type = FIELD_TYPES[`${name}.${field.name}`] === undefined
      ? spell(declarations, field)
      : "unknown";
    return [field.name + (required ? "" : "?"), type + (nullable ? " | null" : "")] as const;
  });
  return { ...(bases.length === 0 ? {} : { bases }), fields: Object.fromEntries(written) };
}

function spell(declarations: Declarations, place: Located): string {
  return declarations.of(place)?.name ?? spellUnnamed(declarations, place);
}

function spellUnnamed(declarations: Declarations, { schema, description }: Located): string {
  const target = resolve({ schema, description });
  const element = target.items ?? target.additionalProperties;
  const inner = typeof element === "object"
    ? spellElement(declarations, { schema: element, description })
    : "unknown";
  switch (kindOf(target)) {
    case "list":
      return `${inner}[]`;
    case "map":
      return `${inner}{}`;
    case "object":
      throw new Error(`An object has no name: ${JSON.stringify(target).slice(0, 200)}`);
    case "value":
      return target.type === "integer" ? "number" : target.type ?? "unknown";
  }
}

function spellElement(declarations: Declarations, place: Located): string {
  const type = spell(declarations, place);
  return resolve(place)["x-nullable"] === true ? `(${type} | null)` : type;
}
