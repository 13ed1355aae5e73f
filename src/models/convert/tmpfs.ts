import { checkTextMap, checkTexts, isList } from "./check.ts";

/**
 * File systems in memory as the engine wants them: a map from path to mount options.
 *
 * @param value A map, or a list of `"/path:options"`; `undefined` if none were given.
 * @throws {TypeError} If it is neither a map of texts nor a list of texts.
 */
export function toTmpfs(value: unknown): Readonly<Record<string, string>> | undefined {
  if (!isList(value)) return checkTextMap("tmpfs", value);
  return Object.fromEntries(
    (checkTexts("tmpfs", value) ?? []).map((text) => {
      const colon = text.indexOf(":");
      return colon < 0 ? [text, ""] : [text.slice(0, colon), text.slice(colon + 1)];
    }),
  );
}
