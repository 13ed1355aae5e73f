import { ConflictError } from "../errors.ts";
import { poll } from "./poll.ts";
import type { PortPeer } from "./port_peer.ts";
import { runExec } from "./run_exec.ts";
import type { Probe, WatchedRun } from "./wait_for_probe.ts";

/** Waits until something in a container listens on a TCP port. */
export function portProbe(port: number): Probe {
  return {
    goal: `to listen on port ${port}`,
    check() {},
    async met(run) {
      let peer: PortPeer | undefined;
      try {
        await poll(async () => {
          let tables = peer === undefined ? await readWithCat(run) : await peer.read();
          if (tables === "unknown") return false;
          if (tables === undefined) {
            peer = await startPeer(run);
            tables = await peer.read();
          }
          const ports = listeningPorts(tables);
          run.saw(
            ports.length === 0 ? "no listening port" : `listening ports: ${ports.join(", ")}`,
          );
          return ports.includes(port);
        }, run.signal);
        return true;
      } finally {
        await peer?.end();
      }
    },
  };
}

/** From here on an exit code means that a signal has ended the command. */
const KILLED = 128;

/**
 * Reads the tables in the container itself. There is no other way to its `/proc`: engines give no
 * archive of what only its processes see.
 *
 * @returns The tables; `undefined` if it has no `cat`, `"unknown"` if it is paused, or about to exit or
 * to restart.
 */
async function readWithCat({ api, container, signal }: WatchedRun): Promise<string | undefined> {
  const command = ["cat", "/proc/net/tcp", "/proc/net/tcp6"];
  try {
    const { stdout, exitCode } = await runExec(api, container, command, { signal });
    if (exitCode >= KILLED) return "unknown";
    return stdout.includes("local_address") ? stdout : undefined;
  } catch (error) {
    if (error instanceof ConflictError) return "unknown";
    throw error;
  }
}

/** Few need it: most images have `cat`. */
async function startPeer({ api, container, signal }: WatchedRun): Promise<PortPeer> {
  const { startPortPeer } = await import("./port_peer.ts");
  return await startPortPeer(api, container, signal);
}

/**
 * The TCP ports that are listened on.
 *
 * @param tables What is in `/proc/net/tcp` and `/proc/net/tcp6`.
 * @returns The ports, in order.
 */
export function listeningPorts(tables: string): number[] {
  const ports = new Set<number>();
  for (const line of tables.split("\n")) {
    // The state after both addresses: 0A listens.
    const [, port] = /^\s*\d+: [0-9A-F]+:([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} 0A /.exec(line) ?? [];
    if (port !== undefined) ports.add(parseInt(port, 16));
  }
  return [...ports].sort((a, b) => a - b);
}
