import type { BodySource } from "../types/body_source.ts";
import type {
  AttestationStatement,
  BuildPruneQuery,
  BuildPruneResponse,
  ImageAttestationsQuery,
  ImageBuildQuery,
  ImageCommitQuery,
  ImageCreateQuery,
  ImageDeleteQuery,
  ImageDeleteResponseItem,
  ImageGetAllQuery,
  ImageGetQuery,
  ImageHistoryQuery,
  ImageHistoryResponseItem,
  ImageInspect,
  ImageInspectQuery,
  ImageListQuery,
  ImageLoadQuery,
  ImagePruneQuery,
  ImagePruneResponse,
  ImagePushQuery,
  ImageSearchQuery,
  ImageSearchResponseItem,
  ImageSummary,
  ImageTagQuery,
} from "../types/wire/images.ts";
import type { ContainerConfigInput, IDResponse } from "../types/wire/shared.ts";
import type { AuthConfig } from "../types/wire/system.ts";
import { toBuildQuery } from "./build_query.ts";
import type { Authenticated, Call, QueryCall } from "./call.ts";
import type { Engine } from "./engine.ts";
import { endpoint } from "./endpoint.ts";
import { ImageArchiveStream } from "./streams/image_archive.ts";
import { ProgressStream } from "./streams/progress.ts";

/** How to build an image. */
export interface ImageBuildCall extends Call<ImageBuildQuery> {
  /** The build context, a tar archive that may be compressed. None if `remote` says where it is. */
  readonly body?: BodySource | undefined;
  /**
   * Credentials for the registries that the base images come from, by address (Docker Hub's is
   * `https://index.docker.io/v1/`). BuildKit (`version: "2"`) does not look at them: it asks its
   * session.
   */
  readonly registryConfig?: Readonly<Record<string, AuthConfig>> | undefined;
}

/** Query of `POST /build/cancel`. */
export interface BuildCancelQuery {
  /** What the build was named by its `buildid`. */
  id: string;
}

/** How to create an image. */
export interface ImageCreateCall extends Call<ImageCreateQuery>, Authenticated {
  /** The archive to import, with `fromSrc: "-"`. */
  readonly body?: BodySource | undefined;
}

/** How to push an image. */
export interface ImagePushCall extends Call<ImagePushQuery>, Authenticated {}

/** How to tag an image. Without `repo` newer engines say that all is well, and do nothing. */
export type ImageTagCall = QueryCall<ImageTagQuery & { repo: string }>;

/** How to search for images. */
export interface ImageSearchCall extends QueryCall<ImageSearchQuery>, Authenticated {}

/** How to make an image of a container. */
export interface ImageCommitCall extends QueryCall<ImageCommitQuery & { container: string }> {
  /** What the image's configuration has instead of the container's; the container's own if absent. */
  readonly body?: ContainerConfigInput | undefined;
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
   * @param call Which ones, and how to make the call. In the query `shared-size` needs API 1.42,
   * `manifests` 1.47 and `identity` 1.54.
   * @throws {ApiError} If the engine refuses, for example an unknown filter.
   */
  async list(call?: Call<ImageListQuery>): Promise<ImageSummary[]> {
    return await this.#engine.json<ImageSummary[] | null>(endpoint`GET /images/json`, call) ?? [];
  }

