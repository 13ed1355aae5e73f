/** What a program loads of this library, and how large that is as one file. */

import { CACHE, ROOT, runChecked } from "../../tools/test/command.ts";
import { esbuild } from "./esbuild.ts";
import { type BenchRuntime, PACKED_FOLDER, programCommand } from "./programs.ts";

/** Sizes in KB of 1,000 bytes. */
export interface BundleSize {
  /** Minified. */
  readonly minified: number;
  /** Minified, then compressed. */
  readonly gzip: number;
}

/** The paths of the library's modules that import and first ping load, by what the runtime says. */
export async function loadedModules(name: BenchRuntime, host: string): Promise<string[]> {
  const command = await programCommand(name, "start_up", [host]);
  const preload = name === "node24"
    ? ["--import", `${PACKED_FOLDER}/trace_hooks.js`]
    : ["--preload", `${ROOT}/bench/programs/trace_${name === "deno" ? "hooks" : "plugin"}.ts`];
  const program = command.findIndex((part) => /\/start_up\.[jt]s$/.test(part));
  const output = await runChecked([
    ...command.slice(0, program),
    ...preload,
    ...command.slice(program),
  ] as [string, ...string[]]);
  const root = libraryRoot(name);
  const loaded = [...output.matchAll(/^loaded file:\/\/(.*)$/gm)].map(([, path = ""]) =>
    decodeURIComponent(path)
  ).filter((path) => path.startsWith(`${root}/`) && !path.startsWith(`${root}/bench/`));
  if (loaded.length === 0) throw new Error(`${name} told of no module:\n${output}`);
  return [...new Set(loaded)];
}

/** How large modules are as one file; what they could load later, but did not, is left out. */
export async function bundleSize(loaded: readonly string[]): Promise<BundleSize> {
  const entry = loaded.find((path) => /\/mod\.[jt]s$/.test(path));
  if (entry === undefined) throw new Error(`no entry point among ${loaded.join(", ")}`);
  const all = await bundle(entry, []);
  const bytes = await bundle(entry, all.inputs.filter((path) => !loaded.includes(path)));
  const compressed = await new Response(
    new Blob([bytes.text]).stream().pipeThrough(new CompressionStream("gzip")),
  ).arrayBuffer();
  return { minified: bytes.text.length / 1000, gzip: compressed.byteLength / 1000 };
}

async function bundle(
  entry: string,
  without: readonly string[],
): Promise<{ inputs: string[]; text: string }> {
  const out = `${CACHE}/bench/bundle`;
  await esbuild([
    entry,
    "--bundle",
    "--minify",
    "--format=esm",
    "--target=es2022",
    `--outfile=${out}.js`,
    `--metafile=${out}.json`,
    ...without.map((path) => `--external:${path}`),
  ], "/");
  const { inputs } = JSON.parse(await Deno.readTextFile(`${out}.json`));
  return {
    inputs: Object.keys(inputs).map((path) => `/${path}`),
    text: await Deno.readTextFile(`${out}.js`),
  };
}

function libraryRoot(name: BenchRuntime): string {
  return name === "deno" ? ROOT : `${PACKED_FOLDER}/node_modules/@fairlead/docker`;
}
