import { ContainersApi } from "./containers.ts";
import type { Engine } from "./engine.ts";
import { ImagesApi } from "./images.ts";
import { SystemApi } from "./system.ts";

/**
 * The Engine API, operation by operation, in its own words: a method's name is the operation's
 * without its noun, and names inside a call are those of Docker's reference.
 */
export class Api {
  /** The container operations. */
  readonly containers: ContainersApi;
  /** The image operations. */
  readonly images: ImagesApi;
  /** The system operations. */
  readonly system: SystemApi;

  /**
   * Makes the groups.
   *
   * @param engine Sends the calls.
   */
  constructor(engine: Engine) {
    this.containers = new ContainersApi(engine);
    this.images = new ImagesApi(engine);
    this.system = new SystemApi(engine);
  }
}
