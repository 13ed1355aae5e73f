import type { Terminal, TerminalInput, TerminalOutput, TerminalSize } from "../terminal.ts";
import { builtin, nodeProcess } from "./builtin.ts";
import { Inbox } from "./inbox.ts";

/** What is used of `process.stdin`. */
interface StandardInput {
  readonly isTTY?: boolean;
  readonly readableEnded: boolean;
  setRawMode?(raw: boolean): unknown;
  on(event: string, listener: (value: never) => void): unknown;
  off(event: string, listener: (value: never) => void): unknown;
  pause(): unknown;
  resume(): unknown;
  unshift(bytes: Uint8Array): unknown;
}

/** What is used of `process.stdout` and `process.stderr`. */
interface StandardOutput {
  readonly isTTY?: boolean;
  readonly rows?: number;
  readonly columns?: number;
  on(event: string, listener: (value: never) => void): unknown;
  off(event: string, listener: (value: never) => void): unknown;
  write(bytes: Uint8Array, done: (error?: Error | null) => void): unknown;
}

/** What is used of `process`; Deno and Bun have it as Node does, terminals included. */
interface Process {
  readonly stdin: StandardInput;
  readonly stdout: StandardOutput;
  readonly stderr: StandardOutput;
}

/** What is used of `node:child_process`. */
interface ChildProcesses {
  spawnSync(
    command: string,
    args: readonly string[],
    options: { readonly stdio: readonly string[] },
  ): unknown;
}

/** What is used of `Deno`. */
interface Permissions {
  readonly permissions: {
    querySync(descriptor: { name: "run"; command: string }): { readonly state: string };
  };
}

/**
 * Gives the standard streams of this process.
 *
 * @returns The streams.
 * @throws {Error} Where there is no process.
 */
export function processTerminal(): Terminal {
  const process = nodeProcess() as Process | undefined;
  if (process?.stdin === undefined || process.stdout === undefined) {
    throw new Error("This runtime has no standard streams");
  }
  return new ProcessTerminal(process);
}

class ProcessTerminal implements Terminal {
  readonly isInteractive: boolean;
  readonly #process: Process;

  constructor(process: Process) {
    this.#process = process;
    const { stdin, stdout } = process;
    this.isInteractive = stdin.isTTY === true && stdout.isTTY === true;
  }

  size(): TerminalSize | undefined {
    const { isTTY, rows, columns } = this.#process.stdout;
    if (isTTY !== true || rows === undefined || columns === undefined) return undefined;
    return { height: rows, width: columns };
  }

  setRaw(raw: boolean): void {
    this.#process.stdin.setRawMode?.(raw);
    if (raw && this.isInteractive) keepLineEnds();
  }

  onResize(listener: () => void): () => void {
    const { stdout } = this.#process;
    stdout.on("resize", listener);
    return () => void stdout.off("resize", listener);
  }

  openInput(): TerminalInput {
    return new ProcessInput(this.#process.stdin);
  }

  openOutput(stream: "stdout" | "stderr"): TerminalOutput {
    return new ProcessOutput(this.#process[stream]);
  }
}

/**
 * Lets line ends pass as they are written. All runtimes leave a terminal to put `\r` before `\n` when
 * they make it raw, and what moves the cursor down by `\n` then goes to the first column. None has a
 * way to end that, but what sets a terminal's modes; where that can't be run, it stays. Out of raw mode
 * everything is as it was before.
 */
function keepLineEnds(): void {
  if (!mayRun("stty")) return;
  const { spawnSync } = builtin<ChildProcesses>("node:child_process");
  spawnSync("stty", ["-opost"], { stdio: ["inherit", "ignore", "ignore"] });
}

/** Whether a program may be run without asking: Deno would ask in the middle of what is shown. */
function mayRun(command: string): boolean {
  const { Deno: deno } = globalThis as { Deno?: Permissions };
  if (deno === undefined) return true;
  return deno.permissions.querySync({ name: "run", command }).state === "granted";
}

class ProcessInput implements TerminalInput {
  readonly #stdin: StandardInput;
  readonly #inbox: Inbox;
  #closed = false;

  constructor(stdin: StandardInput) {
    this.#stdin = stdin;
    // What was taken too early may be meant for whoever reads next.
    this.#inbox = new Inbox({ pause: () => stdin.pause(), resume: () => stdin.resume() }, 1);
    if (stdin.readableEnded) this.#inbox.end();
    stdin.on("data", this.#push);
    stdin.on("end", this.#end);
    stdin.on("error", this.#fail);
    stdin.resume();
  }

  readonly #push = (data: Uint8Array | string): void => {
    const bytes = typeof data === "string" ? new TextEncoder().encode(data) : new Uint8Array(data);
    if (bytes.length > 0) this.#inbox.push(bytes);
  };

  readonly #end = (): void => this.#inbox.end();

  readonly #fail = (error: unknown): void => this.#inbox.fail(error);

  read(): Uint8Array | null | Promise<Uint8Array | null> {
    return this.#inbox.read();
  }

  close(reason: unknown): void {
    if (this.#closed) return;
    this.#closed = true;
    const stdin = this.#stdin;
    stdin.off("data", this.#push);
    stdin.off("end", this.#end);
    stdin.off("error", this.#fail);
    stdin.pause();
    const rest = takeRest(this.#inbox);
    this.#inbox.close(reason);
    for (const bytes of rest.reverse()) stdin.unshift(bytes);
  }
}

/** What is here and was not taken. */
function takeRest(inbox: Inbox): Uint8Array[] {
  const rest: Uint8Array[] = [];
  for (;;) {
    const bytes = inbox.read();
    if (bytes instanceof Uint8Array) {
      rest.push(bytes);
      continue;
    }
    if (bytes !== null) bytes.catch(() => undefined); // it is closed, and nobody waits for it
    return rest;
  }
}

class ProcessOutput implements TerminalOutput {
  readonly #stream: StandardOutput;

  constructor(stream: StandardOutput) {
    this.#stream = stream;
    // What fails tells the write, too; without a listener it would end the process.
    stream.on("error", ignore);
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stream.write(bytes, (error) => error ? reject(error) : resolve());
    });
  }

  close(): void {
    this.#stream.off("error", ignore);
  }
}

function ignore(): void {}
