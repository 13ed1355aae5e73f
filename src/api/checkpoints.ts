import type { BodyCall, Call } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";

// Docker's description of the API leaves checkpoints out: these are the engine's own words.

/** Query of `GET /containers/{id}/checkpoints`. */
export interface CheckpointListQuery {
  /** The directory on the engine's host with the checkpoints; the container's own if absent. */
  dir?: string | undefined;
}

/** Query of `DELETE /containers/{id}/checkpoints/{name}`. */
export interface CheckpointDeleteQuery {
  /** The directory on the engine's host with the checkpoints; the container's own if absent. */
  dir?: string | undefined;
}

/** Body of `POST /containers/{id}/checkpoints`. */
export interface CheckpointCreateBody {
  /** The checkpoint's name: letters, digits, `_`, `.` and `-`. */
  CheckpointID: string;
  /** The directory on the engine's host to keep it in; the container's own if absent. */
  CheckpointDir?: string | undefined;
  /**
   * Whether the container stops with it.
   *
   * @default {false}
   */
  Exit?: boolean | undefined;
}

/** The part of the query of `POST /containers/{id}/start` that names a checkpoint. */
export interface CheckpointStartQuery {
  /** The name of the checkpoint to start from. */
  checkpoint?: string | undefined;
  /** The directory on the engine's host with the checkpoints; the container's own if absent. */
  "checkpoint-dir"?: string | undefined;
}

/** A checkpoint, as the list of checkpoints tells of it. */
export interface CheckpointSummary {
  /** Its name. */
  Name: string;
}

/**
 * The operations of the Engine API on checkpoints of running containers: `docker.api.checkpoints`.
 * Only experimental engines have them, and only with CRIU beside; others refuse with the status 501.
 */
export class CheckpointsApi {
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
   * Lists a container's checkpoints: `GET /containers/{id}/checkpoints`.
   *
   * @param id The container's ID or name.
   * @param call Where they are, and how to make the call.
   * @throws {NotFoundError} If there is no such container.
   * @throws {ApiError} If the engine is not experimental.
   */
  async list(id: string, call?: Call<CheckpointListQuery>): Promise<CheckpointSummary[]> {
    const list = await this.#engine.json<CheckpointSummary[] | null>(
      endpoint`GET /containers/${id}/checkpoints`,
      call,
    );
    return list ?? [];
  }

  /**
   * Writes down the state of a container's processes: `POST /containers/{id}/checkpoints`. The
   * container can be started from it, by the query's `checkpoint`.
   *
   * @param id The container's ID or name.
   * @param call The checkpoint's name and what then becomes of the container, and how to make the
   * call.
   * @throws {NotFoundError} If there is no such container.
   * @throws {ApiError} If the engine is not experimental or has no CRIU, the container is not running
   * or has a terminal, or the name is in use.
   */
  async create(id: string, call: BodyCall<CheckpointCreateBody>): Promise<void> {
    await this.#engine.void(endpoint`POST /containers/${id}/checkpoints`, call);
  }

  /**
   * Removes a checkpoint: `DELETE /containers/{id}/checkpoints/{name}`.
   *
   * @param id The container's ID or name.
   * @param name The checkpoint's name.
   * @param call Where it is, and how to make the call.
   * @throws {NotFoundError} If there is no such container.
   * @throws {ApiError} If the engine is not experimental, or there is no such checkpoint.
   */
  async remove(id: string, name: string, call?: Call<CheckpointDeleteQuery>): Promise<void> {
    await this.#engine.void(endpoint`DELETE /containers/${id}/checkpoints/${name}`, call);
  }
}
