import type { Task, TaskListQuery, TaskLogsQuery } from "../types/wire/tasks.ts";
import type { Call, CallOptions } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";
import type { ServiceOutputCall } from "./services.ts";
import { checkTty, isFramed } from "./streams/framing.ts";
import { OutputStream } from "./streams/output.ts";

const TTY = "Spec.ContainerSpec.TTY of the task";

/**
 * The operations of the Engine API on the tasks of a swarm, one method each: `docker.api.tasks`. They
 * are for managers of a swarm.
 */
export class TasksApi {
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
   * Lists the tasks of the swarm, also those that are over: `GET /tasks`.
   *
   * @param call Which ones, and how to make the call.
   * @returns The tasks; none is an empty list.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async list(call?: Call<TaskListQuery>): Promise<Task[]> {
    return await this.#engine.json<Task[] | null>(endpoint`GET /tasks`, call) ?? [];
  }

  /**
   * Tells all about a task: `GET /tasks/{id}`.
   *
   * @param id The task's ID.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such task.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async inspect(id: string, call?: CallOptions): Promise<Task> {
    return await this.#engine.json(endpoint`GET /tasks/${id}`, call);
  }

  /**
   * Reads what a task has written: `GET /tasks/{id}/logs`. Only for log drivers that can be read back.
   * Needs API 1.29.
   *
   * @param id The task's ID.
   * @param call Which output; `stdout`, `stderr` or both must be asked for.
   * @throws {NotFoundError} If there is no such task.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   * @throws {TypeError} If the API is older than 1.42 and `tty` is missing.
   */
  async logs(id: string, call: ServiceOutputCall<TaskLogsQuery>): Promise<OutputStream> {
    const url = endpoint`GET /tasks/${id}/logs`;
    checkTty("tasks.logs()", await this.#engine.version(call.signal), call.tty, TTY);
    const { body, apiVersion } = await this.#engine.stream(url, call);
    return new OutputStream(body, {
      ...call,
      framed: isFramed(apiVersion, body.mediaType, call.tty),
    });
  }
}
