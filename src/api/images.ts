import type { BodySource } from "../types/body_source.ts";
import type {
  ImageCreateQuery,
  ImageDeleteQuery,
  ImageDeleteResponseItem,
  ImageInspect,
  ImageInspectQuery,
  ImageListQuery,
  ImageLoadQuery,
  ImageSummary,
} from "../types/wire/images.ts";
import type { Call } from "./call.ts";
import type { Engine } from "./engine.ts";
import { endpoint } from "./endpoint.ts";
import { ProgressStream } from "./streams/progress.ts";

/** How to create an image. */
export interface ImageCreateCall extends Call<ImageCreateQuery> {
  /** The archive to import, with `fromSrc: "-"`. */
  readonly body?: BodySource | undefined;
}

/** How to load images. */
export interface ImageLoadCall extends Call<ImageLoadQuery> {
  /** The archive, as `docker save` writes it; it may be compressed. */
  readonly body: BodySource;
}

/** The image operations of the Engine API, one method each: `docker.api.images`. */
export class ImagesApi {
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
   * Lists images: `GET /images/json`.
   *
   * @param call Which ones, and how to make the call.
   * @throws {ApiError} If the engine refuses, for example an unknown filter.
   */
  async list(call?: Call<ImageListQuery>): Promise<ImageSummary[]> {
    return await this.#engine.json<ImageSummary[] | null>(endpoint`GET /images/json`, call) ?? [];
  }

  /**
   * Tells all about an image: `GET /images/{name}/json`.
   *
   * @param name The image's name or ID.
   * @param call How to make the call.
   * @throws {ImageNotFoundError} If the engine does not have the image.
   */
  async inspect(name: string, call?: Call<ImageInspectQuery>): Promise<ImageInspect> {
    return await this.#engine.json(endpoint`GET /images/${name}/json`, call);
  }

  /**
   * Pulls an image, or imports one from an archive: `POST /images/create`.
   *
   * @param call What to pull (`fromImage`) or import (`fromSrc`), and how to make the call.
   * @returns What the engine says while it works; it rejects if that fails. The work goes on only
   * while it is read, and is done when it has ended.
   * @throws {ImageNotFoundError} If there is no such image.
   */
  async create(call: ImageCreateCall): Promise<ProgressStream> {
    const { body: upload, ...rest } = call;
    const { body } = await this.#engine.stream(endpoint`POST /images/create`, { ...rest, upload });
    return new ProgressStream(body);
  }

  /**
   * Removes an image's name, and the image with its last name: `DELETE /images/{name}`.
   *
   * @param name The image's name or ID.
   * @param call How: `force` although containers use it, `noprune` to keep untagged parents.
   * @returns What was untagged and what was deleted.
   * @throws {ImageNotFoundError} If the engine does not have the image.
   * @throws {ConflictError} If a container uses it.
   */
  async delete(name: string, call?: Call<ImageDeleteQuery>): Promise<ImageDeleteResponseItem[]> {
    const items = await this.#engine.json<ImageDeleteResponseItem[] | null>(
      endpoint`DELETE /images/${name}`,
      call,
    );
    return items ?? [];
  }

  /**
   * Loads images from an archive: `POST /images/load`.
   *
   * @param call The archive, and how to make the call.
   * @returns What the engine says while it works; it rejects if that fails, which engines report
   * with a status of 200. The work is done when it has ended.
   */
  async load(call: ImageLoadCall): Promise<ProgressStream> {
    const { body: upload, ...rest } = call;
    const { body } = await this.#engine.stream(endpoint`POST /images/load`, { ...rest, upload });
    return new ProgressStream(body);
  }
}
