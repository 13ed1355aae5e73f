import { FileError, ProtocolError } from "../errors.ts";
import type { TarEntry } from "../types/tar.ts";
import type { FileAttributes, Files } from "./files.ts";

/** How to extract an archive. */
export interface ExtractOptions {
  /** Gives entries, and what hard links stand for, other names. */
  readonly rename?: ((name: string) => string) | undefined;
  /** Ends the extracting between two files. */
  readonly signal?: AbortSignal | undefined;
}

/** Up to this size a file's content is written at once. */
const SMALL = 65_536;

/** The permissions of folders that an archive tells nothing about. */
const IMPLIED: number = 0o755;

/**
 * Writes what an archive has into a folder, as `docker cp` does: folders are merged, files and links
 * are replaced, and neither takes the place of the other. Permissions and times are restored, owners
 * are not.
 *
 * Nothing is written outside of the folder, whatever the archive says: names must not be absolute or
 * have parts that are `..`, nothing is written through a link, hard links stand for files of the
 * folder, and symbolic ones that are relative lead to what is in it. Devices and fifos are refused.
 *
 * @param files The files.
 * @param folder The folder, which has to exist.
 * @param entries What to write; they are cancelled when something fails.
 * @param options How.
 * @throws {ProtocolError} If an entry would lead out of the folder.
 * @throws {FileError} If something is in the way, can't be made, or the system refuses.
 */
export async function extractEntries(
  files: Files,
  folder: string,
  entries: AsyncIterable<TarEntry>,
  options: ExtractOptions = {},
): Promise<void> {
  const extraction = new Extraction(files, folder, options);
  for await (const entry of entries) {
    options.signal?.throwIfAborted();
    const done = extraction.add(entry);
    if (done !== undefined) await done;
  }
  await extraction.finish();
}

class Extraction {
  readonly #files: Files;
  readonly #folder: string;
  readonly #rename: (name: string) => string;
  /** Folders that are there and are no links, by their names in the archive. Nothing replaces them. */
  readonly #folders = new Set<string>([""]);
  /** What folders are to have when they are filled: to fill them may need more, and changes the time. */
  readonly #attributes = new Map<string, FileAttributes>();

  constructor(files: Files, folder: string, { rename = (name) => name }: ExtractOptions) {
    this.#files = files;
    this.#folder = folder.endsWith("/") ? folder : `${folder}/`;
    this.#rename = rename;
  }

  async add(entry: TarEntry): Promise<void> {
    const parts = this.#parts(entry.name, "an entry");
    const name = parts.join("/");
    // As `docker cp` has it, the folder itself stays as it is.
    if (name === "") return this.#checkRoot(entry);
    for (let length = 1; length < parts.length; length++) {
      const parent = parts.slice(0, length).join("/");
      if (!this.#folders.has(parent)) await this.#enter(parent, name);
    }
    if (entry.type === "directory") return await this.#addFolder(name, entry);
    const path = this.#folder + name;
    refuseNodes(entry, path);
    if (entry.type === "symlink") this.#checkSymlink(parts, entry.linkTarget);
    await this.#clear(path);
    switch (entry.type) {
      case "symlink":
        return await this.#files.makeSymlink(path, entry.linkTarget, entry.mtime);
      case "link":
        return await this.#addLink(path, parts, entry);
      default:
        return await this.#addFile(path, entry);
    }
  }

  /** Gives the folders their attributes, the inner ones first. */
  async finish(): Promise<void> {
    const names = [...this.#attributes.keys()].sort().reverse();
    for (const name of names) {
      const attributes = this.#attributes.get(name);
      if (attributes !== undefined) {
        await this.#files.finishFolder(this.#folder + name, attributes);
      }
    }
  }

  #parts(archived: string, what: string): string[] {
    const name = this.#rename(archived);
    if (name.startsWith("/")) throw unsafe(archived, `${what} has an absolute name`);
    const parts = name.split("/").filter((part) => part !== "" && part !== ".");
    if (parts.includes("..")) throw unsafe(archived, `${what} has a name with ".."`);
    const odd = parts.find((part) => !this.#files.isName(part));
    if (odd === undefined) return parts;
    throw unsafe(archived, `${JSON.stringify(odd)} is no name on this system`);
  }

  #checkRoot({ name, type }: TarEntry): void {
    if (type !== "directory") throw unsafe(name, "it would take the place of the folder itself");
  }

  /** Makes sure of a folder that an entry lies in. */
  async #enter(parent: string, name: string): Promise<void> {
    const path = this.#folder + parent;
    const stat = await this.#files.stat(path);
    switch (stat?.kind) {
      case undefined:
        await this.#files.makeFolder(path);
        this.#attributes.set(parent, { mode: IMPLIED, mtime: new Date() });
        break;
      case "directory":
        break;
      case "symlink":
        throw unsafe(name, `${JSON.stringify(path)} is a link, and nothing is written through one`);
      default:
        throw inTheWay(path, "a file", "a folder");
    }
    this.#folders.add(parent);
  }

