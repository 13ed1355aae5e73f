import assert from "node:assert/strict";
import { type Kind, kindOf } from "./answers.ts";
import type { Description, Operation, Parameter } from "./description.ts";
import { type MethodName, nameOf } from "./naming.ts";
import {
  BODIES,
  LEAST,
  PARAMETERS,
  type ReviewedParameter,
  UNDECLARED_AUTH,
  UNDESCRIBED,
} from "./reviewed.ts";
import { sample } from "./sample.ts";
import { resolve } from "./schema.ts";

/** An operation, called with all that it takes. */
export interface OperationCase extends MethodName {
  readonly operation: Operation;
  /** Values of the path's parameters, which have to be encoded. */
  readonly ids: readonly string[];
  /** The call object, less its body. */
  readonly call: Readonly<Record<string, unknown>>;
  /** Each name and value of the query that has to be sent, sorted. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** The JSON that has to be sent; `undefined` if none. */
  readonly json: unknown;
  /** The bytes that have to be sent; `undefined` if none. */
  readonly upload: Uint8Array | undefined;
  /** Whether the connection is asked for, to be a two-way stream. */
  readonly upgrades: boolean;
  /** The credentials that have to be sent, by header. */
  readonly credentials: ReadonlyMap<string, unknown>;
}

/** A header that every call is given, to see that it is passed on. */
export const TRACE: readonly [name: string, value: string] = ["x-trace", "all the way"];

/** Names by what they are in the path: with all that must be encoded and such a name may have. */
const NAMES: Readonly<Record<string, string>> = {
  id: "wéb 1?a=b#c;%2e%2e&+",
  name: "registry.example:5000/a b/ü?x=1#y%2F+:tag",
};

const UPGRADES: ReadonlySet<Kind> = new Set<Kind>(["session", "websocket", "connection"]);

/** Parameters of other headers than credentials: they go of themselves. */
const CONTENT_TYPE = "Content-type";

/** Makes the call of an operation. */
export function toCase(operation: Operation, description: Description): OperationCase {
  const query = new Map(
    parametersOf(operation, "query").map((parameter): [string, Given] => [
      parameter.name,
      PARAMETERS[`${operation.id}.${parameter.name}`] ?? valueOf(parameter),
    ]),
  );
  for (const [name, value] of Object.entries(UNDESCRIBED[operation.id] ?? {})) {
    query.set(name, value);
  }
  const credentials = credentialsOf(operation, description);
  const auth = credentials.get("x-registry-auth");
  const registryConfig = credentials.get("x-registry-config");
  const values = [...query].map(([name, { value }]) => [name, value]);
  const call = {
    ...(query.size === 0 ? {} : { query: Object.fromEntries(values) }),
    ...(auth === undefined ? {} : { auth }),
    ...(registryConfig === undefined ? {} : { registryConfig }),
    headers: Object.fromEntries([TRACE]),
  };
  return {
    ...nameOf(operation),
    operation,
    ids: parametersOf(operation, "path").map(({ name }) => toName(name)),
    call,
    query: sorted(
      [...query].flatMap(([name, { sent }]) => sent.map((one) => [name, one] as const)),
    ),
    ...bodyOf(operation, description),
    upgrades: UPGRADES.has(kindOf(operation)),
    credentials,
  };
}

/** What a call of the case is given: names, and the call object. */
export function argumentsOf(one: OperationCase): unknown[] {
  const { ids, call, json, upload } = one;
  const body = json ?? upload;
  return [...ids, body === undefined ? call : { ...call, body }];
}

