/** Proves that the package's declarations type-check in the projects that users have. */

import { CACHE, ROOT } from "../test/command.ts";
import type { Outcome } from "../test/outcome.ts";
import { npmInstall } from "../runtimes.ts";
import { type Case, runCases } from "./cases.ts";
import { tarball } from "./pack.ts";
import { runTool } from "./tools.ts";

const COMPILERS: Readonly<Record<string, string>> = {
  "tsc 5.9": "typescript5/bin/tsc",
  "tsc 7": "typescript7/bin/tsc",
};

const PLATFORMS: Readonly<Record<string, { lib: readonly string[]; types: readonly string[] }>> = {
  "es2022 + dom": { lib: ["es2022", "dom"], types: [] },
  "@types/node": { lib: ["es2022"], types: ["node"] },
  "bun-types": { lib: ["esnext"], types: ["bun-types"] },
  "bun-types + dom": { lib: ["esnext", "dom"], types: ["bun-types"] },
};

const RESOLUTIONS: Readonly<Record<string, Record<string, string>>> = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};

/** Type-checks a program that uses every entry point, in every kind of project. */
export async function checkTypes(): Promise<Outcome> {
  const folder = `${CACHE}/consumer`;
  await npmInstall(folder, [await tarball(), "@types/node@26.6.6", "bun-types@1.4.5"]);
  await Deno.writeTextFile(`${folder}/entries.ts`, await entriesProgram());
  await Deno.copyFile(`${ROOT}/tools/package/programs/consumer.ts`, `${folder}/program.ts`);
  const cases: Case[] = [];
  for (const [compiler, script] of Object.entries(COMPILERS)) {
    for (const [platform, { lib, types }] of Object.entries(PLATFORMS)) {
      for (const [resolution, modules] of Object.entries(RESOLUTIONS)) {
        const options = { ...modules, lib, types };
        cases.push({
          name: `${compiler}, ${platform}, ${resolution}`,
          run: () => compile(folder, script, options),
        });
      }
    }
  }
  return await runCases(cases);
}

async function compile(
  folder: string,
  script: string,
  options: Readonly<Record<string, unknown>>,
): Promise<void> {
  const project = {
    compilerOptions: {
      target: "es2022",
      strict: true,
      skipLibCheck: false,
      noEmit: true,
      ...options,
    },
    files: ["entries.ts", "program.ts"],
  };
  await Deno.writeTextFile(`${folder}/tsconfig.json`, JSON.stringify(project));
  const { ok, output } = await runTool(script, ["--project", folder, "--pretty", "false"]);
  if (!ok) throw new Error(output);
}

async function entriesProgram(): Promise<string> {
  const manifest: { name: string; exports: Record<string, string> } = JSON.parse(
    await Deno.readTextFile(`${ROOT}/deno.json`),
  );
  const entries = Object.keys(manifest.exports).map((entry) => entry.replace(/^\./, manifest.name));
  return [
    ...entries.map((entry, at) => `import * as entry${at} from "${entry}";`),
    `export const entries: object[] = [${entries.map((_, at) => `entry${at}`).join(", ")}];`,
    "",
  ].join("\n");
}
