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
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const one of values) {
      if (one === undefined) continue;
      text += `${text === "" ? "?" : "&"}${encodeURIComponent(name)}=` +
        encodeURIComponent(name === "filters" ? toFilters(one) : toText(name, one));
    }
  }
  return text;
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
  if (typeof filters !== "object" || filters === null) {
    throw new TypeError(
      `Cannot call the engine: filters must be an object such as { label: ["a=b"] }, not ${
        filters === null ? "null" : typeof filters
      }`,
    );
  }
  const lists: Record<string, string[]> = {};
  for (const [name, value] of Object.entries(filters)) {
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    const list = values.filter((one) => one !== undefined).map((one) => toText(name, one));
    if (list.length > 0) lists[name] = list;
  }
  return JSON.stringify(lists);
}
