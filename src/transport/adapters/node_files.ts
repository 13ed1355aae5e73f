import { FileError } from "../../errors.ts";
import { decodeText, encodeText, hasEscapes } from "../byte_text.ts";
import type { Bytes } from "../connection.ts";
import type {
  FileAttributes,
  FileContent,
  FileKind,
  Files,
  FileStat,
  FolderEntry,
} from "../files.ts";
import { builtin, nodeProcess } from "./builtin.ts";
import { fileFailure, systemCode } from "./file_failure.ts";
import type {
  NodeBuffers,
  NodeDirent,
  NodeFs,
  NodeKind,
  NodePath,
  NodePaths,
  NodeStats,
  NodeUrls,
} from "./node_fs.ts";
import { openFile } from "./open_file.ts";
import { Pace } from "./pace.ts";

/** Up to this size a file's content is read at once; from there on, as it is asked for. */
const SMALL = 65_536;

/** Small files are read into parts of slabs, since to allocate a buffer costs more than to read one. */
const SLAB = 262_144;

/** What a reader of names that are UTF-8 gets for bytes that are not. */
const REPLACED = "\ufffd";

/** The files of a runtime that has Node's modules. */
export class NodeFiles implements Files {
  readonly #fs: NodeFs;
  readonly #path: NodePaths;
  readonly #url: NodeUrls;
  readonly #flags: number;
  readonly #hasByteNames: boolean;
  readonly #pace: Pace;
  #slab: Bytes = new Uint8Array(0);
  #used = 0;

  /**
   * Makes the files.
   *
   * @param pace Tells when the disk is slow.
   */
  constructor(pace: Pace = new Pace()) {
    this.#fs = builtin<NodeFs>("node:fs");
    this.#path = builtin<NodePaths>("node:path");
    this.#url = builtin<NodeUrls>("node:url");
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = this.#fs.constants;
    // Without the last, opening a fifo that took the place of a file would wait for its writer.
    this.#flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
    // Deno 2.9 takes names as bytes, and makes text of them.
    this.#hasByteNames = !("Deno" in globalThis);
    this.#pace = pace;
  }

