import type { Api } from "../api/api.ts";
import type { PendingWait } from "../api/containers.ts";
import type { AttachSession } from "../api/streams/attach_session.ts";
import { ApiError, ConnectionError, NotFoundError } from "../errors.ts";
import type { SpawnSettings } from "../types/containers.ts";
import { Container } from "./container.ts";
import { checkFlag, unusable } from "./convert/check.ts";
import { toCreateBody, toCreateQuery } from "./convert/create_body.ts";
import { removeContainer, RunSession } from "./run_session.ts";

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
  checkImage(image);
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
  const query = toCreateQuery(settings);
  const body = toCreateBody(image, settings, { stdin, stdout, stderr });
  const { Id: id } = await api.containers.create({ query, body, signal });

  let session: AttachSession | undefined;
  let wait: PendingWait | undefined;
  try {
    const container = new Container(api, await api.containers.inspect(id, { signal }));
    session = await api.containers.attach(id, {
      query: { stream: true, stdin, stdout, stderr },
      tty,
      signal,
      confirmEnd: () => confirmExit(api, id, wait),
    });
    const condition = autoRemove ? "removed" : "next-exit";
    wait = await api.containers.beginWait(id, { query: { condition }, signal });
    await api.containers.start(id, { signal });
    const removal = autoRemove ? "engine" : remove ? "ours" : "none";
    return new RunSession({ api, container, session, wait, removal, signal });
  } catch (error) {
    session?.close(error);
    wait?.cancel(error);
    throw await cleanUp(api, id, remove || autoRemove, error);
  }
}

/**
 * Leaves nothing behind of a container that was not to be kept and could not be started.
 *
 * @returns The error, which names the container.
 */
export async function cleanUp(
  api: Api,
  id: string,
  remove: boolean,
  error: unknown,
): Promise<unknown> {
  if (error instanceof ApiError) error.containerId = id;
  if (remove) {
    try {
      await removeContainer(api, id);
    } catch {
      // Why the start failed tells more than why the removal did, mostly for the same reason.
    }
  }
  return error;
}

/**
 * Makes sure that a container's output has ended because the container has: a hijacked connection
 * that is cut looks the same.
 *
 * @throws {ConnectionError} If the container still runs, or the engine is gone.
 */
async function confirmExit(api: Api, id: string, wait: PendingWait | undefined): Promise<void> {
  if (wait === undefined) throw lost("it was cut before the start");
  try {
    if (await isSettled(wait.result, END_GRACE)) return;
    if (await isRunning(api, id)) throw lost("it was cut while the container runs on");
    await wait.result;
  } catch (error) {
    if (!(error instanceof ConnectionError) || error.code === "lost" || error.code === "closed") {
      throw error;
    }
    throw lost("the engine is gone", error);
  }
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

async function isRunning(api: Api, id: string): Promise<boolean> {
  try {
    const { State } = await api.containers.inspect(id);
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

/**
 * Makes sure that an image is named.
 *
 * @throws {TypeError} If it is not.
 */
export function checkImage(image: unknown): void {
  if (typeof image !== "string" || image.trim() === "") {
    throw unusable("image", image, `expected a name or ID, such as "busybox:latest"`);
  }
}
