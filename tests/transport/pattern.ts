/** Bytes in which each place can be told from its neighbours, and from the same place of a block. */
export function pattern(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at++) bytes[at] = at * 31 + (at >> 8) + (at >> 16);
  return bytes;
}
