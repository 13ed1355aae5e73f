import type {
  AuthConfig,
  AuthResponse,
  SystemDataUsageQuery,
  SystemDataUsageResponse,
  SystemEventsQuery,
  SystemInfo,
  SystemVersion,
} from "../types/wire/system.ts";
import type { BodyCall, Call, CallOptions } from "./call.ts";
import { withoutSecrets } from "./credentials.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";
import type { PingInfo } from "./ping.ts";
import type { DecodedStreamOptions } from "./streams/decoded_stream.ts";
import { EventStream } from "./streams/events.ts";

/** How to read what happens on an engine. */
export interface SystemEventsCall extends Call<SystemEventsQuery>, DecodedStreamOptions {}

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
   * Like {@linkcode ping}, with an answer that has no body: `HEAD /_ping`. Needs API 1.40; that is only
   * checked once the version has been negotiated, which this does not do.
   *
   * @param call How to make the call.
   * @throws {ConnectionError} If the engine can't be reached.
   * @throws {ProtocolError} If what answers is not a Docker Engine, or an older one.
   */
  async pingHead(call?: CallOptions): Promise<PingInfo> {
    return await this.#engine.pingHead(call);
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

  /**
   * Has the engine log in to a registry, to check credentials: `POST /auth`. Neither the engine nor
   * this client keeps them.
   *
   * @param call The credentials, and how to make the call.
   * @returns What the registry says, and a token to use instead of the password, if it gives one.
   * @throws {UnauthorizedError} If the registry, or the service that it names, refuses them.
   * @throws {ApiError} With the status 500, if the registry can't be reached; also if it refuses the
   * credentials and names no service that gives tokens.
   */
  async auth(call: BodyCall<AuthConfig>): Promise<AuthResponse> {
    const { password, identitytoken, registrytoken } = call.body;
    try {
      return await this.#engine.json(endpoint`POST /auth`, call, { Status: "" });
    } catch (error) {
      throw withoutSecrets(error, [password, identitytoken, registrytoken]);
    }
  }

  /**
   * Tells what images, containers, volumes and the build cache take up: `GET /system/df`. It takes the
   * engine a while.
   *
   * API 1.52 sums each kind up in `ImageUsage` and its like, with the things themselves only if
   * `verbose` is set; before, they are in `Images` and its like, and there are no sums.
   *
   * @param call Of which kinds (`type`, needs API 1.42) and how much (`verbose`, needs API 1.52), and
   * how to make the call.
   * @throws {ApiError} With the status 500, if the engine is at work on the same question and its API
   * is older than 1.42.
   */
  async dataUsage(call?: Call<SystemDataUsageQuery>): Promise<SystemDataUsageResponse> {
    return await this.#engine.json(endpoint`GET /system/df`, call);
  }

  /**
   * Tells what happens on the engine, as it happens: `GET /events`. Engines keep the last 256 events
   * for `since`, until they are restarted.
   *
   * @example What happens to containers in the next minute
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = new DockerClient();
   * const until = Math.floor(Date.now() / 1000) + 60;
   * const query = { until, filters: { type: "container" } };
   * for await (const { Action, Actor } of await docker.api.system.events({ query })) {
   *   console.log(Action, Actor.Attributes?.name);
   * }
   * ```
   *
   * @param call Which events: `since` and `until` are seconds since 1970, with up to nine decimals if
   * they are text; and how to make the call.
   * @returns The events. Without `until` they never end.
   * @throws {ApiError} If the engine refuses, for example an `until` before `since`. Filters that it
   * does not know it ignores.
   */
  async events(call: SystemEventsCall = {}): Promise<EventStream> {
    const { body, headers } = await this.#engine.stream(endpoint`GET /events`, call);
    const time = Date.parse(headers.get("date") ?? "");
    const openedAt = Number.isNaN(time) ? undefined : new Date(time);
    return new EventStream(body, { ...call, openedAt });
  }
}
