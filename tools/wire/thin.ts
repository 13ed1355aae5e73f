/** An answer, and the operation (or, for refusals, the definition) that it is an answer of. */
export interface Recorded {
  operation: string;
  answer: unknown;
}

/**
 * Drops answers, and elements of lists, that show nothing new: no object in them has a set of
 * properties, and no property a kind of value, that an earlier one has not shown in the same place.
 */
export function thin(recorded: readonly Recorded[]): Recorded[] {
  const seen = new Map<string, Set<string>>();
  const thinned = recorded.map(({ operation, answer }) => ({
    operation,
    answer: thinLists(answer),
  }));
  return thinned.filter(({ operation, answer }) => {
    const shapes = seen.get(operation) ?? new Set();
    seen.set(operation, shapes);
    return showsMore(answer, shapes);
  });
}

function thinLists(value: unknown): unknown {
  if (Array.isArray(value)) {
    const shapes = new Set<string>();
    return value.map(thinLists).filter((element) => showsMore(element, shapes));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, thinLists(each)]));
}

function showsMore(value: unknown, seen: Set<string>): boolean {
  const size = seen.size;
  for (const shape of shapesOf(value, "")) seen.add(shape);
  return seen.size > size;
}

function* shapesOf(value: unknown, path: string): Generator<string> {
  if (Array.isArray(value)) {
    yield `${path}[]`;
    for (const element of value) yield* shapesOf(element, `${path}[]`);
  } else if (typeof value === "object" && value !== null) {
    yield `${path}{${Object.keys(value).join()}}`;
    for (const [key, each] of Object.entries(value)) yield* shapesOf(each, `${path}.${key}`);
  } else {
    yield `${path}:${value === null ? "null" : typeof value}`;
  }
}
