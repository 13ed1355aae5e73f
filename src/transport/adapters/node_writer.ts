import type { FileAttributes } from "../files.ts";
import type { NodeFs, NodePath } from "./node_fs.ts";

/** Until a file has its content, nobody else is to read it. */
const UNFINISHED = 0o600;

/**
 * Makes a file, and waits for the disk.
 *
 * @param fs Node's module.
 * @param native Its path, at which there is nothing yet.
 * @param body Its content.
 * @param attributes What it has besides.
 */
export function writeNow(
  fs: NodeFs,
  native: NodePath,
  body: Uint8Array,
  { mode, mtime }: FileAttributes,
): void {
  const file = fs.openSync(native, "wx", UNFINISHED);
  try {
    for (let at = 0; at < body.length;) {
      at += fs.writeSync(file, body, at, body.length - at, null);
    }
    fs.fchmodSync(file, mode);
    fs.futimesSync(file, ...times(mtime));
  } catch (error) {
    fs.rmSync(native, { force: true });
    throw error;
  } finally {
    fs.closeSync(file);
  }
}

/**
 * Makes a file, and does not wait for the disk.
 *
 * @param fs Node's module.
 * @param native Its path, at which there is nothing yet.
 * @param body Its content.
 * @param attributes What it has besides.
 */
export async function writeLater(
  fs: NodeFs,
  native: NodePath,
  body: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  { mode, mtime }: FileAttributes,
): Promise<void> {
  const handle = await fs.promises.open(native, "wx", UNFINISHED);
  try {
    for await (const bytes of body) {
      for (let at = 0; at < bytes.length;) {
        at += (await handle.write(bytes, at, bytes.length - at, null)).bytesWritten;
      }
    }
    await handle.chmod(mode);
    await handle.utimes(...times(mtime));
  } catch (error) {
    await fs.promises.rm(native, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}

/** For the last access and the last change. Of numbers, Node takes those below 0 for now. */
export function times(mtime: Date): [Date, Date] {
  return [mtime, mtime];
}
