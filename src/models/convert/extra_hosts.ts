import { checkTextMap, checkTexts, isList } from "./check.ts";

/**
 * Further host names as the engine wants them, `name:address`; those of a map sorted by name.
 *
 * @example A map
 * ```ts
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(toExtraHosts({ db: "10.0.0.2", host: "host-gateway" }), [
 *   "db:10.0.0.2",
 *   "host:host-gateway",
 * ]);
 * ```
 *
 * @param value The names; `undefined` if none were given.
 * @throws {TypeError} If it is neither a map of texts nor a list of texts.
 */
export function toExtraHosts(value: unknown): readonly string[] | undefined {
  if (isList(value)) return checkTexts("extraHosts", value);
  const hosts = checkTextMap("extraHosts", value);
  if (hosts === undefined) return undefined;
  return Object.entries(hosts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, address]) => `${name}:${address}`);
}
