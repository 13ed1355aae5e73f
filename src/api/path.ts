/**
 * Builds the path of an operation from its path parameters, each encoded so that none can reach
 * another operation.
 *
 * @throws {TypeError} If a parameter is not text, is empty, or has an empty, `.` or `..` segment.
 */
export function path(literals: TemplateStringsArray, ...values: readonly string[]): string {
  let text = literals[0] ?? "";
  for (let i = 0; i < values.length; i++) {
    const before = literals[i] ?? "";
    text += segment(values[i], before) + (literals[i + 1] ?? "");
  }
  return text;
}

function segment(value: unknown, before: string): string {
  const what = before.split("/").filter((part) => part !== "").at(-1) ?? "object";
  if (typeof value !== "string") {
    throw new TypeError(
      `Cannot call the engine: an ID or name in /${what} must be text, not ${
        value === null ? "null" : typeof value
      }`,
    );
  }
  if (value === "") {
    throw new TypeError(`Cannot call the engine: an ID or name in /${what} is empty`);
  }
  // Servers resolve these before they route, encoded or not.
  if (value.split("/").some((part) => part === "" || part === "." || part === "..")) {
    throw new TypeError(
      `Cannot call the engine: ${
        JSON.stringify(value.slice(0, 80))
      } is no ID or name in /${what}: ` +
        `it has an empty, "." or ".." segment`,
    );
  }
  try {
    return encodeURIComponent(value);
  } catch (cause) {
    throw new TypeError(
      `Cannot call the engine: an ID or name in /${what} is not well-formed Unicode`,
      { cause },
    );
  }
}
