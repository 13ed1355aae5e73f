import type { Api } from "../api/api.ts";
import type { BodyStream } from "../api/streams/body_stream.ts";
import type { BodySource } from "../types/body_source.ts";
import type { CallSettings } from "../types/call.ts";
import type { PutArchiveSettings } from "../types/container_operations.ts";
import type { ContainerInspectResponse, FilesystemChange } from "../types/wire/containers.ts";
import { checkFlag } from "./convert/check.ts";
import { CALL_KEYS, PUT_ARCHIVE_KEYS } from "./convert/call_keys.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { Model } from "./model.ts";
import { type PathArchive, type PathStat, toPathStat } from "./path_stat.ts";

/** A container's files: the part of a `Container` that is about them. They need it not to run. */
export abstract class ContainerFiles extends Model<ContainerInspectResponse> {
  readonly #api: Api;

  /**
   * Makes a model of what the engine tells; `docker.containers` does it for you.
   *
   * @param api The engine's API.
   * @param attrs The engine's own words.
   */
  constructor(api: Api, attrs: ContainerInspectResponse) {
    super(attrs);
    this.#api = api;
  }

  /**
   * Packs all its files, without its volumes: `GET /containers/{id}/export`.
   *
   * @param settings How to make the call.
   * @returns A tar archive, which the engine packs as it is read. It holds a connection: read it to
   * the end or dispose of it.
   * @throws {NotFoundError} If it is gone.
   */
  async export(settings: CallSettings = {}): Promise<BodyStream> {
    checkKeys("export a container", settings, CALL_KEYS);
    return await this.#api.containers.export(this.id, { signal: settings.signal });
  }

  /**
   * Packs what it has at a path: `GET /containers/{id}/archive`.
   *
   * @example Keep a folder of a container
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const container = await docker.containers.get("web");
   * const { archive, stat } = await container.getArchive("/etc");
   * await Deno.writeFile(`${stat.name}.tar`, archive);
   * ```
   *
   * @param path The path of a file or folder. A link is packed as itself, and with a `/` at the end
   * the folder that it leads to.
   * @param settings How to make the call.
   * @returns What is there, and a tar archive of it, which the engine packs as it is read.
   * @throws {NotFoundError} If it is gone, or has no such path.
   */
  async getArchive(path: string, settings: CallSettings = {}): Promise<PathArchive> {
    checkKeys("pack files of a container", settings, CALL_KEYS);
    const { signal } = settings;
    const { archive, stat } = await this.#api.containers.archive(this.id, {
      query: { path },
      signal,
    });
    try {
      return { archive, stat: toPathStat(stat) };
    } catch (error) {
      await archive.cancel(error);
      throw error;
    }
  }

  /**
   * Unpacks an archive in it: `PUT /containers/{id}/archive`.
   *
   * @param path The folder to unpack it in.
   * @param archive A tar archive; it may be compressed with gzip, bzip2 or xz.
   * @param settings How to unpack it, and how to make the call.
   * @throws {NotFoundError} If the container is gone, or has no such folder.
   * @throws {ApiError} If the path is no folder or can only be read, or the archive is none.
   */
  async putArchive(
    path: string,
    archive: BodySource,
    settings: PutArchiveSettings = {},
  ): Promise<void> {
    checkKeys("unpack files in a container", settings, PUT_ARCHIVE_KEYS);
    await this.#api.containers.putArchive(this.id, {
      query: {
        path,
        copyUIDGID: checkFlag("copyUidGid", settings.copyUidGid),
        noOverwriteDirNonDir: checkFlag("noOverwriteDirNonDir", settings.noOverwriteDirNonDir),
      },
      body: archive,
      signal: settings.signal,
    });
  }

  /**
   * Tells what it has at a path: `HEAD /containers/{id}/archive`.
   *
   * @param path The path of a file or folder.
   * @param settings How to make the call.
   * @throws {NotFoundError} If it is gone, or has no such path.
   */
  async stat(path: string, settings: CallSettings = {}): Promise<PathStat> {
    checkKeys("look at files of a container", settings, CALL_KEYS);
    const { signal } = settings;
    return toPathStat(await this.#api.containers.archiveInfo(this.id, { query: { path }, signal }));
  }

  /**
   * Lists what differs between its files and its image's: `GET /containers/{id}/changes`.
   *
   * @param settings How to make the call.
   * @returns What was changed (`Kind` 0), added (1) and deleted (2).
   * @throws {NotFoundError} If it is gone.
   */
  async diff(settings: CallSettings = {}): Promise<FilesystemChange[]> {
    checkKeys("compare the files of a container", settings, CALL_KEYS);
    return await this.#api.containers.changes(this.id, { signal: settings.signal });
  }
}
