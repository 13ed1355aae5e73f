/** Proves that JSR and npm would take the package. */

import { runChecked } from "../test/command.ts";
import type { Outcome } from "../test/outcome.ts";
import { runCases } from "./cases.ts";
import { tarball } from "./pack.ts";
import { runTool } from "./tools.ts";

/** Checks what is published, where and how. */
export function checkPublication(): Promise<Outcome> {
  return runCases([
    {
      name: "deno publish --dry-run",
      run: async () => {
        await runChecked([Deno.execPath(), "publish", "--dry-run", "--allow-dirty"]);
      },
    },
    { name: "the tarball holds no source that no entry point reaches", run: checkContents },
    {
      name: "publint",
      run: async () => await checkTool("publint/src/cli.js", ["run", "--strict"]),
    },
    {
      name: "attw",
      run: async () =>
        await checkTool("@arethetypeswrong/cli/dist/index.js", [
          "--profile",
          "esm-only",
          "--format",
          "ascii",
        ]),
    },
  ]);
}

async function checkContents(): Promise<void> {
  const files = (await runChecked(["tar", "-tzf", await tarball()])).trim().split("\n");
  // `deno pack` adds source that is in no module graph as it is.
  const strays = files.filter((file) => /(?<!\.d)\.ts$/.test(file));
  if (strays.length > 0) throw new Error(`nothing imports these:\n${strays.join("\n")}`);
  const document = ["README.md", "CHANGELOG.md", "LICENSE"]
    .find((name) => !files.includes(`package/${name}`));
  if (document !== undefined) throw new Error(`${document} is missing`);
}

async function checkTool(script: string, args: readonly string[]): Promise<void> {
  const { ok, output } = await runTool(script, [...args, await tarball()]);
  if (!ok) throw new Error(output);
}
