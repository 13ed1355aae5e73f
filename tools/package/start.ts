/** Proves that the first call over a unix socket loads no module of Node's on Deno: each costs 5 to 25 ms. */

import { ROOT, runChecked, runCommand } from "../test/command.ts";
import type { Outcome } from "../test/outcome.ts";
import { runCases } from "./cases.ts";

interface ModuleGraph {
  modules: {
    specifier: string;
    dependencies?: { specifier: string; code?: { specifier: string } }[];
  }[];
}

const PROGRAMS = `${ROOT}/tools/package/programs`;
const TOUCHED = /^node: (.*)$/gm;

/** Checks the module graph, and what a first ping touches. */
export function checkStart(socket: string): Promise<Outcome> {
  return runCases([
    { name: "no node: import in the graph of any entry point", run: checkGraph },
    { name: "Deno's first ping touches nothing of Node's", run: () => checkPing(socket) },
    { name: "a program that touches something of Node's is found out", run: checkTrap },
  ]);
}

async function checkGraph(): Promise<void> {
  const manifest: { exports: Record<string, string> } = JSON.parse(
    await Deno.readTextFile(`${ROOT}/deno.json`),
  );
  const [main = "./mod.ts"] = Object.values(manifest.exports);
  const graph: ModuleGraph = JSON.parse(
    await runChecked([Deno.execPath(), "info", "--json", main]),
  );
  const imports = graph.modules.flatMap(({ specifier, dependencies = [] }) =>
    dependencies
      .filter(({ code }) => code?.specifier.startsWith("node:"))
      .map((dependency) => `${specifier} imports ${dependency.specifier}`)
  );
  if (imports.length > 0) throw new Error(imports.join("\n"));
}

async function checkPing(socket: string): Promise<void> {
  const { ok, output } = await trapped("ping.ts", [`unix://${socket}`]);
  if (!ok || !output.includes("the engine answered")) throw new Error(output);
  const touched = [...output.matchAll(TOUCHED)];
  if (touched.length > 0) throw new Error(output);
}

async function checkTrap(): Promise<void> {
  const { output } = await trapped("touch.ts", []);
  const touched = new Set([...output.matchAll(TOUCHED)].map(([, what]) => what));
  for (const what of ["process", "Buffer", "setImmediate"]) {
    if (!touched.has(what)) throw new Error(`reading ${what} was not noticed:\n${output}`);
  }
}

async function trapped(
  program: string,
  args: readonly string[],
): Promise<{ ok: boolean; output: string }> {
  return await runCommand([
    Deno.execPath(),
    "run",
    "-A",
    "--no-check",
    `--preload=${PROGRAMS}/trap.ts`,
    `${PROGRAMS}/${program}`,
    ...args,
  ]);
}
