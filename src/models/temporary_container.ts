import type { Api } from "../api/api.ts";
import type { ContainerInspectResponse } from "../types/wire/containers.ts";
import { Container } from "./container.ts";
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
