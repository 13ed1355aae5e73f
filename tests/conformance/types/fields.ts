import type { Description, Operation, Schema } from "../description.ts";
import { itemsOf, propertiesOf, valuesOf } from "../schema.ts";

/** Bodies and answers of descriptions before this one are too full of errors to be asked. */
const FIRST_OF_BODIES = "1.41";

/** The element of a list or map, as a step of a place. */
export const ELEMENT = "*";

/** An object at some place in a body or an answer. */
export interface Place {
  /** The names of fields that lead there. */
  readonly steps: readonly string[];
  /** The names of the fields that one version or another describes there. */
  readonly fields: ReadonlySet<string>;
}

/** A schema, as one version describes it. */
interface Described {
  readonly schema: Schema;
  readonly description: Description;
}

/** The names of all parameters of an operation's query, in any version. */
export function queryFields(
  operation: Operation,
  descriptions: readonly Description[],
): Set<string> {
  const all = versionsOf(operation, descriptions);
  return new Set(
    all.flatMap(([{ parameters }]) =>
      parameters.filter((each) => each.in === "query").map(({ name }) => name)
    ),
  );
}

/** The objects in an operation's body, at all depths. */
export function bodyPlaces(operation: Operation, descriptions: readonly Description[]): Place[] {
  return placesOf(
    operation,
    descriptions,
    ({ parameters }) => parameters.find((each) => each.in === "body")?.schema,
  );
}

/** The objects in an operation's answer, at all depths. */
export function answerPlaces(operation: Operation, descriptions: readonly Description[]): Place[] {
  return placesOf(
    operation,
    descriptions,
    ({ responses }) =>
      [...responses].find(([status, { schema }]) => status < 300 && schema !== undefined)?.[1]
        .schema,
  );
}

function placesOf(
  operation: Operation,
  descriptions: readonly Description[],
  schemaIn: (operation: Operation) => Schema | undefined,
): Place[] {
  const described = versionsOf(operation, descriptions).flatMap(([old, description]) => {
    const schema = schemaIn(old);
    const counts = Number(description.version) >= Number(FIRST_OF_BODIES);
    return schema === undefined || !counts ? [] : [{ schema, description }];
  });
  return [...walk(described, [], [])];
}

/** An operation in all versions that have it: what is at the same endpoint. */
function versionsOf(
  { verb, path }: Operation,
  descriptions: readonly Description[],
): [operation: Operation, description: Description][] {
  return descriptions.flatMap((description) =>
    description.operations
      .filter((each) => each.verb === verb && bare(each.path) === bare(path))
      .map((each): [Operation, Description] => [each, description])
  );
}

function bare(path: string): string {
  return path.replace(/\{\w+\}/g, "{}");
}

/** Whether there is no object in it: older versions that describe one there have been mended. */
function isPlain({ schema, description }: Described): boolean {
  return propertiesOf(schema, description).size === 0 &&
    itemsOf(schema, description) === undefined && valuesOf(schema, description) === undefined;
}

function* walk(
  described: readonly Described[],
  steps: readonly string[],
  above: readonly Schema[],
): Generator<Place> {
  const newest = described.at(-1);
  if (newest === undefined || isPlain(newest)) return;
  const inside = new Map<string, Described[]>();
  const add = (name: string, schema: Schema | undefined, description: Description): void => {
    if (schema === undefined) return;
    inside.set(name, [...inside.get(name) ?? [], { schema, description }]);
  };
  const fields = new Set<string>();
  for (const { schema, description } of described) {
    add(ELEMENT, itemsOf(schema, description) ?? valuesOf(schema, description), description);
    for (const [name, property] of propertiesOf(schema, description)) {
      fields.add(name);
      add(name, property, description);
    }
  }
  if (fields.size > 0) yield { steps, fields };
  for (const [name, its] of inside) {
    const schemas = its.map(({ schema }) => schema);
    // What is inside of itself has been seen.
    if (schemas.some((schema) => above.includes(schema))) continue;
    yield* walk(its, [...steps, name], [...above, ...schemas]);
  }
}
