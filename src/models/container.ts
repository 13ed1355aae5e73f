import type { Api } from "../api/api.ts";
import type { JsonStream } from "../api/streams/json_stream.ts";
import type { CallSettings } from "../types/call.ts";
import type { CommitSettings, UpdateSettings } from "../types/container_operations.ts";
import type {
  ContainerRemoveSettings,
  StopSettings,
  WaitResult,
  WaitSettings,
} from "../types/containers.ts";
import type { WaitForCondition, WaitForSettings } from "../types/wait_for.ts";
import type {
  ContainerInspectResponse,
  ContainerStatsResponse,
  ContainerUpdateResponse,
  ContainerWaitResponse,
} from "../types/wire/containers.ts";
import { ContainerProcesses } from "./container_processes.ts";
import {
  CALL_KEYS,
  COMMIT_KEYS,
  CONTAINER_REMOVE_KEYS,
  STOP_KEYS,
  UPDATE_KEYS,
  WAIT_KEYS,
} from "./convert/call_keys.ts";
import { checkFlag, checkText, checkWhole, unusable } from "./convert/check.ts";
import { toCommitQuery } from "./convert/commit_query.ts";
import { checkContainerName } from "./convert/container_name.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { isEmptySample } from "./empty_sample.ts";
import { Image } from "./image.ts";
import { statsOnce } from "./stats_once.ts";

const CONDITIONS: readonly string[] = ["not-running", "next-exit", "removed"];

/** A container: what was last known of it, and what can be done with it. */
export class Container extends ContainerProcesses {
  readonly #api: Api;

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

  /** Its ID: 64 hexadecimal digits. */
  get id(): string {
    return this.attrs.Id;
  }

