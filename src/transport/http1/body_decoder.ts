import type { Bytes } from "../connection.ts";
import type { Pieces } from "../pieces.ts";

/** Tells the bytes of a body from its framing. Does no I/O. */
export interface BodyDecoder {
  /** Whether the last byte of the body has come. */
  readonly done: boolean;
  /**
   * Takes bytes from `from` on, and adds the stretches that are the body's to `pieces`.
   *
   * @returns Where it stopped: the end of `bytes`, or the byte behind the body.
   * @throws {ProtocolError} If the framing is broken; `pieces` has what came whole before.
   */
  decode(bytes: Bytes, from: number, pieces: Pieces): number;
}
