import { checkTextMap, checkTexts, isList } from "./check.ts";

/**
 * Labels as a map; a list of names gives empty values.
 *
 * @param value The labels; `undefined` if none were given.
 * @throws {TypeError} If it is neither a map of texts nor a list of texts.
 */
export function toLabels(value: unknown): Readonly<Record<string, string>> | undefined {
  if (!isList(value)) return checkTextMap("labels", value);
  return Object.fromEntries((checkTexts("labels", value) ?? []).map((name) => [name, ""]));
}
