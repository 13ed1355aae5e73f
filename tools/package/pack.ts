/**
 * Makes the tarball that is published to npm: what `deno pack` makes, with the fields of
 * `package.json` that it cannot set, and the modules of each entry point joined into one: loading
 * them one by one took Node three times as long. Run by itself, it prints the tarball's path.
 *
 * @module
 */

import { CACHE, runChecked } from "../test/command.ts";
import { toPortableDeclarations } from "./declarations.ts";
import { tools } from "./tools.ts";

interface PackageJson {
  dependencies?: Record<string, string>;
  exports?: Record<string, { import: string }>;
  [field: string]: unknown;
}

const FIELDS = {
  description:
    "The Docker Engine SDK for Deno, Bun and Node: docker-py's object model in TypeScript",
  keywords: ["docker", "container", "docker-engine", "deno", "bun"],
  license: "MIT",
  repository: { type: "git", url: "git+https://github.com/fairlead/docker.git" },
  type: "module",
  engines: { node: ">=20.16" },
  sideEffects: false,
};

let made: Promise<string> | undefined;

/** The path of the tarball, which is made when first asked for. */
export function tarball(): Promise<string> {
  return made ??= pack();
}

async function pack(): Promise<string> {
  const folder = `${CACHE}/package`;
  await removeFolder(folder);
  await Deno.mkdir(folder, { recursive: true });
  const plain = `${folder}/plain.tgz`;
  await runChecked([
    Deno.execPath(),
    "pack",
    "--no-source-maps",
    "--allow-dirty",
    `--output=${plain}`,
  ]);
  await runChecked(["tar", "-xzf", plain, "-C", folder]);
  const manifest = `${folder}/package/package.json`;
  const released = toReleased(JSON.parse(await Deno.readTextFile(manifest)));
  await Deno.writeTextFile(manifest, `${JSON.stringify(released, undefined, 2)}\n`);
  await makePortable(`${folder}/package`);
  await joinModules(
    `${folder}/package`,
    Object.values(released.exports ?? {}).map((entry) => entry.import),
  );
  const path = `${folder}/package.tgz`;
  await runChecked([
    "tar",
    "--sort=name",
    "--mtime=@0",
    "--owner=0",
    "--group=0",
    "--numeric-owner",
    "-C",
    folder,
    "-czf",
    path,
    "package",
  ]);
  return path;
}

/** The `package.json` that is published, from the one that `deno pack` wrote. */
export function toReleased(packed: PackageJson): PackageJson {
  const { dependencies, ...rest } = packed;
  return {
    ...rest,
    ...FIELDS,
    // Each is imported by one entry point alone, and only its users need it.
    ...(dependencies === undefined ? {} : {
      peerDependencies: dependencies,
      peerDependenciesMeta: Object.fromEntries(
        Object.keys(dependencies).map((name) => [name, { optional: true }]),
      ),
    }),
  };
}

/** Joins what entry points load at once; what they load later, and what they share, stays apart. */
async function joinModules(folder: string, entries: readonly string[]): Promise<void> {
  const joined = `${folder}.joined`;
  await runChecked([
    `${await tools()}/node_modules/.bin/esbuild`,
    ...entries,
    "--bundle",
    "--splitting",
    "--format=esm",
    "--platform=neutral",
    "--packages=external",
    "--target=es2022",
    "--chunk-names=chunks/[name]-[hash]",
    "--outbase=.",
    `--outdir=${joined}`,
    "--log-level=warning",
  ], { cwd: folder });
  await removeModules(folder);
  await runChecked(["cp", "-r", `${joined}/.`, folder]);
  await removeFolder(joined);
}

async function removeModules(folder: string): Promise<void> {
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) await removeModules(path);
    else if (entry.name.endsWith(".js")) await Deno.remove(path);
  }
}

async function makePortable(folder: string): Promise<void> {
  for await (const entry of Deno.readDir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) await makePortable(path);
    else if (entry.name.endsWith(".d.ts")) {
      await Deno.writeTextFile(path, toPortableDeclarations(await Deno.readTextFile(path)));
    }
  }
}

async function removeFolder(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

if (import.meta.main) console.log(await tarball());
