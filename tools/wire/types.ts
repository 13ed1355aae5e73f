import type { Declaration, Declarations, Direction, Field } from "./declarations.ts";
import { FIELD_TYPES, NEVER_NULL, NULLABLE } from "./corrections.ts";
import { kindOf, type Located, requiredOf, resolve, type Schema } from "./schema.ts";

/** The properties that every engine sends, by the name of the type; of answers that are never null. */
export type Present = Readonly<Record<string, readonly string[]>>;

/** How a property of a declared object is written. */
export interface FieldType {
  /** The type without null and undefined. */
  type: string;
  nullable: boolean;
  required: boolean;
}

/** Writes schemas as TypeScript. */
export class TypeWriter {
  readonly #declarations: Declarations;
  readonly #present: Present;

  constructor(declarations: Declarations, present: Present) {
    this.#declarations = declarations;
    this.#present = present;
  }

  /** Whether a declaration has one form that is sent and another that is received. */
  isTwofold(declaration: Declaration): boolean {
    return declaration.kind !== "value" && declaration.directions.size === 2;
  }

  /** The forms that a declaration is written in. */
  directionsOf(declaration: Declaration): Direction[] {
    if (this.isTwofold(declaration)) return ["received", "sent"];
    return declaration.directions.has("received") ? ["received"] : ["sent"];
  }

  /** The name of the form of a declaration that goes that way. */
  nameOf(declaration: Declaration, direction: Direction): string {
    const twofold = direction === "sent" && this.isTwofold(declaration);
    return declaration.name + (twofold ? "Input" : "");
  }

  /**
   * A property of the form that goes that way. What is received must do as what is sent, so that
   * answers can be sent back: where a type goes both ways, both forms take the same strings and nulls.
   */
  field(declaration: Declaration, field: Field, direction: Direction): FieldType {
    const received = declaration.directions.has("received");
    const present = this.#present[declaration.name]?.includes(field.name) ?? false;
    const needed = requiredOf(declaration.schema).includes(field.name);
    const required = direction === "received" ? present : needed && (present || !received);
    const target = resolve(field);
    const kind = this.#declarations.of(field)?.kind ?? kindOf(target);
    const name = `${declaration.name}.${field.name}`;
    const isDescribedNullable = field.schema["x-nullable"] === true ||
      target["x-nullable"] === true;
    return {
      type: FIELD_TYPES[name] ?? this.type(field, direction, received),
      nullable: kind === "list" || kind === "map" || NULLABLE.has(name) ||
        (isDescribedNullable && !NEVER_NULL.has(name)),
      required,
    };
  }

  /** Whether a list that is a whole answer may come as null: Go's nil. */
  isNullable({ name, kind, context }: Declaration): boolean {
    return kind !== "value" && context.startsWith("Answer") && this.#present[name] === undefined;
  }

  /** The type of a value that goes that way; open string unions also take strings we do not know. */
  type(place: Located, direction: Direction, open: boolean): string {
    const declaration = this.#declarations.of(place);
    return declaration === undefined
      ? this.spell(place, direction, open)
      : this.nameOf(declaration, direction);
  }

  /** The same without regard for the name that the value's type itself may have. */
  spell({ schema, description }: Located, direction: Direction, open: boolean): string {
    const { items, additionalProperties } = schema;
    if (schema.type === "array") {
      const element = this.#element(items ?? {}, { schema, description }, direction, open);
      const list = element.includes(" ") ? `(${element})[]` : `${element}[]`;
      return direction === "sent" ? `readonly ${list}` : list;
    }
    if (typeof additionalProperties === "object") {
      const element = this.#element(additionalProperties, { schema, description }, direction, open);
      return direction === "sent"
        ? `Readonly<Record<string, ${element}>>`
        : `Record<string, ${element}>`;
    }
    return spellValue({ schema, description }, open);
  }

  #element(schema: Schema, place: Located, direction: Direction, open: boolean): string {
    const located = { schema, description: place.description };
    const nullable = resolve(located)["x-nullable"] === true ? " | null" : "";
    return this.type(located, direction, open) + nullable;
  }
}

function spellValue({ schema }: Located, open: boolean): string {
  const [first] = schema.enum ?? [];
  if (typeof first === "object") return "Record<string, never>";
  if (first !== undefined) {
    const values = (schema.enum ?? []).map((value) => JSON.stringify(value));
    if (open && typeof first === "string") values.push("OtherString");
    return values.join(" | ");
  }
  switch (schema.type) {
    case "string":
    case "boolean":
      return schema.type;
    case "integer":
    case "number":
      return "number";
    case "object":
      return "Record<string, unknown>";
    default:
      return "unknown";
  }
}
