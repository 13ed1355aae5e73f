import type { Api } from "../api/api.ts";
import type { PendingWait } from "../api/containers.ts";
import type { AttachSession } from "../api/streams/attach_session.ts";
import { ConnectionError, NotFoundError } from "../errors.ts";
import type { SpawnSettings } from "../types/containers.ts";
import { Container } from "./container.ts";
import { checkFlag } from "./convert/check.ts";
import { cleanUp, createContainer } from "./create_container.ts";
import { RunSession } from "./run_session.ts";

/**
 * Milliseconds from the end of a container's output to the end of its wait. The two come over two
 * connections, and an engine that is busy tells of the exit later than of the output's end.
 */
const END_GRACE = 2_000;

/** Creates a container, attaches to it, registers the wait for its exit, and starts it. */
export async function spawnContainer(
  api: Api,
  image: string,
  settings: SpawnSettings,
): Promise<RunSession> {
  const { signal } = settings;
  const stdin = checkFlag("stdin", settings.stdin) ?? false;
  const stdout = checkFlag("stdout", settings.stdout) ?? true;
  const stderr = checkFlag("stderr", settings.stderr) ?? true;
  const remove = checkFlag("remove", settings.remove) ?? false;
  const autoRemove = checkFlag("autoRemove", settings.autoRemove) ?? false;
  const tty = checkFlag("tty", settings.tty) ?? false;
  if (!stdin && !stdout && !stderr) {
    throw new TypeError(
      "Cannot attach to nothing: ask for stdout, stderr or both, or use runDetached()",
    );
  }
  const id = await createContainer(api, image, settings, { stdin, stdout, stderr });

  let session: AttachSession | undefined;
  let wait: PendingWait | undefined;
  try {
    const inspecting = api.containers.inspect(id, { signal });
    const attaching = api.containers.attach(id, {
      query: { stream: true, stdin, stdout, stderr },
      tty,
      signal,
      confirmEnd: () => confirmExit(api, id, wait, signal),
    });
    const condition = autoRemove ? "removed" : "next-exit";
    const beginning = api.containers.beginWait(id, { query: { condition }, signal });
    // Side by side, and each to its end: what came of one is to be dropped if another fails.
    const [, attached, begun] = await Promise.allSettled([inspecting, attaching, beginning]);
    if (attached.status === "fulfilled") session = attached.value;
    if (begun.status === "fulfilled") wait = begun.value;
    const parts = {
      container: new Container(api, await inspecting),
      session: await attaching,
      wait: await beginning,
    };
    await api.containers.start(id, { signal });
    const removal = autoRemove ? "engine" : remove ? "ours" : "none";
    return new RunSession({ ...parts, api, stdin, tty, removal, signal });
  } catch (error) {
    session?.close(error);
    wait?.cancel(error);
    await cleanUp(api, id, remove || autoRemove, error);
    throw error;
  }
}

/**
 * Makes sure that a container's output has ended because the container has: a hijacked connection
 * that is cut looks the same. If it has not, the wait is over too.
 *
 * @throws {ConnectionError} If the container still runs, or the engine is gone.
 */
async function confirmExit(
  api: Api,
  id: string,
  wait: PendingWait | undefined,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (wait === undefined) throw lost("it was cut before the start");
  try {
    if (await isSettled(wait.result, END_GRACE)) return;
    if (await isRunning(api, id, signal)) throw lost("it was cut while the container runs on");
    await wait.result;
  } catch (error) {
    const failure = signal?.aborted === true || isLoss(error)
      ? error
      : lost("the engine does not tell whether the container has exited", error);
    wait.cancel(failure);
    throw failure;
  }
}

/** Whether an error already says what there is to say: the connection is gone, or was given up. */
function isLoss(error: unknown): boolean {
  return error instanceof ConnectionError && (error.code === "lost" || error.code === "closed");
}

/** Whether the promise resolves in time; rejects if it rejects. */
async function isSettled(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function isRunning(
  api: Api,
  id: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    const { State } = await api.containers.inspect(id, { signal });
    return State?.Running === true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

function lost(why: string, cause?: unknown): ConnectionError {
  return new ConnectionError(
    `Cannot read the container's output to its end: ${why}`,
    "lost",
    { cause },
  );
}
