import type { CallSettings } from "./call.ts";

/** How `container.copyTo()` copies. */
export interface CopyToSettings extends CallSettings {
  /**
   * Whether to copy what the source leads to if it is a link, rather than the link. Links inside of a
   * folder are copied as links in any case.
   *
   * @default {false}
   */
  readonly followLink?: boolean | undefined;
  /**
   * Whether all files become those of the container's user (`Config.User`), as with `docker cp
   * --archive` (`copyUIDGID`). Otherwise they belong to the users and groups in the container that have
   * the numbers of their owners here.
   *
   * @default {false}
   */
  readonly archive?: boolean | undefined;
  /**
   * Whether the call rejects rather than put a file in the place of a directory, or a directory in
   * that of a file, anywhere in what is copied. `docker cp` does.
   *
   * @default {true}
   */
  readonly noOverwriteDirNonDir?: boolean | undefined;
}

/** How `container.copyFrom()` copies. */
export interface CopyFromSettings extends CallSettings {
  /**
   * Whether to copy what the path leads to if it is a link, rather than the link. Links inside of a
   * folder are copied as links in any case.
   *
   * @default {false}
   */
  readonly followLink?: boolean | undefined;
}

/** How `container.readFile()` reads. */
export interface ReadFileSettings extends CallSettings {
  /**
   * How many bytes the file may have.
   *
   * @default {67_108_864}
   */
  readonly maxSize?: number | undefined;
}

/** What `container.writeFile()` makes. */
export interface WriteFileSettings extends CallSettings {
  /**
   * How many bytes the content has: needed when it is a stream or an iterable, since archives have it
   * before the content. It has to be exact.
   */
  readonly size?: number | undefined;
  /**
   * The permissions.
   *
   * @default {0o644}
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
  /** When it was last changed, in whole seconds. Now when absent. */
  readonly mtime?: Date | undefined;
}
