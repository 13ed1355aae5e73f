/** The real engines that integration tests talk to: where they run, and what can be done to them. */

import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** A running engine. */
export interface RunningEngine {
  /** Its name, at most 8 characters: a folder below `/run/engines`. */
  readonly name: string;
  /** The unix socket, as `DOCKER_HOST` has it: `"unix:///run/engines/new/docker.sock"`. */
  readonly host: string;
  /** The path of the unix socket. */
  readonly socket: string;
  /** The IP address at which published ports answer. */
  readonly address: string;
  /** Its network namespace, for `nsenter --net=/run/netns/…`. */
  readonly netns: string;
  /** `"tcp://…"` when it also listens there, with or without TLS. */
  readonly tcp: string | undefined;
  /** The folder of `ca.pem`, `cert.pem`, `key.pem` and the bad ones, when `tcp` speaks TLS. */
  readonly certPath: string | undefined;
  /** The engine's version: `"28.5.2+dfsg4"`. */
  readonly version: string;
  /** The newest API version it speaks: `"1.51"`. */
  readonly apiVersion: string;
}

/** An engine of a test's own: what is done to it disturbs nobody. */
export interface TemporaryEngine extends RunningEngine {
  /** Stops the engine and removes all its data. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Which engine to start, and how. */
export interface EngineSettings {
  /** `"bookworm"` (20.10), `"trixie"` (26.1) or `"sid"` (28.5). @default {"sid"} */
  readonly suite?: "bookworm" | "trixie" | "sid";
  /** Also listen on TCP. */
  readonly tcp?: "plain" | "tls";
  /** What to put into its `daemon.json`. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** Put its data on a disk of that size, such as `"48m"`, which `fault("fill", …)` fills. */
  readonly dataSize?: string;
  /** Load the image `busybox:test`. @default {true} */
  readonly busybox?: boolean;
}

/** What can happen to an engine; ENGINE names and effects are in `faults.sh`. */
export type Fault =
  | "start"
  | "stop"
  | "restart"
  | "kill"
  | "freeze"
  | "thaw"
  | "unplug"
  | "plug"
  | "fill"
  | "empty";

/** The ssh server in front of the engine `new`. */
export interface SshServer {
  /** `"ssh://root@127.0.0.1:22022"`. */
  readonly host: string;
  /** Its port on 127.0.0.1. */
  readonly port: number;
  /** The private key it lets in. */
  readonly key: string;
  /** A private key it refuses. */
  readonly stranger: string;
  /** A `known_hosts` file that names its key. */
  readonly knownHosts: string;
  /** A `known_hosts` file that names another key for it. */
  readonly wrongKnownHosts: string;
}

/** Registries that every engine reaches, as `HOST:PORT` of an image's name. */
export interface Registries {
  /** Plain HTTP, no password. */
  readonly open: string;
  /** Plain HTTP; wants `user` and `secret`. */
  readonly password: string;
  /** TLS; wants `user` and `secret`. BuildKit of 20.10 pulls base images from nowhere else. */
  readonly tls: string;
}

const RUN = process.env.ENGINES_RUN ?? "/run/engines";
const DIR = process.env.ENGINES_DIR ?? `${process.env.TMPDIR ?? "/var/tmp"}/engines`;
const NET = process.env.ENGINES_NET ?? "10.231";
const SCRIPTS = fileURLToPath(new URL(".", import.meta.url));

/** The docker CLI, of bookworm (20.10): `DOCKER_HOST` tells it which engine to speak to. */
export const DOCKER_CLI: string = `${DIR}/roots/bookworm/usr/bin/docker`;

/** The registries that `start.sh` brings up. */
export const REGISTRIES: Registries = {
  open: `${NET}.0.1:5000`,
  password: `${NET}.0.1:5001`,
  tls: `${NET}.0.1:5443`,
};

/** What the registries that want a password let in. */
export const REGISTRY_CREDENTIALS = { username: "user", password: "secret" } as const;

let started = 0;

/**
 * The engine a test file is run against, or the one named.
 *
 * @param name `"old"` (20.10), `"new"` (28.5), `"store"` (28.5, containerd image store) or
 *   `"podman"`; the variable `ENGINE` says which when absent.
 * @throws {Error} If it does not run.
 */
export async function engine(name: string = defaultName()): Promise<RunningEngine> {
  const file = `${RUN}/${name}/env`;
  let text;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw new Error(`no engine "${name}" (${file}): run tests/engine/start.sh`, { cause });
  }
  return parseEngine(name, text);
}

