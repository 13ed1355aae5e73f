/**
 * Programs that run in a terminal. Debian's `script` makes it, which is part of every installation,
 * and `stty` looks at it and changes its size from outside.
 */

import { type ChildProcess, execFile, spawn } from "node:child_process";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Milliseconds that a busy machine may take to show something. */
const PATIENCE = 30_000;

const run = promisify(execFile);

/** A terminal, and the program in it. */
export interface PseudoTerminal {
  /** Waits for a text behind all that was waited for before. */
  shows(text: string): Promise<void>;
  /** Types something. */
  type(text: string): void;
  /** Changes the size of its window. */
  resize(height: number, width: number): Promise<void>;
  /** Its settings, as `stty -a` tells them. */
  settings(): Promise<string>;
  /** The exit code of the program, when it has ended. */
  readonly exitCode: Promise<number | null>;
  /** Ends the program, if it has not ended. */
  kill(): void;
}

/** Runs a program of this folder, on the runtime of this process, in a terminal of 33 × 101. */
export async function inTerminal(
  program: string,
  args: readonly string[],
): Promise<PseudoTerminal> {
  const file = fileURLToPath(new URL(program, import.meta.url));
  const options = "Deno" in globalThis ? ["run", "-A", "--no-check"] : [];
  const words = [process.execPath, ...options, file, ...args].map((word) => `'${word}'`);
  const command = `stty rows 33 cols 101; echo "terminal $(tty) here"; exec ${words.join(" ")}`;
  const child: ChildProcess = spawn("script", ["-qec", command, "/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, SHELL: "/bin/sh" },
  });
  let shown = "";
  let seen = 0;
  child.stdout?.setEncoding("utf8").on("data", (text: string) => shown += text);
  const exitCode = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const shows = async (text: string): Promise<void> => {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const at = shown.indexOf(text, seen);
      if (at >= 0) {
        seen = at + text.length;
        return;
      }
      if (child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`there is no ${JSON.stringify(text)} in ${JSON.stringify(shown)}`);
      }
      await sleep(50);
    }
  };
  await shows(" here\r\n");
  const device = /terminal (\S+) here/.exec(shown)?.[1] ?? "";
  return {
    shows,
    type: (text) => void child.stdin?.write(text),
    async resize(height, width) {
      await run("stty", ["-F", device, "rows", `${height}`, "cols", `${width}`]);
    },
    async settings() {
      return (await run("stty", ["-a", "-F", device])).stdout;
    },
    exitCode,
    kill: () => void child.kill(),
  };
}
