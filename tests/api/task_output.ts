/** What engines answer when they are asked for output, for scripts. */

import type { Bytes } from "../../src/transport/connection.ts";
import { concat, frame } from "./streams/feed.ts";

/** The content type of output in frames. */
export const MULTIPLEXED = "application/vnd.docker.multiplexed-stream";

/** The content type of a terminal's output, and of any below API 1.42. */
export const RAW = "application/vnd.docker.raw-stream";

/** Output in frames. */
export const FRAMES: readonly Bytes[] = [frame("stdout", "out "), frame("stderr", "err ")];

/** An answer whose body comes in a chunk for each piece. */
export function output(type: string, pieces: readonly Uint8Array[]): Bytes {
  const encoder = new TextEncoder();
  const head = `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const chunks = pieces.map((data) =>
    concat(encoder.encode(`${data.length.toString(16)}\r\n`), data, encoder.encode("\r\n"))
  );
  return concat(encoder.encode(head), ...chunks, encoder.encode("0\r\n\r\n"));
}
