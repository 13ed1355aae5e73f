import { Api } from "./api/api.ts";
import { Engine } from "./api/engine.ts";
import type { PingInfo } from "./api/ping.ts";
import { ContainerCollection } from "./models/containers.ts";
import { DATA_USAGE_KEYS } from "./models/convert/call_keys.ts";
import { checkText, checkWhole, unusable } from "./models/convert/check.ts";
import { toDataUsageQuery } from "./models/convert/data_usage_query.ts";
import { checkKeys, type KnownKeys } from "./models/convert/known_keys.ts";
import type { EventEntry } from "./models/engine_event.ts";
import { type EngineEventStream, openEvents } from "./models/events.ts";
import { ImageCollection } from "./models/images.ts";
import { connector, runtimeHost } from "./transport/adapters/pick.ts";
import type { Connect } from "./transport/connection.ts";
import { authority, formatEndpoint, parseEndpoint } from "./transport/endpoint.ts";
import { environmentSettings } from "./transport/environment.ts";
import type { Host } from "./transport/host.ts";
import { SocketHttpClient } from "./transport/http1/client.ts";
import type { CallSettings } from "./types/call.ts";
import type { SweepResult, SweepSettings } from "./types/sweep.ts";
import type { DataUsageSettings, EventsSettings } from "./types/system.ts";
import type { SystemDataUsageResponse, SystemInfo, SystemVersion } from "./types/wire/system.ts";

/** How a {@linkcode DockerClient} reaches its engine and speaks to it. */
export interface DockerClientSettings {
  /**
   * The engine's address: `"unix:///path"` or `"tcp://host:port"`. With `connect` it only names the
   * engine.
   *
   * @default {"unix:///var/run/docker.sock"}
   */
  readonly host?: string | undefined;
  /** Opens connections in place of the runtime's own sockets. */
  readonly connect?: Connect | undefined;
  /** The version of the Engine API to speak, such as `"1.41"`. Negotiated when absent. */
  readonly apiVersion?: string | undefined;
  /**
   * Milliseconds that connecting may take, and that the engine may take to answer a ping.
   *
   * @default {10_000}
   */
  readonly connectTimeout?: number | undefined;
  /**
   * Milliseconds from the last byte sent to the head of the answer. No limit when absent: many calls
   * answer only when all is done.
   */
  readonly responseTimeout?: number | undefined;
  /** Milliseconds that a stream may go without a byte while it is read. No limit when absent. */
  readonly idleTimeout?: number | undefined;
  /**
   * How many connections there may be at a time. Further calls wait, until one is free or their signal
   * is aborted, and every stream holds one. `run()` and `spawn()` hold two and need a third for the
   * start: with fewer they wait for ever. No limit when absent.
   */
  readonly maxConnections?: number | undefined;
}

const SETTINGS_KEYS: KnownKeys<DockerClientSettings> = {
  host: true,
  connect: true,
  apiVersion: true,
  connectTimeout: true,
  responseTimeout: true,
  idleTimeout: true,
  maxConnections: true,
};

const DEFAULT_HOST = "unix:///var/run/docker.sock";
const DEFAULT_CONNECT_TIMEOUT = 10_000;
/** What a timer can wait: with more it fires at once. */
const MAX_TIMEOUT = 2_147_483_647;

/**
 * A Docker Engine. Nothing is opened before the first call; connections are kept for the next ones,
 * and don't keep the process alive while they are idle. Close it, or declare it with `await using`.
 *
 * @example Run a command
 * ```ts
 * import { DockerClient } from "@fairlead/docker";
 *
 * await using docker = DockerClient.fromEnv();
 * const output = await docker.containers.run("busybox", ["echo", "hello"], { remove: true });
 * console.log(output.stdout);
 * ```
 */
export class DockerClient {
  /** The Engine API itself, one method per operation, in the engine's own words. */
  readonly api: Api;
  /** The engine's containers. */
  readonly containers: ContainerCollection;
  /** The engine's images. */
  readonly images: ImageCollection;
  readonly #engine: Engine;

