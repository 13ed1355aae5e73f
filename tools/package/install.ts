/** Proves that the tarball installs with npm, and runs where the source cannot. */

import { npmInstall, runtime, type RuntimeName } from "../runtimes.ts";
import { CACHE, ROOT, runChecked } from "../test/command.ts";
import type { Outcome } from "../test/outcome.ts";
import { type Case, runCases } from "./cases.ts";
import { tarball } from "./pack.ts";
import { tools } from "./tools.ts";

/** The runtimes that the installed package is run on. */
export const INSTALL_RUNTIMES: readonly RuntimeName[] = ["node20", "node24", "bun"];

/** Installs the tarball as a user would, and runs programs that use it against an engine. */
export async function checkInstallation(socket: string): Promise<Outcome> {
  const folder = `${CACHE}/installed`;
  await npmInstall(folder, [await tarball()]);
  const programs = [`${ROOT}/tools/package/programs/installed.ts`];
  for await (const { name } of Deno.readDir(`${ROOT}/examples`)) {
    if (name.endsWith(".ts")) programs.push(`${ROOT}/examples/${name}`);
  }
  // Node 20 strips no types and knows no `await using`.
  await runChecked([
    `${await tools()}/node_modules/.bin/esbuild`,
    ...programs,
    "--format=esm",
    "--target=node20",
    "--out-extension:.js=.mjs",
    `--outdir=${folder}/programs`,
    "--outbase=" + ROOT,
    "--log-level=warning",
  ]);
  const cases: Case[] = [];
  for (const name of INSTALL_RUNTIMES) {
    for (const program of programs) {
      const path = program.slice(ROOT.length + 1).replace(/\.ts$/, ".mjs");
      cases.push({
        name: `${path} runs on ${name}`,
        run: async () => {
          const { command } = await runtime(name);
          await runChecked([command, `${folder}/programs/${path}`], {
            cwd: folder,
            env: { DOCKER_HOST: `unix://${socket}` },
            timeout: 120,
          });
        },
      });
    }
  }
  return await runCases(cases);
}
