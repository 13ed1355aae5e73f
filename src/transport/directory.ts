import { FileError } from "../errors.ts";
import type { TarEntrySettings, TarEntryType } from "../types/tar.ts";
import type { Bytes } from "./connection.ts";
import type { FileContent, FileKind, Files, FileStat, FolderEntry } from "./files.ts";

/** How to pack a file or folder. */
export interface PackOptions {
  /** What it is called in the archive; what a folder has is called that, `/` and its own name. */
  readonly name: string;
  /** Ends the packing between two files. */
  readonly signal?: AbortSignal | undefined;
}

type Step = IteratorResult<TarEntrySettings, undefined>;

/** A folder that is being read. */
interface Level {
  readonly path: string;
  readonly name: string;
  readonly entries: readonly FolderEntry[];
  at: number;
}

const DONE: Step = { done: true, value: undefined };

/** Smaller than any piece of content that a writer of archives hands on without copying it. */
const SCRATCH = 16_384;

/**
 * Makes entries of a tar archive of a file or folder: folders before what they have, in the order of
 * the names, links as links, further names of a file as hard links. Archives have no sockets: they
 * are left out, and so is what goes away while its folder is read.
 *
 * The content of a small file is there only until the next entry is asked for, since all such files
 * share a buffer; writers of archives copy it before.
 *
 * @param files The files.
 * @param path What to pack.
 * @param options How.
 * @returns The entries, which are looked for when they are asked for.
 */
export function packPath(
  files: Files,
  path: string,
  options: PackOptions,
): AsyncIterable<TarEntrySettings> {
  return new PathEntries(files, path, options);
}

/**
 * Its `next()` answers without a promise when the files do, which the packer of archives knows: to
 * wait for a promise costs as much as half of what there is to do for a small file.
 */
class PathEntries implements AsyncIterable<TarEntrySettings> {
  readonly #files: Files;
  readonly #path: string;
  readonly #options: PackOptions;
  readonly #scratch: Bytes = new Uint8Array(SCRATCH);
  readonly #levels: Level[] = [];
  readonly #names = new Map<string, string>(); // the first names of files that have several
  #state: "new" | "open" | "over" = "new";

  constructor(files: Files, path: string, options: PackOptions) {
    this.#files = files;
    this.#path = path;
    this.#options = options;
  }

  [Symbol.asyncIterator](): AsyncIterator<TarEntrySettings, undefined> {
    return this as unknown as AsyncIterator<TarEntrySettings, undefined>;
  }

  next(): Step | Promise<Step> {
    this.#options.signal?.throwIfAborted();
    if (this.#state === "new") return this.#first();
    for (;;) {
      const level = this.#levels.at(-1);
      if (level === undefined) {
        this.#state = "over";
        return DONE;
      }
      const entry = level.entries[level.at++];
      if (entry === undefined) {
        this.#levels.pop();
        continue;
      }
      const path = join(level.path, entry.name);
      const name = join(level.name, entry.name);
      switch (entry.kind) {
        case "socket":
          continue;
        case "file": {
          const content = this.#look(() => this.#files.read(path, this.#scratch));
          if (content instanceof Promise) return this.#later(content, path, name);
          if (content === undefined) continue;
          return this.#file(content, path, name);
        }
        default:
          return this.#other(path, name);
      }
    }
  }

  return(): Promise<Step> {
    this.#state = "over";
    this.#levels.length = 0;
    return Promise.resolve(DONE);
  }

  async #first(): Promise<Step> {
    this.#state = "open";
    const { name } = this.#options;
    const stat = await this.#files.stat(this.#path);
    switch (stat?.kind) {
      case undefined:
        throw missing(this.#path);
      case "socket":
        throw new FileError(
          `Cannot copy ${JSON.stringify(this.#path)}: it is a socket, which archives don't have`,
          "invalid",
          this.#path,
        );
      case "file":
        return await this.#file(
          await this.#files.read(this.#path, this.#scratch),
          this.#path,
          name,
        );
      default:
        return await this.#entry(stat as FileStat, this.#path, name);
    }
  }

  async #later(
    content: Promise<FileContent | undefined>,
    path: string,
    name: string,
  ): Promise<Step> {
    const found = await content;
    return found === undefined ? await this.next() : await this.#file(found, path, name);
  }

  /** What its folder does not tell enough about, or what is another thing by now. */
  async #other(path: string, name: string): Promise<Step> {
    const stat = await this.#files.stat(path);
    const step = stat === undefined
      ? undefined
      : await this.#look(() => this.#entry(stat, path, name));
    return step ?? await this.next();
  }

  #file({ stat, body }: FileContent, path: string, name: string): Step | Promise<Step> {
    if (stat.kind !== "file") return this.#other(path, name);
    const first = this.#firstName(stat, name);
    if (first !== undefined) return step(name, "link", stat, { linkTarget: first });
    return step(name, "file", stat, { size: stat.size, body });
  }

  async #entry(stat: FileStat, path: string, name: string): Promise<Step> {
    const first = this.#firstName(stat, name);
    if (first !== undefined) return step(name, "link", stat, { linkTarget: first });
    switch (stat.kind) {
      case "directory":
        this.#levels.push({ path, name, entries: await this.#files.list(path), at: 0 });
        return step(name, "directory", stat);
      case "symlink":
        return step(name, "symlink", stat, { linkTarget: await this.#files.readLink(path) });
      case "file":
        return await this.#file(await this.#files.read(path, this.#scratch), path, name);
      case "socket":
        return await this.next();
      case "fifo":
        return step(name, "fifo", stat);
      default: {
        const { deviceMajor, deviceMinor } = stat;
        return step(name, stat.kind, stat, { deviceMajor, deviceMinor });
      }
    }
  }

  /** The name under which the file is packed already; if it is not, this will be it. */
  #firstName({ identity }: FileStat, name: string): string | undefined {
    if (identity === undefined) return undefined;
    const first = this.#names.get(identity);
    if (first === undefined) this.#names.set(identity, name);
    return first;
  }

  /** Looks at what a folder had a moment ago; `undefined` if it has gone. */
  #look<T>(look: () => T | Promise<T>): T | undefined | Promise<T | undefined> {
    try {
      const found = look();
      return found instanceof Promise ? found.catch(unlessGone) : found;
    } catch (error) {
      return unlessGone(error);
    }
  }
}

function unlessGone(error: unknown): undefined {
  if (error instanceof FileError && error.code === "not-found") return undefined;
  throw error;
}

function step(
  name: string,
  type: TarEntryType & (FileKind | "link"),
  { mode, uid, gid, mtime }: FileStat,
  more?: Partial<TarEntrySettings>,
): Step {
  return { done: false, value: { name, type, mode, uid, gid, mtime, ...more } };
}

function join(folder: string, name: string): string {
  return folder === "" || folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}

function missing(path: string): FileError {
  return new FileError(
    `Cannot copy ${JSON.stringify(path)}: there is no such file or folder`,
    "not-found",
    path,
  );
}
