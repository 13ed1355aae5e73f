import type { Bytes } from "../connection.ts";
import type { FileContent, FileStat } from "../files.ts";
import { fileFailure } from "./file_failure.ts";
import type { NodeFs, NodePath } from "./node_fs.ts";
import { toFileStat } from "./node_stat.ts";
import { openFile } from "./open_file.ts";

/** Up to this size a file's content is read at once; from there on, as it is asked for. */
const SMALL = 65_536;

/** Looks into files, without following links. */
export class NodeReader {
  readonly #fs: NodeFs;
  readonly #flags: number;

  /**
   * Makes a reader.
   *
   * @param fs Node's module.
   */
  constructor(fs: NodeFs) {
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
    this.#fs = fs;
    // Without the last, opening a fifo that took the place of a file would wait for its writer.
    this.#flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
  }

  /** Looks into a file, and waits for the disk. */
  now(path: string, native: NodePath, scratch: Bytes): FileContent {
    const { openSync, fstatSync, readSync, closeSync } = this.#fs;
    const file = openSync(native, this.#flags);
    try {
      const stat = toFileStat(this.#fs, file, fstatSync(file));
      const { kind, size } = stat;
      if (kind !== "file" || size > SMALL) return this.#unread(path, native, stat);
      const room = roomFor(size, scratch);
      let length = 0;
      while (length < size) {
        const read = readSync(file, room, length, size + 1 - length, null);
        if (read === 0) break;
        length += read;
      }
      return { stat, body: room.subarray(0, length) };
    } finally {
      closeSync(file);
    }
  }

  /** Looks into a file, and does not wait for the disk. */
  async later(path: string, native: NodePath, scratch: Bytes): Promise<FileContent> {
    const handle = await this.#fs.promises.open(native, this.#flags);
    try {
      const stat = toFileStat(this.#fs, handle.fd, await handle.stat());
      const { kind, size } = stat;
      if (kind !== "file" || size > SMALL) return this.#unread(path, native, stat);
      const room = roomFor(size, scratch);
      let length = 0;
      while (length < size) {
        const { bytesRead } = await handle.read(room, length, size + 1 - length, null);
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
}

/** Room for a file's content and one byte more, so that one that grew is found out. */
function roomFor(size: number, scratch: Bytes): Bytes {
  return size < scratch.length ? scratch : new Uint8Array(size + 1);
}
