/**
 * Records what the docker CLI asks an engine for, for `../cli_test.ts`:
 *
 *     deno run -A tests/conformance/cli/record.ts
 *
 * Runs the lines of `commands.txt` with the `docker` that is on the PATH, through a proxy, against an
 * engine of its own, and writes `recorded.json`. The registries of `tests/engine/start.sh` must be up.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import { scrub } from "../../../tools/wire/scrub.ts";
import { fixture, REGISTRIES, temporaryEngine } from "../../engine/mod.ts";
import { RecordingProxy } from "./proxy.ts";
import {
  type RecordedCommand,
  type RecordedRequest,
  type Recording,
  toRecordedRequest,
} from "./recorded.ts";

const RESULT = fileURLToPath(new URL("recorded.json", import.meta.url));
const COMMANDS = new URL("commands.txt", import.meta.url);

/** Seconds after which a command is taken to hang. */
const LIMIT = 60;

/** Every command asks this first. */
const PING = "/_ping";

const DOCKERFILE = "ARG A\nARG C\nFROM busybox:test AS last\nLABEL from=cli\nRUN true\n";

interface Line {
  readonly command: string;
  readonly recorded: boolean;
}

async function readLines(): Promise<Line[]> {
  const text = (await Deno.readTextFile(COMMANDS)).replace(/\\\n\s*/g, "");
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => ({
    command: line.replace(/^@/, ""),
    recorded: !line.startsWith("@"),
  }));
}

/** The folder that commands run in. */
async function makeFolder(): Promise<string> {
  const folder = await Deno.makeTempDir({ prefix: "docker-cli-" });
  await Deno.mkdir(`${folder}/context`);
  await Deno.writeTextFile(`${folder}/context/Dockerfile.cli`, DOCKERFILE);
  await Deno.writeTextFile(`${folder}/file`, "hello\n");
  await run(
    `cp -r "${fixture("plugin")}" plugin && cp "${
      fixture("rootfs.tar")
    }" . && tar cf archive.tar file`,
    folder,
    {},
  );
  return folder;
}

async function run(
  command: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly output: string }> {
  const { code, stdout, stderr } = await new Deno.Command("timeout", {
    args: [`${LIMIT}`, "bash", "-c", command],
    cwd,
    env,
  }).output();
  if (code === 124) throw new Error(`No end after ${LIMIT} s: ${command}`);
  const decoder = new TextDecoder();
  return { status: code, output: decoder.decode(stdout) + decoder.decode(stderr) };
}

async function recordAll(socket: string, folder: string): Promise<RecordedCommand[]> {
  using proxy = new RecordingProxy(`${folder}/proxy.sock`, socket);
  const env = {
    DOCKER_HOST: `unix://${folder}/proxy.sock`,
    DOCKER_CONFIG: `${folder}/config`,
    DOCKER_BUILDKIT: "0",
    DOCKER_CLI_HINTS: "false",
    HTTP_PROXY: "",
    HTTPS_PROXY: "",
  };
  const commands: RecordedCommand[] = [];
  for (const { command, recorded } of await readLines()) {
    const real = command.replaceAll("REGISTRY", REGISTRIES.password)
      .replaceAll("OPEN", REGISTRIES.open);
    const { status, output } = await run(real, folder, env);
    const requests = proxy.take().map(({ head, body }) => toRecordedRequest(head, body));
    const asked = withoutPings(requests);
    // What the engine can't do is asked for all the same.
    console.log(`${status === 0 ? "" : `status ${status}, ${output.trim()}: `}${command}`);
    if (!recorded) continue;
    if (asked.length === 0) throw new Error(`Nothing was asked for: ${command}\n${output}`);
    commands.push({ command: real, requests: asked });
  }
  return commands;
}

/** The requests, each once, less those that only ask what the engine is. */
function withoutPings(requests: readonly RecordedRequest[]): RecordedRequest[] {
  const seen = new Set<string>();
  return requests.map(withoutCount).filter((request) => {
    const text = JSON.stringify(request);
    if (request.path === PING || seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

/** The request with the same version of its object, which counts all that happened in the swarm. */
function withoutCount(request: RecordedRequest): RecordedRequest {
  if (!request.path.endsWith("/update")) return request;
  const query = request.query.map(([name, value]) =>
    [name, name === "version" ? "7" : value] as const
  );
  return { ...request, query };
}

async function version(format: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { output } = await run(`docker version -f '{{${format}}}'`, "/", env);
  return output.trim();
}

const engine = await temporaryEngine({ config: { experimental: true } });
const folder = await makeFolder();
try {
  const commands = await recordAll(engine.socket, folder);
  const env = { DOCKER_HOST: engine.host };
  const recording: Recording = {
    cli: await version(".Client.Version", env),
    engine: engine.version,
    apiVersion: await version(".Client.APIVersion", env),
    commands,
  };
  const text = JSON.stringify(recording).replaceAll(folder, "/home/user");
  await Deno.writeTextFile(RESULT, JSON.stringify(scrub(JSON.parse(text), new Map())));
  await run(
    `"${Deno.execPath()}" fmt --quiet "${RESULT}"`,
    fileURLToPath(new URL(".", import.meta.url)),
    {},
  );
  console.log(`${commands.length} commands, API ${recording.apiVersion}`);
} finally {
  await Deno.remove(folder, { recursive: true });
  await engine[Symbol.asyncDispose]();
}
