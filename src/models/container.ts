import type { Api } from "../api/api.ts";
import type { AttachSession } from "../api/streams/attach_session.ts";
import type { JsonStream } from "../api/streams/json_stream.ts";
import type { OutputStream } from "../api/streams/output.ts";
import type { CallSettings } from "../types/call.ts";
import type { CommitSettings, TopSettings, UpdateSettings } from "../types/container_operations.ts";
import type {
  ContainerRemoveSettings,
  LogsSettings,
  StopSettings,
  WaitResult,
  WaitSettings,
} from "../types/containers.ts";
import type {
  AttachSettings,
  ExecDetachedSettings,
  ExecRunSettings,
  ExecSettings,
} from "../types/exec.ts";
import type { Command } from "../types/units.ts";
import type {
  ContainerInspectResponse,
  ContainerStatsResponse,
  ContainerTopResponse,
  ContainerUpdateResponse,
  ContainerWaitResponse,
} from "../types/wire/containers.ts";
import { attachToContainer } from "./attach_container.ts";
import type { CommandOutput } from "./command_output.ts";
import { ContainerFiles } from "./container_files.ts";
import { checkFlag, checkText, checkWhole, unusable } from "./convert/check.ts";
import {
  CALL_KEYS,
  COMMIT_KEYS,
  CONTAINER_REMOVE_KEYS,
  LOGS_KEYS,
  STOP_KEYS,
  TOP_KEYS,
  UPDATE_KEYS,
  WAIT_KEYS,
} from "./convert/call_keys.ts";
import { toCommitQuery } from "./convert/commit_query.ts";
import { checkConsoleSize } from "./convert/console_size.ts";
import { checkContainerName } from "./convert/container_name.ts";
import { ATTACH_KEYS, EXEC_DETACHED_KEYS, EXEC_KEYS, EXEC_RUN_KEYS } from "./convert/exec_keys.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { toLogsQuery } from "./convert/logs_query.ts";
import { toUpdateBody } from "./convert/update_body.ts";
import type { Exec } from "./exec.ts";
import { checkExecFlags } from "./exec_flags.ts";
import type { ExecSession } from "./exec_session.ts";
import { Image } from "./image.ts";
import { runExec } from "./run_exec.ts";
import { startExec, startExecDetached } from "./start_exec.ts";
import { statsOnce } from "./stats_once.ts";

const CONDITIONS: readonly string[] = ["not-running", "next-exit", "removed"];

