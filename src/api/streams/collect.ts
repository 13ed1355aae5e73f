import type { Bytes } from "../../transport/connection.ts";
import type { Body } from "../../transport/http_client.ts";

/** What {@linkcode collect} read. */
export interface Collected {
  /** The bytes, in one piece. */
  readonly bytes: Bytes;
  /** Whether there was more than the limit: the rest was not read. */
  readonly truncated: boolean;
}

/** Reads a body to its end, or to `limit` bytes; then the rest is dropped with its connection. */
export async function collect(body: Body, limit: number): Promise<Collected> {
  let piece = body.read();
  if (piece instanceof Promise) piece = await piece;
  if (piece === null) return { bytes: new Uint8Array(0), truncated: false };
  let second = piece.length > limit ? null : body.read();
  if (second instanceof Promise) second = await second;
  // Most answers come in one piece, which then needs no copy.
  if (second === null && piece.length <= limit) return { bytes: piece, truncated: false };

  const pieces: Bytes[] = [piece];
  let total = piece.length;
  for (let next = second; next !== null;) {
    pieces.push(next);
    total += next.length;
    if (total > limit) break;
    const read = body.read();
    next = read instanceof Promise ? await read : read;
  }
  const truncated = total > limit;
  if (truncated) body.cancel();
  const bytes = new Uint8Array(Math.min(total, limit));
  let at = 0;
  for (const part of pieces) {
    const fits = part.subarray(0, bytes.length - at);
    bytes.set(fits, at);
    at += fits.length;
  }
  return { bytes, truncated };
}
