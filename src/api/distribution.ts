import type { DistributionInspect } from "../types/wire/distribution.ts";
import type { Authenticated, CallOptions } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";

/** How to ask a registry for an image. */
export interface DistributionInspectCall extends CallOptions, Authenticated {}

/** The registry operation of the Engine API: `docker.api.distribution`. */
export class DistributionApi {
  readonly #engine: Engine;

  /**
   * Makes the group.
   *
   * @param engine Sends the calls.
   */
  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Asks an image's registry for its digest and platforms: `GET /distribution/{name}/json`. The
   * engine need not have the image, and does not get it. Needs API 1.30.
   *
   * @param name The image's name, with tag or digest; the tag is `latest` if neither is there.
   * @param call With which credentials, and how to make the call.
   * @returns The digest, and the platforms: `null` for an image of one platform in OCI's format.
   * @throws {NotFoundError} If the registry does not have the image.
   * @throws {UnauthorizedError} If the registry refuses the credentials.
   * @throws {ApiError} If the registry can't be reached, or wants credentials and none are given.
   * @throws {VersionError} If the engine is too old.
   */
  async inspect(name: string, call?: DistributionInspectCall): Promise<DistributionInspect> {
    return await this.#engine.json(endpoint`GET /distribution/${name}/json`, call);
  }
}
