import { checkText, isList, isMap, unusable } from "./check.ts";

/**
 * Links as the engine wants them, `name:alias` or `name` alone, sorted.
 *
 * @example A map
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(toLinks("links", { db: "database", cache: null }), ["cache", "db:database"]);
 * ```
 *
 * @param option The option's name, for the message.
 * @param value The links; `undefined` if none were given.
 * @throws {TypeError} If they are neither a map nor a list of texts or pairs.
 */
export function toLinks(option: string, value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  if (isList(value)) return value.map((link) => toLink(option, link)).sort();
  if (isMap(value)) return Object.entries(value).map((pair) => toLink(option, pair)).sort();
  throw unusable(option, value, "expected an object, or a list of texts or pairs");
}

function toLink(option: string, link: unknown): string {
  if (typeof link === "string") return link;
  if (!isList(link)) throw unusable(option, link, "expected text or a pair of texts");
  const [name, alias] = link;
  if (typeof name !== "string" || name === "" || link.length > 2) {
    throw unusable(option, link, "expected the name of a container and an alias");
  }
  return alias === null || alias === undefined || alias === ""
    ? name
    : `${name}:${checkText(`${option}.${name}`, alias)}`;
}
