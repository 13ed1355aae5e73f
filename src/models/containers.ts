import type { Api } from "../api/api.ts";
import { NotFoundError } from "../errors.ts";
import type { CallSettings } from "../types/call.ts";
import type {
  ContainerListSettings,
  ContainerSummarySettings,
  CreateSettings,
  RunDetachedSettings,
  RunSettings,
  SpawnSettings,
  TemporarySettings,
} from "../types/containers.ts";
import type { StatsSettings } from "../types/stats.ts";
import type { Command } from "../types/units.ts";
import type { ContainerSummary } from "../types/wire/containers.ts";
import type { CommandOutput } from "./command_output.ts";
import { Container } from "./container.ts";
import { checkFlag } from "./convert/check.ts";
import { CALL_KEYS, CONTAINER_LIST_KEYS, CONTAINER_SUMMARY_KEYS } from "./convert/call_keys.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { toListQuery } from "./convert/list_query.ts";
import type { RunSession } from "./run_session.ts";
import { mapSideBySide } from "./side_by_side.ts";
import type { ContainerStatsStream } from "./stats_stream.ts";
import type { TemporaryContainer } from "./temporary_container.ts";

/** So many containers are inspected at a time: an engine has no more to say at once. */
const INSPECT_AT_ONCE = 8;

/** An engine's containers: `docker.containers`. */
export class ContainerCollection {
  readonly #api: Api;

  /**
   * Makes the collection.
   *
   * @param api The engine's API.
   */
  constructor(api: Api) {
    this.#api = api;
  }