  isName(part: string): boolean {
    return !part.includes("\0") && (this.#path.sep === "/" || !/[\\:]/.test(part));
  }

  resolve(path: string | URL): string {
    const local = typeof path === "string" ? path : this.#fromUrl(path);
    const resolved = this.#portable(this.#path.resolve(local));
    const [end = ""] = /(?:(?<=^|\/)\.)?\/*$/.exec(this.#portable(local)) ?? [];
    if (end === "") return resolved;
    const folder = resolved.endsWith("/") ? resolved : `${resolved}/`;
    return end.startsWith(".") ? `${folder}.` : folder;
  }

  async realPath(path: string): Promise<string> {
    const encoding = "buffer" as const;
    return await this.#do("look at", path, async (native) => {
      const real = await this.#fs.promises.realpath(native, { encoding });
      return this.#portable(toText(real));
    });
  }

  stat(path: string): FileStat | undefined | Promise<FileStat | undefined> {
    const { lstatSync, promises } = this.#fs;
    const options = { throwIfNoEntry: false } as const;
    return this.#do("look at", path, (native) =>
      this.#pace.run(
        () => {
          const stat = lstatSync(native, options);
          return stat === undefined ? undefined : this.#toStat(native, stat);
        },
        async () => {
          try {
            return this.#toStat(native, await promises.lstat(native));
          } catch (error) {
            if (systemCode(error) === "ENOENT") return undefined;
            throw error;
          }
        },
      ));
  }

  async readLink(path: string): Promise<string> {
    return await this.#do(
      "read the link",
      path,
      async (native) => toText(await this.#fs.promises.readlink(native, { encoding: "buffer" })),
    );
  }

  list(path: string): readonly FolderEntry[] | Promise<readonly FolderEntry[]> {
    const { readdirSync, promises } = this.#fs;
    const options = { withFileTypes: true } as const;
    return this.#do("read the folder", path, (native) =>
      this.#pace.run(
        () => this.#entries(path, readdirSync(native, options)),
        async () => this.#entries(path, await promises.readdir(native, options)),
      ));
  }

  read(path: string): FileContent | Promise<FileContent> {
    return this.#do("read", path, (native) =>
      this.#pace.run(
        () => this.#readNow(path, native),
        () => this.#readLater(path, native),
      ));
  }

  write(
    path: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    attributes: FileAttributes,
  ): void | Promise<void> {
    return this.#do("write", path, (native) =>
      body instanceof Uint8Array
        ? this.#pace.run(
          () => this.#writeNow(native, body, attributes),
          () => this.#writeLater(native, [body], attributes),
        )
        : this.#writeLater(native, body, attributes));
  }

  async makeFolder(path: string): Promise<void> {
    await this.#do("make the folder", path, (native) => this.#fs.promises.mkdir(native));
  }

  async finishFolder(path: string, { mode, mtime }: FileAttributes): Promise<void> {
    await this.#do("change the folder", path, async (native) => {
      await this.#fs.promises.chmod(native, mode);
      await this.#fs.promises.utimes(native, ...times(mtime));
    });
  }

  async makeSymlink(path: string, target: string, mtime: Date): Promise<void> {
    await this.#do("make the link", path, async (native) => {
      await this.#fs.promises.symlink(this.#native(target), native);
      await this.#fs.promises.lutimes(native, ...times(mtime));
    });
  }

  async makeLink(path: string, existing: string): Promise<void> {
    await this.#do(
      "make the link",
      path,
      (native) => this.#fs.promises.link(this.#native(existing), native),
    );
  }

  async remove(path: string): Promise<void> {
    await this.#do("remove", path, (native) => this.#fs.promises.unlink(native));
  }

  #fromUrl(url: URL): string {
    try {
      return this.#url.fileURLToPath(url);
    } catch (cause) {
      throw new TypeError(`Cannot use ${url.protocol} as a local path: expected a file URL`, {
        cause,
      });
    }
  }

  #portable(path: string): string {
    return this.#path.sep === "/" ? path : path.replaceAll(this.#path.sep, "/");
  }

  /** A path as the system has it. */
  #native(path: string): NodePath {
    if (!hasEscapes(path)) return path;
    const bytes = encodeText(path);
    if (this.#hasByteNames && bytes !== undefined) return nodeBytes(bytes);
    throw new FileError(
      `Cannot use ${JSON.stringify(path)}: its name is no UTF-8, and this runtime has no way to ` +
        "files of such names",
      "invalid",
      path,
    );
  }

  /** Does something with a file, whose failure is to tell what, and with which. */
  #do<T>(verb: string, path: string, work: (native: NodePath) => T): T {
    const failure = (error: unknown): unknown => fileFailure(verb, path, error);
    try {
      const result = work(this.#native(path));
      return result instanceof Promise
        ? result.catch((error: unknown) => {
          throw failure(error);
        }) as T
        : result;
    } catch (error) {
      throw failure(error);
    }
  }

  #entries(path: string, found: readonly NodeDirent[]): readonly FolderEntry[] {
    const entries = found.map((entry): FolderEntry => {
      const { name } = entry;
      return { name, kind: kindOf(entry) };
    });
    if (entries.some(({ name }) => name.includes(REPLACED))) return this.#byteEntries(path);
    return entries.sort(byName);
  }

  /** The same again, for what has names that are no UTF-8. */
  #byteEntries(path: string): readonly FolderEntry[] {
    const folder = encodeText(path.endsWith("/") ? path : `${path}/`) ?? new Uint8Array(0);
    const names = this.#fs.readdirSync(this.#native(path), { encoding: "buffer" });
    return names.map((name): FolderEntry => {
      const text = toText(name);
      const native = this.#hasByteNames ? nodeBytes(concat(folder, name)) : `${path}/${text}`;
      const stat = this.#fs.lstatSync(native, { throwIfNoEntry: false });
      if (stat !== undefined) return { name: text, kind: kindOf(stat) };
      throw new FileError(
        `Cannot read the folder ${JSON.stringify(path)}: the name ${JSON.stringify(text)} is no ` +
          "UTF-8, and this runtime has no way to files of such names",
        "invalid",
        path,
      );
    }).sort(byName);
  }

