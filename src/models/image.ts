import type { Api } from "../api/api.ts";
import type { CallSettings } from "../types/call.ts";
import type { ImageRemoveSettings } from "../types/images.ts";
import type { ImageDeleteResponseItem, ImageInspect } from "../types/wire/images.ts";
import { CALL_KEYS, IMAGE_REMOVE_KEYS } from "./convert/call_keys.ts";
import { checkFlag } from "./convert/check.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { Model } from "./model.ts";

/** An image: what was last known of it, and what can be done with it. */
export class Image extends Model<ImageInspect> {
  readonly #api: Api;

  /**
   * Makes a model of what the engine tells; `docker.images` does it for you.
   *
   * @param api The engine's API.
   * @param attrs The engine's own words.
   */
  constructor(api: Api, attrs: ImageInspect) {
    super(attrs);
    this.#api = api;
  }

  /** Its ID: `sha256:` and 64 hexadecimal digits. */
  get id(): string {
    return this.attrs.Id;
  }

  /** The beginning of its ID, `sha256:` and 12 hexadecimal digits. */
  override get shortId(): string {
    return this.id.slice(0, this.id.startsWith("sha256:") ? 19 : 12);
  }

  /** Its names, such as `"busybox:latest"`. */
  get tags(): readonly string[] {
    return (this.attrs.RepoTags ?? []).filter((tag) => tag !== "<none>:<none>");
  }

  /** Its labels. */
  get labels(): Readonly<Record<string, string>> {
    return this.attrs.Config?.Labels ?? {};
  }

  /**
   * Removes it with all its names: `DELETE /images/{name}`.
   *
   * @param settings How, and how to make the call. An image with several names needs `force`.
   * @throws {ConflictError} If it has several names, or a container uses it.
   * @throws {ImageNotFoundError} If it is gone.
   */
  async remove(settings: ImageRemoveSettings = {}): Promise<ImageDeleteResponseItem[]> {
    return await removeImage(this.#api, this.id, settings);
  }

  /** Asks the engine. */
  protected override async inspect(settings: CallSettings): Promise<ImageInspect> {
    checkKeys("reload an image", settings, CALL_KEYS);
    return await this.#api.images.inspect(this.id, { signal: settings.signal });
  }
}

/** Removes an image by its name or ID. */
export async function removeImage(
  api: Api,
  name: string,
  settings: ImageRemoveSettings,
): Promise<ImageDeleteResponseItem[]> {
  checkKeys("remove an image", settings, IMAGE_REMOVE_KEYS);
  return await api.images.delete(name, {
    query: {
      force: checkFlag("force", settings.force),
      noprune: checkFlag("noprune", settings.noprune),
    },
    signal: settings.signal,
  });
}