  /**
   * Runs a command in a new container to its end, and answers all that it wrote. The container stays
   * unless `remove` or `autoRemove` is set. It is `spawn()` and collecting: use that for output of
   * any length.
   *
   * @example Count words
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const { stdout } = await docker.containers.run("busybox", ["wc", "-w"], {
   *   stdin: "three short words",
   *   remove: true,
   * });
   * console.log(stdout.trim()); // 3
   * ```
   *
   * @param image The image's name or ID; the engine must have it.
   * @param command The command: a list, or text that is split as a shell does; the image's own when
   * absent. Settings may stand in its place.
   * @param settings What the container is like, and how to make the call.
   * @throws {ContainerError} If it exits with a code other than 0; has its output.
   * @throws {ImageNotFoundError} If the engine does not have the image.
   * @throws {OutputLimitError} If it writes more than `maxOutput` bytes; it is killed.
   * @throws {ApiError} If it can't be started; has its `containerId`.
   * @throws {ConnectionError} If the connection is lost before it has exited.
   */
  async run(
    image: string,
    command?: Command | RunSettings,
    settings?: RunSettings,
  ): Promise<CommandOutput> {
    const { runContainer } = await import("./run_container.ts");
    return await runContainer(this.#api, image, command, settings);
  }

  /**
   * Starts a new container and leaves it to itself.
   *
   * @param image The image's name or ID; the engine must have it.
   * @param command The command, as for `run()`. Settings may stand in its place.
   * @param settings What the container is like, and how to make the calls.
   * @throws {ImageNotFoundError} If the engine does not have the image.
   * @throws {ApiError} If it can't be started; has its `containerId`.
   */
  async runDetached(
    image: string,
    command?: Command | RunDetachedSettings,
    settings?: RunDetachedSettings,
  ): Promise<Container> {
    const { runDetached } = await import("./run_detached.ts");
    return await runDetached(this.#api, image, command, settings);
  }

  /**
   * Starts a new container with somebody attached, and hands out its output as it comes. The
   * attachment and the wait are made before the start: nothing is missed of a container that exits
   * at once, whatever its log driver.
   *
   * @example Stream what a container writes
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * await using session = await docker.containers.spawn("busybox", "ping -c 3 localhost", {
   *   remove: true,
   * });
   * for await (const { stream, line } of session.output.lines()) console.log(stream, line);
   * console.log(await session.exitCode());
   * ```
   *
   * @param image The image's name or ID; the engine must have it.
   * @param command The command, as for `run()`. Settings may stand in its place.
   * @param settings What the container is like, and how to make the calls.
   * @throws {ImageNotFoundError} If the engine does not have the image.
   * @throws {ApiError} If it can't be started; has its `containerId`.
   */
  async spawn(
    image: string,
    command?: Command | SpawnSettings,
    settings?: SpawnSettings,
  ): Promise<RunSession> {
    const { spawn } = await import("./spawn.ts");
    return await spawn(this.#api, image, command, settings);
  }

  /**
   * Starts a new container that lasts until it is disposed of: declare it with `await using`. It is
   * removed then, running or not, with its anonymous volumes; it need not be there any more.
   *
   * It has the label `io.fairlead.owner`, by which `docker.sweep()` finds what a process has left
   * behind that was killed.
   *
   * @example A database for a test
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * await using database = await docker.containers.temporary("postgres", {
   *   environment: { POSTGRES_PASSWORD: "secret" },
   *   ports: { 5432: null },
   * });
   * await database.waitFor({ port: 5432 }, { waitTimeout: 30_000 });
   * ```
   *
   * @param image The image's name or ID; the engine must have it.
   * @param command The command, as for `run()`. Settings may stand in its place.
   * @param settings What the container is like, and how to make the calls.
   * @throws {ImageNotFoundError} If the engine does not have the image.
   * @throws {ApiError} If it can't be started; then it is removed.
   */
  async temporary(
    image: string,
    command?: Command | TemporarySettings,
    settings?: TemporarySettings,
  ): Promise<TemporaryContainer> {
    const { startTemporary } = await import("./start_temporary.ts");
    return await startTemporary(this.#api, image, command, settings);
  }

  /**
   * Makes a container, which does not run yet: `POST /containers/create`.
   *
   * @param image The image's name or ID; the engine must have it.
   * @param command The command, as for `run()`. Settings may stand in its place.
   * @param settings What the container is like, and how to make the calls.
   * @throws {ImageNotFoundError} If the engine does not have the image.
   * @throws {ConflictError} If the name is in use.
   */
  async create(
    image: string,
    command?: Command | CreateSettings,
    settings?: CreateSettings,
  ): Promise<Container> {
    const { createdContainer } = await import("./created_container.ts");
    return await createdContainer(this.#api, image, command, settings);
  }

  /**
   * Looks a container up: `GET /containers/{id}/json`.
   *
   * @param id Its ID, the beginning of it, or its name.
   * @param settings How to make the call.
   * @throws {NotFoundError} If there is no such container.
   */
  async get(id: string, settings: CallSettings = {}): Promise<Container> {
    checkKeys("get a container", settings, CALL_KEYS);
    const attrs = await this.#api.containers.inspect(id, { signal: settings.signal });
    return new Container(this.#api, attrs);
  }

  /**
   * Lists containers, each looked up by itself, several at a time; `summaries()` takes one call.
   *
   * @param settings Which ones; the running ones when absent.
   * @throws {ApiError} If the engine refuses, for example an unknown filter.
   */
  async list(settings: ContainerListSettings = {}): Promise<Container[]> {
    checkKeys("list containers", settings, CONTAINER_LIST_KEYS);
    const ignoreRemoved = checkFlag("ignoreRemoved", settings.ignoreRemoved) ?? true;
    const { signal } = settings;
    const summaries = await this.#api.containers.list({ query: toListQuery(settings), signal });
    const found = await mapSideBySide(summaries, INSPECT_AT_ONCE, async ({ Id }) => {
      try {
        return await this.get(Id, { signal });
      } catch (error) {
        if (ignoreRemoved && error instanceof NotFoundError) return undefined;
        throw error;
      }
    });
    return found.filter((container) => container !== undefined);
  }

  /**
   * Lists containers in one call, in the engine's own words: `GET /containers/json`.
   *
   * @param settings Which ones; the running ones when absent.
   * @throws {ApiError} If the engine refuses, for example an unknown filter.
   */
  async summaries(settings: ContainerSummarySettings = {}): Promise<ContainerSummary[]> {
    checkKeys("list containers", settings, CONTAINER_SUMMARY_KEYS);
    return await this.#api.containers.list({
      query: { ...toListQuery(settings), size: checkFlag("size", settings.size) },
      signal: settings.signal,
    });
  }

  /**
   * Measures many containers as one stream, each of them once a second: `GET /containers/{id}/stats`
   * for each, and `GET /events`. Those that start later join it, those that stop (with `all`, that are
   * removed) leave it. It has no end of its own.
   *
   * The pure functions of this package make of a sample what `docker stats` shows.
   *
   * @example Who keeps the machine busy?
   * ```ts
   * import { cpuPercent, DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * for await (const { name, stats } of await docker.containers.stats()) {
   *   console.log(name, cpuPercent(stats).toFixed(1));
   * }
   * ```
   *
   * @param settings Which ones, and what ends it; the running ones when absent.
   * @returns The samples; of each container the newest is kept until it is read.
   * @throws {ApiError} If the engine refuses, for example an unknown filter.
   */
  async stats(settings: StatsSettings = {}): Promise<ContainerStatsStream> {
    const { openStats } = await import("./open_stats.ts");
    return await openStats(this.#api, settings);
  }
}
