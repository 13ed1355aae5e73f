/**
 * Writes a module that compiles only if the calls of `docker.api`, and the types of queries and bodies
 * in them, have the fields that are described, and no others.
 */

import { type Kind, kindOf } from "../answers.ts";
import { argumentsOf, type OperationCase, toCase } from "../cases.ts";
import type { Description } from "../description.ts";
import { UNDESCRIBED } from "../reviewed.ts";
import { answerPlaces, bodyPlaces, ELEMENT, type Place, queryFields } from "./fields.ts";
import { NEEDED, REVIEWED } from "./reviewed.ts";

/** What there is of the answers of some kinds. */
const ANSWERS: Partial<Record<Kind, string>> = {
  value: "AnswerOf",
  values: "ElementOf",
  events: "ElementOf",
};

/** What compiles only if its arguments are right, and a proof that it does not otherwise. */
const HEAD = `
type CallOf<Method extends (...values: never) => unknown> = Required<Parameters<Method>> extends
  [...infer _Names, infer Call] ? Call : never;
type AnswerOf<Method extends (...values: never) => unknown> = Awaited<ReturnType<Method>>;
type ElementOf<Method extends (...values: never) => unknown> = AnswerOf<Method> extends
  ReadableStream<infer One> ? One : never;
type Field<T, Name> = NonNullable<T> extends infer Whole
  ? Name extends keyof Whole ? NonNullable<Whole[Name]> : never
  : never;
type Element<T> = NonNullable<T> extends readonly (infer One)[] ? NonNullable<One>
  : NonNullable<NonNullable<T>[keyof NonNullable<T>]>;
type Needed<T> = { [Name in keyof T]-?: {} extends Pick<T, Name> ? never : Name }[keyof T];
type None<Names extends never> = Names;
type Parts = "query" | "body" | "auth" | "registryConfig";

interface Control {
  a?: { b: 0 }[] | undefined;
  c: Record<string, { d: 0 }>;
}
type B = Element<Field<Control, "a">>;
// @ts-expect-error: a field too many is told
export type Surplus = None<Exclude<keyof B, never>>;
// @ts-expect-error: a field that is missing is told
export type Missing = None<Exclude<"b" | "x", keyof B>>;
// @ts-expect-error: a place that is missing is told
export type Nowhere = None<Exclude<"b", keyof Element<Field<Control, "x">>>>;
// @ts-expect-error: a field that is needed and should not be is told
export type SurplusNeed = None<Exclude<Needed<Control>, "a">>;
// @ts-expect-error: a field that is not needed and should be is told
export type MissingNeed = None<Exclude<"a" | "c", Needed<Control>>>;
export type Fine =
  | None<Exclude<keyof B, "b"> | Exclude<"b", keyof B>>
  | None<Exclude<keyof Element<Field<Control, "c">>, "d">>
  | None<Exclude<Needed<Control>, "c"> | Exclude<"c", Needed<Control>>>;
`;

/**
 * The text of the module.
 *
 * @param descriptions All versions, oldest first.
 * @param source Where the folder `src` is, as the module imports it.
 */
export function writeTypes(descriptions: readonly Description[], source: string): string {
  const newest = descriptions.at(-1);
  if (newest === undefined) throw new Error("there are no descriptions");
  const cases = newest.operations.map((operation) => toCase(operation, newest));
  const left = new Set(Object.keys(REVIEWED));
  const operations = cases.map((one) => writeOperation(one, descriptions, left));
  if (left.size > 0) throw new Error(`there are no such places: ${[...left].join(", ")}`);
  return [
    `import type { Api } from "${source}/api/api.ts";\n`,
    HEAD,
    ...operations,
  ].join("");
}

function writeOperation(
  one: OperationCase,
  descriptions: readonly Description[],
  left: Set<string>,
): string {
  const { operation, group, method } = one;
  const { id } = operation;
  const values: Record<string, unknown> = { ...argumentsOf(one).at(-1) as object };
  if (one.upload !== undefined) values["body"] = "an archive";
  const lines = [
    `\n// ${group}.${method}()\n`,
    `type ${id} = CallOf<Api["${group}"]["${method}"]>;\n`,
    ...writeParts(one, values),
    ...writeQuery(one, descriptions),
  ];
  if (one.json !== undefined) {
    const body = { part: "body", type: `Field<${id}, "body">` };
    lines.push(...writePlaces(one, body, bodyPlaces(operation, descriptions), left));
  }
  const answer = ANSWERS[kindOf(operation)];
  if (answer !== undefined) {
    const its = { part: "answer", type: `${answer}<Api["${group}"]["${method}"]>` };
    lines.push(...writePlaces(one, its, answerPlaces(operation, descriptions), left));
  }
  // The values of all that is described, which also must have the right types.
  return `${lines.join("")}export const call${id}: ${id} = ${JSON.stringify(values)};\n`;
}

/** Which parts a call has, and which of them it must have. */
function writeParts({ operation }: OperationCase, values: object): string[] {
  const { id, parameters } = operation;
  const has = Object.keys(values).filter((name) => name !== "headers");
  const body = parameters.some((each) => each.in === "body" && each.required === true);
  return [
    none(`${id}_parts_missing`, `Exclude<${union([...has, "headers", "signal"])}, keyof ${id}>`),
    none(`${id}_parts_surplus`, `Exclude<Extract<keyof ${id}, Parts>, ${union(has)}>`),
    ...(body ? [none(`${id}_body_needed`, `Exclude<"body", Needed<${id}>>`)] : []),
  ];
}

function writeQuery({ operation }: OperationCase, descriptions: readonly Description[]): string[] {
  const { id, parameters } = operation;
  const fields = queryFields(operation, descriptions);
  for (const name of Object.keys(UNDESCRIBED[id] ?? {})) fields.add(name);
  if (fields.size === 0) return [];
  const needed = parameters.filter((each) => each.in === "query" && each.required === true)
    .map(({ name }) => name).concat(NEEDED[id] ?? []);
  const query = `Field<${id}, "query">`;
  const part = `Extract<Needed<${id}>, "query">`;
  return [
    ...exact(`${id}_query`, `keyof ${query}`, fields),
    ...exact(`${id}_query_needs`, `Needed<${query}>`, needed),
    ...exact(`${id}_query_needed`, part, needed.length > 0 ? ["query"] : []),
  ];
}

/** The fields of all objects in a body or an answer. */
function writePlaces(
  { operation: { id } }: OperationCase,
  { part, type }: { readonly part: string; readonly type: string },
  places: readonly Place[],
  left: Set<string>,
): string[] {
  return places.flatMap(({ steps, fields }, index) => {
    const where = [`${id} ${part}`, ...steps].join(".");
    const { also = [], instead } = REVIEWED[where] ?? {};
    left.delete(where);
    const own = `${id}_${part}_${index}`;
    const place = steps.reduce(
      (inner, step) => step === ELEMENT ? `Element<${inner}>` : `Field<${inner}, "${step}">`,
      type,
    );
    return [
      `type ${own} = ${place};\n`,
      ...exact(`${own}_keys`, `keyof ${own}`, instead ?? [...fields, ...also]),
    ];
  });
}

function exact(name: string, type: string, names: Iterable<string>): string[] {
  const all = union([...names]);
  return [
    none(`${name}_missing`, `Exclude<${all}, ${type}>`),
    none(`${name}_surplus`, `Exclude<${type}, ${all}>`),
  ];
}

function none(name: string, type: string): string {
  return `export type ${name} = None<${type}>;\n`;
}

function union(names: readonly string[]): string {
  return names.length === 0 ? "never" : names.map((name) => JSON.stringify(name)).join(" | ");
}
