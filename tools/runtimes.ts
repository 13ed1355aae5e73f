/** The runtimes that the tests and the demo run on. All but Deno, which runs this, come from npm. */

import { CACHE, ROOT, runChecked } from "./test/command.ts";

/** Names of runtimes. */
export type RuntimeName = "deno" | "bun" | "node20" | "node22" | "node24" | "node26";

/** A runtime that is there to be run. */
export interface Runtime {
  /** Its name. */
  readonly name: RuntimeName;
  /** The path of its program. */
  readonly command: string;
  /** What it says its version is, without a `v`. */
  readonly version: string;
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly program: string;
}

const NODE = `node-linux-${Deno.build.arch === "aarch64" ? "arm64" : "x64"}`;

const PACKAGES: Readonly<Record<Exclude<RuntimeName, "deno">, Package>> = {
  bun: { name: "bun", version: "1.4.5", program: "node_modules/.bin/bun" },
  node20: node("20.20.2"),
  node22: node("22.23.3"),
  node24: node("24.21.0"),
  node26: node("26.10.0"),
};

/** The runtimes that run the tests from source; Node 20 cannot, and gets the packed tarball. */
export const TEST_RUNTIMES: readonly RuntimeName[] = ["deno", "bun", "node22", "node24", "node26"];

const found = new Map<RuntimeName, Promise<Runtime>>();

/** A runtime, which is fetched when it is not there yet. */
export function runtime(name: RuntimeName): Promise<Runtime> {
  let promise = found.get(name);
  if (promise === undefined) found.set(name, promise = install(name));
  return promise;
}

async function install(name: RuntimeName): Promise<Runtime> {
  if (name === "deno") return { name, command: Deno.execPath(), version: Deno.version.deno };
  const { name: packageName, version, program } = PACKAGES[name];
  const folder = `${CACHE}/runtimes/${name}-${version}`;
  const command = `${folder}/${program}`;
  if (await versionOf(command) !== version) {
    await npmInstall(folder, [`${packageName}@${version}`]);
    const actual = await versionOf(command);
    if (actual !== version) {
      throw new Error(`${name}: npm installed version ${actual ?? "none"}, not ${version}`);
    }
  }
  return { name, command, version };
}

/** Installs packages from npm into a folder of their own. */
export async function npmInstall(folder: string, packages: readonly string[]): Promise<void> {
  await Deno.mkdir(folder, { recursive: true });
  // Without a manifest of its own npm would look for one in the folders above.
  await Deno.writeTextFile(`${folder}/package.json`, '{ "private": true }\n');
  await runChecked(
    ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
      .concat(packages) as [string, ...string[]],
    { cwd: folder },
  );
}

/**
 * Makes bare imports work from source on Node and Bun, which don't read `deno.json`: its npm
 * packages go to `node_modules`, and so does a stand-in for the package itself.
 */
export async function installModules(): Promise<void> {
  await runChecked([Deno.execPath(), "install", ...(Deno.env.has("CI") ? ["--frozen"] : [])]);
  const manifest = JSON.parse(await Deno.readTextFile(`${ROOT}/deno.json`));
  const folder = `${ROOT}/node_modules/${manifest.name}`;
  await Deno.mkdir(folder, { recursive: true });
  const entries: Record<string, string> = {};
  for (const [name, path] of Object.entries<string>(manifest.exports)) {
    const file = name === "." ? "mod.js" : `${name.slice(2).replaceAll("/", "_")}.js`;
    entries[name] = `./${file}`;
    // JavaScript, because Node does not strip types below node_modules.
    await Deno.writeTextFile(
      `${folder}/${file}`,
      `export * from "${"../".repeat(manifest.name.split("/").length + 1)}${path.slice(2)}";\n`,
    );
  }
  await Deno.writeTextFile(
    `${folder}/package.json`,
    JSON.stringify({ name: manifest.name, type: "module", exports: entries }, undefined, 2),
  );
}

function node(version: string): Package {
  return { name: NODE, version, program: `node_modules/${NODE}/bin/node` };
}

async function versionOf(command: string): Promise<string | undefined> {
  try {
    await Deno.stat(command);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  return (await runChecked([command, "--version"])).trim().replace(/^v/, "");
}
