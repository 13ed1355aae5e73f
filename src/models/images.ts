import type { Api } from "../api/api.ts";
import type { ProgressStream } from "../api/streams/progress.ts";
import { ApiError, ImageLoadError, NotFoundError, ProtocolError, StreamError } from "../errors.ts";
import type { BodySource } from "../types/body_source.ts";
import type { CallSettings } from "../types/call.ts";
import type { ImageListSettings, ImageRemoveSettings, ImportSettings } from "../types/images.ts";
import type { ImageDeleteResponseItem } from "../types/wire/images.ts";
import { CALL_KEYS, IMAGE_LIST_KEYS, IMPORT_KEYS } from "./convert/call_keys.ts";
import { checkFlag, checkText, checkTexts } from "./convert/check.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { loadedImages } from "./convert/loaded_images.ts";
import { Image, removeImage } from "./image.ts";
import { mapSideBySide } from "./side_by_side.ts";

/** So many images are inspected at a time: an engine has no more to say at once. */
const INSPECT_AT_ONCE = 8;

/** So many of the last lines of a load are kept for its error. */
const MAX_LOG = 10_000;

/** An engine's images: `docker.images`. */
export class ImageCollection {
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
   * Looks an image up: `GET /images/{name}/json`.
   *
   * @param name Its name or ID.
   * @param settings How to make the call.
   * @throws {ImageNotFoundError} If the engine does not have it.
   */
  async get(name: string, settings: CallSettings = {}): Promise<Image> {
    checkKeys("get an image", settings, CALL_KEYS);
    return new Image(this.#api, await this.#api.images.inspect(name, { signal: settings.signal }));
  }

  /**
   * Lists images, each looked up by itself, several at a time. Those that vanish meanwhile are left
   * out.
   *
   * @param settings Which ones; all when absent.
   * @throws {ApiError} If the engine refuses, for example an unknown filter.
   */
  async list(settings: ImageListSettings = {}): Promise<Image[]> {
    checkKeys("list images", settings, IMAGE_LIST_KEYS);
    const { signal } = settings;
    const name = checkText("name", settings.name);
    const filters = name === undefined
      ? settings.filters
      : { ...settings.filters, reference: name };
    const summaries = await this.#api.images.list({
      query: { all: checkFlag("all", settings.all), filters },
      signal,
    });
    const found = await mapSideBySide(summaries, INSPECT_AT_ONCE, async ({ Id }) => {
      try {
        return await this.get(Id, { signal });
      } catch (error) {
        if (error instanceof NotFoundError) return undefined;
        throw error;
      }
    });
    return found.filter((image) => image !== undefined);
  }

  /**
   * Removes an image's name, and the image with its last name: `DELETE /images/{name}`.
   *
   * @param name Its name or ID.
   * @param settings How, and how to make the call.
   * @returns What was untagged and what was deleted.
   * @throws {ImageNotFoundError} If the engine does not have it.
   * @throws {ConflictError} If a container uses it.
   */
  async remove(
    name: string,
    settings: ImageRemoveSettings = {},
  ): Promise<ImageDeleteResponseItem[]> {
    return await removeImage(this.#api, name, settings);
  }

  /**
   * Makes an image of a file system: `POST /images/create`.
   *
   * @example Make an image of a folder
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const file = await Deno.open("rootfs.tar");
   * const image = await docker.images.importFrom(file.readable, { repository: "tools" });
   * console.log(image.tags);
   * ```
   *
   * @param archive The file system as a tar archive, compressed or not.
   * @param settings The image's name and more, and how to make the call.
   * @throws {ImageLoadError} If the engine refuses, mostly because it can't use the archive.
   */
  async importFrom(archive: BodySource, settings: ImportSettings = {}): Promise<Image> {
    checkKeys("import an image", settings, IMPORT_KEYS);
    const { signal } = settings;
    const repository = checkText("repository", settings.repository);
    const tag = checkText("tag", settings.tag);
    if (tag !== undefined && repository === undefined) {
      throw new TypeError("Cannot import an image: a tag needs a repository");
    }
    const query = {
      fromSrc: "-",
      repo: repository,
      tag,
      message: checkText("message", settings.message),
      changes: checkTexts("changes", settings.changes),
      platform: checkText("platform", settings.platform),
    };
    const log = await readLog(
      "import an image",
      () => this.#api.images.create({ query, body: archive, signal }),
    );
    const id = log.at(-1)?.trim() ?? "";
    if (!/^sha256:[0-9a-f]{64}$/.test(id)) {
      throw new ProtocolError(
        `Cannot import an image: expected its ID at the end, got ${JSON.stringify(id)}`,
      );
    }
    return await this.get(id, { signal });
  }

  /**
   * Loads images from an archive as `docker save` writes it: `POST /images/load`.
   *
   * @param archive The archive, compressed or not.
   * @param settings How to make the call.
   * @returns The images that were loaded.
   * @throws {ImageLoadError} If the engine refuses, mostly because it can't use the archive.
   */
  async load(archive: BodySource, settings: CallSettings = {}): Promise<Image[]> {
    checkKeys("load images", settings, CALL_KEYS);
    const { signal } = settings;
    const log = await readLog(
      "load images",
      () => this.#api.images.load({ body: archive, signal }),
    );
    return await mapSideBySide(
      loadedImages(log.join("")),
      INSPECT_AT_ONCE,
      (name) => this.get(name, { signal }),
    );
  }
}

/** What the engine says to the end of its work. It may refuse at once, or in the middle. */
async function readLog(what: string, call: () => Promise<ProgressStream>): Promise<string[]> {
  const log: string[] = [];
  try {
    for await (const { stream, status } of await call()) {
      const text = stream ?? status;
      if (text === undefined) continue;
      log.push(text);
      if (log.length > MAX_LOG) log.shift();
    }
  } catch (error) {
    if (!(error instanceof StreamError || error instanceof ApiError)) throw error;
    const detail = error instanceof ApiError ? error.explanation : error.detail;
    throw new ImageLoadError(`Cannot ${what}: ${detail}`, detail, log, { cause: error });
  }
  return log;
}
