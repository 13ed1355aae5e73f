import type { Api } from "../api/api.ts";
import { ConflictError, NotFoundError, TimeoutError } from "../errors.ts";

/**
 * Milliseconds that cleaning up may take, lest an engine that hangs keeps an error from its caller. A
 * container that floods its log takes a busy engine ten seconds and more to kill.
 */
const LIMIT = 30_000;

const MAX_ATTEMPTS = 3;

/**
 * Removes a container, running or not, with its anonymous volumes. Resolves when it is gone, whoever
 * removed it.
 *
 * @throws {TimeoutError} If the engine takes too long.
 */
export async function removeContainer(api: Api, id: string): Promise<void> {
  await withinLimit(`remove the container "${id}"`, async (signal) => {
    try {
      await api.containers.delete(id, { query: { force: true, v: true }, signal });
    } catch (error) {
      if (error instanceof NotFoundError) return;
      if (!(error instanceof ConflictError)) throw error;
      await waitForRemoval(api, id, signal);
    }
  });
}

/**
 * Kills a container that may have exited by now, and removes it if it never ran: nobody would know of
 * it.
 *
 * @throws {TimeoutError} If the engine takes too long.
 * @throws {ConflictError} If it can't be killed, since it is paused for example.
 */
export async function killContainer(api: Api, id: string): Promise<void> {
  const isUnused = await withinLimit(`kill the container "${id}"`, async (signal) => {
    for (let attempt = 1;; attempt++) {
      try {
        await api.containers.kill(id, { signal });
        return false;
      } catch (error) {
        if (error instanceof NotFoundError) return false;
        if (!(error instanceof ConflictError)) throw error;
        const { Running, Status } = (await api.containers.inspect(id, { signal })).State ?? {};
        if (Running !== true) return Status === "created";
        // It was not running when it was to be killed: an aborted start has overtaken us.
        if (attempt === MAX_ATTEMPTS) throw error;
      }
    }
  });
  if (isUnused) await removeContainer(api, id);
}

/** Somebody else, mostly the engine itself, is at it. */
async function waitForRemoval(api: Api, id: string, signal: AbortSignal): Promise<void> {
  try {
    await api.containers.wait(id, { query: { condition: "removed" }, signal });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}

async function withinLimit<T>(
  what: string,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const timer = setTimeout(() => {
    ending.abort(new TimeoutError(`Cannot ${what}: the engine did not do it within ${LIMIT} ms`));
  }, LIMIT);
  try {
    return await call(ending.signal);
  } finally {
    clearTimeout(timer);
  }
}
