import type { Bytes } from "./connection.ts";

/** What kinds of files a file system has. */
export type FileKind =
  | "file"
  | "directory"
  | "symlink"
  | "fifo"
  | "socket"
  | "character-device"
  | "block-device";

/** What a file system tells of a file. */
export interface FileStat {
  /** What it is. */
  readonly kind: FileKind;
  /** The size of its content in bytes. */
  readonly size: number;
  /** The permissions, with set-user-ID, set-group-ID and sticky bit: 0 to 0o7777. */
  readonly mode: number;
  /** The number of the user it belongs to. */
  readonly uid: number;
  /** The number of the group it belongs to. */
  readonly gid: number;
  /** When it was last changed. */
  readonly mtime: Date;
  /** The major number of a device; 0 for all else. */
  readonly deviceMajor: number;
  /** The minor number of a device; 0 for all else. */
  readonly deviceMinor: number;
  /** What all names of one file have in common; `undefined` if it has only one name. */
  readonly identity: string | undefined;
}

/** A name in a folder. */
export interface FolderEntry {
  /** The name. A byte that is no UTF-8 is the lone surrogate U+DC00 + byte, as in archives. */
  readonly name: string;
  /** What it was when the folder was read. */
  readonly kind: FileKind;
}

/** A file that was looked into. */
export interface FileContent {
  /** What it is. Of one that is no plain file, nothing is read. */
  readonly stat: FileStat;
  /** The content: what is small is there already, what is large is read when it is asked for. */
  readonly body: Bytes | ReadableStream<Bytes>;
}

/** What a file is to have besides its content. */
export interface FileAttributes {
  /** The permissions. */
  readonly mode: number;
  /** When it was last changed. */
  readonly mtime: Date;
}

/**
 * The files of this machine. Paths are absolute and have `/` between their parts on every system; texts
 * are as in archives. What works on many files answers at once when the disk does, and with a promise
 * when it is slow, so that the rest of the program is not held up.
 *
 * Whatever fails does so with a `FileError`.
 */
export interface Files {
  /** Whether a part of a path can be that on this system, besides having no `/`. */
  isName(part: string): boolean;
  /**
   * Makes a path absolute. A `/` or `/.` at its end stays, since it means something.
   *
   * @throws {TypeError} If it is a URL of something other than a file.
   */
  resolve(path: string | URL): string;
  /** Follows all links of a path, which has to exist. */
  realPath(path: string): Promise<string>;
  /** Tells what is at a path, of a link the link itself; `undefined` if there is nothing. */
  stat(path: string): FileStat | undefined | Promise<FileStat | undefined>;
  /** Tells where a link leads to. */
  readLink(path: string): string | Promise<string>;
  /** Tells what a folder has, in the order of the names. */
  list(path: string): readonly FolderEntry[] | Promise<readonly FolderEntry[]>;
  /**
   * Looks into a file. Does not follow a link.
   *
   * @param path The file.
   * @param scratch Where to put the content if it fits; otherwise, and when absent, it has a buffer of
   * its own. Memory that is used for the first time costs more than to read a small file.
   */
  read(path: string, scratch?: Bytes): FileContent | Promise<FileContent>;
  /**
   * Makes a file where there is nothing yet: neither a file nor a link. When that fails, no half of it
   * is left.
   */
  write(
    path: string,
    body: Uint8Array | AsyncIterable<Uint8Array>,
    attributes: FileAttributes,
  ): void | Promise<void>;
  /** Makes a folder where there is nothing yet. Its attributes come last, when it is filled. */
  makeFolder(path: string): void | Promise<void>;
  /** Gives a folder its attributes. */
  finishFolder(path: string, attributes: FileAttributes): Promise<void>;
  /** Makes a symbolic link. */
  makeSymlink(path: string, target: string, mtime: Date): Promise<void>;
  /** Gives a file another name. */
  makeLink(path: string, existing: string): Promise<void>;
  /** Removes a file or link. */
  remove(path: string): Promise<void>;
}
