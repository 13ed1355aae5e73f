import type { ContainerPathStat } from "../api/path_stat.ts";
import type { BodyStream } from "../api/streams/body_stream.ts";
import { parseTimestamp } from "../api/streams/timestamp.ts";
import { ProtocolError } from "../errors.ts";

/** What a container has at a path. */
export interface PathStat {
  /** The name: the last part of the path. */
  readonly name: string;
  /** The size in bytes. */
  readonly size: number;
  /**
   * The kind and the permissions in the bits of Unix, as `stat(2)`, `Deno.stat()` and Node's
   * `fs.stat()` have them: `mode & 0o7777` are the permissions, and `mode & 0o170000` is the kind,
   * such as `0o100000` for a file, `0o040000` for a directory and `0o120000` for a symbolic link.
   * `docker.api.containers.archiveInfo()` has the bits as engines send them, which are Go's own.
   */
  readonly mode: number;
  /** When it was changed. */
  readonly mtime: Date;
  /** Where a symbolic link leads to, within the container; `undefined` for what is none. */
  readonly linkTarget: string | undefined;
}

/** What a container has at a path, packed. */
export interface PathArchive {
  /** A tar archive of the path, which holds a connection: read it to the end or dispose of it. */
  readonly archive: BodyStream;
  /** What is at the path. */
  readonly stat: PathStat;
}

/** The bit of Go's `os.FileMode` that tells a symbolic link. */
const LINK = 27;

/** The bits of Go's `os.FileMode` that tell a kind, and the kinds of Unix; the first that is set. */
const KINDS: readonly (readonly [bit: number, kind: number])[] = [
  [31, 0o040000], // directory
  [LINK, 0o120000], // symbolic link
  [25, 0o010000], // named pipe
  [24, 0o140000], // socket
  [21, 0o020000], // character device, which has the bit of a device too
  [26, 0o060000], // block device
  [19, 0], // something else
];

/** Further bits of Go's `os.FileMode`, and those of Unix. */
const BITS: readonly (readonly [bit: number, flag: number])[] = [
  [23, 0o4000], // set-user-ID
  [22, 0o2000], // set-group-ID
  [20, 0o1000], // sticky
];

/**
 * What a container has at a path, from the engine's words.
 *
 * @throws {ProtocolError} If its time is none.
 */
export function toPathStat(stat: ContainerPathStat): PathStat {
  const { name, size, mode, mtime, linkTarget } = stat;
  const time = parseTimestamp(mtime);
  if (time === undefined) {
    throw new ProtocolError(
      `Cannot read what is at the path: expected a time, got ${JSON.stringify(mtime)}`,
    );
  }
  const isLink = (mode >>> LINK & 1) === 1;
  // Podman has a target for everything: the path itself.
  return {
    name,
    size,
    mode: toUnixMode(mode),
    mtime: time.time,
    linkTarget: isLink ? linkTarget : undefined,
  };
}

/** The mode of Unix that Go's `os.FileMode` stands for. */
function toUnixMode(mode: number): number {
  const isSet = ([bit]: readonly [bit: number, to: number]): boolean => (mode >>> bit & 1) === 1;
  const [, kind] = KINDS.find(isSet) ?? [0, 0o100000];
  return BITS.filter(isSet).reduce((all, [, flag]) => all | flag, kind | mode & 0o777);
}
