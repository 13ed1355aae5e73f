import { ConnectionError } from "../../errors.ts";
import type { Connection } from "../connection.ts";
import { type Endpoint, formatEndpoint } from "../endpoint.ts";
import type { Files } from "../files.ts";
import type { Host } from "../host.ts";
import type { Processes } from "../processes.ts";
import type { Terminal } from "../terminal.ts";
import { nodeProcess } from "./builtin.ts";

/** What each adapter's module exports. */
interface Adapter {
  connect(endpoint: Endpoint, signal?: AbortSignal): Promise<Connection>;
}

/** What of the runtimes' globals tells which one this is. */
interface Globals {
  readonly Deno?: {
    readonly connect?: unknown;
    readonly env: { get(name: string): string | undefined };
  };
  readonly Bun?: { readonly connect?: unknown };
}

/**
 * Gives the way to an engine that this runtime has. Its adapter is loaded by the first connection.
 *
 * @param endpoint Where the engine listens.
 * @returns Opens a connection; rejects with a `ConnectionError` where there are no sockets.
 */
export function connector(endpoint: Endpoint): (signal?: AbortSignal) => Promise<Connection> {
  let adapter: Promise<Adapter> | undefined;
  return async (signal) => {
    signal?.throwIfAborted();
    const { connect } = await (adapter ??= loadAdapter(endpoint));
    return await connect(endpoint, signal);
  };
}

/**
 * Gives this process's environment as a {@linkcode Host}; an empty one where there is none.
 *
 * @returns The host of the runtime.
 */
export function runtimeHost(): Host {
  // Deno first: there, to touch `process` loads modules of Node
  const { Deno: deno } = globalThis as Globals;
  if (deno !== undefined) return { env: (name) => deno.env.get(name), files, terminal, processes };
  const process = nodeProcess();
  return { env: (name) => process?.env[name], files, terminal, processes };
}

async function processes(): Promise<Processes> {
  const { runtimeProcesses } = await import("./processes.ts");
  return await runtimeProcesses();
}

async function files(): Promise<Files> {
  const { nodeFiles } = await import("./node_files.ts");
  return nodeFiles();
}

async function terminal(): Promise<Terminal> {
  const { processTerminal } = await import("./terminal.ts");
  return processTerminal();
}

async function loadAdapter(endpoint: Endpoint): Promise<Adapter> {
  const { Deno: deno, Bun: bun } = globalThis as Globals;
  if (deno?.connect !== undefined) return await import("./deno.ts");
  if (bun?.connect !== undefined) return await import("./bun.ts");
  if (nodeProcess() !== undefined) return await import("./node.ts");
  throw new ConnectionError(
    `Cannot connect to ${JSON.stringify(formatEndpoint(endpoint))}: this runtime has no sockets; ` +
      "hand in a `connect` of your own",
    "other",
  );
}
