import type { BodySource } from "./body_source.ts";

/** What an entry of a tar archive is. A `"link"` is a hard link, to an entry that came before it. */
export type TarEntryType =
  | "file"
  | "directory"
  | "symlink"
  | "link"
  | "fifo"
  | "character-device"
  | "block-device";

/**
 * What a tar archive tells of an entry besides its content.
 *
 * Texts are UTF-8. A byte that is not is read as the lone surrogate U+DC00 + byte, as Python does, and
 * written as that byte again: so every name is kept as it was, whatever its encoding.
 */
export interface TarHeader {
  /**
   * The path, with `/` between its parts. A directory's has no `/` at its end. Nobody checked where
   * it leads to: it may be absolute or have parts that are `..`.
   */
  readonly name: string;
  /** What it is. */
  readonly type: TarEntryType;
  /** The size of the content in bytes; 0 for all but files. */
  readonly size: number;
  /** The permissions, with set-user-ID, set-group-ID and sticky bit: 0 to 0o7777. */
  readonly mode: number;
  /** The number of the user it belongs to. */
  readonly uid: number;
  /** The number of the group it belongs to. */
  readonly gid: number;
  /** The name of the user it belongs to; `""` if the archive does not tell. */
  readonly userName: string;
  /** The name of the group it belongs to; `""` if the archive does not tell. */
  readonly groupName: string;
  /** When it was last changed, before 1970 too. Below the millisecond it is cut off. */
  readonly mtime: Date;
  /** Where a symbolic link leads to, or the name of the entry that a hard link stands for; else `""`. */
  readonly linkTarget: string;
  /** The major number of a device; 0 for all else. */
  readonly deviceMajor: number;
  /** The minor number of a device; 0 for all else. */
  readonly deviceMinor: number;
  /**
   * What else the entry's extended header (PAX) says, by keyword: extended attributes are under
   * `"SCHILY.xattr."` and their name.
   */
  readonly pax: ReadonlyMap<string, string>;
}

/** An entry of a tar archive, as it is read. */
export interface TarEntry extends TarHeader {
  /**
   * The content, which can be read until the next entry is asked for; what is not read is skipped.
   * Cancelling it skips the rest. Its chunks may share memory with each other.
   */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> & AsyncIterable<Uint8Array<ArrayBuffer>>;
  /**
   * Reads the whole content into memory, in place of {@linkcode body}. `size` tells beforehand how
   * much that is.
   *
   * @throws {TypeError} If it was read before, or the next entry was asked for.
   */
  readonly bytes: () => Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * An entry of a tar archive that is to be written. What {@linkcode TarEntry} has under the same names
 * can be handed on as it is.
 */
export interface TarEntrySettings {
  /**
   * The path, with `/` between its parts. A file's must not end with `/`; a directory's gets it by
   * itself.
   */
  readonly name: string;
  /**
   * What it is.
   *
   * @default {"file"}
   */
  readonly type?: TarEntryType | undefined;
  /**
   * The size of the content in bytes. Needed when `body` is a stream or an iterable, whose size nobody
   * knows beforehand; otherwise what `body` has.
   */
  readonly size?: number | undefined;
  /**
   * The permissions. Bits above 0o7777, such as those of the type, are left out.
   *
   * @default {0o755} for directories, 0o777 for symbolic links, 0o644 for all else
   */
  readonly mode?: number | undefined;
  /**
   * The number of the user it belongs to.
   *
   * @default {0}
   */
  readonly uid?: number | undefined;
  /**
   * The number of the group it belongs to.
   *
   * @default {0}
   */
  readonly gid?: number | undefined;
  /** The name of the user it belongs to; none when absent or `""`. */
  readonly userName?: string | undefined;
  /** The name of the group it belongs to; none when absent or `""`. */
  readonly groupName?: string | undefined;
  /** When it was last changed, which is written in whole seconds. Now when absent. */
  readonly mtime?: Date | undefined;
  /** Where a symbolic link leads to, or the name of the entry that a hard link stands for. */
  readonly linkTarget?: string | undefined;
  /** The major number of a device, which needs one. */
  readonly deviceMajor?: number | undefined;
  /** The minor number of a device, which needs one. */
  readonly deviceMinor?: number | undefined;
  /** What else the extended header (PAX) is to say, by keyword. */
  readonly pax?: ReadonlyMap<string, string> | undefined;
  /**
   * The content of a file; none when absent. It is opened when its turn comes. Large pieces are handed
   * on without being copied: leave them as they are until they are read.
   */
  readonly body?: BodySource | undefined;
}