  /**
   * Builds an image: `POST /build`. The classic builder does it, or with `version: "2"` (API 1.38)
   * BuildKit, whose progress comes in `aux` as text that is to be decoded.
   *
   * @param call The context or where it is, what to build of it, and how to make the call. In the
   * query `extrahosts` needs API 1.28 and `outputs` 1.40.
   * @returns What the engine says while it works; it rejects if the build fails. The build goes on
   * only while the connection is open, and is done when the stream has ended.
   * @throws {ApiError} If the engine refuses at once, for example a Dockerfile that can't be parsed.
   */
  async build(call: ImageBuildCall): Promise<ProgressStream> {
    const { body: upload, query, ...rest } = call;
    const { body } = await this.#engine.stream(endpoint`POST /build`, {
      ...rest,
      query: query && toBuildQuery(query),
      upload,
    });
    return new ProgressStream(body);
  }

  /**
   * Removes what BuildKit has kept of earlier builds: `POST /build/prune`. Needs API 1.31, and
   * `all` and `filters` in the query need 1.39.
   *
   * @param call What to remove and what to keep, and how to make the call. How much to keep is
   * `keep-storage` below API 1.48, and `reserved-space` and its like from there on.
   * @throws {VersionError} If the engine is too old.
   */
  async buildPrune(call?: Call<BuildPruneQuery>): Promise<BuildPruneResponse> {
    return await this.#engine.json(endpoint`POST /build/prune`, call);
  }

  /**
   * Cancels a build of BuildKit: `POST /build/cancel`, which Docker's reference does not describe
   * and engines know from API 1.38 on. The build's own stream rejects. Does nothing if there is no
   * such build.
   *
   * @param call Which build, and how to make the call.
   */
  async buildCancel(call: QueryCall<BuildCancelQuery>): Promise<void> {
    await this.#engine.void(endpoint`POST /build/cancel`, call);
  }

  /**
   * Pulls an image, or imports one from an archive: `POST /images/create`.
   *
   * @param call What to pull (`fromImage`) or import (`fromSrc`), with which credentials, and how to
   * make the call. Without `tag` all tags are pulled. `platform` in the query needs API 1.32.
   * @returns What the engine says while it works; it rejects if that fails. The work goes on only
   * while it is read, and is done when it has ended.
   * @throws {ImageNotFoundError} If there is no such image; Docker Hub says so where credentials are
   * missing, too.
   * @throws {UnauthorizedError} If the registry refuses the credentials, and the engine says so.
   * @throws {ApiError} If the registry can't be reached or wants credentials; older engines, and
   * those with containerd's store, answer 500 for credentials that it refuses, too.
   */
  async create(call: ImageCreateCall): Promise<ProgressStream> {
    const { body: upload, auth = {}, ...rest } = call;
    const { body } = await this.#engine.stream(endpoint`POST /images/create`, {
      ...rest,
      auth,
      upload,
    });
    return new ProgressStream(body);
  }

  /**
   * Tells all about an image: `GET /images/{name}/json`.
   *
   * @param name The image's name or ID.
   * @param call How to make the call. In the query `manifests` needs API 1.48 and `platform` 1.49.
   * @throws {ImageNotFoundError} If the engine does not have the image.
   */
  async inspect(name: string, call?: Call<ImageInspectQuery>): Promise<ImageInspect> {
    return await this.#engine.json(endpoint`GET /images/${name}/json`, call);
  }

  /**
   * Reads what an image's builder attests of it: `GET /images/{name}/attestations`. Needs API 1.55.
   *
   * @param name The image's name or ID.
   * @param call Which statements, and how to make the call.
   * @returns The statements; their text only with `statement: true`.
   * @throws {ImageNotFoundError} If the engine does not have the image, or not for that platform.
   * @throws {ApiError} With the status 501 if the engine does not keep images in containerd's store.
   * @throws {VersionError} If the engine is too old.
   */
  async attestations(
    name: string,
    call?: Call<ImageAttestationsQuery>,
  ): Promise<AttestationStatement[]> {
    const list = await this.#engine.json<AttestationStatement[] | null>(
      endpoint`GET /images/${name}/attestations`,
      call,
    );
    return list ?? [];
  }

  /**
   * Tells what an image was made of, layer by layer: `GET /images/{name}/history`.
   *
   * @param name The image's name or ID.
   * @param call How to make the call. `platform` in the query needs API 1.48.
   * @returns The layers, the last one first.
   * @throws {ImageNotFoundError} If the engine does not have the image.
   */
  async history(
    name: string,
    call?: Call<ImageHistoryQuery>,
  ): Promise<ImageHistoryResponseItem[]> {
    const list = await this.#engine.json<ImageHistoryResponseItem[] | null>(
      endpoint`GET /images/${name}/history`,
      call,
    );
    return list ?? [];
  }

  /**
   * Pushes an image to the registry that its name begins with: `POST /images/{name}/push`.
   *
   * @param name The image's name; a tag in it is ignored.
   * @param call Which tag, with which credentials, and how to make the call. Without `tag` all tags
   * are pushed. `platform` in the query needs API 1.46.
   * @returns What the engine says while it works; it rejects if the push fails, also when the
   * registry refuses the credentials or the engine does not have the image. The work goes on only
   * while it is read, and is done when it has ended.
   * @throws {ApiError} If the engine refuses at once, for example a name that is none.
   */
  async push(name: string, call?: ImagePushCall): Promise<ProgressStream> {
    const { auth = {}, ...rest } = call ?? {};
    const url = endpoint`POST /images/${name}/push`;
    const { body } = await this.#engine.stream(url, { ...rest, auth });
    return new ProgressStream(body);
  }

  /**
   * Gives an image another name: `POST /images/{name}/tag`. An image that has the name loses it.
   *
   * @param name The image's name or ID.
   * @param call The other name, and how to make the call. Without `tag` it is `latest`.
   * @throws {ImageNotFoundError} If the engine does not have the image.
   * @throws {ApiError} If the other name is none.
   */
  async tag(name: string, call: ImageTagCall): Promise<void> {
    await this.#engine.void(endpoint`POST /images/${name}/tag`, call);
  }

  /**
   * Removes an image's name, and the image with its last name: `DELETE /images/{name}`.
   *
   * @param name The image's name or ID.
   * @param call How: `force` although containers use it, `noprune` to keep untagged parents,
   * `platforms` (API 1.50) only what is for these.
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
   * Searches Docker Hub for images: `GET /images/search`.
   *
   * @param call What for, with which credentials, and how to make the call.
   * @returns At most `limit`, by default 25.
   * @throws {ApiError} If Docker Hub can't be reached, or the engine refuses, for example an unknown
   * filter.
   */
  async search(call: ImageSearchCall): Promise<ImageSearchResponseItem[]> {
    const list = await this.#engine.json<ImageSearchResponseItem[] | null>(
      endpoint`GET /images/search`,
      call,
    );
    return list ?? [];
  }

  /**
   * Removes images that no container uses: `POST /images/prune`.
   *
   * @param call Which ones, by default only those without a name, and how to make the call.
   * @throws {ConflictError} If a prune is going on already.
   */
  async prune(call?: Call<ImagePruneQuery>): Promise<ImagePruneResponse> {
    return await this.#engine.json(endpoint`POST /images/prune`, call);
  }

  /**
   * Makes an image of a container: `POST /commit`. The container is paused meanwhile unless the
   * query says `pause: false`.
   *
   * @param call Which container, the image's name and configuration, and how to make the call.
   * @returns The image's ID.
   * @throws {NotFoundError} If there is no such container.
   */
  async commit(call: ImageCommitCall): Promise<IDResponse> {
    return await this.#engine.json(endpoint`POST /commit`, call);
  }

  /**
   * Exports an image with its layers and names, as `docker save` does: `GET /images/{name}/get`.
   *
   * @param name The image's name or ID; with a repository's name all its tags are exported.
   * @param call How to make the call. `platform` in the query needs API 1.48, several of them 1.52.
   * @returns A tar archive; it rejects if the engine gives up in the middle.
   * @throws {ImageNotFoundError} If the engine does not have the image.
   */
  async get(name: string, call?: Call<ImageGetQuery>): Promise<ImageArchiveStream> {
    const { body } = await this.#engine.stream(endpoint`GET /images/${name}/get`, call);
    return new ImageArchiveStream(body);
  }

  /**
   * Exports several images into one archive: `GET /images/get`.
   *
   * @param call Which ones (`names`), and how to make the call. `platform` in the query needs API
   * 1.48, several of them 1.52. Without `names` the archive is empty.
   * @returns A tar archive; it rejects if the engine gives up in the middle.
   * @throws {ImageNotFoundError} If the engine does not have one of them.
   */
  async getAll(call?: Call<ImageGetAllQuery>): Promise<ImageArchiveStream> {
    const { body } = await this.#engine.stream(endpoint`GET /images/get`, call);
    return new ImageArchiveStream(body);
  }

  /**
   * Loads images from an archive: `POST /images/load`.
   *
   * @param call The archive, and how to make the call. `platform` in the query needs API 1.48,
   * several of them 1.52.
   * @returns What the engine says while it works; it rejects if that fails, which engines report
   * with a status of 200. The work is done when it has ended.
   */
  async load(call: ImageLoadCall): Promise<ProgressStream> {
    const { body: upload, ...rest } = call;
    const { body } = await this.#engine.stream(endpoint`POST /images/load`, { ...rest, upload });
    return new ProgressStream(body);
  }
}
