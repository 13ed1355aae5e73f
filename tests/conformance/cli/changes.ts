import type { RecordedRequest } from "./recorded.ts";

/** A request in which one thing is other than it was. */
export interface Change {
  readonly what: string;
  readonly request: RecordedRequest;
}

/**
 * Every way to lose or change one thing of a request: its method, a step of its path, a parameter,
 * credentials, a value in its body. What is unset in the body (Go's zero values) is not lost, only
 * changed.
 */
export function* changes(request: RecordedRequest): Generator<Change> {
  const { method, path, query, headers, json } = request;
  yield { what: "method", request: { ...request, method: method === "GET" ? "POST" : "GET" } };
  yield { what: "path", request: { ...request, path: `${path}/more` } };
  for (const [at, [name, value]] of query.entries()) {
    const others = query.filter((_, other) => other !== at);
    yield {
      what: `${name} misspelled`,
      request: { ...request, query: [...others, [`${name}x`, value]] },
    };
    yield {
      what: `${name} changed`,
      request: { ...request, query: [...others, [name, other(value)]] },
    };
  }
  yield { what: "a parameter more", request: { ...request, query: [...query, ["more", "1"]] } };
  for (const name of ["upgrade", "x-registry-auth", "x-registry-config"]) {
    const { [name]: value, ...rest } = headers;
    if (value !== undefined) yield { what: `no ${name}`, request: { ...request, headers: rest } };
    yield { what: `another ${name}`, request: { ...request, headers: { ...rest, [name]: ["x"] } } };
  }
  for (const [what, changed] of changesOf(json, "body")) {
    yield { what, request: { ...request, json: changed } };
  }
}

/** Another value that is JSON if this is. */
function other(value: string): string {
  if (/^[[{]/.test(value)) return value.replace(/"(?=\w)/, '"x');
  return value === "true" || value === "1" ? "0" : `${value}0`;
}

function* changesOf(
  value: unknown,
  path: string,
): Generator<readonly [what: string, value: unknown]> {
  if (Array.isArray(value)) {
    yield [`${path} has one more`, [...value, "more"]];
    for (const [at, each] of value.entries()) {
      if (each !== 0) yield [`${path} lacks ${at}`, value.filter((_, other) => other !== at)];
      for (const [what, changed] of changesOf(each, `${path}[${at}]`)) {
        yield [what, value.with(at, changed)];
      }
    }
  } else if (typeof value === "object" && value !== null) {
    yield [`${path} has one more`, { ...value, More: 0 }];
    for (const [name, each] of Object.entries(value)) {
      const { [name]: _, ...rest } = value as Record<string, unknown>;
      if (isSet(each)) yield [`${path} lacks ${name}`, rest];
      for (const [what, changed] of changesOf(each, `${path}.${name}`)) {
        yield [what, { ...rest, [name]: changed }];
      }
    }
  } else if (value !== undefined) {
    yield [`${path} changed`, typeof value === "number" ? value + 1 : `${value}x`];
  }
}

function isSet(value: unknown): boolean {
  const unset = [null, false, 0, ""];
  if (Array.isArray(value)) return value.some((each) => each !== 0);
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return !unset.some((each) => each === value);
}
