import type { Outcome } from "../test/outcome.ts";

/** One thing to prove. What it throws says why it does not hold. */
export interface Case {
  /** What is proved, in a few words. */
  readonly name: string;
  /** Proves it. */
  run(): Promise<void>;
}

/** Runs cases one after another; each counts as one test. */
export async function runCases(cases: readonly Case[]): Promise<Outcome> {
  let passed = 0;
  const failures: string[] = [];
  const output: string[] = [];
  for (const { name, run } of cases) {
    try {
      await run();
      passed++;
    } catch (error) {
      failures.push(name);
      output.push(`--- ${name}\n${error instanceof Error ? error.message : error}\n`);
    }
  }
  return { passed, failures, output: output.join("") };
}
