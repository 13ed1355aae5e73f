import type { FileKind, FileStat } from "../files.ts";
import type { NodeFs, NodeKind, NodePath, NodeStats } from "./node_fs.ts";

/**
 * Gives what Node tells of a file as {@linkcode FileStat}.
 *
 * @param fs Node's module.
 * @param file The path, or the number of the open file.
 * @param stat What Node tells.
 */
export function toFileStat(fs: NodeFs, file: NodePath | number, stat: NodeStats): FileStat {
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
    identity: kind !== "directory" && stat.nlink > 1 ? identityOf(fs, file) : undefined,
  };
}

/** What kind a file is of. */
export function kindOf(stat: NodeKind): FileKind {
  if (stat.isFile()) return "file";
  if (stat.isDirectory()) return "directory";
  if (stat.isSymbolicLink()) return "symlink";
  if (stat.isFIFO()) return "fifo";
  if (stat.isSocket()) return "socket";
  return stat.isBlockDevice() ? "block-device" : "character-device";
}

/** Numbers of files may exceed what a number holds exactly, and then two files would be one. */
function identityOf(fs: NodeFs, file: NodePath | number): string | undefined {
  const bigint = true;
  const stat = typeof file === "number"
    ? fs.fstatSync(file, { bigint })
    : fs.lstatSync(file, { bigint, throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.dev}:${stat.ino}`;
}

/** The parts of a device's number, as Linux has them. */
function major(device: number): number {
  return Number(BigInt(device) >> 8n & 0xfffn | BigInt(device) >> 32n & 0xfffff000n);
}

function minor(device: number): number {
  return Number(BigInt(device) & 0xffn | BigInt(device) >> 12n & 0xffffff00n);
}
