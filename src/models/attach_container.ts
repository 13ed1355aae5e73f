import type { Api } from "../api/api.ts";
import { AttachSession } from "../api/streams/attach_session.ts";
import { ConnectionError } from "../errors.ts";
import type { AttachSettings } from "../types/exec.ts";
import type { ContainerInspectResponse } from "../types/wire/containers.ts";
import { confirmExit } from "./confirm_exit.ts";
import { checkFlag } from "./convert/check.ts";
import { toDetachKeys } from "./convert/detach_keys.ts";
import { closedInput, endlessInput, terminalInput } from "./session_input.ts";

/**
 * Attaches to a container's own process.
 *
 * @param api The engine's API.
 * @param container The container, as it was when it was last read.
 * @param settings What to attach to, whose keys have been checked.
 */
export async function attachToContainer(
  api: Api,
  container: ContainerInspectResponse,
  settings: AttachSettings,
): Promise<AttachSession> {
  const { Id: id, Config } = container;
  const { signal } = settings;
  const tty = Config?.Tty === true;
  const { stdin, stdout, stderr } = attachedStreams(settings, Config?.OpenStdin === true);
  const listens = stdout || stderr;
  const logs = checkFlag("logs", settings.logs);
  if (logs === true && !listens) {
    throw new TypeError("Cannot attach with logs and without output: there is nothing to read");
  }
  const detachKeys = toDetachKeys(settings.detachKeys, tty && stdin);

  // Before the attachment: an exit in between would be missed.
  const wait = listens
    ? await api.containers.beginWait(id, { query: { condition: "next-exit" }, signal })
    : undefined;
  const endWait = (reason?: unknown): void => wait?.cancel(reason ?? nobodyWaits());
  let session: AttachSession;
  try {
    session = await api.containers.attach(id, {
      query: { stream: true, logs, stdin, stdout, stderr, detachKeys },
      tty,
      signal,
      confirmEnd: wait &&
        (() => confirmExit({ api, id, wait, mustExit: false, signal })),
      onOver: () => endWait(),
    });
  } catch (error) {
    endWait(error);
    throw error;
  }
  return new AttachSession({
    stdin: inputOf(session, container, { stdin, listens, detachKeys }),
    output: session.output,
    close(reason) {
      endWait(reason);
      session.close(reason);
    },
  });
}

interface Input {
  readonly stdin: boolean;
  readonly listens: boolean;
  readonly detachKeys: string | undefined;
}

function inputOf(
  session: AttachSession,
  { Config }: ContainerInspectResponse,
  { stdin, listens, detachKeys }: Input,
): WritableStream<Uint8Array> {
  if (!stdin) return closedInput("attach");
  if (Config?.Tty === true) {
    return terminalInput(session.stdin, detachKeys, () => session.detach());
  }
  // Where the input does not end with us, half-closing would only detach us from the output.
  return listens && Config?.StdinOnce !== true ? endlessInput(session.stdin) : session.stdin;
}

interface Streams {
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
}

function attachedStreams(settings: AttachSettings, isInputOpen: boolean): Streams {
  const stdin = checkFlag("stdin", settings.stdin) ?? false;
  const output = checkFlag("output", settings.output) ?? true;
  const stdout = checkFlag("stdout", settings.stdout) ?? output;
  const stderr = checkFlag("stderr", settings.stderr) ?? output;
  if (!output && (stdout || stderr)) {
    throw new TypeError(
      "Cannot attach without output and to stdout or stderr: leave output away to have one of them",
    );
  }
  if (!stdin && !stdout && !stderr) {
    throw new TypeError("Cannot attach to nothing: ask for stdin, stdout or stderr");
  }
  if (stdin && !isInputOpen) {
    throw new TypeError(
      "Cannot attach to the standard input: the container was created without stdinOpen, and so its " +
        "process finds it closed",
    );
  }
  return { stdin, stdout, stderr };
}

function nobodyWaits(): ConnectionError {
  return new ConnectionError("Cannot wait for the container: the session is over", "closed");
}
