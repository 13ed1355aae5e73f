import type { Declarations } from "./declarations.ts";
import type { Since } from "./facts.ts";
import { HEADER } from "./files.ts";
import { identify } from "./history.ts";
import { type Located, type Operation, resolve } from "./schema.ts";

/** What came after the oldest API version, of one operation. */
interface Newer {
  since?: string;
  query: Record<string, string>;
  body: Record<string, string>;
}

const DOC =
  `/** What of an operation came in which API version, where that is known to one version. */
export interface OperationHistory {
  /** The operation itself. */
  readonly since?: string;
  /** Its query parameters, by name. */
  readonly query?: Readonly<Record<string, string>>;
  /** The fields of its body, by place; \`*\` is each element of a list or map. */
  readonly body?: Readonly<Record<string, string>>;
}

/** The operations of which not everything was always there, by their endpoints' templates. */
`;

/** The text of the module that tells an engine's callers what it is too old for. */
export function writeOperations(declarations: Declarations, since: Since): string {
  const entries = declarations.newest.operations.flatMap((operation) => {
    const newer = newerOf(operation, declarations, since);
    const parts = {
      ...(newer.since === undefined ? {} : { since: newer.since }),
      ...(Object.keys(newer.query).length === 0 ? {} : { query: newer.query }),
      ...(Object.keys(newer.body).length === 0 ? {} : { body: newer.body }),
    };
    if (Object.keys(parts).length === 0) return [];
    return [`  "${identify(operation)}": ${JSON.stringify(parts)},\n`];
  });
  return `${HEADER}\n${DOC}export const OPERATIONS: Readonly<Record<string, OperationHistory>> = {\n${
    entries.join("")
  }};\n`;
}

function newerOf(operation: Operation, declarations: Declarations, since: Since): Newer {
  const prefix = `${operation.id}?`;
  const query = [...since.versions]
    .filter(([what]) => what.startsWith(prefix) && !since.takenBefore.has(what))
    .map(([what, version]) => [what.slice(prefix.length), version] as const);
  const body: Record<string, string> = {};
  if (operation.body !== undefined) {
    const place = { schema: operation.body, description: declarations.newest };
    collect(place, [], new Set(), { declarations, since, body });
  }
  const own = since.versions.get(operation.id);
  return { ...(own === undefined ? {} : { since: own }), query: Object.fromEntries(query), body };
}

interface Collected {
  readonly declarations: Declarations;
  readonly since: Since;
  readonly body: Record<string, string>;
}

/** Notes the dated fields of what is at a place, and of all that is in it. */
function collect(
  located: Located,
  place: readonly string[],
  above: ReadonlySet<object>,
  to: Collected,
): void {
  const schema = resolve(located);
  if (above.has(schema)) return;
  const { description } = located;
  const inside = new Set([...above, schema]);
  const element = schema.items ?? schema.additionalProperties;
  if (typeof element === "object") {
    collect({ schema: element, description }, [...place, "*"], inside, to);
  }
  const declaration = to.declarations.of({ schema, description }) ?? to.declarations.of(located);
  if (declaration === undefined) return;
  for (const base of declaration.bases) {
    collect(to.declarations.locate(base), place, inside, to);
  }
  for (const field of declaration.fields) {
    const path = [...place, field.name];
    const version = to.since.versions.get(`${declaration.name}.${field.name}`);
    if (version !== undefined) to.body[path.join(".")] = version;
    collect(field, path, inside, to);
  }
}