  /** Its name, without the slash that the engine puts before it. */
  get name(): string {
    return this.attrs.Name.replace(/^\//, "");
  }

  /** Its state when it was last read: `"created"`, `"running"`, `"exited"`, … */
  get status(): string {
    return this.attrs.State?.Status ?? "";
  }

  /** Its labels. */
  get labels(): Readonly<Record<string, string>> {
    return this.attrs.Config?.Labels ?? {};
  }

  /**
   * Starts it: `POST /containers/{id}/start`. Does nothing if it is running.
   *
   * @param settings How to make the call.
   * @throws {NotFoundError} If it is gone, or one of its networks is missing.
   * @throws {ApiError} If it can't be started, for example because its program is missing.
   */
  async start(settings: CallSettings = {}): Promise<void> {
    checkKeys("start a container", settings, CALL_KEYS);
    await this.#api.containers.start(this.id, { signal: settings.signal });
  }

  /**
   * Stops it: `POST /containers/{id}/stop`. Resolves when it has stopped; does nothing if it is not
   * running.
   *
   * @param settings How long it may take, and how to make the call.
   * @throws {NotFoundError} If it is gone.
   * @throws {RangeError} If `timeout` is no whole number of at least -1.
   */
  async stop(settings: StopSettings = {}): Promise<void> {
    await this.#api.containers.stop(this.id, toStopCall("stop a container", settings));
  }

  /**
   * Stops it and starts it again: `POST /containers/{id}/restart`.
   *
   * @param settings How long stopping may take, and how to make the call.
   * @throws {NotFoundError} If it is gone.
   * @throws {RangeError} If `timeout` is no whole number of at least -1.
   */
  async restart(settings: StopSettings = {}): Promise<void> {
    await this.#api.containers.restart(this.id, toStopCall("restart a container", settings));
  }

  /**
   * Sends a signal to its first process: `POST /containers/{id}/kill`.
   *
   * @param signal The Unix signal's name or number; `SIGKILL` when absent.
   * @param settings How to make the call.
   * @throws {ConflictError} If it is not running.
   * @throws {NotFoundError} If it is gone.
   */
  async kill(signal?: string | number, settings: CallSettings = {}): Promise<void> {
    checkKeys("kill a container", settings, CALL_KEYS);
    const named = typeof signal === "number"
      ? `${checkWhole("signal", signal, { minimum: 1, maximum: 64 })}`
      : checkText("signal", signal);
    await this.#api.containers.kill(this.id, {
      query: { signal: named },
      signal: settings.signal,
    });
  }

  /**
   * Waits until it has stopped: `POST /containers/{id}/wait`. Resolves at once if it is not running,
   * and with the exit code 0 if it has not been started yet; podman's may be -1.
   *
   * @param settings What to wait for (API 1.30), and how to make the call.
   * @throws {NotFoundError} If it is gone.
   */
  async wait(settings: WaitSettings = {}): Promise<WaitResult> {
    checkKeys("wait for a container", settings, WAIT_KEYS);
    const { condition, signal } = settings;
    if (condition !== undefined && !CONDITIONS.includes(condition)) {
      throw unusable("condition", condition, `expected one of ${CONDITIONS.join(", ")}`);
    }
    return toWaitResult(
      await this.#api.containers.wait(this.id, { query: { condition }, signal }),
    );
  }

  /**
   * Waits until it has come to something: a state, its own health check, a port that it listens on, a
   * line of its log, or an answer over HTTP. If it has not been started yet, its start is waited for
   * too; if it exits meanwhile, or has done so before, the call rejects.
   *
   * - `"running"`, `"exited"`: its state. One that has not been started has not exited either.
   * - `"healthy"`: its own check says so; once it says `"unhealthy"`, the call rejects.
   * - `{ port }`: something in it listens there, if only for itself; published or not.
   * - `{ log }`: a line of its output has the text, since its last start, even before the call, and
   *   even if it has exited since. The log driver must be one that can be read back.
   * - `{ http }`: an answer comes through the published port, with a status from 200 to 399 or one of
   *   those that were asked for. Redirects are answers; they are not followed.
   *
   * @example A database that takes its time
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const database = await docker.containers.runDetached("postgres", {
   *   environment: { POSTGRES_PASSWORD: "secret" },
   * });
   * await database.waitFor({ port: 5432 }, {
   *   waitTimeout: 30_000,
   *   onProgress: ({ status, seen }) => console.log(status, seen),
   * });
   * ```
   *
   * @param condition What to wait for.
   * @param settings How to wait.
   * @throws {WaitForError} If it exits, is unhealthy, or takes longer than `waitTimeout`; shows its
   * last lines.
   * @throws {NotFoundError} If it is gone.
   * @throws {TypeError} If a setting can't be used, or it can't come to that: it has no health check,
   * the port is not published, or its log driver is `"none"`.
   */
  async waitFor(condition: WaitForCondition, settings: WaitForSettings = {}): Promise<void> {
    const { waitForContainer } = await import("./wait_for.ts");
    await waitForContainer(this.#api, this, condition, settings);
  }

  /**
   * Measures what it uses, each second until it stops: `GET /containers/{id}/stats`. If it is not
   * running there are no samples; from podman their stream fails with a `StreamError` then.
   *
   * @param settings How to make the call.
   * @returns The samples. They hold a connection: read them to the end, or dispose of them.
   * @throws {NotFoundError} If it is gone.
   */
  async stats(settings: CallSettings = {}): Promise<JsonStream<ContainerStatsResponse>> {
    checkKeys("measure a container", settings, CALL_KEYS);
    return await this.#api.containers.stats(this.id, {
      signal: settings.signal,
      isEnd: isEmptySample,
    });
  }

  /**
   * Measures what it uses, over a second: `GET /containers/{id}/stats?stream=false`. Of a container
   * that is not running the sample is empty, and `read` is in the year 1.
   *
   * @param settings How to make the call.
   * @throws {NotFoundError} If it is gone.
   * @throws {StreamError} If it is not running, and the engine is podman.
   */
  async statsOnce(settings: CallSettings = {}): Promise<ContainerStatsResponse> {
    checkKeys("measure a container", settings, CALL_KEYS);
    return await statsOnce(this.#api, this.id, settings.signal);
  }

  /**
   * Holds all its processes, which don't notice: `POST /containers/{id}/pause`.
   *
   * @param settings How to make the call.
   * @throws {ConflictError} If it is not running, or paused already; from podman an `ApiError`.
   * @throws {NotFoundError} If it is gone.
   */
  async pause(settings: CallSettings = {}): Promise<void> {
    checkKeys("pause a container", settings, CALL_KEYS);
    await this.#api.containers.pause(this.id, { signal: settings.signal });
  }

  /**
   * Lets it go on after a pause: `POST /containers/{id}/unpause`.
   *
   * @param settings How to make the call.
   * @throws {NotFoundError} If it is gone.
   * @throws {ApiError} If it is not paused.
   */
  async unpause(settings: CallSettings = {}): Promise<void> {
    checkKeys("unpause a container", settings, CALL_KEYS);
    await this.#api.containers.unpause(this.id, { signal: settings.signal });
  }

  /**
   * Gives it another name: `POST /containers/{id}/rename`. `name` tells it after `reload()`.
   *
   * @param name The name, as for `docker.containers.create()`.
   * @param settings How to make the call.
   * @throws {ConflictError} If the name is in use.
   * @throws {NotFoundError} If it is gone.
   */
  async rename(name: string, settings: CallSettings = {}): Promise<void> {
    checkKeys("rename a container", settings, CALL_KEYS);
    const checked = checkContainerName(name);
    if (checked === undefined) throw unusable("name", name, "expected text");
    await this.#api.containers.rename(this.id, {
      query: { name: checked },
      signal: settings.signal,
    });
  }

  /**
   * Changes its limits and its restart policy: `POST /containers/{id}/update`. `attrs` has them after
   * `reload()`.
   *
   * @param settings What to change, and how to make the call.
   * @returns What the engine warns of.
   * @throws {ApiError} If a limit can't be set, or not while it runs.
   * @throws {NotFoundError} If it is gone.
   */
  async update(settings: UpdateSettings): Promise<ContainerUpdateResponse> {
    checkKeys("update a container", settings, UPDATE_KEYS);
    const { toUpdateBody } = await import("./convert/update_body.ts");
    return await this.#api.containers.update(this.id, {
      body: toUpdateBody(settings),
      signal: settings.signal,
    });
  }

  /**
   * Makes an image of it, without its volumes: `POST /commit`.
   *
   * @param settings The image's name and more, and how to make the calls.
   * @throws {NotFoundError} If it is gone.
   * @throws {TypeError} If a setting can't be used.
   */
  async commit(settings: CommitSettings = {}): Promise<Image> {
    checkKeys("commit a container", settings, COMMIT_KEYS);
    const { signal } = settings;
    const query = { ...toCommitQuery(settings), container: this.id };
    const { Id } = await this.#api.images.commit({ query, signal });
    return new Image(this.#api, await this.#api.images.inspect(Id, { signal }));
  }

  /**
   * Removes it: `DELETE /containers/{id}`.
   *
   * @param settings How, and how to make the call.
   * @throws {ConflictError} If it runs and `force` is not set, or it is being removed already.
   * @throws {NotFoundError} If it is gone.
   */
  async remove(settings: ContainerRemoveSettings = {}): Promise<void> {
    checkKeys("remove a container", settings, CONTAINER_REMOVE_KEYS);
    await this.#api.containers.delete(this.id, {
      query: {
        force: checkFlag("force", settings.force),
        v: checkFlag("volumes", settings.volumes),
        link: checkFlag("link", settings.link),
      },
      signal: settings.signal,
    });
  }

  /** Asks the engine. */
  protected override async inspect(settings: CallSettings): Promise<ContainerInspectResponse> {
    checkKeys("reload a container", settings, CALL_KEYS);
    return await this.#api.containers.inspect(this.id, { signal: settings.signal });
  }
}

function toStopCall(what: string, settings: StopSettings): {
  readonly query: { readonly t: number | undefined; readonly signal: string | undefined };
  readonly signal: AbortSignal | undefined;
} {
  checkKeys(what, settings, STOP_KEYS);
  return {
    query: {
      t: checkWhole("timeout", settings.timeout, { minimum: -1 }),
      signal: checkText("stopSignal", settings.stopSignal),
    },
    signal: settings.signal,
  };
}

/** How a container has ended, from the engine's words. */
export function toWaitResult(answer: ContainerWaitResponse): WaitResult {
  return { exitCode: answer.StatusCode, error: answer.Error?.Message };
}
