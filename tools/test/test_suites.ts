/** The suites of test files: unit tests on every runtime, integration tests on every engine too. */

import { runtime as install, type RuntimeName, TEST_RUNTIMES } from "../runtimes.ts";
import { CACHE, ROOT, runCommand } from "./command.ts";
import { judge, type Outcome } from "./outcome.ts";
import type { Suite } from "./suite.ts";

/** Where the integration tests of a folder run. */
interface Place {
  /** The suite's name. */
  readonly suite: string;
  readonly engines: readonly string[];
  readonly runtimes: readonly RuntimeName[];
}

/** Tests right below `tests/integration` meet every engine on every runtime. */
const EVERYWHERE: Place = {
  suite: "integration",
  engines: ["old", "new"],
  runtimes: TEST_RUNTIMES,
};

/** One of each kind of runtime. */
const EACH_KIND: readonly RuntimeName[] = ["deno", "bun", "node24"];

/** Those in a folder below it meet what they are about. */
const PLACES: Readonly<Record<string, Place>> = {
  // Every operation in the engine's own words: what differs between versions of a runtime is below it.
  api: { ...EVERYWHERE, suite: "api", runtimes: EACH_KIND },
  // What is built on the streams that all versions of a runtime are tested with.
  streams: { ...EVERYWHERE, suite: "streams", runtimes: EACH_KIND },
  // multi-platform images and what else only the containerd image store has
  store: { ...EVERYWHERE, engines: ["store"], runtimes: EACH_KIND },
  // they start engines of their own, to break, restart or join them
  own: { ...EVERYWHERE, engines: ["own"], runtimes: EACH_KIND },
  // Podman is no engine that is promised to work with: one runtime shows how far it does.
  podman: { ...EVERYWHERE, engines: ["podman"], runtimes: ["deno"] },
  // They move hundreds of megabytes, or compare dozens of cases. They have an engine to themselves,
  // which is as new as "new", and which the others hardly use.
  heavy: { suite: "heavy", engines: ["store"], runtimes: EACH_KIND },
};

/** Every test file of the project, by its path in the checkout, in order. */
export async function testFiles(folder = "tests"): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of Deno.readDir(`${ROOT}/${folder}`)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) files.push(...await testFiles(path));
    else if (entry.name.endsWith("_test.ts")) files.push(path);
  }
  return files.sort();
}

/** The suites that these files make. */
export function testSuites(files: readonly string[]): Suite[] {
  const unit: string[] = [];
  const byPlace = new Map<Place, string[]>();
  for (const file of files) {
    const [, folder, group = ""] = file.split("/");
    if (folder !== "integration") {
      unit.push(file);
      continue;
    }
    const place = PLACES[group] ?? EVERYWHERE;
    byPlace.set(place, [...byPlace.get(place) ?? [], file]);
  }
  // The project's own tools run on Deno.
  const elsewhere = unit.filter((file) => !file.startsWith("tests/tools/"));
  const suites = TEST_RUNTIMES
    .map((name) => ({ name, its: name === "deno" ? unit : elsewhere }))
    .filter(({ its }) => its.length > 0)
    .map(({ name, its }) => unitSuite(name, its));
  // Engine after engine for each runtime, so that the pool finds two that don't share an engine.
  for (const name of TEST_RUNTIMES) {
    for (const [place, its] of byPlace) {
      if (!place.runtimes.includes(name)) continue;
      for (const engine of place.engines) {
        suites.push(integrationSuite(place.suite, name, engine, its));
      }
    }
  }
  return suites;
}

function unitSuite(runtime: RuntimeName, files: readonly string[]): Suite {
  return {
    name: "unit",
    runtime,
    needs: ["modules", runtime],
    run: () => runTests(runtime, files, { ENGINE: undefined }, `unit-${runtime}`),
  };
}

function integrationSuite(
  name: string,
  runtime: RuntimeName,
  engine: string,
  files: readonly string[],
): Suite {
  const own = engine === "own";
  return {
    name,
    runtime,
    engine,
    needs: ["modules", engine === "podman" ? "podman" : "engines", runtime],
    // Prunes and lists see all of an engine, so it serves one suite at a time.
    lock: own ? undefined : engine,
    run: () =>
      runTests(
        runtime,
        files,
        { ENGINE: own ? undefined : engine },
        `${name}-${engine}-${runtime}`,
      ),
  };
}

async function runTests(
  name: RuntimeName,
  files: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  label: string,
): Promise<Outcome> {
  const report = `${CACHE}/reports/${label}.xml`;
  await Deno.mkdir(`${CACHE}/reports`, { recursive: true });
  await removeFile(report);
  const { command } = await install(name);
  const entries = name === "deno" ? await entriesFor(files) : [];
  const { output, trouble } = await runCommand(
    testCommand(name, command, report, entries.length === 0 ? files : entries),
    { env: { ...env, DENO_JOBS: `${DENO_JOBS}` }, timeout: 900 },
  );
  for (const entry of entries) await Deno.remove(entry);
  return judge({
    files,
    namesFiles: name !== "node22",
    report: await readFile(report),
    trouble,
    output,
  });
}

/** So many processes of a Deno suite run at a time: two cores' worth of work, and as much waiting. */
const DENO_JOBS = 4;

/**
 * Files that import the others. To load what they share once, and not once for each, halves the time
 * that Deno takes, and the CPU time by three; Deno tells all the same in which file a test is. Contract
 * tests, and those of models, mostly wait: they run beside the rest, in parts that are small enough to
 * be spread evenly.
 */
async function entriesFor(files: readonly string[]): Promise<string[]> {
  const waits = (file: string) =>
    file.endsWith("contract_test.ts") || file.startsWith("tests/models/");
  const waiting = files.filter(waits);
  const parts = [
    files.filter((file) => !waits(file)),
    ...[0, 1, 2, 3, 4, 5].map((part) => waiting.filter((_, index) => index % 6 === part)),
  ].filter((part) => part.length > 0);
  return await Promise.all(parts.map(async (part) => {
    const path = await Deno.makeTempFile({ prefix: "fairlead-", suffix: "_test.ts" });
    const lines = part.map((file) => `import ${JSON.stringify(`file://${ROOT}/${file}`)};\n`);
    await Deno.writeTextFile(path, lines.join(""));
    return path;
  }));
}

function testCommand(
  name: RuntimeName,
  command: string,
  report: string,
  files: readonly string[],
): [string, ...string[]] {
  switch (name) {
    case "deno":
      // The suite "check" has checked the types.
      return [
        command,
        "test",
        "-A",
        "--no-check",
        "--parallel",
        `--config=${ROOT}/deno.json`,
        `--junit-path=${report}`,
        ...files,
      ];
    case "bun":
      return [
        command,
        "test",
        "--timeout=120000",
        "--reporter=junit",
        `--reporter-outfile=${report}`,
        ...files.map((file) => `./${file}`),
      ];
    default:
      // No --test-timeout: Node takes it for the whole file too.
      return [
        command,
        "--test",
        // A process for each file took six times as long.
        name === "node22" ? "--experimental-test-isolation=none" : "--test-isolation=none",
        "--test-reporter=spec",
        "--test-reporter-destination=stdout",
        "--test-reporter=junit",
        `--test-reporter-destination=${report}`,
        ...files,
      ];
  }
}

async function readFile(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

async function removeFile(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
