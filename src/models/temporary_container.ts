import type { Api } from "../api/api.ts";
import { NotFoundError } from "../errors.ts";
import type { TemporarySettings } from "../types/containers.ts";
import type { ContainerInspectResponse } from "../types/wire/containers.ts";
import { Container } from "./container.ts";
import { toLabels } from "./convert/labels.ts";
import { cleanUp, createContainer } from "./create_container.ts";
import { removeContainer } from "./end_container.ts";

/**
 * A container that lasts as long as somebody wants it: declare it with `await using`, or dispose of
 * it. What a process leaves that was killed, `docker.sweep()` removes.
 */
export class TemporaryContainer extends Container {
  readonly #api: Api;
  #removed: Promise<void> | undefined;

  /**
   * Makes a model of what the engine tells; `docker.containers` does it for you.
   *
   * @param api The engine's API.
   * @param attrs The engine's own words.
   */
  constructor(api: Api, attrs: ContainerInspectResponse) {
    super(api, attrs);
    this.#api = api;
  }

  /**
   * Removes it, running or not, with its anonymous volumes. Does nothing if it is gone already.
   *
   * @throws {ConnectionError} If the engine is gone, or does not do it in time.
   * @throws {ApiError} If it can't be removed.
   */
  [Symbol.asyncDispose](): Promise<void> {
    this.#removed ??= this.#remove();
    return this.#removed;
  }

  async #remove(): Promise<void> {
    try {
      await removeContainer(this.#api, this.id);
    } catch (error) {
      this.#removed = undefined; // a failure must not stick
      throw error;
    }
  }
}

/**
 * Starts a container that is to be disposed of.
 *
 * @param api The engine's API.
 * @param image The image.
 * @param settings What it is like, whose keys have been checked.
 * @throws The signal's reason, if it is aborted, or what else went wrong; then there is no container.
 */
export async function startTemporary(
  api: Api,
  image: string,
  settings: TemporarySettings,
): Promise<TemporaryContainer> {
  const { signal } = settings;
  const given = toLabels(settings.labels);
  const { ownerLabels } = await import("./owner.ts");
  const labels = { ...given, ...await ownerLabels(api) };
  const id = await createContainer(api, image, { ...settings, labels }, {
    stdin: false,
    stdout: false,
    stderr: false,
  });
  try {
    // Before the start too: one that exits at once may be gone after it.
    const container = new TemporaryContainer(api, await api.containers.inspect(id, { signal }));
    await container.start({ signal });
    await reloadIfThere(container, signal);
    return container;
  } catch (error) {
    await cleanUp(api, id, true, error);
    throw error;
  }
}

/** Reads what is known of a container anew; one that is gone stays as it was. */
export async function reloadIfThere(
  container: Container,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await container.reload({ signal });
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
}
