import { VersionError } from "../errors.ts";
import type { Endpoint } from "./endpoint.ts";
import { OPERATIONS } from "./operations.ts";
import { compareApiVersions } from "./version.ts";

/** What of a call may be newer than the engine. */
interface Asked {
  readonly query?: object | undefined;
  readonly body?: object | undefined;
}

/**
 * Makes sure that an engine knows all that it is asked for, as far as it is known what came when.
 *
 * @param endpoint The operation.
 * @param asked Its query and body.
 * @param version The API version that is spoken.
 * @throws {VersionError} If the operation, a query parameter or a field of the body is newer.
 */
export function checkSince(endpoint: Endpoint, asked: Asked, version: string): void {
  const operation = OPERATIONS[endpoint.template];
  if (operation === undefined) return;
  const { since, query = {}, body = {} } = operation;
  if (since !== undefined) check(endpoint, "this", since, version);
  for (const [name, needs] of Object.entries(query)) {
    if (has(asked.query, [name])) check(endpoint, `the parameter "${name}"`, needs, version);
  }
  for (const [place, needs] of Object.entries(body)) {
    if (has(asked.body, place.split("."))) check(endpoint, `"${place}"`, needs, version);
  }
}

function check({ method, path }: Endpoint, what: string, needs: string, version: string): void {
  if (compareApiVersions(version, needs) >= 0) return;
  throw new VersionError(
    `Cannot ${method} ${path}: ${what} needs API ${needs}, and ${version} is spoken with the engine`,
  );
}

/** Whether there is something at that place; `*` is each element of a list or map. */
function has(value: unknown, place: readonly string[]): boolean {
  if (value === undefined || value === null) return false;
  const [name, ...rest] = place;
  if (name === undefined) return true;
  if (typeof value !== "object") return false;
  if (name === "*") return Object.values(value).some((each) => has(each, rest));
  return has((value as Record<string, unknown>)[name], rest);
}
