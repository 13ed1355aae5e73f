import assert from "node:assert/strict";
import type { Bytes } from "../../../src/transport/connection.ts";
import type { Pieces } from "../../../src/transport/pieces.ts";
import type { BodyDecoder } from "../../../src/transport/http1/body_decoder.ts";
import { cutAt } from "../../cuts.ts";

/** What a decoder made of a wire. */
export interface DecodedBody {
  /** The bytes of the body. */
  readonly data: Bytes;
  /** The bytes behind the body. */
  readonly rest: Bytes;
  /** Whether the body ended. */
  readonly done: boolean;
  /** What the decoder threw. */
  readonly error: unknown;
}

/** Feeds a decoder a wire that is cut at the given places, and checks what it answers on the way. */
export function decodeBody(
  decoder: BodyDecoder,
  wire: Bytes,
  places: readonly number[] = [],
): DecodedBody {
  return decodePieces(decoder, cutAt(wire, places));
}

/** Feeds a decoder piece by piece, and checks what it answers on the way. */
export function decodePieces(decoder: BodyDecoder, wire: readonly Bytes[]): DecodedBody {
  const data: number[] = [];
  const rest: number[] = [];
  let error: unknown;
  for (const bytes of wire) {
    if (decoder.done) {
      rest.push(...bytes);
      continue;
    }
    // As in a buffer that holds the end of a head, or frames of another reader.
    const from = wire.length % 3;
    const padded = new Uint8Array(from + bytes.length);
    padded.set(bytes, from);
    const pieces: Pieces = { bytes: padded, ranges: [], length: 0 };
    let at = padded.length;
    try {
      at = decoder.decode(padded, from, pieces);
    } catch (thrown) {
      error = thrown;
    }
    for (let i = 0, before = from; i < pieces.length; i += 2) {
      const start = pieces.ranges[i] ?? NaN;
      const stop = pieces.ranges[i + 1] ?? NaN;
      assert.ok(start >= before && stop > start && stop <= at, `the stretch ${start} to ${stop}`);
      data.push(...padded.subarray(start, stop));
      before = stop;
    }
    if (error !== undefined) break;
    assert.ok(at === padded.length || decoder.done, "it stops early only at the end");
    rest.push(...padded.subarray(at));
  }
  return {
    data: Uint8Array.from(data),
    rest: Uint8Array.from(rest),
    done: decoder.done,
    error,
  };
}
