import type { Processes, ProcessMark } from "../processes.ts";
import { builtin, nodeProcess } from "./builtin.ts";

/** What is used of `Deno`. */
interface Deno {
  readonly pid: number;
  readonly permissions: {
    query(permission: { name: "read"; path: string }): Promise<{ state: string }>;
  };
  readTextFile(path: string): Promise<string>;
  readLink(path: string): Promise<string>;
}

/** What is used of `node:fs/promises`. */
interface Fs {
  readFile(path: string, encoding: "utf8"): Promise<string>;
  readlink(path: string): Promise<string>;
}

/** What a process knows of itself, and how it reads of others. */
interface System {
  readonly pid: number;
  /** Reads a file below `/proc`; rejects if it can't. */
  readText(path: string): Promise<string>;
  /** Reads a link below `/proc`; rejects if it can't. */
  readLink(path: string): Promise<string>;
}

/**
 * Gives the processes of this machine, which only Linux tells of without a program.
 *
 * @returns The processes, of which nothing is known elsewhere but this one's number.
 */
export async function runtimeProcesses(): Promise<Processes> {
  const system = await thisSystem();
  const self = await findSelf(system);
  return {
    self,
    isRunning: async (mark) =>
      mark.place === "" || mark.place !== self.place ? undefined : await isRunning(system, mark),
  };
}

async function thisSystem(): Promise<System> {
  const { Deno: deno } = globalThis as { readonly Deno?: Deno };
  if (deno !== undefined) {
    // Asked first: to read without being allowed to would ask the user.
    const { state } = await deno.permissions.query({ name: "read", path: "/proc" });
    return {
      pid: deno.pid,
      readText: (path) => state === "granted" ? deno.readTextFile(path) : refuse(path),
      readLink: (path) => state === "granted" ? deno.readLink(path) : refuse(path),
    };
  }
  if (nodeProcess() === undefined) return { pid: 0, readText: refuse, readLink: refuse };
  const { readFile, readlink } = builtin<Fs>("node:fs/promises");
  const { pid } = builtin<{ readonly pid: number }>("node:process");
  return { pid, readText: (path) => readFile(path, "utf8"), readLink: readlink };
}

function refuse(path: string): Promise<never> {
  return Promise.reject(new Error(`Cannot read "${path}"`));
}

async function findSelf(system: System): Promise<ProcessMark> {
  const { pid } = system;
  try {
    const stat = await system.readText("/proc/self/stat");
    const boot = (await system.readText("/proc/sys/kernel/random/boot_id")).trim();
    const namespaces = await Promise.all([
      system.readLink("/proc/self/ns/pid"),
      system.readLink("/proc/self/ns/time").catch(() => ""), // from Linux 5.6 on
    ]);
    // One that is not ours shows other numbers than those that processes here know each other by.
    if (parseInt(stat) === pid && boot !== "") {
      const numbers = namespaces.map((name) => name.replace(/\D/g, ""));
      return { place: [boot, ...numbers].join("."), pid, started: parseStat(stat).started };
    }
  } catch {
    // No Linux, or nothing that we may read: then nothing is known.
  }
  return { place: "", pid, started: "" };
}

async function isRunning(
  system: System,
  { pid, started }: ProcessMark,
): Promise<boolean | undefined> {
  let stat: string;
  try {
    stat = await system.readText(`/proc/${pid}/stat`);
  } catch (error) {
    if (!isMissing(error)) return undefined;
    // Where the processes of others are hidden (hidepid), the first one is too.
    return await system.readText("/proc/1/stat").then(() => false, () => undefined);
  }
  const found = parseStat(stat);
  return found.started === started && !found.isOver;
}

/** There is no such process, or there was one until just now. */
function isMissing(error: unknown): boolean {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return code === "ENOENT" || code === "ESRCH" || name === "NotFound";
}

interface Stat {
  /** When it was started, in ticks since the start of the machine. */
  readonly started: string;
  /** Whether it has ended, and only its parent does not know it yet. */
  readonly isOver: boolean;
}

/** Reads `/proc/PID/stat`, whose second field, in parentheses, is whatever the process calls itself. */
function parseStat(text: string): Stat {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const [state = ""] = fields;
  return { started: fields[19] ?? "", isOver: state === "Z" || state === "X" };
}
