/**
 * Writes the wire types of `src/types/wire`, `src/api/operations.ts` and `answer_types.json` from the
 * descriptions of the Engine API:
 *
 *     deno run -A tools/wire/main.ts            writes them
 *     deno run -A tools/wire/main.ts --check    fails if what is there is not what it would write
 *
 * @module
 */

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeAnswerTypes } from "./answer_types.ts";
import { Declarations } from "./declarations.ts";
import { readDescription, VERSIONS } from "./description.ts";
import { parseSince } from "./facts.ts";
import { writeFiles } from "./files.ts";
import { trace } from "./history.ts";
import { writeOperations } from "./operations.ts";
import { TypeWriter } from "./types.ts";
import present from "./present.json" with { type: "json" };

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TYPES = "src/types/wire";
const OPERATIONS = "src/api/operations.ts";
const ANSWERS = "tools/wire/answer_types.json";

async function generate(): Promise<Map<string, string>> {
  const descriptions = await Promise.all(VERSIONS.map(readDescription));
  const history = trace(descriptions);
  const declarations = new Declarations(descriptions, history);
  const dates = await readFile(new URL("since.tsv", import.meta.url), "utf8");
  const since = parseSince(dates, descriptions, declarations, history);
  const types = new TypeWriter(declarations, present);
  const files = [...writeFiles(descriptions, declarations, types, since)];
  return await format(
    new Map([
      ...files.map(([name, text]) => [join(TYPES, name), text] as const),
      [OPERATIONS, writeOperations(declarations, since)],
      [ANSWERS, writeAnswerTypes(declarations, types)],
    ]),
  );
}

async function format(files: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), "wire-"));
  try {
    const paths = [...files.keys()].map((name) => join(folder, name));
    await Promise.all(paths.map((path) => mkdir(dirname(path), { recursive: true })));
    await Promise.all([...files].map(([name, text]) => writeFile(join(folder, name), text)));
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["fmt", "--quiet", "--config", join(ROOT, "deno.json"), ...paths],
    }).output();
    if (!success) throw new Error(`Cannot format: ${new TextDecoder().decode(stderr)}`);
    return await readAll(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function readAll(folder: string): Promise<Map<string, string>> {
  const types = (await readdir(join(folder, TYPES))).filter((name) => name.endsWith(".ts"));
  const names = [...types.map((name) => join(TYPES, name)), OPERATIONS, ANSWERS];
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const),
    ),
  );
}

const [wanted, there] = await Promise.all([generate(), readAll(ROOT)]);
const names = new Set([...wanted.keys(), ...there.keys()]);
const stale = [...names].filter((name) => wanted.get(name) !== there.get(name)).sort();

if (Deno.args.includes("--check")) {
  for (const name of stale) console.error(`Stale: ${name}`);
  if (stale.length > 0) Deno.exit(1);
  console.log(`${wanted.size} files are as \`deno task wire\` writes them`);
} else {
  for (const name of stale) {
    const text = wanted.get(name);
    if (text === undefined) await rm(join(ROOT, name));
    else await writeFile(join(ROOT, name), text);
    console.log(`${text === undefined ? "Removed" : "Wrote"} ${name}`);
  }
}