/**
 * Does to an engine what happens to engines. Tests do it to a {@linkcode temporaryEngine}: the
 * shared ones serve others at the same time.
 */
export async function fault(action: Fault, name: string): Promise<void> {
  await script("faults.sh", [action, name]);
}

/** Starts an engine that is the caller's alone. Takes one or two seconds once its suite is unpacked. */
export async function temporaryEngine(settings: EngineSettings = {}): Promise<TemporaryEngine> {
  const name = uniqueName();
  await script("up.sh", [settings.suite ?? "sid", name], {
    ...(settings.tcp === undefined ? {} : { TCP: settings.tcp }),
    ...(settings.config === undefined ? {} : { CONFIG: JSON.stringify(settings.config) }),
    ...(settings.dataSize === undefined ? {} : { DATA_SIZE: settings.dataSize }),
  });
  return await loaded(name, settings.busybox ?? true);
}

/**
 * Starts podman's Docker-compatible API.
 *
 * @param suite `"bookworm"` (4.3), `"trixie"` (5.4) or `"sid"` (5.8).
 */
export async function temporaryPodman(
  suite: "bookworm" | "trixie" | "sid" = "sid",
): Promise<TemporaryEngine> {
  const name = uniqueName();
  await script("up-podman.sh", [suite, name]);
  return await loaded(name, true);
}

/** Starts two engines that form one swarm. */
export async function temporarySwarm(
  suite: "bookworm" | "trixie" | "sid" = "sid",
): Promise<{ readonly manager: TemporaryEngine; readonly worker: TemporaryEngine }> {
  const manager = uniqueName();
  const worker = uniqueName();
  try {
    await script("swarm.sh", [suite, manager, worker]);
  } catch (error) {
    await script("down.sh", [manager, worker]);
    throw error;
  }
  return { manager: await loaded(manager, false), worker: await loaded(worker, false) };
}

/** The path of what tests load, import and build: `busybox.tar`, `context`, … (see `images.sh`). */
export function fixture(name: string): string {
  return `${DIR}/images/${name}`;
}

/** The ssh server in front of the engine `new`. */
export function sshServer(): SshServer {
  const port = Number(process.env.SSH_PORT ?? 22022);
  const folder = `${DIR}/state/new.sshd`;
  return {
    host: `ssh://root@127.0.0.1:${port}`,
    port,
    key: `${folder}/key`,
    stranger: `${folder}/stranger`,
    knownHosts: `${folder}/known_hosts`,
    wrongKnownHosts: `${folder}/known_hosts.wrong`,
  };
}

/** Runs one of the scripts beside this file and resolves with what it wrote to its output. */
export function script(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(`${SCRIPTS}${name}`, args, {
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let errors = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => output += text);
    child.stderr.setEncoding("utf8").on("data", (text: string) => errors += text);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) return resolve(output);
      reject(new Error(`${name} ${args.join(" ")} ended with ${code ?? signal}:\n${errors}`));
    });
  });
}

function defaultName(): string {
  const name = process.env.ENGINE;
  if (name === undefined || name === "") {
    throw new Error("set ENGINE to the engine's name, such as ENGINE=new");
  }
  return name;
}

function parseEngine(name: string, text: string): RunningEngine {
  const lines = new Map(
    text.trim().split("\n").map((line) => {
      const at = line.indexOf("=");
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
  const value = (key: string) => lines.get(key) || undefined;
  const needed = (key: string) => {
    const text = value(key);
    if (text === undefined) throw new Error(`${RUN}/${name}/env lacks ${key}`);
    return text;
  };
  const host = needed("DOCKER_HOST");
  return {
    name,
    host,
    socket: host.replace(/^unix:\/\//, ""),
    address: needed("ENGINE_ADDRESS"),
    netns: needed("ENGINE_NETNS"),
    tcp: value("ENGINE_TCP"),
    certPath: value("ENGINE_CERT_PATH"),
    version: needed("ENGINE_VERSION"),
    apiVersion: needed("ENGINE_API"),
  };
}

async function loaded(name: string, busybox: boolean): Promise<TemporaryEngine> {
  const down = async () => {
    await script("down.sh", [name]);
  };
  try {
    if (busybox) await script("load.sh", [name]);
    return { ...await engine(name), [Symbol.asyncDispose]: down };
  } catch (error) {
    await down();
    throw error;
  }
}

// Eight characters hold a pid and a count, so that suites side by side don't meet, and so that the
// test runner can tell an engine whose owner is gone.
function uniqueName(): string {
  return `t${process.pid.toString(36)}-${(started++ % 36).toString(36)}`;
}
