import type { Api } from "../api/api.ts";
import type { AttachSession } from "../api/streams/attach_session.ts";
import { closedInput } from "../api/streams/closed_input.ts";
import { compareApiVersions } from "../api/version.ts";
import { ApiError } from "../errors.ts";
import type { ConsoleSize, ExecDetachedSettings, ExecSettings } from "../types/exec.ts";
import type { Command } from "../types/units.ts";
import type { ContainerExecBody } from "../types/wire/exec.ts";
import { checkFlag } from "./convert/check.ts";
import { toConsoleSize } from "./convert/console_size.ts";
import { toDetachKeys } from "./convert/detach_keys.ts";
import { toExecBody } from "./convert/exec_body.ts";
import { toStallTimeout } from "./convert/stall_timeout.ts";
import { Exec } from "./exec.ts";
import { ExecExit } from "./exec_exit.ts";
import { ExecSession } from "./exec_session.ts";
import { terminalInput } from "./session_input.ts";
import { sleep } from "./sleep.ts";

/** From here on a terminal has its size from the start. */
const CONSOLE_SIZE_SINCE = "1.42";

/** Milliseconds that a command may take to get a terminal whose size can be changed. */
const RESIZE_GRACE = 1_000;

const RESIZE_DELAY = 50;

/** A session, and what tells of its command's end. */
export interface StartedExec {
  /** The session. */
  readonly session: ExecSession;
  /** Tells how the command has ended. */
  readonly exit: ExecExit;
}

/**
 * Creates a command in a container and starts it, with somebody attached.
 *
 * @param api The engine's API.
 * @param containerId The container.
 * @param command The command.
 * @param settings Its settings, whose keys have been checked.
 */
export async function startExec(
  api: Api,
  containerId: string,
  command: Command,
  settings: ExecSettings,
): Promise<StartedExec> {
  const { signal } = settings;
  const stdin = checkFlag("stdin", settings.stdin) ?? false;
  const stdout = checkFlag("stdout", settings.stdout) ?? true;
  const stderr = checkFlag("stderr", settings.stderr) ?? true;
  if (!stdin && !stdout && !stderr) {
    throw new TypeError(
      "Cannot attach to nothing: ask for stdout, stderr or both, or use container.execDetached()",
    );
  }
  const body = toExecBody(command, settings, { stdin, stdout, stderr });
  const tty = body.Tty === true;
  const keys = toDetachKeys(settings.detachKeys, tty && stdin);
  const size = toConsoleSize(settings.consoleSize, tty);
  const stallTimeout = toStallTimeout(settings);

  const early = await earlySize(api, size, signal);
  const id = await create(api, containerId, { ...body, DetachKeys: keys }, early, signal);
  const exit = new ExecExit(api, id, signal);
  const session = await api.exec.start(id, {
    body: { Tty: tty, ...startSize(early) },
    signal,
    stdin,
    stallTimeout,
    hasEnded: exit.hasEnded,
    confirmEnd: stdout || stderr ? () => exit.confirm() : undefined,
  });
  if (size !== undefined && early === undefined) await sizeLate(api, id, size, session, signal);
  const input = !stdin
    ? closedInput("exec")
    : tty
    ? terminalInput(session.stdin, keys, () => started.detach())
    : session.stdin;
  const started = new ExecSession({
    exec: new Exec(api, id),
    session,
    stdin: input,
    terminal: { tty, stdin, own: () => api.host.terminal() },
    exit,
  });
  return { session: started, exit };
}

/**
 * Creates a command in a container and starts it, with nobody attached.
 *
 * @param api The engine's API.
 * @param containerId The container.
 * @param command The command.
 * @param settings Its settings, whose keys have been checked.
 */
export async function startExecDetached(
  api: Api,
  containerId: string,
  command: Command,
  settings: ExecDetachedSettings,
): Promise<Exec> {
  const { signal } = settings;
  const body = toExecBody(command, settings, { stdin: false, stdout: false, stderr: false });
  const size = toConsoleSize(settings.consoleSize, body.Tty === true);
  const early = await earlySize(api, size, signal);
  const id = await create(api, containerId, body, early, signal);
  await api.exec.startDetached(id, { body: { Tty: body.Tty, ...startSize(early) }, signal });
  if (size !== undefined && early === undefined) await resizeWhenStarted(api, id, size, signal);
  return new Exec(api, id);
}

async function create(
  api: Api,
  containerId: string,
  body: ContainerExecBody,
  size: readonly number[] | undefined,
  signal: AbortSignal | undefined,
): Promise<string> {
  const created = await api.exec.create(containerId, {
    body: { ...body, ConsoleSize: size },
    signal,
  });
  return created.Id;
}

/** The size as the engine takes it beforehand; `undefined` if it is too old for that. */
async function earlySize(
  api: Api,
  size: ConsoleSize | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly number[] | undefined> {
  if (size === undefined) return undefined;
  const version = await api.version({ signal });
  if (compareApiVersions(version, CONSOLE_SIZE_SINCE) < 0) return undefined;
  return [size.height, size.width];
}

/** The size for a start: podman (5.8) reads it from `h` and `w`, which Docker's engines don't know. */
function startSize(
  size: readonly number[] | undefined,
): { readonly ConsoleSize?: readonly number[]; readonly h?: number; readonly w?: number } {
  const [h, w] = size ?? [];
  return size === undefined || h === undefined || w === undefined
    ? {}
    : { ConsoleSize: size, h, w };
}

/** Sets the size of a terminal that had none at its start; without it there is no session. */
async function sizeLate(
  api: Api,
  id: string,
  size: ConsoleSize,
  session: AttachSession,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await resizeWhenStarted(api, id, size, signal);
  } catch (error) {
    session.close(error);
    throw error;
  }
}

/** The engine has taken the start, which does not mean that there is a terminal yet. */
async function resizeWhenStarted(
  api: Api,
  id: string,
  size: ConsoleSize,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = Date.now() + RESIZE_GRACE;
  for (;;) {
    try {
      return await api.exec.resize(id, { query: { h: size.height, w: size.width }, signal });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { Running, ExitCode } = await api.exec.inspect(id, { signal });
      if (!Running && ExitCode !== null) return; // it has ended: nobody looks at its size
      if (Date.now() >= deadline) throw error;
    }
    await sleep(RESIZE_DELAY, signal);
  }
}
