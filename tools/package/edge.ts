/** Proves that the package runs where there is no Node: bundled to one file, in workerd. */

import { CACHE, ROOT, runChecked } from "../test/command.ts";
import { npmInstall } from "../runtimes.ts";
import type { Outcome } from "../test/outcome.ts";
import { runCases } from "./cases.ts";
import { tarball } from "./pack.ts";
import { tools } from "./tools.ts";

interface Answer {
  globals?: string[];
  apiVersion?: string;
  refused?: boolean;
  code?: string;
}

/** What the bundle must not ask for: with such an import it would not even load. */
const NODE_IMPORT =
  /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'](?:node:[\w/]+|net|fs|tls|child_process)["']/;

/** Bundles the package, and serves a request with the bundle. */
export function checkEdge(socket: string): Promise<Outcome> {
  let bundle: Promise<string> | undefined;
  return runCases([
    {
      name: "the bundle imports nothing of Node's",
      run: async () => {
        const text = await Deno.readTextFile(await (bundle ??= makeBundle()));
        const [found] = NODE_IMPORT.exec(text) ?? [];
        if (found !== undefined) throw new Error(`it has ${found}`);
      },
    },
    {
      name: "a worker without Node compatibility gets answers and typed errors",
      run: async () => await checkWorker(await (bundle ??= makeBundle()), socket),
    },
  ]);
}

async function makeBundle(): Promise<string> {
  const folder = `${CACHE}/edge`;
  await npmInstall(folder, [await tarball()]);
  const path = `${folder}/fairlead.js`;
  await Deno.writeTextFile(`${folder}/entry.js`, 'export * from "@fairlead/docker";\n');
  await runChecked([
    `${await tools()}/node_modules/.bin/esbuild`,
    `${folder}/entry.js`,
    "--bundle",
    "--format=esm",
    "--platform=neutral",
    `--outfile=${path}`,
    "--log-level=warning",
  ]);
  return path;
}

async function checkWorker(bundle: string, socket: string): Promise<void> {
  await using engine = listenFor(socket);
  await using worker = await startWorker(bundle, engine.address);
  const response = await fetch(worker.url, { signal: AbortSignal.timeout(20_000) });
  const text = await response.text();
  const answer: Answer = JSON.parse(text);
  const good = answer.globals?.length === 0 && answer.refused === true &&
    answer.code === "not-found" && /^1\.\d+$/.test(answer.apiVersion ?? "");
  if (!good) throw new Error(`the worker answered ${text}\n${await worker.log()}`);
}

interface Listening extends AsyncDisposable {
  readonly address: string;
}

// Workers have no unix sockets: what comes to a port of our own goes on to the engine's socket.
function listenFor(socket: string): Listening {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const open = new Set<Promise<void>>();
  const accept = (async () => {
    for await (const client of listener) {
      const served = pipe(client, socket).finally(() => open.delete(served));
      open.add(served);
    }
  })();
  return {
    address: `127.0.0.1:${listener.addr.port}`,
    async [Symbol.asyncDispose]() {
      listener.close();
      await accept;
      await Promise.all(open);
    },
  };
}

async function pipe(client: Deno.Conn, socket: string): Promise<void> {
  const engine = await Deno.connect({ transport: "unix", path: socket });
  // Either end may go first; the other is told by the cancellation and the end that follow.
  await Promise.allSettled([
    client.readable.pipeTo(engine.writable),
    engine.readable.pipeTo(client.writable),
  ]);
}

interface Worker extends AsyncDisposable {
  readonly url: string;
  log(): Promise<string>;
}

async function startWorker(bundle: string, engine: string): Promise<Worker> {
  const folder = `${CACHE}/edge`;
  await Deno.copyFile(`${ROOT}/tools/package/programs/worker.js`, `${folder}/worker.js`);
  await Deno.writeTextFile(`${folder}/config.capnp`, configuration(bundle, engine));
  const child = new Deno.Command(`${await tools()}/node_modules/.bin/workerd`, {
    args: ["serve", `${folder}/config.capnp`, "--control-fd=1"],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const errors = new Response(child.stderr).text();
  const lines = child.stdout.pipeThrough(new TextDecoderStream());
  let said = "";
  let port: string | undefined;
  for await (const text of lines) {
    said += text;
    port = /"event":"listen".*"port":(\d+)/.exec(said)?.[1];
    if (port !== undefined) break;
  }
  const stop = async () => {
    try {
      child.kill("SIGKILL");
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // Deno's way to say that it has ended
    }
    await child.status;
    return await errors;
  };
  if (port === undefined) throw new Error(`workerd did not start: ${said}\n${await stop()}`);
  return {
    url: `http://127.0.0.1:${port}/`,
    log: stop,
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}

function configuration(bundle: string, engine: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["private", "local", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "@fairlead/docker", esModule = embed "${bundle.split("/").at(-1)}"),
  ],
  bindings = [(name = "ENGINE", text = "${engine}")],
  compatibilityDate = "2026-01-01",
);
`;
}