  /**
   * Makes a client of the engine at `settings.host`. Reads no environment: that is
   * {@linkcode DockerClient.fromEnv}.
   *
   * @param settings How to reach the engine.
   * @throws {TypeError} If a setting can't be used, such as a scheme that is not known.
   * @throws {RangeError} If a time limit or number is out of bounds.
   * @throws {VersionError} If `apiVersion` is older or newer than what is known.
   */
  constructor(settings: DockerClientSettings = {}) {
    checkKeys("make a client", settings, SETTINGS_KEYS);
    const { connect } = settings;
    if (connect !== undefined && typeof connect !== "function") {
      throw unusable("connect", connect, "expected a function that opens a connection");
    }
    const endpoint = parseEndpoint(checkText("host", settings.host) ?? DEFAULT_HOST);
    const address = formatEndpoint(endpoint);
    const connectTimeout = limit(settings, "connectTimeout") ?? DEFAULT_CONNECT_TIMEOUT;
    const http = new SocketHttpClient({
      connect: connect ?? connector(endpoint),
      authority: authority(endpoint),
      address,
      connectTimeout,
      responseTimeout: limit(settings, "responseTimeout"),
      idleTimeout: limit(settings, "idleTimeout"),
      maxConnections: checkWhole("maxConnections", settings.maxConnections, { minimum: 1 }),
    });
    this.#engine = new Engine(http, { apiVersion: settings.apiVersion, connectTimeout, address });
    this.api = new Api(this.#engine, runtimeHost());
    this.images = new ImageCollection(this.api);
    this.containers = new ContainerCollection(this.api);
  }

  /**
   * Makes a client of the engine that the environment names: `DOCKER_HOST`, by default
   * `unix:///var/run/docker.sock`, and `DOCKER_API_VERSION`. What is in `settings` wins.
   *
   * @param settings How to reach the engine.
   * @throws {ConfigError} If a variable can't be used.
   * @throws {TypeError} If a setting can't be used.
   */
  static fromEnv(settings: DockerClientSettings = {}): DockerClient {
    checkKeys("make a client", settings, SETTINGS_KEYS);
    const { host, apiVersion } = settings;
    const environment = environmentSettings(host === undefined ? runtimeHost() : withoutHost());
    return new DockerClient({
      ...settings,
      host: host ?? environment.host,
      apiVersion: apiVersion ?? environment.apiVersion,
    });
  }

  /**
   * Asks whether the engine is there, and what it is: `GET /_ping`.
   *
   * @param settings How to make the call.
   * @throws {ConnectionError} If the engine can't be reached.
   * @throws {ProtocolError} If what answers is not a Docker Engine.
   */
  async ping(settings?: CallSettings): Promise<PingInfo> {
    return await this.api.system.ping(settings);
  }

  /**
   * Tells the versions of the engine and its parts: `GET /version`.
   *
   * @param settings How to make the call.
   */
  async version(settings?: CallSettings): Promise<SystemVersion> {
    return await this.api.system.version(settings);
  }

  /**
   * Tells all about the engine and its host: `GET /info`.
   *
   * @param settings How to make the call.
   */
  async info(settings?: CallSettings): Promise<SystemInfo> {
    return await this.api.system.info(settings);
  }

  /**
   * Tells what images, containers, volumes and the build cache take up: `GET /system/df`. It takes the
   * engine a while. From API 1.52 on each kind is summed up, and told of thing by thing only with
   * `verbose`; before that each thing is told of, and there are no sums.
   *
   * @param settings What to measure, and how to make the call.
   * @throws {VersionError} If a setting is newer than the engine.
   */
  async df(settings: DataUsageSettings = {}): Promise<SystemDataUsageResponse> {
    checkKeys("measure the disk usage", settings, DATA_USAGE_KEYS);
    const query = toDataUsageQuery(settings);
    return await this.api.system.dataUsage({ query, signal: settings.signal });
  }

  /**
   * Tells what happens on the engine, as it happens: `GET /events`.
   *
   * @example Tell which containers come and go
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const filters = { type: "container", event: ["start", "die"] };
   * for await (const { action, actor, time } of await docker.events({ filters })) {
   *   console.log(time, action, actor.attributes.name);
   * }
   * ```
   *
   * @example Keep a list up to date, whatever happens to the connection
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const filters = { type: "container", event: ["start", "die"] };
   * const events = await docker.events({ filters, reconnect: true });
   * let running = await docker.containers.summaries();
   * for await (const event of events) {
   *   if (event.gap) running = await docker.containers.summaries();
   *   else console.log(event.action, event.actor.attributes.name, running.length);
   * }
   * ```
   *
   * @param settings Which events, and how to make the call. From now on when absent.
   * @returns The events. Without `until` they never end. With `reconnect` there are gaps among them.
   * @throws {ApiError} If the engine refuses, for example an `until` before `since`. Filters that it
   * does not know it ignores.
   * @throws {TypeError} If a setting can't be used.
   */
  async events<const Settings extends EventsSettings = Record<never, never>>(
    settings?: Settings,
  ): Promise<EngineEventStream<EventEntry<Settings>>> {
    const events: EngineEventStream<unknown> = await openEvents(this.api, settings ?? {});
    return events as EngineEventStream<EventEntry<Settings>>;
  }

  /**
   * Removes what processes have left behind that are gone: the containers, with their anonymous
   * volumes, networks and volumes that have the label `io.fairlead.owner`, as those of
   * `containers.temporary()` do, and what was given {@linkcode ownerLabels}.
   *
   * Whether a process is gone is told by `/proc`: for sure, but only of processes of the same Linux
   * machine (and the same container) since its last start, and on Deno only with `--allow-all`. Of those nothing is removed while they run, however old it is. Of all others, such as
   * those of other machines and systems, nothing is removed unless `olderThan` is given, and then all
   * that is older: choose it so that no process needs its things for that long.
   *
   * @example Before the tests
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * await docker.sweep(); // what earlier runs on this machine left
   * await docker.sweep({ olderThan: "24h" }); // and what others left yesterday
   * ```
   *
   * @param settings What to remove, and how to make the calls.
   * @returns What was removed. What somebody else is removing, or uses, is left to them.
   * @throws {ApiError} If something can't be removed for another reason.
   * @throws {TypeError} If a setting can't be used.
   */
  async sweep(settings: SweepSettings = {}): Promise<SweepResult> {
    const { sweep } = await import("./models/sweep.ts");
    return await sweep(this.api, settings);
  }

  /**
   * Gives the label that tells that something belongs to this process: for networks and volumes that
   * {@linkcode sweep} is to remove if this process can't.
   *
   * @example A network of a test
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const Labels = await docker.ownerLabels();
   * await docker.api.networks.create({ body: { Name: "test", Labels } });
   * ```
   */
  async ownerLabels(): Promise<Readonly<Record<string, string>>> {
    const { ownerLabels } = await import("./models/owner.ts");
    return await ownerLabels(this.api);
  }

  /**
   * Sends any request to the engine, and answers as the web platform's `fetch` does: it resolves for
   * refusals too. Of `init` it takes `method`, `headers`, `body` and `signal`; redirects are handed
   * on, not followed. A body that is a stream needs no `duplex`.
   *
   * @example An operation that has no method yet
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const response = await docker.fetch("/networks");
   * console.log(response.status, await response.json());
   * ```
   *
   * @param path Path and query; the API version is put before it unless it begins with one.
   * @param init The request.
   * @throws {TypeError} If the path does not begin with `/`, or an upgrade is asked for.
   * @throws {ConnectionError} If the engine can't be reached or the connection breaks.
   */
  async fetch(path: string, init?: RequestInit): Promise<Response> {
    return await this.#engine.fetch(path, init);
  }

  /** Closes every connection: what is in flight and what comes later rejects. Idempotent. */
  close(): void {
    this.#engine.close();
  }

  /** Closes the client. Never rejects. */
  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return Promise.resolve();
  }
}

/** The environment without the engine that it names: an explicit one wins, and need not agree. */
function withoutHost(): Host {
  const host = runtimeHost();
  return { ...host, env: (name) => name === "DOCKER_API_VERSION" ? host.env(name) : undefined };
}

function limit(
  settings: DockerClientSettings,
  name: "connectTimeout" | "responseTimeout" | "idleTimeout",
): number | undefined {
  return checkWhole(name, settings[name], { minimum: 1, maximum: MAX_TIMEOUT });
}
