/** Every way in which a decoder is fed. */

import type { Bytes } from "../src/transport/connection.ts";

/** The whole, every cut into two, and single bytes; each piece in a buffer of its own. */
export function* cuts(wire: Bytes): Generator<Bytes[]> {
  yield [wire.slice()];
  for (let at = 1; at < wire.length; at++) yield [wire.slice(0, at), wire.slice(at)];
  yield Array.from(wire, (byte) => Uint8Array.of(byte));
}

/** Cuts at the given places, whatever their order and range. */
export function cutAt(wire: Bytes, places: readonly number[]): Bytes[] {
  const inside = places.map((place) => place % (wire.length + 1));
  const bounds = [0, ...inside.sort((a, b) => a - b), wire.length];
  return bounds.slice(1).map((bound, i) => wire.slice(bounds[i], bound));
}

/** Text as bytes, one byte a character. */
export function latin1(text: string): Bytes {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
