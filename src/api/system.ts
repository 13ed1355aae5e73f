import type { SystemInfo, SystemVersion } from "../types/wire/system.ts";
import type { CallOptions } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";
import type { PingInfo } from "./ping.ts";

/** The system operations of the Engine API, one method each: `docker.api.system`. */
export class SystemApi {
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
   * Asks whether the engine is there, and what it is: `GET /_ping`. The answer must come within the
   * client's `connectTimeout`.
   *
   * @param call How to make the call.
   * @throws {ConnectionError} If the engine can't be reached.
   * @throws {ProtocolError} If what answers is not a Docker Engine.
   */
  async ping(call?: CallOptions): Promise<PingInfo> {
    return await this.#engine.ping(call);
  }

  /**
   * Tells the versions of the engine and its parts: `GET /version`.
   *
   * @param call How to make the call.
   */
  async version(call?: CallOptions): Promise<SystemVersion> {
    return await this.#engine.json(endpoint`GET /version`, call);
  }

  /**
   * Tells all about the engine and its host: `GET /info`.
   *
   * @param call How to make the call.
   */
  async info(call?: CallOptions): Promise<SystemInfo> {
    return await this.#engine.json(endpoint`GET /info`, call);
  }
}
