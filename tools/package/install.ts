/** Proves that the tarball installs with npm, and runs where the source cannot. */

import { npmInstall, runtime, type RuntimeName } from "../runtimes.ts";
import { CACHE, ROOT, runCommand } from "../test/command.ts";
import type { Outcome } from "../test/outcome.ts";
import { runCases } from "./cases.ts";
import { tarball } from "./pack.ts";

/** The runtimes that the installed package is run on. */
export const INSTALL_RUNTIMES: readonly RuntimeName[] = ["node20", "node24", "bun"];

/** Installs the tarball as a user would, and runs a program that uses it against an engine. */
export async function checkInstallation(socket: string): Promise<Outcome> {
  const folder = `${CACHE}/installed`;
  await npmInstall(folder, [await tarball()]);
  await Deno.copyFile(`${ROOT}/tools/package/programs/installed.js`, `${folder}/program.mjs`);
  return await runCases(INSTALL_RUNTIMES.map((name) => ({
    name: `runs on ${name}`,
    run: () => runProgram(name, folder, socket),
  })));
}

async function runProgram(name: RuntimeName, folder: string, socket: string): Promise<void> {
  const { command } = await runtime(name);
  const { ok, output } = await runCommand([command, `${folder}/program.mjs`, `unix://${socket}`], {
    cwd: folder,
    timeout: 60,
  });
  if (!ok || !output.includes("hello from the tarball")) throw new Error(output);
}
