import type { Connection } from "../transport/connection.ts";
import type { CallOptions } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";

/** The session operation of the Engine API: `docker.api.session`. */
export class SessionApi {
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
   * Opens the connection by which BuildKit asks its client for files, secrets and credentials during
   * a build: `POST /session`. From then on the engine speaks HTTP/2 on it, as the client of gRPC
   * services that the caller offers. Needs API 1.31; deprecated from API 1.53 on.
   *
   * @param call How to make the call. Its `headers` name the session (`x-docker-expose-session-uuid`,
   * which the build's `session` repeats) and what it offers (`x-docker-expose-session-grpc-method`).
   * @returns The connection, the caller's to close. The engine's first bytes are HTTP/2's preface.
   * @throws {ApiError} If the engine refuses, for example a name that is in use.
   * @throws {ProtocolError} If something in between does not let the connection through.
   * @throws {VersionError} If the engine is too old.
   */
  async open(call?: CallOptions): Promise<Connection> {
    const headers = { ...call?.headers, upgrade: "h2c" };
    const { connection } = await this.#engine.upgrade(endpoint`POST /session`, {
      ...call,
      headers,
    });
    return connection;
  }
}
