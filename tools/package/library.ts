/** Proves that the source uses no library that Node 20.16, Deno and Bun do not all have. */

import { CACHE, ROOT } from "../test/command.ts";
import type { Outcome } from "../test/outcome.ts";
import { runCases } from "./cases.ts";
import { runTool } from "./tools.ts";

const OPTIONS = {
  target: "es2022",
  lib: ["es2022", "dom", "dom.iterable", "dom.asynciterable", "esnext.disposable"],
  types: [],
  module: "esnext",
  moduleResolution: "bundler",
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
};

/** Type-checks all source with the libraries of ES2022 and the web platform, and no runtime's own. */
export function checkLibrary(): Promise<Outcome> {
  return runCases([{
    name: "src under tsc with es2022 and the web platform alone",
    run: async () => {
      const folder = `${CACHE}/library`;
      await Deno.mkdir(folder, { recursive: true });
      const project = { compilerOptions: OPTIONS, include: [`${ROOT}/mod.ts`, `${ROOT}/src`] };
      await Deno.writeTextFile(`${folder}/tsconfig.json`, JSON.stringify(project));
      const args = ["--project", folder, "--pretty", "false"];
      const { ok, output } = await runTool("typescript5/bin/tsc", args);
      if (!ok) throw new Error(output);
    },
  }]);
}
