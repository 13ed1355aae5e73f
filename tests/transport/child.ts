import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** What a child process said and how it ended. */
export interface Ended {
  /** The lines of its standard output, each of them JSON. */
  readonly lines: readonly Record<string, unknown>[];
  /** The exit code; `null` if a signal ended it. */
  readonly exitCode: number | null;
}

/** A running child process. */
export interface Child {
  /** Waits until it has said that many lines, and gives the last. */
  said(lines: number): Promise<Record<string, unknown>>;
  /** Waits for its end. */
  readonly ended: Promise<Ended>;
  kill(): void;
}

/**
 * Runs a program of this folder on the runtime of this process.
 *
 * @param program Its file name.
 * @param args Its arguments.
 * @param wrapper A command to run it with.
 */
export function child(
  program: string,
  args: readonly string[],
  wrapper: readonly string[] = [],
): Child {
  const file = fileURLToPath(new URL(program, import.meta.url));
  const run = "Deno" in globalThis ? ["run", "-A", file] : [file];
  const [command = "", ...rest] = [...wrapper, process.execPath, ...run, ...args];
  const running: ChildProcess = spawn(command, rest, { stdio: ["ignore", "pipe", "inherit"] });
  const lines: Record<string, unknown>[] = [];
  const waiting: (() => void)[] = [];
  let text = "";
  running.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    const parts = (text + chunk).split("\n");
    text = parts.pop() ?? "";
    for (const part of parts) lines.push(JSON.parse(part));
    for (const wake of waiting.splice(0)) wake();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    running.on("error", reject);
    running.on("close", (exitCode) => resolve({ lines, exitCode }));
  });
  return {
    ended,
    async said(count) {
      for (;;) {
        const line = lines[count - 1];
        if (line !== undefined) return line;
        if (running.exitCode !== null) {
          throw new Error(`${program} ended after ${JSON.stringify(lines)}`);
        }
        await Promise.race([new Promise<void>((resolve) => waiting.push(resolve)), ended]);
      }
    },
    kill() {
      running.kill("SIGKILL");
    },
  };
}
