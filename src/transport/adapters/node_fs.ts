/** What of Node's modules for files is used, since the types of Node are not there everywhere. */

/** A path; bytes have to be a `Buffer`. */
export type NodePath = string | Uint8Array;

/** What kind a file is of. */
export interface NodeKind {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
  isBlockDevice(): boolean;
}

/** `fs.Stats`. */
export interface NodeStats extends NodeKind {
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtimeMs: number;
  readonly rdev: number;
  readonly nlink: number;
}

/** What is used of `fs.BigIntStats`. */
export interface NodeBigStats {
  readonly dev: bigint;
  readonly ino: bigint;
}

/** `fs.Dirent`. */
export interface NodeDirent extends NodeKind {
  readonly name: string;
}

/** `fs.promises.FileHandle`. */
export interface NodeHandle {
  readonly fd: number;
  stat(): Promise<NodeStats>;
  read(
    bytes: Uint8Array,
    at: number,
    length: number,
    position: null,
  ): Promise<{ readonly bytesRead: number }>;
  write(
    bytes: Uint8Array,
    at: number,
    length: number,
    position: null,
  ): Promise<{ readonly bytesWritten: number }>;
  chmod(mode: number): Promise<void>;
  utimes(atime: Date, mtime: Date): Promise<void>;
  close(): Promise<void>;
}

/** `node:fs`. */
export interface NodeFs {
  readonly constants: {
    readonly O_RDONLY: number;
    /** Not on Windows. */
    readonly O_NOFOLLOW?: number;
    /** Not on Windows. */
    readonly O_NONBLOCK?: number;
  };
  lstatSync(path: NodePath, options: { readonly throwIfNoEntry: false }): NodeStats | undefined;
  lstatSync(
    path: NodePath,
    options: { readonly throwIfNoEntry: false; readonly bigint: true },
  ): NodeBigStats | undefined;
  readdirSync(path: NodePath, options: { readonly withFileTypes: true }): NodeDirent[];
  readdirSync(path: NodePath, options: { readonly encoding: "buffer" }): Uint8Array[];
  openSync(path: NodePath, flags: number | "wx", mode?: number): number;
  fstatSync(file: number): NodeStats;
  fstatSync(file: number, options: { readonly bigint: true }): NodeBigStats;
  readSync(file: number, bytes: Uint8Array, at: number, length: number, position: null): number;
  writeSync(file: number, bytes: Uint8Array, at: number, length: number, position: null): number;
  fchmodSync(file: number, mode: number): void;
  futimesSync(file: number, atime: Date, mtime: Date): void;
  closeSync(file: number): void;
  rmSync(path: NodePath, options: { readonly force: true }): void;
  readonly promises: {
    realpath(path: NodePath, options: { readonly encoding: "buffer" }): Promise<Uint8Array>;
    readlink(path: NodePath, options: { readonly encoding: "buffer" }): Promise<Uint8Array>;
    lstat(path: NodePath): Promise<NodeStats>;
    readdir(path: NodePath, options: { readonly withFileTypes: true }): Promise<NodeDirent[]>;
    open(path: NodePath, flags: number | "wx", mode?: number): Promise<NodeHandle>;
    mkdir(path: NodePath): Promise<unknown>;
    chmod(path: NodePath, mode: number): Promise<void>;
    utimes(path: NodePath, atime: Date, mtime: Date): Promise<void>;
    lutimes(path: NodePath, atime: Date, mtime: Date): Promise<void>;
    symlink(target: NodePath, path: NodePath): Promise<void>;
    link(existing: NodePath, path: NodePath): Promise<void>;
    unlink(path: NodePath): Promise<void>;
    rm(path: NodePath, options: { readonly force: true }): Promise<void>;
  };
}

/** `node:path`. */
export interface NodePaths {
  readonly sep: string;
  resolve(path: string): string;
}

/** `node:url`. */
export interface NodeUrls {
  fileURLToPath(url: URL): string;
}

/** `node:buffer`. */
export interface NodeBuffers {
  readonly Buffer: { from(bytes: Uint8Array): Uint8Array };
}
