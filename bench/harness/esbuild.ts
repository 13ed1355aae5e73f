import { tools } from "../../tools/package/tools.ts";
import { runChecked } from "../../tools/test/command.ts";

/** Runs esbuild, whose program is a script or a binary: npm's setting decides. */
export async function esbuild(args: readonly string[], cwd: string): Promise<void> {
  const program = `${await tools()}/node_modules/.bin/esbuild`;
  await runChecked([program, ...args, "--log-level=warning"], { cwd });
}
