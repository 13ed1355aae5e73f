import assert from "node:assert/strict";
import { Api } from "../../src/api/api.ts";
import { HOST, speak } from "../api/speak.ts";
import type { ScriptedEngine } from "../scripted_engine.ts";
import { type OperationCase, sorted, TRACE } from "./cases.ts";
import { readCredentials, readRequest, type SentRequest } from "./request.ts";
import { ALWAYS_AUTH, UNVERSIONED } from "./reviewed.ts";

/** The API version that is spoken. */
export const VERSION = "1.56";

/** What is expected of a request, besides its operation. */
export type Expected = Pick<OperationCase, "query" | "json" | "upload" | "credentials">;

/** The groups over a scripted engine. */
export function apiOf(scripted: ScriptedEngine): Api {
  return new Api(speak(scripted, { apiVersion: VERSION }), HOST);
}

/** Calls an operation by the name that it ought to have. */
export async function invoke(
  scripted: ScriptedEngine,
  { group, method }: OperationCase,
  values: readonly unknown[],
): Promise<unknown> {
  const groups = apiOf(scripted) as unknown as Readonly<Record<string, object | undefined>>;
  const its = groups[group] as Readonly<Record<string, unknown>> | undefined;
  assert.ok(its !== undefined, `there is a group docker.api.${group}`);
  const call = its[method];
  assert.ok(typeof call === "function", `there is a method docker.api.${group}.${method}()`);
  return await call.apply(its, values);
}

/** Makes sure that one request was sent, and that it is what the description says. */
export function checkRequest(
  scripted: ScriptedEngine,
  one: OperationCase,
  expected: Expected = one,
): void {
  const { operation, ids } = one;
  const [text = "", ...others] = scripted.sent;
  assert.equal(others.length, 0, "one request is sent");
  const request = readRequest(text);
  assert.equal(request.verb, operation.verb);
  assert.deepEqual(request.path, pathOf(one, ids));
  assert.deepEqual(sorted(request.query), expected.query);
  checkHeaders(request, one, expected);
  checkBody(scripted.bodies[0] ?? new Uint8Array(0), request, one, expected);
}

/** The segments of an operation's path. */
export function pathOf({ operation }: OperationCase, ids: readonly string[]): string[] {
  const left = [...ids];
  const segments = operation.path.slice(1).split("/").map((segment) =>
    segment.startsWith("{") ? left.shift() ?? segment : segment
  );
  return UNVERSIONED.has(operation.id) ? segments : [`v${VERSION}`, ...segments];
}

function checkHeaders(request: SentRequest, one: OperationCase, { credentials }: Expected): void {
  const { headers } = request;
  const [name, value] = TRACE;
  const traced = one.call["headers"] !== undefined;
  assert.equal(headers.get(name), traced ? value : undefined, "given headers are passed on");
  for (const field of ["x-registry-auth", "x-registry-config"]) {
    const header = headers.get(field);
    const sent = header === undefined ? undefined : readCredentials(header);
    const anonymous = field === "x-registry-auth" && ALWAYS_AUTH.has(one.operation.id)
      ? {}
      : undefined;
    assert.deepEqual(sent, credentials.get(field) ?? anonymous, field);
  }
  const { upgrades } = one;
  assert.equal(headers.get("connection")?.toLowerCase(), upgrades ? "upgrade" : undefined);
  assert.equal(headers.has("upgrade"), upgrades);
}

function checkBody(
  bytes: Uint8Array,
  { headers }: SentRequest,
  { operation }: OperationCase,
  { json, upload }: Expected,
): void {
  const type = headers.get("content-type");
  if (json !== undefined) {
    assert.equal(type, "application/json");
    assert.deepEqual(JSON.parse(new TextDecoder().decode(bytes)), json);
    return;
  }
  assert.deepEqual(bytes, upload ?? new Uint8Array(0));
  const described = operation.parameters.find(({ name }) => name.toLowerCase() === "content-type");
  const types = described?.enum ?? [...operation.consumes, "application/x-tar"];
  if (upload === undefined) assert.equal(type, undefined, "what has no body has no type");
  else assert.ok(types.includes(type), `${operation.id} takes ${type}`);
}