/** The same operation, called with no more than it must have. */
export function leastOf(one: OperationCase): OperationCase {
  const { operation, json, upload } = one;
  const { query: added = [], json: always, body: needed = false } = LEAST[operation.id] ?? {};
  const names = operation.parameters
    .filter((parameter) => parameter.in === "query" && parameter.required === true)
    .map(({ name }) => name);
  const query = one.call["query"] as Readonly<Record<string, unknown>> | undefined;
  const values = names.map((name) => [name, query?.[name]]);
  const body = needed ||
    operation.parameters.some((each) => each.in === "body" && each.required === true);
  return {
    ...one,
    call: names.length === 0 ? {} : { query: Object.fromEntries(values) },
    query: sorted([...one.query.filter(([name]) => names.includes(name)), ...added]),
    json: body && json !== undefined ? json : always,
    upload: body ? upload : undefined,
    credentials: new Map(),
  };
}

/** Names and values of a query, in an order that keeps that of repeated names. */
export function sorted(
  query: readonly (readonly [name: string, value: string])[],
): (readonly [name: string, value: string])[] {
  return query.toSorted(([one], [other]) => one < other ? -1 : one > other ? 1 : 0);
}

type Given = Pick<ReviewedParameter, "value" | "sent">;

function parametersOf(operation: Operation, place: Parameter["in"]): Parameter[] {
  return operation.parameters.filter((parameter) => parameter.in === place);
}

function toName(parameter: string): string {
  const name = NAMES[parameter];
  if (name === undefined) throw new Error(`no name is known for the path parameter "${parameter}"`);
  return name;
}

/** A value for a parameter of the query as it is described. */
function valueOf(parameter: Parameter): Given {
  const { name, type, items } = parameter;
  if (name === "filters") {
    return {
      value: { label: ["a=b&c", "ü+%"], dangling: true, exited: 0, until: "1h" },
      sent: ['{"label":["a=b&c","ü+%"],"dangling":["true"],"exited":["0"],"until":["1h"]}'],
    };
  }
  switch (type) {
    case "boolean":
      return { value: true, sent: ["true"] };
    case "integer": {
      const value = 10 + name.length;
      return { value, sent: [String(value)] };
    }
    case "string": {
      const value = textFor(parameter, 0);
      return { value, sent: [value] };
    }
    case "array": {
      assert.equal(items?.type, "string", `the elements of the parameter "${name}" are text`);
      const value = [0, 1].map((index) => textFor({ ...items, name }, index));
      return { value, sent: value };
    }
    default:
      throw new Error(`the parameter "${name}" has the type "${type}"`);
  }
}

function textFor(parameter: Pick<Parameter, "name" | "enum">, index: number): string {
  const allowed = parameter.enum?.at(-1 - index);
  return allowed === undefined ? `${parameter.name} ${index}=ü&+%2F"` : String(allowed);
}

function credentialsOf(operation: Operation, description: Description): Map<string, unknown> {
  const credentials = new Map<string, unknown>();
  const schema = { $ref: "#/definitions/AuthConfig" };
  for (const { name } of parametersOf(operation, "header")) {
    if (name === CONTENT_TYPE) continue;
    if (name === "X-Registry-Auth") {
      credentials.set("x-registry-auth", sample(schema, description));
    } else if (name === "X-Registry-Config") {
      const registries = { additionalProperties: schema };
      credentials.set("x-registry-config", sample(registries, description));
    } else throw new Error(`nothing is known of the header parameter "${name}"`);
  }
  if (UNDECLARED_AUTH.has(operation.id)) {
    assert.ok(!credentials.has("x-registry-auth"), `${operation.id} declares it by now`);
    credentials.set("x-registry-auth", sample(schema, description));
  }
  return credentials;
}

function bodyOf(
  operation: Operation,
  description: Description,
): Pick<OperationCase, "json" | "upload"> {
  const [body, ...others] = parametersOf(operation, "body");
  assert.equal(others.length, 0);
  if (body?.schema === undefined) return { json: undefined, upload: undefined };
  if (resolve(body.schema, description).type === "string") {
    return { json: undefined, upload: new TextEncoder().encode(`tar of ${operation.id}\0\r\n`) };
  }
  const json = sample(body.schema, description);
  return {
    json: Array.isArray(json) ? json : Object.assign({}, json, BODIES[operation.id]),
    upload: undefined,
  };
}
