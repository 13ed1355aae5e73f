/** The engines that suites share: started once, and stopped if they were not there before. */

import { ROOT, runChecked, runCommand } from "./command.ts";

const RUN = Deno.env.get("ENGINES_RUN") ?? "/run/engines";
const SCRIPTS = `${ROOT}/tests/engine`;

/** The engines that suites share. */
export const SHARED: readonly string[] = ["old", "new", "store"];

/** The path of a shared engine's socket. */
export function engineSocket(name: string): string {
  return `${RUN}/${name}/docker.sock`;
}

/** The shared engines, the registries and the ssh server. */
export class SharedEngines {
  #before: readonly string[] | undefined;
  #keep = true;
  #started = false;
  #podman = false;

  /** Brings them up. Resolves with what runs, for people. */
  async start(): Promise<string> {
    this.#before = await names();
    this.#keep = Deno.env.has("KEEP") || SHARED.some((name) => this.#before?.includes(name));
    await runChecked([`${SCRIPTS}/start.sh`], { timeout: 600 });
    this.#started = true;
    const versions = await Promise.all(SHARED.map(describe));
    return `${versions.join(", ")}${this.#keep ? "; they stay up" : ""}`;
  }

  /** Brings up podman beside them. Resolves with what runs, for people. */
  async startPodman(): Promise<string> {
    this.#podman = true;
    await runChecked([`${SCRIPTS}/up-podman.sh`, "sid", "podman"], { timeout: 300 });
    await runChecked([`${SCRIPTS}/load.sh`, "podman"], { timeout: 60 });
    return await describe("podman");
  }

  /** Ends what was started, if it was. Resolves with what was wrong. */
  async stop(): Promise<string[]> {
    if (this.#before === undefined) return [];
    const trouble: string[] = [];
    for (const name of await names()) {
      if (this.#before.includes(name) || !isLeftBehind(name)) continue;
      trouble.push(`a test left its engine ${name} running`);
      if (this.#keep) await down([name], trouble);
    }
    if (this.#keep) { // others may be at work on these engines
      if (this.#podman && !this.#before.includes("podman")) await down(["podman"], trouble);
      return trouble;
    }
    if (this.#started) await checkLeft(trouble);
    await down([], trouble);
    return trouble;
  }
}

async function checkLeft(trouble: string[]): Promise<void> {
  for (const name of SHARED) {
    try {
      const left = await leftOn(name);
      if (left.length > 0) trouble.push(`tests left on the engine ${name}: ${left.join(", ")}`);
    } catch (error) {
      trouble.push(`the engine ${name} does not answer at the end: ${error}`);
    }
  }
}

/** What an engine has that it had not when it started. */
async function leftOn(name: string): Promise<string[]> {
  const ask = async (path: string) => {
    const url = `http://engine${path}`;
    return JSON.parse(await runChecked(["curl", "-sSf", "--unix-socket", engineSocket(name), url]));
  };
  const containers: { Names: string[] }[] = await ask("/containers/json?all=1");
  const networks: { Name: string }[] = await ask("/networks");
  const { Volumes: volumes }: { Volumes: { Name: string }[] | null } = await ask("/volumes");
  return [
    // What suites share on purpose is named so.
    ...containers.filter(({ Names: [first = "?"] }) => !first.startsWith("/fairlead-shared-"))
      .map(({ Names: [first = "?"] }) => `container ${first}`),
    ...networks.filter(({ Name }) => !["bridge", "host", "none"].includes(Name))
      .map(({ Name }) => `network ${Name}`),
    ...(volumes ?? []).map(({ Name }) => `volume ${Name}`),
  ];
}

async function down(which: readonly string[], trouble: string[]): Promise<void> {
  const { ok, output } = await runCommand([`${SCRIPTS}/down.sh`, ...which], { timeout: 120 });
  if (!ok) trouble.push(`tests/engine/down.sh failed:\n${output}`);
}

async function names(): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const entry of Deno.readDir(RUN)) {
      if (!entry.name.includes(".")) found.push(entry.name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return found;
}

// A temporary engine is named after its owner: "t", its pid to the base 36, "-", a count.
function isLeftBehind(name: string): boolean {
  const [, pid] = /^t([\da-z]+)-[\da-z]$/.exec(name) ?? [];
  if (pid === undefined) return false;
  try {
    Deno.statSync(`/proc/${Number.parseInt(pid, 36)}`);
    return false;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    throw error;
  }
}

async function describe(name: string): Promise<string> {
  const text = await Deno.readTextFile(`${RUN}/${name}/env`);
  const value = (key: string) => new RegExp(`^${key}=(.*)$`, "m").exec(text)?.[1] ?? "?";
  return `${name} ${value("ENGINE_VERSION")} (API ${value("ENGINE_API")})`;
}
