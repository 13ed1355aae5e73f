/** Where an operation of the Engine API is found. */
export interface Endpoint {
  /** Method and path without what the parameters are: `POST /containers/{}/stop`. */
  readonly template: string;
  /** The HTTP method. */
  readonly method: string;
  /** The path without version and query. */
  readonly path: string;
}

/**
 * Builds an endpoint, such as ``endpoint`POST /containers/${id}/stop` ``, from its path parameters,
 * each encoded so that none can reach another operation.
 *
 * @throws {TypeError} If a parameter is not text, is empty, has an empty, `.` or `..` segment, or
 * more segments than such a name can have.
 */
export function endpoint(literals: TemplateStringsArray, ...values: readonly string[]): Endpoint {
  let text = literals[0] ?? "";
  for (let i = 0; i < values.length; i++) {
    const before = literals[i] ?? "";
    text += segment(values[i], before) + (literals[i + 1] ?? "");
  }
  const space = text.indexOf(" ");
  return {
    template: literals.join("{}"),
    method: text.slice(0, space),
    path: text.slice(space + 1),
  };
}

function segment(value: unknown, before: string): string {
  const what = before.split("/").filter((part) => part !== "").at(-1) ?? "";
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
  const parts = value.split("/");
  // Servers resolve these before they route, encoded or not.
  if (parts.some((part) => part === "" || part === "." || part === "..")) {
    throw notAName(value, what, `it has an empty, "." or ".." segment`);
  }
  // A link is "container/alias"; with more, DELETE /containers/a/checkpoints/b removes a checkpoint.
  if (what === "containers" && parts.length > 2) {
    throw notAName(value, what, `it has more than one "/"`);
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

function notAName(value: string, what: string, why: string): TypeError {
  const seen = JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  return new TypeError(`Cannot call the engine: ${seen} is no ID or name in /${what}: ${why}`);
}
