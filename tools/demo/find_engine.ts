/** Finds the engine that a user has, as the docker CLI would. */

import { DockerClient } from "@fairlead/docker";

/** An engine that answers. */
export interface FoundEngine {
  /** Its address: `"unix:///var/run/docker.sock"`. */
  readonly host: string;
  /** What named it, for people. */
  readonly source: string;
  /** The newest API version it speaks. */
  readonly apiVersion: string;
}

/**
 * Asks `DOCKER_HOST`, the docker CLI's context and the default socket, in this order.
 *
 * @param say Takes a line about each that does not answer.
 * @returns The first that answers; `undefined` if none does.
 */
export async function findEngine(say: (line: string) => void): Promise<FoundEngine | undefined> {
  for (const { host, source } of await candidates(say)) {
    try {
      return { host, source, apiVersion: await askVersion(host) };
    } catch (error) {
      say(`no engine at ${host} (${source}): ${error instanceof Error ? error.message : error}`);
    }
  }
  return undefined;
}

/** The newest API version that the engine at an address speaks. Rejects if none answers. */
export async function askVersion(host: string): Promise<string> {
  await using docker = new DockerClient({ host, connectTimeout: 3000 });
  const { apiVersion } = await docker.ping();
  return apiVersion;
}

async function candidates(
  say: (line: string) => void,
): Promise<{ host: string; source: string }[]> {
  const found = [{ host: "unix:///var/run/docker.sock", source: "the default socket" }];
  try {
    const context = await readContext();
    if (context !== undefined) found.unshift(context);
  } catch (error) {
    say(
      `the docker CLI's context cannot be read: ${error instanceof Error ? error.message : error}`,
    );
  }
  const host = Deno.env.get("DOCKER_HOST") ?? "";
  if (host !== "") found.unshift({ host, source: "DOCKER_HOST" });
  return found;
}

async function readContext(): Promise<{ host: string; source: string } | undefined> {
  const folder = Deno.env.get("DOCKER_CONFIG") ?? `${Deno.env.get("HOME") ?? ""}/.docker`;
  const config: { currentContext?: string } = await readJson(`${folder}/config.json`) ?? {};
  const name = Deno.env.get("DOCKER_CONTEXT") ?? config.currentContext ?? "default";
  if (name === "" || name === "default") return undefined;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(name));
  const id = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const file = `${folder}/contexts/meta/${id}/meta.json`;
  const meta: { Endpoints?: { docker?: { Host?: string } } } | undefined = await readJson(file);
  const host = meta?.Endpoints?.docker?.Host;
  if (host === undefined) throw new Error(`${file} names no host for the context "${name}"`);
  return { host, source: `the docker CLI's context "${name}"` };
}

async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
