import type {
  Volume,
  VolumeCreateRequest,
  VolumeDeleteQuery,
  VolumeListQuery,
  VolumeListResponse,
  VolumePruneQuery,
  VolumePruneResponse,
  VolumeUpdateBody,
  VolumeUpdateQuery,
} from "../types/wire/volumes.ts";
import type { BodyCall, Call, CallOptions, QueryCall } from "./call.ts";
import { endpoint } from "./endpoint.ts";
import type { Engine } from "./engine.ts";

/** How to update a volume of a swarm. */
export interface VolumeUpdateCall
  extends QueryCall<VolumeUpdateQuery>, BodyCall<VolumeUpdateBody> {}

/** The volume operations of the Engine API, one method each: `docker.api.volumes`. */
export class VolumesApi {
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
   * Lists volumes: `GET /volumes`.
   *
   * @param call Which ones, and how to make the call.
   * @returns The volumes, and what volume drivers warned of; each `null` if there is none.
   * @throws {ApiError} If the engine refuses, for example an unknown filter.
   */
  async list(call?: Call<VolumeListQuery>): Promise<VolumeListResponse> {
    return await this.#engine.json(endpoint`GET /volumes`, call);
  }

  /**
   * Creates a volume: `POST /volumes/create`. Answers the one there is, as it is, if one of that name
   * and driver exists.
   *
   * @param call The volume, and how to make the call.
   * @throws {NotFoundError} If the engine lacks the driver, which it finds after 15 seconds.
   * @throws {ConflictError} If a volume of that name has another driver.
   */
  async create(call: BodyCall<VolumeCreateRequest>): Promise<Volume> {
    return await this.#engine.json(endpoint`POST /volumes/create`, call);
  }

  /**
   * Tells all about a volume: `GET /volumes/{name}`.
   *
   * @param name The volume's name.
   * @param call How to make the call.
   * @throws {NotFoundError} If there is no such volume.
   */
  async inspect(name: string, call?: CallOptions): Promise<Volume> {
    return await this.#engine.json(endpoint`GET /volumes/${name}`, call);
  }

  /**
   * Updates a volume of a swarm: `PUT /volumes/{name}`. Needs API 1.42.
   *
   * @param name The volume's name or ID.
   * @param call What it is to be like, with the `version` that this is a change to, and how to make
   * the call.
   * @throws {NotFoundError} If there is no such volume.
   * @throws {UnavailableError} If the engine is no manager of a swarm.
   */
  async update(name: string, call: VolumeUpdateCall): Promise<void> {
    await this.#engine.void(endpoint`PUT /volumes/${name}`, call);
  }

  /**
   * Removes a volume and what is in it: `DELETE /volumes/{name}`.
   *
   * @param name The volume's name.
   * @param call How: with `force` also if its driver no longer knows it, and it may be missing.
   * @throws {NotFoundError} If there is no such volume.
   * @throws {ConflictError} If a container uses it.
   */
  async delete(name: string, call?: Call<VolumeDeleteQuery>): Promise<void> {
    await this.#engine.void(endpoint`DELETE /volumes/${name}`, call);
  }

  /**
   * Removes the volumes that no container uses, and what is in them: `POST /volumes/prune`.
   *
   * From API 1.42 only anonymous volumes, unless the filter `all` is set; before, all of them, and
   * the filter `all` is refused.
   *
   * @param call Which of them, and how to make the call.
   * @returns The names of those removed, and the bytes that this freed.
   * @throws {ConflictError} If the engine is pruning volumes already.
   */
  async prune(call?: Call<VolumePruneQuery>): Promise<VolumePruneResponse> {
    return await this.#engine.json(endpoint`POST /volumes/prune`, call);
  }
}
