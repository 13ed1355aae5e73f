import type { Api } from "../api/api.ts";
import { AttachSession, type SessionTerminal } from "../api/streams/attach_session.ts";
import { closedInput } from "../api/streams/closed_input.ts";
import { compareApiVersions } from "../api/version.ts";
import { ConnectionError, VersionError } from "../errors.ts";
import type { AttachSettings } from "../types/exec.ts";
import type { ContainerInspectResponse } from "../types/wire/containers.ts";
import { confirmExit } from "./confirm_exit.ts";
import { checkFlag, unusable } from "./convert/check.ts";
import { toDetachKeys } from "./convert/detach_keys.ts";
import { toStallTimeout } from "./convert/stall_timeout.ts";
import { HeldWait } from "./held_wait.ts";
import { isPodman } from "./podman.ts";
import { endlessInput, terminalInput } from "./session_input.ts";

/** From here on a WebSocket attaches what is asked for, below that all there is. */
const CHOICE_SINCE = "1.42";

/**
 * Attaches to a container's own process.
 *
 * @param api The engine's API.
 * @param container The container, as it was when it was last read.
 * @param settings What to attach to, whose keys have been checked.
 * @param resize Changes the size of the container's terminal.
 */
export async function attachToContainer(
  api: Api,
  container: ContainerInspectResponse,
  settings: AttachSettings,
  resize: SessionTerminal["resize"],
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
  const stallTimeout = toStallTimeout(settings);
  const isWebSocket = await checkTransport(api, settings, {
    stdin: stdin || Config?.OpenStdin !== true,
    stdout,
    stderr,
  });

  // Before the attachment: an exit in between would be missed.
  const wait = listens
    ? new HeldWait(
      await api.containers.beginWait(id, { query: { condition: "next-exit" }, signal }),
    )
    : undefined;
  const call = {
    query: { stream: true, logs, stdin, stdout, stderr, detachKeys },
    signal,
    stallTimeout,
    confirmEnd: wait && (() => confirmExit({ api, id, wait, mustExit: false, signal })),
    onOver: () => wait?.cancel(nobodyWaits()),
  };
  try {
    const attached = isWebSocket
      ? await api.containers.attachWebsocket(id, call)
      : await api.containers.attach(id, { ...call, tty });
    return toSession(api, container, attached, { stdin, listens, detachKeys, wait, resize });
  } catch (error) {
    wait?.cancel(error);
    throw error;
  }
}

/** The attachment as it is to be seen. */
function toSession(
  api: Api,
  container: ContainerInspectResponse,
  attached: AttachSession,
  seen: Seen,
): AttachSession {
  const { wait, stdin, resize } = seen;
  const session = new AttachSession({
    stdin: inputOf(api, attached, container, { ...seen, onDetach: () => session.detach() }),
    output: attached.output,
    terminal: {
      tty: container.Config?.Tty === true,
      stdin,
      resize,
      own: () => api.host.terminal(),
    },
    close(reason) {
      wait?.cancel(reason ?? nobodyWaits());
      attached.close(reason);
    },
  });
  return session;
}

/** Whether to go over a WebSocket; refuses what can't be asked for there. */
async function checkTransport(
  api: Api,
  { transport = "hijack", signal }: AttachSettings,
  wanted: Streams,
): Promise<boolean> {
  if (transport === "hijack") return false;
  if (transport !== "websocket") {
    throw unusable("transport", transport, 'expected "hijack" or "websocket"');
  }
  const version = await api.version({ signal });
  if (compareApiVersions(version, CHOICE_SINCE) < 0) {
    const missed = (["stdin", "stdout", "stderr"] as const).find((name) => !wanted[name]);
    if (missed !== undefined) {
      throw new VersionError(
        `Cannot attach over a WebSocket without ${missed}: that needs API ${CHOICE_SINCE}, the ` +
          `engine speaks ${version}, and attaches all there is`,
      );
    }
  }
  return true;
}

/** What of an attachment is to be seen. */
interface Seen {
  readonly stdin: boolean;
  readonly listens: boolean;
  readonly detachKeys: string | undefined;
  readonly wait: HeldWait | undefined;
  readonly resize: SessionTerminal["resize"];
}

function inputOf(
  api: Api,
  session: AttachSession,
  { Config }: ContainerInspectResponse,
  { stdin, listens, detachKeys, onDetach }: Seen & { readonly onDetach: () => void },
): WritableStream<Uint8Array> {
  if (!stdin) return closedInput("attach");
  if (Config?.Tty === true) return terminalInput(session.stdin, detachKeys, onDetach);
  // Where the input does not end with us, half-closing would only detach us from the output.
  return listens && Config?.StdinOnce !== true
    ? endlessInput(session.stdin, () => isPodman(api))
    : session.stdin;
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
