/** In what two requests for the same differ, less what makes no difference to an engine. */

import type { RecordedRequest } from "./recorded.ts";

/**
 * Query parameters that the CLI sends with the value they have anyway, or that engines do not read
 * there.
 */
const REDUNDANT: Readonly<Record<string, readonly string[]>> = {
  "GET /services/": ["insertDefaults=false"],
  // The builder is chosen by 2; 1 is what is built with without it.
  "POST /build": ["version=1"],
  "POST /swarm/update": [
    "rotateManagerToken=false",
    "rotateManagerUnlockKey=false",
    "rotateWorkerToken=false",
  ],
};

/** Query parameters that are truth values: the CLI writes most of them as 1 and 0, we as true and false. */
const TRUTH_VALUES: ReadonlySet<string> = new Set([
  "all",
  "copyUIDGID",
  "details",
  "force",
  "forcerm",
  "nocache",
  "noOverwriteDirNonDir",
  "noprune",
  "pause",
  "pull",
  "q",
  "quiet",
  "rm",
  "size",
  "status",
  "stderr",
  "stdin",
  "stdout",
  "stream",
  "timestamps",
  "v",
]);

/** Query parameters that are JSON: the order of what is in them does not matter. */
const JSON_VALUES: ReadonlySet<string> = new Set(["buildargs", "cachefrom", "labels", "ulimits"]);

/**
 * Where we say that there are no credentials and the CLI says nothing: an import, which is the same
 * operation as a pull, and of a pull the header is always sent.
 */
const ANONYMOUS = "POST /images/create";

/** Fields of bodies that the CLI sends and engines do not read there. */
const UNREAD: Readonly<Record<string, string>> = {
  // It is read from the body of the start.
  "exec: Detach": "true",
};

/** The differences, in words; none if both ask for the same. */
export function differences(cli: RecordedRequest, ours: RecordedRequest): string[] {
  return [
    ...differ("method", cli.method, ours.method),
    ...differ("path", cli.path, ours.path),
    ...queryDifferences(cli, ours),
    ...headerDifferences(cli, ours),
    ...differ("archive", cli.archive, ours.archive),
    ...bodyDifferences(cli.json, ours.json, bodyName(cli.path)),
  ];
}

function differ(what: string, cli: unknown, ours: unknown): string[] {
  const [one, other] = [JSON.stringify(sorted(cli)), JSON.stringify(sorted(ours))];
  return one === other ? [] : [`${what}: ${one} in the CLI, ${other} here`];
}

function queryDifferences(cli: RecordedRequest, ours: RecordedRequest): string[] {
  const redundant = new Set(
    Object.entries(REDUNDANT)
      .filter(([prefix]) => `${cli.method} ${cli.path}`.startsWith(prefix))
      .flatMap(([, pairs]) => pairs),
  );
  const theirs = new Set(cli.query.map(toPair));
  const mine = new Set(ours.query.map(toPair));
  return [
    ...[...theirs].filter((pair) => !mine.has(pair) && !redundant.has(pair))
      .map((pair) => `query: only the CLI sends ${pair}`),
    ...[...mine].filter((pair) => !theirs.has(pair)).map((pair) => `query: the CLI lacks ${pair}`),
  ];
}

function toPair([name, value]: readonly [name: string, value: string]): string {
  if (TRUTH_VALUES.has(name)) {
    return `${name}=${value.replace(/^1$/, "true").replace(/^0$/, "false")}`;
  }
  if (name === "filters") return `${name}=${JSON.stringify(sorted(toFilters(JSON.parse(value))))}`;
  if (JSON_VALUES.has(name)) return `${name}=${JSON.stringify(sorted(JSON.parse(value)))}`;
  return `${name}=${value}`;
}

/** Filters come as maps from values to true, or as lists of values: engines read both. */
function toFilters(filters: Readonly<Record<string, object>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(filters).map(([name, values]) => [
      name,
      (Array.isArray(values) ? values : keysOfTrue(values)).toSorted(),
    ]),
  );
}

function keysOfTrue(values: object): string[] {
  return Object.entries(values).map(([value, set]) => set === true ? value : `${value}: ${set}`);
}

function headerDifferences(cli: RecordedRequest, ours: RecordedRequest): string[] {
  const names = ["upgrade", "x-registry-auth", "x-registry-config"];
  const imports = cli.archive === true && `${cli.method} ${cli.path}` === ANONYMOUS;
  const theirs = imports ? { "x-registry-auth": {}, ...cli.headers } : cli.headers;
  const both = names.flatMap((name) => differ(name, theirs[name], ours.headers[name]));
  const type = ours.headers["content-type"];
  // Where the CLI says nothing of a body's type, Go writes text/plain, even where there is no body.
  const expected = ours.archive ? "application/x-tar" : cli.json && "application/json";
  return [...both, ...differ("content-type", expected, type)];
}

function bodyName(path: string): string {
  return path.split("/").at(-1) ?? "";
}

/**
 * Go sends every field that it does not know to be unset. What may be left out is what Go calls a
 * zero value: null, false, 0, an empty text, list or map, or a list of fixed length with zeros only.
 */
function bodyDifferences(cli: unknown, ours: unknown, path: string): string[] {
  if (!isObject(cli) || !isObject(ours)) {
    if (!Array.isArray(cli) || !Array.isArray(ours)) return differ(path, cli, ours);
    const length = Math.max(cli.length, ours.length);
    return Array.from({ length }).flatMap((_, at) =>
      bodyDifferences(cli[at], ours[at], `${path}[${at}]`)
    );
  }
  return [...new Set([...Object.keys(cli), ...Object.keys(ours)])].flatMap((name) => {
    const at = path.includes(":") ? `${path}.${name}` : `${path}: ${name}`;
    if (name in ours) return bodyDifferences(cli[name], ours[name], at);
    return isZero(cli[name]) || UNREAD[at] === JSON.stringify(cli[name])
      ? []
      : differ(at, cli[name], undefined);
  });
}

function isZero(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((each) => each === 0);
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === null || value === false || value === 0 || value === "";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const names = Object.keys(value).toSorted();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}