  async #addFolder(name: string, { mode, mtime }: TarEntry): Promise<void> {
    const path = this.#folder + name;
    if (!this.#folders.has(name)) {
      const stat = await this.#files.stat(path);
      if (stat === undefined) await this.#files.makeFolder(path);
      else if (stat.kind !== "directory") throw inTheWay(path, "no folder", "a folder");
      this.#folders.add(name);
    }
    this.#attributes.set(name, { mode, mtime });
  }

  /** Removes what is replaced. */
  async #clear(path: string): Promise<void> {
    const found = this.#files.stat(path);
    const stat = found instanceof Promise ? await found : found;
    if (stat === undefined) return;
    if (stat.kind === "directory") throw inTheWay(path, "a folder", "a file");
    await this.#files.remove(path);
  }

  async #addFile(path: string, { size, mode, mtime, body, bytes }: TarEntry): Promise<void> {
    const written = this.#files.write(path, size <= SMALL ? await bytes() : body, { mode, mtime });
    if (written instanceof Promise) await written;
  }

  async #addLink(
    path: string,
    parts: readonly string[],
    { name, linkTarget }: TarEntry,
  ): Promise<void> {
    const target = this.#parts(linkTarget, `the file that ${JSON.stringify(name)} is a link to`);
    for (let length = 1; length < target.length; length++) {
      const parent = target.slice(0, length).join("/");
      if (this.#folders.has(parent)) continue;
      const stat = await this.#files.stat(this.#folder + parent);
      if (stat?.kind === "symlink") {
        throw unsafe(name, `it is a link through ${parent}, another one`);
      }
    }
    const existing = this.#folder + target.join("/");
    const stat = await this.#files.stat(existing);
    switch (stat?.kind) {
      case "file":
        return await this.#files.makeLink(path, existing);
      case "symlink": {
        // Systems differ in whether a hard link to a symbolic one is to that or to what it leads to.
        const led = await this.#files.readLink(existing);
        // From here it may lead elsewhere than from there.
        this.#checkSymlink(parts, led);
        return await this.#files.makeSymlink(path, led, stat.mtime);
      }
      default:
        throw unsafe(name, `it is a link to ${JSON.stringify(linkTarget)}, which is no file here`);
    }
  }

  /** What leads out of the folder is refused, as `docker cp` does, though nothing is written there. */
  #checkSymlink(parts: readonly string[], target: string): void {
    if (target.startsWith("/")) return;
    let depth = parts.length - 1;
    for (const part of target.split("/")) {
      if (part === "..") depth--;
      else if (part !== "" && part !== ".") depth++;
      if (depth < 0) {
        throw unsafe(
          parts.join("/"),
          `it is a link to ${JSON.stringify(target)}, outside of the folder; to copy what it ` +
            "leads to, use followLink, and for the archive as it is, getArchive()",
        );
      }
    }
  }
}

function refuseNodes({ type, name }: TarEntry, path: string): void {
  if (type !== "fifo" && type !== "character-device" && type !== "block-device") return;
  const what = type === "fifo" ? "a fifo" : "a device";
  throw new FileError(
    `Cannot write ${JSON.stringify(path)}: ${JSON.stringify(name)} is ${what}, which is not made ` +
      "here; leave it out, or use getArchive() for the archive as it is",
    "invalid",
    path,
  );
}

function inTheWay(path: string, found: string, wanted: string): FileError {
  return new FileError(
    `Cannot write ${
      JSON.stringify(path)
    }: it is ${found}, and would have to be ${wanted}; remove it ` +
      "first, or copy to another place",
    "conflict",
    path,
  );
}

function unsafe(name: string, why: string): ProtocolError {
  return new ProtocolError(`Cannot extract ${JSON.stringify(name.slice(0, 200))}: ${why}`);
}
