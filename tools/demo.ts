/**
 * Runs examples/hello.ts on Deno, Bun and Node: `deno task demo`. Takes the engine that is there;
 * if there is none, starts a throwaway one, and removes it afterwards.
 *
 * @module
 */

import { DockerClient, ImageNotFoundError } from "@fairlead/docker";
import { askVersion, findEngine, type FoundEngine } from "./demo/find_engine.ts";
import { installModules, runtime, type RuntimeName } from "./runtimes.ts";
import { allowCommands, ROOT, runChecked, runCommand, stopCommands } from "./test/command.ts";
import { programCommand } from "./test/example_suites.ts";

const RUNTIMES: readonly RuntimeName[] = ["deno", "bun", "node24"];
const SCRIPTS = `${ROOT}/tests/engine`;
/** The image that is made if the engine has none that will do. */
const MADE = "busybox:test";
const IMAGES = ["busybox:latest", MADE];
const THROWAWAY = "demo";

/** What to do at the end, last first. */
const undo: (() => Promise<void>)[] = [];

async function main(): Promise<boolean> {
  console.log("Fairlead: examples/hello.ts on Deno, Bun and Node\n");
  const [engine] = await Promise.all([
    provideEngine(),
    installModules(),
    ...RUNTIMES.map((name) => runtime(name)),
  ]);
  const image = await provideImage(engine);
  let good = true;
  for (const name of RUNTIMES) good = await runHello(name, engine, image) && good;
  return good;
}

async function provideEngine(): Promise<FoundEngine> {
  const found = await findEngine((line) => say("engine", line));
  if (found !== undefined) {
    say("engine", `${found.host} (${found.source}), API ${found.apiVersion}`);
    return found;
  }
  say(
    "engine",
    "starting a throwaway one from Debian's packages; this takes half a minute at first",
  );
  undo.push(async () => {
    await runChecked([`${SCRIPTS}/down.sh`, THROWAWAY]);
    say("engine", "the throwaway one is removed");
  });
  const begin = performance.now();
  const file = (await runChecked([`${SCRIPTS}/throwaway.sh`, THROWAWAY])).trim();
  const [, host = ""] = /^DOCKER_HOST=(.*)$/m.exec(await Deno.readTextFile(file)) ?? [];
  const apiVersion = await askVersion(host);
  say("engine", `${host}, API ${apiVersion}, up in ${seconds(begin)}`);
  return { host, source: "a throwaway engine", apiVersion };
}

async function provideImage({ host }: FoundEngine): Promise<string> {
  await using docker = new DockerClient({ host });
  for (const image of IMAGES) {
    try {
      await docker.images.get(image);
      say("image", `${image}, which the engine has`);
      return image;
    } catch (error) {
      if (!(error instanceof ImageNotFoundError)) throw error;
    }
  }
  await runChecked([`${SCRIPTS}/images.sh`, "busybox"]);
  const folder = Deno.env.get("ENGINES_DIR") ?? `${Deno.env.get("TMPDIR") ?? "/var/tmp"}/engines`;
  using archive = await Deno.open(`${folder}/images/busybox.tar`);
  await docker.images.load(archive.readable);
  say("image", `${MADE}, made from Debian's static busybox and loaded`);
  undo.push(async () => {
    await using docker = new DockerClient({ host });
    await docker.images.remove(MADE);
    say("image", `${MADE} is removed`);
  });
  return MADE;
}

async function runHello(
  name: RuntimeName,
  { host }: FoundEngine,
  image: string,
): Promise<boolean> {
  const { command, version } = await runtime(name);
  const title = { deno: "Deno", bun: "Bun", node24: "Node" }[name as string] ?? name;
  console.log(`\n── ${title} ${version} ${"─".repeat(60 - title.length - version.length)}`);
  const begin = performance.now();
  const { ok, trouble, output } = await runCommand(
    programCommand(name, command, "examples/hello.ts"),
    { env: { DOCKER_HOST: host, IMAGE: image }, timeout: 120 },
  );
  console.log(output.trimEnd().replace(/^/gm, "  "));
  console.log(ok ? `  ✓ ${seconds(begin)}` : `  ✗ ${trouble}`);
  return ok;
}

function say(what: string, line: string): void {
  console.log(`${what.padEnd(8)}${line}`);
}

function seconds(begin: number): string {
  return `${((performance.now() - begin) / 1000).toFixed(1)} s`;
}

async function cleanUp(): Promise<boolean> {
  allowCommands();
  let good = true;
  for (const step of undo.reverse()) {
    try {
      await step();
    } catch (error) {
      good = false;
      console.error(error instanceof Error ? error.message : error);
    }
  }
  return good;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  Deno.addSignalListener(signal, stopCommands);
}
let good = false;
try {
  good = await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
}
if (undo.length > 0) console.log("");
good = await cleanUp() && good;
console.log(good ? "\nIt ran on all three." : "\nIt failed.");
Deno.exit(good ? 0 : 1);
