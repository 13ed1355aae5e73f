/**
 * The programs of `programs/` (this library) and `rivals/` (others), as command lines for each
 * runtime. Each runs what its users get: Deno the source, Node and Bun the JavaScript of the packed
 * tarball.
 */

import { tarball } from "../../tools/package/pack.ts";
import { runtime, type RuntimeName } from "../../tools/runtimes.ts";
import { CACHE, ROOT, runChecked } from "../../tools/test/command.ts";
import { esbuild } from "./esbuild.ts";

/** The runtimes that are measured. */
export const BENCH_RUNTIMES = ["node24", "deno", "bun"] as const;

/** Names of the runtimes that are measured. */
export type BenchRuntime = (typeof BENCH_RUNTIMES)[number];

/** Where the packed library and the programs in JavaScript lie. */
export const PACKED_FOLDER: string = `${CACHE}/bench/packed`;

const DENO_RUN = ["run", "-A", "--no-check", "--no-config", "--no-lock"];

/** Gets everything ready that command lines refer to. */
export async function preparePrograms(runtimes: readonly RuntimeName[]): Promise<void> {
  await Promise.all(runtimes.map(runtime));
  if (runtimes.some((name) => name !== "deno")) await unpack();
}

/** A program of `programs/` on a runtime. */
export async function programCommand(
  name: BenchRuntime,
  program: string,
  args: readonly string[],
): Promise<string[]> {
  if (name === "deno") return await sourceCommand(name, program, args);
  const { command } = await runtime(name);
  return [command, `${PACKED_FOLDER}/${program}.js`, ...args];
}

/** A program of `programs/` on a runtime that takes the types out itself, from source. */
export async function sourceCommand(
  name: BenchRuntime,
  program: string,
  args: readonly string[],
): Promise<string[]> {
  const { command } = await runtime(name);
  const source = `${ROOT}/bench/programs/${program}.ts`;
  const options = { deno: DENO_RUN, bun: [], node24: ["--no-warnings"] }[name];
  return [command, ...options, source, ...args];
}

/** A program of `rivals/` on a runtime. */
export async function rivalCommand(
  name: BenchRuntime,
  program: string,
  args: readonly string[],
): Promise<string[]> {
  const { command } = await runtime(name);
  const source = `${ROOT}/bench/rivals/${program}.mjs`;
  const options = name === "deno" ? [...DENO_RUN, "--node-modules-dir=manual"] : [];
  return [command, ...options, source, ...args];
}

/** Installs the rivals from npm if they are not there in the versions that their manifest names. */
export async function installRivals(): Promise<void> {
  const folder = `${ROOT}/bench/rivals`;
  const { dependencies } = JSON.parse(await Deno.readTextFile(`${folder}/package.json`));
  for (const [name, version] of Object.entries(dependencies)) {
    if (await installedVersion(`${folder}/node_modules/${name}`) !== version) {
      await runChecked(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"], {
        cwd: folder,
      });
      return;
    }
  }
}

async function installedVersion(folder: string): Promise<string | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(`${folder}/package.json`)).version;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

async function unpack(): Promise<void> {
  const library = `${PACKED_FOLDER}/node_modules/@fairlead/docker`;
  await Deno.mkdir(library, { recursive: true });
  await Deno.remove(library, { recursive: true });
  await Deno.mkdir(library);
  await runChecked(["tar", "-xzf", await tarball(), "--strip-components=1", "-C", library]);
  await Deno.writeTextFile(`${PACKED_FOLDER}/package.json`, '{ "type": "module" }\n');
  const sources: string[] = [];
  for await (const { name } of Deno.readDir(`${ROOT}/bench/programs`)) sources.push(name);
  await esbuild(
    [...sources, "--format=esm", "--target=node24", `--outdir=${PACKED_FOLDER}`],
    `${ROOT}/bench/programs`,
  );
  for (const name of sources) {
    const path = `${PACKED_FOLDER}/${name.replace(/\.ts$/, ".js")}`;
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(
      path,
      text.replaceAll('"../../mod.ts"', '"@fairlead/docker"').replace(
        /(from "\.\/\w+)\.ts"/g,
        '$1.js"',
      ),
    );
  }
}
