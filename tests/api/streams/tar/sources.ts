/** Sources of bytes that tell what was done to them. */

import type { Bytes } from "../../../../src/transport/connection.ts";

/** A stream, and what happened to it. */
export interface Watched {
  readonly stream: ReadableStream<Bytes>;
  /** How many chunks were asked for. */
  pulled: number;
  /** The reasons with which it was cancelled. */
  readonly cancelled: unknown[];
}

/** A stream of these chunks; behind them it ends, fails with what is given, or gives nothing more. */
export function watched(
  chunks: Iterable<Bytes>,
  end: "ends" | "stalls" | { readonly error: unknown } = "ends",
): Watched {
  const rest = chunks[Symbol.iterator]();
  const source: Watched = {
    stream: new ReadableStream<Bytes>({
      pull(controller): void | Promise<void> {
        source.pulled++;
        const { done, value } = rest.next();
        if (done !== true) return controller.enqueue(value);
        if (end === "ends") return controller.close();
        return end === "stalls" ? new Promise(() => {}) : controller.error(end.error);
      },
      cancel(reason): void {
        source.cancelled.push(reason);
      },
    }, { highWaterMark: 0 }),
    pulled: 0,
    cancelled: [],
  };
  return source;
}

/** The bytes in pieces of this size. */
export function* chunksOf(bytes: Bytes, size: number): Generator<Bytes> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

/** All that a stream gives. */
export async function readChunks<T>(stream: ReadableStream<T>): Promise<T[]> {
  const chunks: T[] = [];
  const reader = stream.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    chunks.push(step.value);
  }
  return chunks;
}
