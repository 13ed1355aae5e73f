/**
 * Writes `docs/engine-api.md`, the table of all operations:
 *
 *     deno run -A tools/engine_api_docs.ts            writes it
 *     deno run -A tools/engine_api_docs.ts --check    fails if what is there is not what it would write
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { OPERATIONS } from "../src/api/operations.ts";
import { compareApiVersions } from "../src/api/version.ts";
import {
  methodOf,
  type NamedOperation,
  type OperationNames,
  readNames,
  STREAMS,
  UNDESCRIBED,
} from "./engine_api_names.ts";
import { readDescription, VERSIONS } from "./wire/description.ts";

const PAGE = fileURLToPath(new URL("../docs/engine-api.md", import.meta.url));
const NEWEST = VERSIONS.at(-1) ?? "";
const OLDEST = VERSIONS[0] ?? "";

const INTRODUCTION = `<!-- Do not edit: written by \`deno task docs\`. -->

# The Engine API, operation by operation

Every operation of the Engine API ${NEWEST} is a method of \`docker.api\`, and so are those that engines
have without describing them. The path's parameters come first, then one object with all else, in the
words of Docker's own reference: \`docker.api.containers.stop("web", { query: { t: 2 } })\`. A method's
name is the operation's without the noun of its group.

- **API** is the version that brought the operation (≤ ${OLDEST}: it was there before, or with it). An
  engine that is older is not asked: the call rejects with a \`VersionError\`. [What came
  later](#what-came-later) has the parameters and fields of which the version is known.
- **Streams** says what streams, if anything; the other answers are JSON values, or nothing:
${Object.entries(STREAMS).map(([word, text]) => `  - _${word}_: ${text}`).join("\n")}
- **docker** is the command that makes the call, among others perhaps.
- **docker-py** are the methods of its \`APIClient\`, and after them those of its collections and
  objects.

`;

/** The text of the page. */
async function write(): Promise<string> {
  const [names, newest, oldest] = await Promise.all([
    readNames(),
    readDescription(NEWEST),
    readDescription(OLDEST),
  ]);
  const operations = [...newest.operations, ...UNDESCRIBED];
  const listed = new Set(operations.map(({ id }) => id));
  const strange = [...names.keys()].filter((id) => !listed.has(id));
  if (strange.length > 0) throw new Error(`There are no operations ${strange.join(", ")}`);
  const old = new Set(oldest.operations.map(({ call }) => toTemplate(call)));
  const row = (operation: NamedOperation): string => {
    const its = names.get(operation.id);
    if (its === undefined) throw new Error(`${operation.id} is not in engine_api_names.tsv`);
    return writeRow(operation, its, apiVersionOf(operation, old));
  };
  const groups = Map.groupBy(operations, (each) => methodOf(each).split(".")[0] ?? "");
  const sections = [...groups].map(([group, its]) =>
    `## ${group}\n\n${HEAD}${its.map(row).join("")}\n`
  );
  return await format(`${INTRODUCTION}${sections.join("")}${writeLater(operations)}`);
}

const HEAD = "| `docker.api.` | operation | | API | streams | docker | docker-py |\n" +
  "| --- | --- | --- | --- | --- | --- | --- |\n";

function writeRow(operation: NamedOperation, names: OperationNames, api: string): string {
  const { id, call } = operation;
  const cells = [
    code(methodOf(operation)),
    UNDESCRIBED.includes(operation) ? "not described" : id,
    code(call),
    api,
    names.streams.map((word) => `_${word}_`).join(", "),
    names.cli.join(", "),
    [...names.lowLevel, ...names.objects].map((name) => code(name)).join(", "),
  ];
  return `| ${cells.map((cell) => cell === "" ? "–" : cell).join(" | ")} |\n`;
}

function apiVersionOf(operation: NamedOperation, old: ReadonlySet<string>): string {
  if (UNDESCRIBED.includes(operation)) return "";
  const template = toTemplate(operation.call);
  const since = OPERATIONS[template]?.since;
  if (since !== undefined) return since;
  if (old.has(template)) return `≤ ${OLDEST}`;
  throw new Error(`${operation.id} came after API ${OLDEST}, and since.tsv does not say when`);
}

/** The dates of parameters and fields, operation by operation. */
function writeLater(operations: readonly NamedOperation[]): string {
  const items = operations.flatMap((operation) => {
    const { query = {}, body = {} } = OPERATIONS[toTemplate(operation.call)] ?? {};
    const dates = [
      ...Object.entries(query).map(([name, version]) => [`?${name}`, version] as const),
      ...Object.entries(body),
    ];
    if (dates.length === 0) return [];
    const lines = [...Map.groupBy(dates, ([, version]) => version)]
      .sort(([one], [two]) => compareApiVersions(one, two))
      .map(([version, its]) => `  - ${version}: ${its.map(([name]) => code(name)).join(", ")}\n`);
    return `- ${code(methodOf(operation))}\n${lines.join("")}`;
  });
  return `## What came later

Query parameters (\`?platform\`) and fields of bodies (\`*\` is each element of a list or map) of which
the version that brought them is known. An engine that is older is not asked for them. What is not
listed is sent as it is.

${items.join("")}`;
}

function toTemplate(call: string): string {
  return call.replace(/\{\w+\}/g, "{}");
}

function code(text: string): string {
  return `\`${text}\``;
}

async function format(text: string): Promise<string> {
  const config = fileURLToPath(new URL("../deno.json", import.meta.url));
  const child = new Deno.Command(Deno.execPath(), {
    args: ["fmt", "--quiet", "--config", config, "--ext", "md", "-"],
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const [, { success, stdout }] = await Promise.all([
    ReadableStream.from([new TextEncoder().encode(text)]).pipeTo(child.stdin),
    child.output(),
  ]);
  if (!success) throw new Error("Cannot format the page");
  return new TextDecoder().decode(stdout);
}

const wanted = await write();
const there = await Deno.readTextFile(PAGE).catch((error: unknown) => {
  if (error instanceof Deno.errors.NotFound) return undefined;
  throw error;
});
if (Deno.args.includes("--check")) {
  if (there !== wanted) {
    console.error("Stale: docs/engine-api.md");
    Deno.exit(1);
  }
  console.log("docs/engine-api.md is as `deno task docs` writes it");
} else if (there !== wanted) {
  await Deno.writeTextFile(PAGE, wanted);
  console.log("Wrote docs/engine-api.md");
}
