import type { Bytes } from "../connection.ts";
import type { NodeFs, NodeHandle, NodePath } from "./node_fs.ts";

/** How much of a file is read at once. */
const CHUNK = 262_144;

/**
 * Reads a file as a stream. It is opened by the first read, and closed at its end, by an error and by
 * `cancel`.
 *
 * @param fs Node's module.
 * @param path The file.
 * @param flags How to open it.
 * @param failure Tells what a failure means.
 */
export function openFile(
  fs: NodeFs,
  path: NodePath,
  flags: number,
  failure: (error: unknown) => unknown,
): ReadableStream<Bytes> {
  let handle: NodeHandle | undefined;
  let reading: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    const closing = handle;
    handle = undefined;
    await closing?.close();
  };
  const pull = async (controller: ReadableStreamDefaultController<Bytes>): Promise<void> => {
    handle ??= await fs.promises.open(path, flags);
    const chunk: Bytes = new Uint8Array(CHUNK);
    const { bytesRead } = await handle.read(chunk, 0, CHUNK, null);
    if (bytesRead > 0) return controller.enqueue(chunk.subarray(0, bytesRead));
    await close();
    controller.close();
  };
  return new ReadableStream<Bytes>({
    async pull(controller) {
      try {
        await (reading = pull(controller));
      } catch (error) {
        await close();
        throw failure(error);
      }
    },
    async cancel() {
      // To close a file that is being read is nothing that systems promise to survive.
      await reading?.catch(() => undefined);
      await close();
    },
  }, { highWaterMark: 0 });
}
