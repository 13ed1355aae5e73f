/**
 * Runs the project's tests: `deno task test` runs all that CI runs, from nothing but Deno and npm;
 * options narrow it. The last line on standard output reads `N passed, N failed`; the status is 0
 * when nothing failed. Nothing is skipped: what cannot start has failed.
 *
 * @module
 */

import { exampleSuites } from "./example_suites.ts";
import { packageSuites } from "./package_suites.ts";
import { allowCommands, stopCommands } from "./command.ts";
import { checkNames, describeNarrowing, parseOptions, USAGE } from "./options.ts";
import type { Options } from "./options.ts";
import type { Outcome } from "./outcome.ts";
import { runPool } from "./pool.ts";
import { Resources } from "./resources.ts";
import { staticSuites } from "./static_suites.ts";
import type { Finished, Suite } from "./suite.ts";
import { suiteLine, summary } from "./summary.ts";
import { testFiles, testSuites } from "./test_suites.ts";

const printed = new Set<string>();

async function main(): Promise<void> {
  const options = readOptions();
  const suites = await plan(options);
  const narrowing = describeNarrowing(options);
  if (narrowing !== "") console.log(`narrowed: ${narrowing}\n`);
  const resources = new Resources((line) => console.log(line));
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    stopCommands();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    Deno.addSignalListener(signal, interrupt);
  }
  const finished: Finished[] = [];
  // Those that share an engine wait for one another, so they begin first and the rest fills the gaps.
  const byLock = [...suites].sort((a, b) =>
    Number(b.lock !== undefined) - Number(a.lock !== undefined)
  );
  const jobs = byLock.map((suite) => ({
    weight: suite.weight ?? 1,
    lock: suite.lock,
    ready: Promise.all(suite.needs.map((need) => resources.get(need))),
    run: async () => {
      const result = await finish(suite, resources);
      finished.push(result);
      if (!interrupted) report(result);
    },
  }));
  await runPool(jobs, options.jobs ?? navigator.hardwareConcurrency + 2);
  allowCommands();
  const trouble = await resources.stop();
  if (interrupted) trouble.push("the run was interrupted");
  if (finished.length === 0) trouble.push("no suite was run");
  const order = new Map(suites.map((suite, at) => [suite, at]));
  finished.sort((a, b) => (order.get(a.suite) ?? 0) - (order.get(b.suite) ?? 0));
  console.log(`\n${summary(finished, trouble)}`);
  const failed = trouble.length > 0 || finished.some(({ outcome }) => outcome.failures.length > 0);
  Deno.exit(failed ? 1 : 0);
}

function readOptions(): Options {
  try {
    return parseOptions(Deno.args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    Deno.exit(2);
  }
}

async function plan(options: Options): Promise<Suite[]> {
  const files = (await testFiles()).filter((file) =>
    options.files.length === 0 || options.files.some((part) => file.includes(part))
  );
  const all = options.files.length > 0 ? testSuites(files) : [
    ...staticSuites(),
    ...packageSuites(),
    ...testSuites(files),
    ...await exampleSuites(),
  ];
  try {
    checkNames("only", options.only, all.map(({ name }) => name));
    checkNames("runtime", options.runtimes, all.map(({ runtime }) => runtime));
    checkNames("engine", options.engines, all.flatMap(({ engine }) => engine ?? []));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    Deno.exit(2);
  }
  const takes = (names: readonly string[], name: string | undefined) =>
    names.length === 0 || (name !== undefined && names.includes(name));
  return all.filter((suite) =>
    takes(options.only, suite.name) && takes(options.runtimes, suite.runtime) &&
    takes(options.engines, suite.engine)
  );
}

async function finish(suite: Suite, resources: Resources): Promise<Finished> {
  const begin = performance.now();
  let outcome: Outcome;
  try {
    for (const need of suite.needs) await resources.get(need);
    outcome = await suite.run();
    if (outcome.passed + outcome.failures.length === 0) {
      outcome = { ...outcome, failures: ["the suite counted no tests"] };
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [first = ""] = message.split("\n");
    outcome = { passed: 0, failures: [first], output: `${message}\n` };
  }
  return { suite, outcome, seconds: (performance.now() - begin) / 1000 };
}

function report(result: Finished): void {
  console.log(suiteLine(result));
  if (result.outcome.failures.length === 0) return;
  const output = result.outcome.output.trimEnd();
  // What could not start fails every suite that needs it, with the same words.
  console.log(printed.has(output) ? "(as above)" : output);
  printed.add(output);
  for (const failure of result.outcome.failures) console.log(`  ✗ ${failure}`);
  console.log("");
}

await main();
