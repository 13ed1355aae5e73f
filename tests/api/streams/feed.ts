/** Every way in which bytes reach a decoder of values. */

import fc from "fast-check";
import type { Decoder } from "../../../src/api/streams/decoded_stream.ts";
import type { Bytes } from "../../../src/transport/connection.ts";
import type { Pieces } from "../../../src/transport/pieces.ts";
import { cutAt } from "../../cuts.ts";

/** What a decoder made of its bytes. */
export interface Decoded<T> {
  /** The values, in order. */
  readonly values: T[];
  /** What it threw, at the end or before. */
  readonly error: unknown;
}

/** One stretch: what a read answers where no chunks are. */
export function whole(bytes: Bytes): Pieces {
  return { bytes, ranges: [0, bytes.length], length: 2 };
}

/** Several stretches of one buffer, with other bytes between them as between chunks. */
export function gapped(stretches: readonly Uint8Array[], gap = 5): Pieces {
  const total = stretches.reduce((sum, stretch) => sum + stretch.length + gap, gap);
  const bytes = new Uint8Array(total).fill(0xee);
  const ranges: number[] = [];
  let at = gap;
  for (const stretch of stretches) {
    bytes.set(stretch, at);
    ranges.push(at, at + stretch.length);
    at += stretch.length + gap;
  }
  return { bytes, ranges: [...ranges, 7, 7, 7], length: ranges.length };
}

/** Feeds a decoder read by read, and then the end. */
export function decode<T>(decoder: Decoder<T>, reads: Iterable<Pieces>): Decoded<T> {
  const values: T[] = [];
  try {
    for (const pieces of reads) decoder.decode(pieces, values);
    decoder.end(values);
    return { values, error: undefined };
  } catch (error) {
    return { values, error };
  }
}

/** Bytes cut anywhere into reads, and each read anywhere into stretches. */
export function readsOf(wire: Bytes): fc.Arbitrary<Pieces[]> {
  const places = fc.array(fc.nat(wire.length + 1), { maxLength: 6 });
  return fc.tuple(places, places).map(([reads, stretches]) =>
    cutAt(wire, reads)
      .filter((read) => read.length > 0)
      .map((read) => gapped(cutAt(read, stretches).filter((stretch) => stretch.length > 0)))
  );
}

/** Bytes of all parts, one behind the other. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const KINDS = { stdin: 0, stdout: 1, stderr: 2, systemerr: 3 } as const;

/** A frame of multiplexed output, whose header may declare another size than it has. */
export function frame(
  kind: keyof typeof KINDS,
  payload: string | Uint8Array,
  size?: number,
): Bytes {
  const data = typeof payload === "string" ? new TextEncoder().encode(payload) : payload;
  const header = new Uint8Array(8);
  header[0] = KINDS[kind];
  new DataView(header.buffer).setUint32(4, size ?? data.length);
  return concat(header, data);
}
