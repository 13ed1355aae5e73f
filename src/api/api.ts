import { ContainersApi } from "./containers.ts";
import { DistributionApi } from "./distribution.ts";
import type { Engine } from "./engine.ts";
import { ImagesApi } from "./images.ts";
import { PluginsApi } from "./plugins.ts";
import { SessionApi } from "./session.ts";
import { SystemApi } from "./system.ts";

/**
 * The Engine API, operation by operation, in its own words: a method's name is the operation's
 * without its noun, and names inside a call are those of Docker's reference.
 */
export class Api {
  /** The container operations. */
  readonly containers: ContainersApi;
  /** The registry operation. */
  readonly distribution: DistributionApi;
  /** The image operations. */
  readonly images: ImagesApi;
  /** The plugin operations. */
  readonly plugins: PluginsApi;
  /** The session operation. */
  readonly session: SessionApi;
  /** The system operations. */
  readonly system: SystemApi;

  /**
   * Makes the groups.
   *
   * @param engine Sends the calls.
   */
  constructor(engine: Engine) {
    this.containers = new ContainersApi(engine);
    this.distribution = new DistributionApi(engine);
    this.images = new ImagesApi(engine);
    this.plugins = new PluginsApi(engine);
    this.session = new SessionApi(engine);
    this.system = new SystemApi(engine);
  }
}
