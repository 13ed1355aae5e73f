import type { Api } from "../api/api.ts";
import type { PendingWait } from "../api/container_calls.ts";
import { ConnectionError, NotFoundError } from "../errors.ts";

/**
 * Milliseconds from the end of a container's output to the end of its wait. The two come over two
 * connections, and an engine that is busy tells of the exit later than of the output's end.
 */
const END_GRACE = 2_000;

/** What is asked when a container's output has ended. */
export interface ExitQuestion {
  /** The engine's API. */
  readonly api: Api;
  /** The container. */
  readonly id: string;
  /** The wait that was registered before the output began; cancelled if the output is lost. */
  readonly wait: PendingWait | undefined;
  /** Whether the container must have run, so that its exit code is to come. */
  readonly mustExit: boolean;
  /** Ends the question. */
  readonly signal: AbortSignal | undefined;
}

/**
 * Makes sure that a container's output has ended because the container has: a hijacked connection
 * that is cut looks the same. If it has not, the wait is over too.
 *
 * @throws {ConnectionError} If the container still runs, or the engine is gone.
 */
export async function confirmExit(question: ExitQuestion): Promise<void> {
  const { api, id, wait, mustExit, signal } = question;
  if (wait === undefined) throw lost("it was cut before the start");
  try {
    if (await isSettled(wait.result, END_GRACE)) return;
    if (await isRunning(api, id, signal)) throw lost("it was cut while the container runs on");
    if (mustExit) await wait.result;
  } catch (error) {
    const failure = signal?.aborted === true || isLoss(error)
      ? error
      : lost("the engine does not tell whether the container has exited", error);
    wait.cancel(failure);
    throw failure;
  }
}

/** Whether an error already says what there is to say: the connection is gone, or was given up. */
export function isLoss(error: unknown): boolean {
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
