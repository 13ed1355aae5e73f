/** The examples: each runs to its end, with status 0, on the runtimes it is written for. */

import { runtime as install, type RuntimeName } from "../runtimes.ts";
import { ROOT, runCommand } from "./command.ts";
import { engineSocket } from "./engines.ts";
import type { Outcome } from "./outcome.ts";
import type { Suite } from "./suite.ts";

const RUNTIMES: readonly RuntimeName[] = ["deno", "bun", "node24"];
const ENGINE = "new";

/** One suite a runtime; each example counts as one test. */
export async function exampleSuites(): Promise<Suite[]> {
  const examples: string[] = [];
  for await (const entry of Deno.readDir(`${ROOT}/examples`)) {
    if (entry.isFile && entry.name.endsWith(".ts")) examples.push(`examples/${entry.name}`);
  }
  examples.sort();
  return RUNTIMES.map((runtime) => ({
    name: "examples",
    runtime,
    engine: ENGINE,
    needs: ["modules", "engines", runtime],
    lock: ENGINE,
    run: () => runExamples(runtime, examples),
  }));
}

/** How a program of the checkout is run on a runtime. */
export function programCommand(
  name: RuntimeName,
  command: string,
  program: string,
): [string, ...string[]] {
  return name === "deno" ? [command, "run", "-A", "--no-check", program] : [command, program];
}

async function runExamples(name: RuntimeName, examples: readonly string[]): Promise<Outcome> {
  const { command } = await install(name);
  let passed = 0;
  const failures: string[] = [];
  const output: string[] = [];
  for (const example of examples) {
    const result = await runCommand(programCommand(name, command, example), {
      env: { DOCKER_HOST: `unix://${engineSocket(ENGINE)}` },
      timeout: 120,
    });
    if (result.ok) passed++;
    else failures.push(`${example} (${result.trouble})`);
    output.push(`--- ${example}\n${result.output}`);
  }
  return { passed, failures, output: output.join("") };
}
