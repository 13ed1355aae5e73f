import { parseArgs } from "node:util";

/** What to run: everything, unless narrowed. */
export interface Options {
  /** Names of suites; all when empty. */
  readonly only: readonly string[];
  /** Names of runtimes; all when empty. */
  readonly runtimes: readonly string[];
  /** Names of engines; all when empty. */
  readonly engines: readonly string[];
  /** Parts of the paths of test files; all files when empty. */
  readonly files: readonly string[];
  /** How many places the pool has; by the number of processors when absent. */
  readonly jobs: number | undefined;
}

/** How to call it, for people. */
export const USAGE = `usage: deno task test [FILE-PART...] [--only SUITE]... [--runtime NAME]...
                      [--engine NAME]... [--jobs N]
Options take one name or several with commas; without any, everything runs that CI runs.`;

/** Reads the command line. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      only: { type: "string", multiple: true },
      runtime: { type: "string", multiple: true },
      engine: { type: "string", multiple: true },
      jobs: { type: "string" },
    },
  });
  const jobs = values.jobs === undefined ? undefined : Number(values.jobs);
  if (jobs !== undefined && !(Number.isInteger(jobs) && jobs > 0)) {
    throw new TypeError(`--jobs takes a number of 1 or more, not "${values.jobs}"`);
  }
  return {
    only: split(values.only),
    runtimes: split(values.runtime),
    engines: split(values.engine),
    files: positionals,
    jobs,
  };
}

/** The options that narrow a run, as they would be typed; `""` when everything runs. */
export function describeNarrowing(options: Options): string {
  return [
    ...options.files,
    ...options.only.map((name) => `--only ${name}`),
    ...options.runtimes.map((name) => `--runtime ${name}`),
    ...options.engines.map((name) => `--engine ${name}`),
  ].join(" ");
}

/** Refuses names that nothing has, lest a typing error run nothing. */
export function checkNames(
  option: string,
  given: readonly string[],
  known: Iterable<string>,
): void {
  const names = new Set(known);
  for (const name of given) {
    if (!names.has(name)) {
      throw new TypeError(`--${option} ${name}: there are ${[...names].join(", ")}`);
    }
  }
}

function split(values: readonly string[] | undefined): string[] {
  return (values ?? []).flatMap((value) => value.split(",")).filter((name) => name !== "");
}