  #toStat(file: NodePath | number, stat: NodeStats): FileStat {
    const kind = kindOf(stat);
    const isDevice = kind === "character-device" || kind === "block-device";
    return {
      kind,
      size: kind === "file" ? stat.size : 0,
      mode: stat.mode & 0o7777,
      uid: stat.uid,
      gid: stat.gid,
      mtime: new Date(stat.mtimeMs),
      deviceMajor: isDevice ? major(stat.rdev) : 0,
      deviceMinor: isDevice ? minor(stat.rdev) : 0,
      identity: kind !== "directory" && stat.nlink > 1 ? this.#identity(file) : undefined,
    };
  }

  /** Numbers of files may exceed what a number holds exactly, and then two files would be one. */
  #identity(file: NodePath | number): string | undefined {
    const bigint = true;
    const stat = typeof file === "number"
      ? this.#fs.fstatSync(file, { bigint })
      : this.#fs.lstatSync(file, { bigint, throwIfNoEntry: false });
    return stat === undefined ? undefined : `${stat.dev}:${stat.ino}`;
  }

  #readNow(path: string, native: NodePath): FileContent {
    const { openSync, fstatSync, readSync, closeSync } = this.#fs;
    const file = openSync(native, this.#flags);
    try {
      const stat = this.#toStat(file, fstatSync(file));
      const { kind, size } = stat;
      if (kind !== "file" || size > SMALL) return this.#unread(path, native, stat);
      const room = this.#room(size);
      let length = 0;
      while (length < size) {
        const read = readSync(file, room, length, room.length - length, null);
        if (read === 0) break;
        length += read;
      }
      return { stat, body: room.subarray(0, length) };
    } finally {
      closeSync(file);
    }
  }

  async #readLater(path: string, native: NodePath): Promise<FileContent> {
    const handle = await this.#fs.promises.open(native, this.#flags);
    try {
      const stat = this.#toStat(handle.fd, await handle.stat());
      if (stat.kind !== "file" || stat.size > SMALL) return this.#unread(path, native, stat);
      const room = new Uint8Array(stat.size + 1);
      let length = 0;
      while (length < stat.size) {
        const { bytesRead } = await handle.read(room, length, room.length - length, null);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return { stat, body: room.subarray(0, length) };
    } finally {
      await handle.close();
    }
  }

  #unread(path: string, native: NodePath, stat: FileStat): FileContent {
    const body = stat.kind === "file"
      ? openFile(this.#fs, native, this.#flags, (error) => fileFailure("read", path, error))
      : new Uint8Array(0);
    return { stat, body };
  }

  /** Room for a file's content and one byte more, so that one that grew is found out. */
  #room(size: number): Bytes {
    if (size === 0) return new Uint8Array(0);
    if (this.#used + size + 1 > this.#slab.length) {
      this.#slab = new Uint8Array(SLAB);
      this.#used = 0;
    }
    const room = this.#slab.subarray(this.#used, this.#used + size + 1);
    this.#used += size + 1;
    return room;
  }

  #writeNow(
    native: NodePath,
    body: Uint8Array,
    { mode, mtime }: FileAttributes,
  ): void {
    const { openSync, writeSync, fchmodSync, futimesSync, closeSync, rmSync } = this.#fs;
    const file = openSync(native, "wx", 0o600);
    try {
      for (let at = 0; at < body.length;) at += writeSync(file, body, at, body.length - at, null);
      fchmodSync(file, mode);
      futimesSync(file, ...times(mtime));
    } catch (error) {
      rmSync(native, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
  }

  async #writeLater(
    native: NodePath,
    body: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    { mode, mtime }: FileAttributes,
  ): Promise<void> {
    const handle = await this.#fs.promises.open(native, "wx", 0o600);
    try {
      for await (const bytes of body) {
        for (let at = 0; at < bytes.length;) {
          at += (await handle.write(bytes, at, bytes.length - at, null)).bytesWritten;
        }
      }
      await handle.chmod(mode);
      await handle.utimes(...times(mtime));
    } catch (error) {
      await this.#fs.promises.rm(native, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  }
}

/**
 * Gives the files of this machine.
 *
 * @throws {FileError} If this runtime has none.
 */
export function nodeFiles(): Files {
  if (nodeProcess() !== undefined) return new NodeFiles();
  throw new FileError("Cannot use files: this runtime has none", "other", "");
}

function toText(bytes: Uint8Array): string {
  const { buffer, byteOffset, length } = bytes;
  return decodeText(new Uint8Array(buffer as ArrayBuffer, byteOffset, length), 0, length);
}

/** Node's own kind of bytes, the only one that it takes as a path. */
function nodeBytes(bytes: Uint8Array): Uint8Array {
  const { Buffer } = builtin<NodeBuffers>("node:buffer");
  return Buffer.from(bytes);
}

function concat(folder: Uint8Array, name: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(folder.length + name.length);
  bytes.set(folder);
  bytes.set(name, folder.length);
  return bytes;
}

function byName(a: FolderEntry, b: FolderEntry): number {
  return a.name < b.name ? -1 : 1;
}

function kindOf(stat: NodeKind): FileKind {
  if (stat.isFile()) return "file";
  if (stat.isDirectory()) return "directory";
  if (stat.isSymbolicLink()) return "symlink";
  if (stat.isFIFO()) return "fifo";
  if (stat.isSocket()) return "socket";
  return stat.isBlockDevice() ? "block-device" : "character-device";
}

/** For the last access and the last change. Of numbers, Node takes those below 0 for now. */
function times(mtime: Date): [Date, Date] {
  return [mtime, mtime];
}

/** The parts of a device's number, as Linux has them. */
function major(device: number): number {
  return Number(BigInt(device) >> 8n & 0xfffn | BigInt(device) >> 32n & 0xfffff000n);
}

function minor(device: number): number {
  return Number(BigInt(device) & 0xffn | BigInt(device) >> 12n & 0xffffff00n);
}
