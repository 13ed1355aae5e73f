import type { Bytes } from "./connection.ts";

/** Stretches of one buffer that make up the next part of a body, in order. Filled anew by each read. */
export interface Pieces {
  /** The buffer, which the caller then owns. */
  bytes: Bytes;
  /** Start and end of each stretch: `bytes[ranges[2 * i]]` up to but without `bytes[ranges[2 * i + 1]]`. */
  ranges: number[];
  /** How many numbers of `ranges` count: twice the number of stretches. */
  length: number;
}

/**
 * Bytes in one stretch, as decoders take them.
 *
 * @param bytes The bytes, which the decoder then owns.
 */
export function toPieces(bytes: Bytes): Pieces {
  return { bytes, ranges: [0, bytes.length], length: 2 };
}

/** Closes the gaps between the stretches, in place. */
export function join(pieces: Pieces): Bytes {
  const { bytes, ranges, length } = pieces;
  const start = ranges[0] as number;
  let end = ranges[1] as number;
  for (let i = 2; i < length; i += 2) {
    const from = ranges[i] as number;
    const to = ranges[i + 1] as number;
    if (from !== end) bytes.copyWithin(end, from, to);
    end += to - from;
  }
  return bytes.subarray(start, end);
}