/** A container: what was last known of it, and what can be done with it. */
export class Container extends ContainerFiles {
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
   * and with the exit code 0 if it has not been started yet.
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
   * Reads what it has written, and with `follow` what it writes from now on:
   * `GET /containers/{id}/logs`. Only for containers whose log driver can be read back; others can be
   * read while they run, with `docker.containers.spawn()`.
   *
   * @param settings Which output, and how to make the call.
   * @throws {NotFoundError} If it is gone.
   * @throws {ApiError} If its log driver can't be read back.
   * @throws {TypeError} If neither `stdout` nor `stderr` is asked for.
   */
  async logs(settings: LogsSettings = {}): Promise<OutputStream> {
    checkKeys("read the logs of a container", settings, LOGS_KEYS);
    return await this.#api.containers.logs(this.id, {
      query: toLogsQuery(settings),
      tty: this.attrs.Config?.Tty ?? false,
      signal: settings.signal,
    });
  }

  /**
   * Attaches to its own process: `POST /containers/{id}/attach`, and `POST /containers/{id}/wait`
   * (API 1.30) beside it, which tells the end of the output from a cut. While the output isn't read,
   * the process is stopped when it writes on. Attaching to a container that does not run waits for
   * its start.
   *
   * Closing `stdin` is the end of the input for containers without a terminal that were made for one
   * input (`StdinOnce`, as `spawn()` does). Others don't notice it. The session ends, and the
   * container goes on, when the detach keys are typed, or it is closed or disposed of.
   *
   * @example Answer a question
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const container = await docker.containers.get("web");
   * await using session = await container.attach({ stdin: true });
   * await session.stdin.getWriter().write(new TextEncoder().encode("yes\n"));
   * for await (const { line } of session.output.lines()) console.log(line);
   * ```
   *
   * @param settings What to attach to; its output when absent.
   * @throws {ConflictError} If it is paused or restarting.
   * @throws {NotFoundError} If it is gone.
   * @throws {TypeError} If there is nothing to attach to, or `stdin` is asked for and was not open
   * when the container was created.
   */
  async attach(settings: AttachSettings = {}): Promise<AttachSession> {
    checkKeys("attach to a container", settings, ATTACH_KEYS);
    return await attachToContainer(this.#api, this.attrs, settings);
  }

  /**
   * Starts a command in it, and opens both directions: `POST /containers/{id}/exec` and
   * `POST /exec/{id}/start`. That it can't be started, because there is no such program, engines
   * write to its output; the exit code then is 126 or 127.
   *
   * @example Count words as they come
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const container = await docker.containers.get("web");
   * await using session = await container.exec("wc -w", { stdin: true });
   * const writer = session.stdin.getWriter();
   * await writer.write(new TextEncoder().encode("three short words"));
   * await writer.close();
   * console.log(await session.output.text(), await session.exitCode());
   * ```
   *
   * @param command The command: a list, or text that is split as a shell does.
   * @param settings What it is like, and how to make the calls.
   * @throws {ConflictError} If the container is not running, or paused.
   * @throws {NotFoundError} If the container is gone.
   * @throws {TypeError} If the command or a setting can't be used.
   */
  async exec(command: Command, settings: ExecSettings = {}): Promise<ExecSession> {
    checkKeys("run a command", settings, EXEC_KEYS);
    checkExecFlags(settings);
    const { session } = await startExec(this.#api, this.id, command, settings);
    return session;
  }

  /**
   * Runs a command in it to its end, and answers the exit code and all that it wrote:
   * `POST /containers/{id}/exec` and `POST /exec/{id}/start`. It is `exec()` and collecting: use that
   * for output of any length. For a process that the command leaves behind in the background, and
   * that holds the output open, Docker waits two seconds, podman not at all.
   *
   * Whatever goes wrong drops the connection. The command then finds its input ended, if it had one,
   * and goes on, since engines have no way to end it.
   *
   * @example Whose container is it?
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const container = await docker.containers.get("web");
   * const { stdout } = await container.execRun("id -un", { check: true });
   * console.log(stdout.trim());
   * ```
   *
   * @param command The command: a list, or text that is split as a shell does.
   * @param settings What it is like, and how to make the calls.
   * @throws {ContainerError} If `check` is set and the exit code is not 0; has the output.
   * @throws {StreamError} If `check` is set and the engine can't start the command; has the engine's
   * words. Podman's can't be told from the program's own, and are a `ContainerError`.
   * @throws {OutputLimitError} If it writes more than `maxOutput` bytes.
   * @throws {ConflictError} If the container is not running, or paused.
   * @throws {ConnectionError} If the connection is lost, or the container removed, before it has ended.
   * @throws {NotFoundError} If the container is gone.
   * @throws {TypeError} If the command or a setting can't be used.
   */
  async execRun(command: Command, settings: ExecRunSettings = {}): Promise<CommandOutput> {
    checkKeys("run a command", settings, EXEC_RUN_KEYS);
    checkExecFlags(settings);
    return await runExec(this.#api, this.attrs, command, settings);
  }

  /**
   * Starts a command in it and leaves it to itself: `POST /containers/{id}/exec` and
   * `POST /exec/{id}/start`. What it writes is lost.
   *
   * @param command The command: a list, or text that is split as a shell does.
   * @param settings What it is like, and how to make the calls.
   * @throws {ApiError} If it can't be started, for example because there is no such program.
   * @throws {ConflictError} If the container is not running, or paused.
   * @throws {NotFoundError} If the container is gone.
   * @throws {TypeError} If the command or a setting can't be used.
   */
  async execDetached(command: Command, settings: ExecDetachedSettings = {}): Promise<Exec> {
    checkKeys("run a command", settings, EXEC_DETACHED_KEYS);
    return await startExecDetached(this.#api, this.id, command, settings);
  }

  /**
   * Changes the size of its terminal: `POST /containers/{id}/resize`.
   *
   * @param height How many lines it has.
   * @param width How many columns it has.
   * @param settings How to make the call.
   * @throws {ApiError} If it is not running.
   * @throws {NotFoundError} If it is gone.
   * @throws {RangeError} If a side is not whole, or not from 0 to 65535.
   */
  async resize(height: number, width: number, settings: CallSettings = {}): Promise<void> {
    checkKeys("resize a terminal", settings, CALL_KEYS);
    const { height: h, width: w } = checkConsoleSize(height, width);
    await this.#api.containers.resize(this.id, { query: { h, w }, signal: settings.signal });
  }

  /**
   * Lists its processes: `GET /containers/{id}/top`.
   *
   * @param settings What to tell of them, and how to make the call.
   * @returns The columns' titles, and a list of columns for each process.
   * @throws {ConflictError} If it is not running; from podman an `ApiError`.
   * @throws {NotFoundError} If it is gone.
   */
  async top(settings: TopSettings = {}): Promise<ContainerTopResponse> {
    checkKeys("list the processes of a container", settings, TOP_KEYS);
    return await this.#api.containers.top(this.id, {
      query: { ps_args: checkText("psArgs", settings.psArgs) },
      signal: settings.signal,
    });
  }

  /**
   * Measures what it uses, each second until it is removed: `GET /containers/{id}/stats`. While it is
   * not running the samples are empty, and `read` is in the year 1; podman ends them when it exits.
   *
   * @param settings How to make the call.
   * @returns The samples. They hold a connection: read them to the end, or dispose of them.
   * @throws {NotFoundError} If it is gone.
   */
  async stats(settings: CallSettings = {}): Promise<JsonStream<ContainerStatsResponse>> {
    checkKeys("measure a container", settings, CALL_KEYS);
    return await this.#api.containers.stats(this.id, { signal: settings.signal });
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
