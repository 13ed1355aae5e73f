import type { Api } from "../api/api.ts";
import type { BodyStream } from "../api/streams/body_stream.ts";
import type { BodySource } from "../types/body_source.ts";
import type { CallSettings } from "../types/call.ts";
import type { PutArchiveSettings } from "../types/container_operations.ts";
import type {
  CopyFromSettings,
  CopyToSettings,
  ReadFileSettings,
  WriteFileSettings,
} from "../types/copy.ts";
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
   * Copies a local file or folder into it, by the rules of `docker cp`: `HEAD` and
   * `PUT /containers/{id}/archive`.
   *
   * | source | what is at `path` | what comes of it |
   * | --- | --- | --- |
   * | file | nothing | a file of that name, in a folder that has to be there |
   * | file | nothing, and `path` ends with `/` | refused |
   * | file | a file | the file is replaced |
   * | file | a folder | a file in it |
   * | folder | nothing | a folder of that name |
   * | folder | a file | refused |
   * | folder | a folder | a folder in it; with `/.` at the end of `source`, what it has is put there |
   *
   * A link at `path` stands for what it leads to. Permissions, times, symbolic and hard links are kept;
   * sockets are left out. Extended attributes, such as capabilities, are not copied. On Deno, files
   * whose names are no UTF-8 are refused.
   *
   * @example Copy what a folder has
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const container = await docker.containers.get("web");
   * await container.copyTo("./site/.", "/www");
   * ```
   *
   * @param source A local path or a file URL.
   * @param path Where to, in the container.
   * @param settings How to copy, and how to make the call.
   * @throws {FileError} If the source can't be read, or the rules refuse.
   * @throws {NotFoundError} If the container is gone, or has no such folder.
   * @throws {ApiError} If the engine refuses, for example because the place can only be read.
   * @throws {TypeError} If a file has more or fewer bytes when it is read than it had.
   */
  async copyTo(
    source: string | URL,
    path: string,
    settings: CopyToSettings = {},
  ): Promise<void> {
    const { copyTo } = await import("./copy_to.ts");
    await copyTo(this, () => this.#api.host.files(), source, path, settings);
  }

  /**
   * Copies a file or folder of it to a local path, by the rules of `docker cp`, which are those of
   * {@linkcode ContainerFiles.copyTo}: `GET /containers/{id}/archive`.
   *
   * The copy belongs to who makes it. Nothing is written outside of `target`, whatever the container
   * has: devices, fifos, and relative links that lead out of it are refused.
   *
   * @example Fetch the logs of a server
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const container = await docker.containers.get("web");
   * await container.copyFrom("/var/log/nginx", "./logs");
   * ```
   *
   * @param path What to copy.
   * @param target A local path or a file URL.
   * @param settings How to copy, and how to make the call.
   * @throws {NotFoundError} If the container is gone, or has no such path.
   * @throws {FileError} If the rules refuse, or the system does.
   * @throws {ProtocolError} If something would be written outside of `target`.
   */
  async copyFrom(
    path: string,
    target: string | URL,
    settings: CopyFromSettings = {},
  ): Promise<void> {
    const { copyFrom } = await import("./copy_from.ts");
    await copyFrom(this, () => this.#api.host.files(), path, target, settings);
  }

  /**
   * Reads a file of it into memory: `GET /containers/{id}/archive`. Links are followed.
   *
   * @example Read a setting
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const container = await docker.containers.get("web");
   * const text = new TextDecoder().decode(await container.readFile("/etc/os-release"));
   * ```
   *
   * @param path The file. For what is large, take {@linkcode ContainerFiles.getArchive}.
   * @param settings How large it may be, and how to make the call.
   * @throws {NotFoundError} If the container is gone, or has no such file.
   * @throws {FileError} If it is a folder, or no file that can be read.
   * @throws {OutputLimitError} If it has more than `maxSize` bytes.
   */
  async readFile(
    path: string,
    settings: ReadFileSettings = {},
  ): Promise<Uint8Array<ArrayBuffer>> {
    const { readFile } = await import("./read_file.ts");
    return await readFile(this, path, settings);
  }

  /**
   * Writes a file of it: `HEAD` and `PUT /containers/{id}/archive`. What was there before is replaced,
   * with its permissions and owner; a link stands for what it leads to.
   *
   * @example Hand in a setting
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const container = await docker.containers.get("web");
   * await container.writeFile("/etc/motd", "welcome\n", { mode: 0o600 });
   * ```
   *
   * @param path The file, in a folder that has to be there.
   * @param content What it is to have; of a stream or an iterable `size` has to tell how much.
   * @param settings What else it is to have, and how to make the call.
   * @throws {NotFoundError} If the container is gone, or has no such folder.
   * @throws {FileError} If there is a folder, or another thing that is no file.
   * @throws {ApiError} If the engine refuses, for example because the place can only be read.
   * @throws {TypeError} If `size` is needed, or the content has more or fewer bytes.
   */
  async writeFile(
    path: string,
    content: BodySource,
    settings: WriteFileSettings = {},
  ): Promise<void> {
    const { writeFile } = await import("./write_file.ts");
    await writeFile(this, path, content, settings);
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
