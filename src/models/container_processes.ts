import type { Api } from "../api/api.ts";
import type { AttachSession } from "../api/streams/attach_session.ts";
import type { OutputStream } from "../api/streams/output.ts";
import type { CallSettings } from "../types/call.ts";
import type { TopSettings } from "../types/container_operations.ts";
import type { LogsSettings } from "../types/containers.ts";
import type {
  AttachSettings,
  ExecDetachedSettings,
  ExecRunSettings,
  ExecSettings,
} from "../types/exec.ts";
import type { Command } from "../types/units.ts";
import type { ContainerInspectResponse, ContainerTopResponse } from "../types/wire/containers.ts";
import type { CommandOutput } from "./command_output.ts";
import { ContainerFiles } from "./container_files.ts";
import { CALL_KEYS, LOGS_KEYS, TOP_KEYS } from "./convert/call_keys.ts";
import { checkText } from "./convert/check.ts";
import { checkConsoleSize } from "./convert/console_size.ts";
import { ATTACH_KEYS, EXEC_DETACHED_KEYS, EXEC_KEYS, EXEC_RUN_KEYS } from "./convert/exec_keys.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { isAcrossRestarts, toLogsQuery } from "./convert/logs_query.ts";
import type { Exec } from "./exec.ts";
import { checkExecFlags } from "./exec_flags.ts";
import type { ExecSession } from "./exec_session.ts";

/** A container's processes: the part of a `Container` that is about them, and what they write. */
export abstract class ContainerProcesses extends ContainerFiles {
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

  /**
   * Reads what it has written, and with `follow` what it writes from now on:
   * `GET /containers/{id}/logs`. Only for containers whose log driver can be read back; others can be
   * read while they run, with `docker.containers.spawn()`.
   *
   * @example Follow a container for as long as there is one
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const container = await docker.containers.get("web");
   * const output = await container.logs({ follow: true, acrossRestarts: true, tail: 10 });
   * for await (const { line } of output.lines()) console.log(line);
   * ```
   *
   * @param settings Which output, and how to make the call.
   * @throws {NotFoundError} If it is gone.
   * @throws {ApiError} If its log driver can't be read back.
   * @throws {TypeError} If neither `stdout` nor `stderr` is asked for, or `acrossRestarts` without
   * `follow` or with `until`.
   */
  async logs(settings: LogsSettings = {}): Promise<OutputStream> {
    checkKeys("read the logs of a container", settings, LOGS_KEYS);
    if (isAcrossRestarts(settings)) {
      const { followLogs } = await import("./follow_logs.ts");
      return await followLogs(this.#api, this.attrs, toLogsQuery(settings), settings.signal);
    }
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
   * input (`StdinOnce`, as `spawn()` does), and on podman for all. Others don't notice it. The session ends, and the
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
    const { attachToContainer } = await import("./attach_container.ts");
    return await attachToContainer(
      this.#api,
      this.attrs,
      settings,
      (height, width, call) => this.resize(height, width, call),
    );
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
    const { startExec } = await import("./start_exec.ts");
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
    const { runExec } = await import("./run_exec.ts");
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
    const { startExecDetached } = await import("./start_exec.ts");
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
}
