/** The programs that judge the package. They come from npm and are no dependency of the project. */

import { npmInstall, runtime } from "../runtimes.ts";
import { CACHE, type CommandResult, runCommand } from "../test/command.ts";

const PACKAGES = [
  "@arethetypeswrong/cli@0.18.5",
  "esbuild@0.28.2",
  "publint@0.3.25",
  "typescript5@npm:typescript@5.9.3",
  "typescript7@npm:typescript@7.0.2",
  "workerd@1.20261117.1",
  // The oldest and the newest types that users of Node have, and those of Bun.
  "@types/node@26.6.6",
  "types-node-20@npm:@types/node@20.19.25",
  "bun-types@1.4.5",
];

let folder: Promise<string> | undefined;

/** The folder of the tools' `node_modules`, filled when first asked for. */
export function tools(): Promise<string> {
  return folder ??= install();
}

/**
 * Runs a tool on Node.
 *
 * @param script The path of its program below `node_modules`.
 * @param args Its arguments.
 * @param cwd The folder to run it in.
 */
export async function runTool(
  script: string,
  args: readonly string[],
  cwd?: string,
): Promise<CommandResult> {
  const { command } = await runtime("node24");
  const program = `${await tools()}/node_modules/${script}`;
  return await runCommand([command, program, ...args], cwd === undefined ? {} : { cwd });
}

async function install(): Promise<string> {
  const path = `${CACHE}/tools`;
  const list = `${PACKAGES.join("\n")}\n`;
  if (await installed(path) !== list) {
    await npmInstall(path, PACKAGES);
    await Deno.writeTextFile(`${path}/installed`, list);
  }
  return path;
}

async function installed(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(`${path}/installed`);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
