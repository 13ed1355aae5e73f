import { checkTexts, isList, isMap, unusable } from "./check.ts";

/**
 * Environment variables as the engine wants them: `NAME=value`, or `NAME` alone to take one away.
 * A map is sorted by name, so that equal settings make equal containers.
 *
 * @example A map
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(toEnvironment({ B: "x=y", A: 1, PAGER: null }), ["A=1", "B=x=y", "PAGER"]);
 * ```
 *
 * @param value The variables; `undefined` if none were given.
 * @throws {TypeError} If a name or a value can't be used. Values, which may be secret, aren't told.
 */
export function toEnvironment(value: unknown): readonly string[] | undefined {
  if (isList(value)) return checkTexts("environment", value);
  if (value === undefined) return undefined;
  if (!isMap(value)) throw unusable("environment", value, "expected an object or a list of texts");
  return Object.entries(value)
    .filter(([, content]) => content !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, content]) => toVariable(name, content));
}

function toVariable(name: string, content: unknown): string {
  if (name === "" || name.includes("=")) {
    throw new TypeError(
      `Cannot use environment: ${JSON.stringify(name)} is no name of a variable`,
    );
  }
  switch (typeof content) {
    case "string":
    case "number":
    case "boolean":
      return `${name}=${content}`;
    default:
      if (content === null) return name;
      throw new TypeError(
        `Cannot use environment: the value of "${name}" is neither text, a number, true, false, ` +
          `null nor undefined`,
      );
  }
}
