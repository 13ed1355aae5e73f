/**
 * A container's name, by the engine's rule.
 *
 * @param name The name; `undefined` if none was given.
 * @throws {TypeError} If it breaks the rule.
 */
export function checkContainerName(name: unknown): string | undefined {
  if (name === undefined) return undefined;
  if (typeof name === "string" && /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) return name;
  throw new TypeError(
    `Cannot use name ${
      typeof name === "string" ? JSON.stringify(name) : `of type ${typeof name}`
    }: ` +
      "expected two or more letters, digits, _, . or -, with a letter or a digit first",
  );
}
