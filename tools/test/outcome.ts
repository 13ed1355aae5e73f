import { parseJunit } from "./junit.ts";

/** What came of a suite. */
export interface Outcome {
  /** How many tests passed. */
  readonly passed: number;
  /** What did not pass, one line each: tests, and what kept tests from being run or counted. */
  readonly failures: readonly string[];
  /** What the programs wrote, for people. */
  readonly output: string;
}

/** How a program that runs tests ended. */
export interface TestRun {
  /** The test files it was given. */
  readonly files: readonly string[];
  /** Whether its report names the file of each test; Node does from version 24 on. */
  readonly namesFiles: boolean;
  /** Its JUnit report; `undefined` if it wrote none. */
  readonly report: string | undefined;
  /** How it ended, if not well: `"status 1"`, `"no end after 600 s"`. */
  readonly trouble: string | undefined;
  /** What it wrote. */
  readonly output: string;
}

/**
 * Counts the tests of a run. What could pass for success but is none counts as a failure: no
 * report, a file without tests, a file that left in the middle, a test skipped or to do, a status
 * other than 0 without a failed test.
 */
export function judge(run: TestRun): Outcome {
  const { files, namesFiles, report, trouble, output } = run;
  if (report === undefined) {
    return { passed: 0, failures: [`no report was written (${trouble ?? "status 0"})`], output };
  }
  const failures: string[] = [];
  const seen = new Set<string>();
  let passed = 0;
  for (const { file, name, state } of parseJunit(report)) {
    const itself = files.find((path) => isSame(path, name));
    if (itself !== undefined) {
      // Node reports a file by its name when it gave no test, threw outside of tests or left early.
      failures.push(`${itself}: no tests, or an error or exit outside of them`);
      seen.add(itself);
      continue;
    }
    const path = files.find((path) => isSame(path, file)) ?? "";
    seen.add(path);
    if (state === "passed") passed++;
    else {failures.push(
        `${path === "" ? "" : `${path}: `}${name}${state === "skipped" ? " (skipped)" : ""}`,
      );}
  }
  if (namesFiles) {
    for (const file of files) if (!seen.has(file)) failures.push(`${file}: no tests`);
  }
  if (passed + failures.length === 0) failures.push("no tests were run");
  if (trouble !== undefined && (failures.length === 0 || !trouble.startsWith("status "))) {
    failures.push(`ended with ${trouble}`);
  }
  return { passed, failures, output };
}

function isSame(path: string, name: string): boolean {
  return name === path || name === `./${path}` || name.endsWith(`/${path}`);
}
