import { ProtocolError } from "../../errors.ts";
import type { Bytes } from "../connection.ts";
import type { Pieces } from "../pieces.ts";
import type { BodyDecoder } from "./body_decoder.ts";
import { ChunkedDecoder } from "./chunked.ts";
import { quote, type ResponseHead } from "./head.ts";

/** How long the body of an answer is (RFC 9112, section 6.3). */
export type BodyLength = number | "chunked" | "until-close";

const LIST = /[ \t]*,[ \t]*/;
const DIGITS = /^[0-9]+$/;

/**
 * Tells how long the body of an answer is.
 *
 * @throws {ProtocolError} If the head contradicts itself.
 */
export function bodyLength(method: string, head: ResponseHead): BodyLength {
  if (method === "HEAD" || head.status < 200 || head.status === 204 || head.status === 304) {
    return 0;
  }
  const coding = head.headers.get("transfer-encoding");
  const length = head.headers.get("content-length");
  if (coding !== undefined) {
    // Both at once is how requests are smuggled; no engine sends it.
    if (length !== undefined) {
      throw new ProtocolError(`Expected content-length or transfer-encoding, got both`);
    }
    if (coding.toLowerCase() !== "chunked") {
      throw new ProtocolError(`Expected the transfer encoding "chunked", got ${quote(coding)}`);
    }
    return "chunked";
  }
  if (length === undefined) return "until-close";
  // The same value repeated is allowed (section 8.6), whoever repeated it.
  const [first = "", ...others] = length.split(LIST);
  const same = others.every((other) => other === first);
  const value = same && DIGITS.test(first) ? Number(first) : NaN;
  if (!Number.isSafeInteger(value)) {
    throw new ProtocolError(`Expected one content-length in bytes, got ${quote(length)}`);
  }
  return value;
}

/** The decoder for a body of that length. */
export function bodyDecoder(length: BodyLength): BodyDecoder {
  switch (length) {
    case "chunked":
      return new ChunkedDecoder();
    case "until-close":
      return new LengthDecoder(Infinity);
    default:
      return new LengthDecoder(length);
  }
}

/** A body of so many bytes. */
class LengthDecoder implements BodyDecoder {
  #left: number;

  constructor(length: number) {
    this.#left = length;
  }

  get done(): boolean {
    return this.#left === 0;
  }

  decode(bytes: Bytes, from: number, pieces: Pieces): number {
    const stop = Math.min(bytes.length, from + this.#left);
    if (stop > from) {
      pieces.ranges[pieces.length++] = from;
      pieces.ranges[pieces.length++] = stop;
      this.#left -= stop - from;
    }
    return stop;
  }
}
