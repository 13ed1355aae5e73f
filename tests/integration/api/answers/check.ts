/** Compares what engines answer with the types of the answers, and finds what they lack. */

import assert from "node:assert/strict";
import { ApiError, UnavailableError, VersionError } from "../../../../src/errors.ts";
import { compare, readAnswerTypes } from "../../../../tools/wire/conform.ts";
import { readEndpoints } from "../../../conformance/endpoints.ts";

/** Calls, by their operations. Those that answer no JSON resolve with nothing. */
export type Calls = Readonly<Record<string, () => Promise<unknown>>>;

/** An error: its class, and what its message has to say. */
export type Refusal = readonly [
  type: abstract new (...args: never[]) => Error,
  message: RegExp,
];

/** What is refused, and how, by operation. */
export type Refusals = Readonly<Record<string, Refusal>>;

/** The operations that read, those whose method is GET or HEAD; or all others. */
export function operationsThat(how: "read" | "write"): string[] {
  return readEndpoints().filter(({ tag, verb }) =>
    tag !== "" && (how === "read") === /^(?:GET|HEAD)$/.test(verb)
  ).map(({ id }) => id);
}

/**
 * Makes calls. What is in `refusals` has to be refused so; all else has to be answered, and to be of
 * its type but for the oddities (`Operation.field is missing`; `[]` is each element of a list), all of
 * which have to be met.
 *
 * @returns The fields that the types have not, as `Operation.field`.
 */
export async function checkAnswers(
  calls: Calls,
  refusals: Refusals,
  oddities: readonly string[] = [],
): Promise<string[]> {
  const types = await readAnswerTypes();
  const odd = new Set<string>();
  const unknown = new Set<string>();
  for (const [operation, call] of Object.entries(calls)) {
    const refusal = refusals[operation];
    if (refusal !== undefined) {
      checkRefusal(operation, await errorOf(call), refusal);
      continue;
    }
    const answer = await naming(operation, call);
    if (answer === undefined) continue;
    const found = compare({ operation, answer }, types);
    for (const each of found.problems) odd.add(each.replace(/\[\d+\]/g, "[]"));
    for (const each of found.unknown) unknown.add(each.replace(/\[\d+\]/g, "[]"));
  }
  assert.deepEqual([...odd].toSorted(), [...oddities].toSorted());
  return [...unknown].toSorted();
}

/** Makes calls, and finds those that the engine does not have: they have to be those in `lacking`. */
export async function checkLacking(calls: Calls, lacking: Refusals): Promise<void> {
  const found: string[] = [];
  for (const [operation, call] of Object.entries(calls)) {
    const error = await errorOf(call);
    if (!isLack(error)) continue;
    found.push(operation);
    const refusal = lacking[operation];
    assert.ok(refusal !== undefined, `${operation} is lacking: ${error}`);
    checkRefusal(operation, error, refusal);
  }
  assert.deepEqual(found.toSorted(), Object.keys(lacking).toSorted());
}

/** Whether an engine can't do such a thing, not only this one; that it has no such path included. */
function isLack(error: unknown): boolean {
  if (error instanceof VersionError || error instanceof UnavailableError) return true;
  if (!(error instanceof ApiError)) return false;
  return error.status === 405 || error.status === 501 ||
    (error.status === 404 && /^Not Found$|is not supported$/.test(error.explanation));
}

function checkRefusal(operation: string, error: unknown, [type, message]: Refusal): void {
  assert.ok(error instanceof Error, `${operation} was not refused`);
  assert.equal(error.constructor, type, `${operation} was refused by ${error}`);
  assert.match(error.message, message, operation);
}

async function errorOf(call: () => Promise<unknown>): Promise<unknown> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return error;
  }
}

async function naming(operation: string, call: () => Promise<unknown>): Promise<unknown> {
  try {
    return await call();
  } catch (cause) {
    throw new Error(`${operation}: ${cause}`, { cause });
  }
}
