import { FileError } from "../../errors.ts";
import { decodeText, encodeText, hasEscapes } from "../byte_text.ts";
import type { Bytes } from "../connection.ts";
import type { FileAttributes, FileContent, Files, FileStat, FolderEntry } from "../files.ts";
import { builtin, nodeProcess } from "./builtin.ts";
import { fileFailure, systemCode } from "./file_failure.ts";
import type { NodeBuffers, NodeDirent, NodeFs, NodePath, NodePaths, NodeUrls } from "./node_fs.ts";
import { NodeReader } from "./node_reader.ts";
import { kindOf, toFileStat } from "./node_stat.ts";
import { times, writeLater, writeNow } from "./node_writer.ts";
import { Pace } from "./pace.ts";

/** What a reader of names that are UTF-8 gets for bytes that are not. */
const REPLACED = "\ufffd";

const NOTHING: Bytes = new Uint8Array(0);

/** The files of a runtime that has Node's modules. */
export class NodeFiles implements Files {
  readonly #fs: NodeFs;
  readonly #path: NodePaths;
  readonly #url: NodeUrls;
  readonly #reader: NodeReader;
  readonly #hasByteNames: boolean;
  readonly #pace: Pace;

  /**
   * Makes the files.
   *
   * @param pace Tells when the disk is slow.
   */
  constructor(pace: Pace = new Pace()) {
    this.#fs = builtin<NodeFs>("node:fs");
    this.#path = builtin<NodePaths>("node:path");
    this.#url = builtin<NodeUrls>("node:url");
    this.#reader = new NodeReader(this.#fs);
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
          return stat === undefined ? undefined : toFileStat(this.#fs, native, stat);
        },
        async () => {
          try {
            return toFileStat(this.#fs, native, await promises.lstat(native));
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

  read(path: string, scratch: Bytes = NOTHING): FileContent | Promise<FileContent> {
    return this.#do("read", path, (native) =>
      this.#pace.run(
        () => this.#reader.now(path, native, scratch),
        () => this.#reader.later(path, native, scratch),
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
          () => writeNow(this.#fs, native, body, attributes),
          () => writeLater(this.#fs, native, [body], attributes),
        )
        : writeLater(this.#fs, native, body, attributes));
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
