/** The suites that read the source and run none of it; each command counts as one test. */

import { checkLibrary } from "../package/library.ts";
import { CACHE, ROOT, runCommand } from "./command.ts";
import type { Outcome } from "./outcome.ts";
import type { Need, Suite } from "./suite.ts";

const DENO = Deno.execPath();
const SKIPPED = new Set(["node_modules", ".git", ".cache", "rivals"]);

/** The static suites. */
export function staticSuites(): Suite[] {
  return [
    suite("fmt", () => commands([[DENO, "fmt", "--check"]])),
    suite("lint", () => commands([[DENO, "lint"]])),
    suite("check", checkTypes, 2),
    suite("doc-lint", lintDocs),
    suite("wire", () => commands([[DENO, "run", "-A", "tools/wire/main.ts", "--check"]])),
    suite("docs", () => commands([[DENO, "run", "-A", "tools/engine_api_docs.ts", "--check"]])),
    suite("library", checkLibrary, 1, ["node24"]),
    suite("shell", checkScripts),
  ];
}

function suite(name: string, run: () => Promise<Outcome>, weight = 1, more: Need[] = []): Suite {
  return { name, runtime: "deno", needs: ["modules", ...more], weight, run };
}

/** The entry points of the package, as paths in the checkout. */
export async function entryPoints(): Promise<string[]> {
  const manifest: { exports: Record<string, string> } = JSON.parse(
    await Deno.readTextFile(`${ROOT}/deno.json`),
  );
  return Object.values(manifest.exports);
}

async function checkTypes(): Promise<Outcome> {
  // A folder stands for its code alone; documents have to be named.
  const documents = await filesUnder(ROOT, (name) => name.endsWith(".md"));
  // A module that compiles only if the calls have the fields that the API's descriptions have.
  const calls = `${CACHE}/conformance`;
  return await commands([
    [DENO, "check", "-q", "--doc", ".", ...documents],
    [DENO, "run", "-A", "tests/conformance/types/main.ts", calls],
    [DENO, "check", "-q", "--config", `${calls}/deno.json`, `${calls}/calls.ts`],
  ]);
}

async function lintDocs(): Promise<Outcome> {
  return await commands([[DENO, "doc", "--lint", ...await entryPoints()]]);
}

async function checkScripts(): Promise<Outcome> {
  const scripts = [".ci/run", ...await filesUnder(ROOT, (name) => name.endsWith(".sh"))];
  return await commands(scripts.map((script) => ["bash", "-n", script]));
}

async function commands(
  all: readonly (readonly [string, ...string[]])[],
): Promise<Outcome> {
  let passed = 0;
  const failures: string[] = [];
  const output: string[] = [];
  for (const command of all) {
    const result = await runCommand(command);
    if (result.ok) passed++;
    else failures.push(`${command.join(" ").replace(DENO, "deno")} (${result.trouble})`);
    output.push(result.output);
  }
  return { passed, failures, output: output.join("") };
}

async function filesUnder(folder: string, take: (name: string) => boolean): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory && !SKIPPED.has(entry.name)) files.push(...await filesUnder(path, take));
    else if (entry.isFile && take(entry.name)) files.push(path.slice(ROOT.length + 1));
  }
  return files.sort();
}
