/**
 * Encodes a query as the engine reads it: booleans as `true` and `false`, lists as repeated names,
 * `filters` as JSON of lists of text, other objects as JSON. What is `undefined` is left out.
 *
 * @returns The query with its question mark, or `""` if nothing is in it.
 * @throws {TypeError} If a value is none of these.
 */
export function toQuery(query: object | undefined): string {
  if (query === undefined) return "";
  let text = "";
  for (const [name, value] of Object.entries(query)) {
    const values: readonly unknown[] = Array.isArray(value) && name !== "filters" ? value : [value];
    for (const one of values) {
      if (one === undefined) continue;
      text += `${text === "" ? "?" : "&"}${encode(name, name)}=` +
        encode(name, name === "filters" ? toFilters(one) : toText(name, one));
    }
  }
  return text;
}

function encode(name: string, text: string): string {
  try {
    return encodeURIComponent(text);
  } catch (cause) {
    throw new TypeError(
      `Cannot call the engine: the query parameter ${
        JSON.stringify(name)
      } is not well-formed Unicode`,
      { cause },
    );
  }
}

function toText(name: string, value: unknown): string {
  switch (typeof value) {
    case "string":
      return value;
    case "boolean":
    case "bigint":
      return `${value}`;
    case "number":
      if (Number.isFinite(value)) return `${value}`;
      break;
    case "object":
      if (value !== null) return JSON.stringify(value);
  }
  throw new TypeError(
    `Cannot call the engine: the query parameter "${name}" can't be ${
      value === null ? "null" : typeof value === "number" ? value : typeof value
    }`,
  );
}

/** `{ label: "a", exited: 0 }` → `{"label":["a"],"exited":["0"]}`. */
function toFilters(filters: unknown): string {
  if (typeof filters !== "object" || filters === null || Array.isArray(filters)) {
    throw new TypeError(
      `Cannot call the engine: filters must be an object such as { label: ["a=b"] }, not ${
        filters === null ? "null" : Array.isArray(filters) ? "a list" : typeof filters
      }`,
    );
  }
  const lists: [name: string, list: string[]][] = [];
  for (const [name, value] of Object.entries(filters)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    const list = values.filter((one) => one !== undefined).map((one) => toText(name, one));
    if (list.length > 0) lists.push([name, list]);
  }
  return JSON.stringify(Object.fromEntries(lists));
}
