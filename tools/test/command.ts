/** Runs programs so that all they start ends with them. */

/** How to run a program. */
export interface CommandOptions {
  /** The folder to run it in. @default {the checkout} */
  readonly cwd?: string;
  /** Variables to set; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Seconds after which it is ended. @default {600} */
  readonly timeout?: number;
}

/** How a program ended. */
export interface CommandResult {
  /** Whether its status was 0. */
  readonly ok: boolean;
  /** How it ended, if not well: `"status 1"`, `"signal SIGSEGV"`, `"no end after 600 s"`. */
  readonly trouble: string | undefined;
  /** Standard output and standard error, as they came. */
  readonly output: string;
  /** Standard output alone. */
  readonly stdout: string;
}

/** The checkout. */
export const ROOT: string = decodeURIComponent(new URL("../..", import.meta.url).pathname)
  .replace(/\/$/, "");

/** Where everything that is fetched or made goes; git ignores it. */
export const CACHE: string = `${ROOT}/.cache`;

const running = new Set<number>();
let stopped = false;

/** Runs a program to its end. */
export async function runCommand(
  command: readonly [string, ...string[]],
  options: CommandOptions = {},
): Promise<CommandResult> {
  if (stopped) throw new Error("interrupted");
  const [program, ...args] = command;
  const child = new Deno.Command(program, {
    args,
    cwd: options.cwd ?? ROOT,
    env: { ...environment(), ...present(options.env) },
    clearEnv: true,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    // A process group of its own, which can be ended whole.
    detached: true,
  }).spawn();
  running.add(child.pid);
  const all: string[] = [];
  const out: string[] = [];
  const reads = Promise.all([read(child.stdout, all, out), read(child.stderr, all)]);
  const seconds = options.timeout ?? 600;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    endGroup(child.pid);
  }, seconds * 1000);
  const status = await child.status;
  clearTimeout(timer);
  // What it left behind would hold the pipes, and the machine.
  signalGroup(child.pid, "SIGKILL");
  running.delete(child.pid);
  await reads;
  return {
    ok: status.success && !late,
    trouble: late
      ? `no end after ${seconds} s`
      : status.signal !== null
      ? `signal ${status.signal}`
      : status.success
      ? undefined
      : `status ${status.code}`,
    output: all.join(""),
    stdout: out.join(""),
  };
}

/** Runs a program whose failure is an error that quotes its output. Resolves with its standard output. */
export async function runChecked(
  command: readonly [string, ...string[]],
  options: CommandOptions = {},
): Promise<string> {
  const { ok, trouble, output, stdout } = await runCommand(command, options);
  if (!ok) throw new Error(`${command.join(" ")} ended with ${trouble}\n${output}`);
  return stdout;
}

/** Ends every program that runs, and lets no other start. */
export function stopCommands(): void {
  stopped = true;
  for (const pid of running) endGroup(pid);
}

/** Lets programs start again after {@linkcode stopCommands}: those that clean up. */
export function allowCommands(): void {
  stopped = false;
}

function endGroup(pid: number): void {
  signalGroup(pid, "SIGTERM");
  Deno.unrefTimer(setTimeout(() => {
    if (running.has(pid)) signalGroup(pid, "SIGKILL");
  }, 5000));
}

function signalGroup(pid: number, signal: Deno.Signal): void {
  try {
    Deno.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function read(stream: ReadableStream<Uint8Array>, ...into: string[][]): Promise<void> {
  const decoder = new TextDecoder();
  for await (const bytes of stream) {
    const text = decoder.decode(bytes, { stream: true });
    for (const list of into) list.push(text);
  }
}

// A developer's own engine and credentials are none of a test's business.
function environment(): Record<string, string> {
  const variables = Object.entries(Deno.env.toObject()).filter(([name]) =>
    !name.startsWith("DOCKER_") && name !== "ENGINE"
  );
  return { ...Object.fromEntries(variables), NO_COLOR: "1" };
}

function present(env: CommandOptions["env"]): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, value] of Object.entries(env ?? {})) {
    if (value !== undefined) variables[name] = value;
  }
  return variables;
}
