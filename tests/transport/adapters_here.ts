import type { Connection } from "../../src/transport/connection.ts";
import type { Endpoint } from "../../src/transport/endpoint.ts";

/** What the module of an adapter exports, and its name. */
export interface Adapter {
  readonly name: "deno" | "bun" | "node";
  connect(endpoint: Endpoint, signal?: AbortSignal): Promise<Connection>;
}

/** The adapters that this runtime can run: its own first, and that of `node:net`. */
export async function adaptersHere(): Promise<Adapter[]> {
  const node: Adapter = { name: "node", ...await import("../../src/transport/adapters/node.ts") };
  if ("Deno" in globalThis) {
    return [{ name: "deno", ...await import("../../src/transport/adapters/deno.ts") }, node];
  }
  if ("Bun" in globalThis) {
    return [{ name: "bun", ...await import("../../src/transport/adapters/bun.ts") }, node];
  }
  return [node];
}
