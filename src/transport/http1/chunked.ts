import { ProtocolError } from "../../errors.ts";
import type { Bytes } from "../connection.ts";
import type { Pieces } from "../pieces.ts";
import type { BodyDecoder } from "./body_decoder.ts";

const CR = 13;
const LF = 10;

/** A chunk's size and its extensions, of which engines send none; without the line feed. */
const MAX_SIZE_LINE = 4_096;
/** The empty line included. */
const MAX_TRAILERS = 65_536;
const TRAILER = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*\r$/;

/** Undoes `Transfer-Encoding: chunked` (RFC 9112, section 7.1). Does no I/O. */
export class ChunkedDecoder implements BodyDecoder {
  #state:
    | "size"
    | "extension"
    | "size-end"
    | "data"
    | "data-cr"
    | "data-lf"
    | "trailer"
    | "done" = "size";
  #left = 0; // data bytes of this chunk still to come
  #line = 0; // bytes of this size line so far
  #digits = 0; // hexadecimal digits of this size so far
  #trailer = ""; // this line so far
  #trailers = 0; // bytes of all trailers so far

  /** Whether the last byte of the body has come. */
  get done(): boolean {
    return this.#state === "done";
  }

  /**
   * Takes bytes from `from` on, and adds the stretches that are data to `pieces`.
   *
   * @returns Where it stopped: the end of `bytes`, or the byte behind the body.
   * @throws {ProtocolError} If the framing is broken; `pieces` has what came whole before.
   */
  decode(bytes: Bytes, from: number, pieces: Pieces): number {
    const end = bytes.length;
    const ranges = pieces.ranges;
    let state = this.#state;
    let left = this.#left;
    let at = from;
    while (at < end && state !== "done") {
      switch (state) {
        case "size": {
          const value = hexadecimal(bytes[at] as number);
          this.#line++;
          if (value >= 0) {
            left = left * 16 + value;
            this.#digits++;
            if (left > Number.MAX_SAFE_INTEGER) throw broken("a size", bytes, at);
          } else if (this.#digits === 0) {
            throw broken("the size of a chunk", bytes, at);
          } else {
            const byte = bytes[at];
            if (byte === CR) state = "size-end";
            else if (byte === 59 || byte === 32 || byte === 9) state = "extension"; // ; space tab
            else throw broken("the size of a chunk", bytes, at);
          }
          if (this.#line > MAX_SIZE_LINE) throw broken("a size line of at most 4 KiB", bytes, at);
          at++;
          break;
        }
        case "extension": {
          const byte = bytes[at];
          if (++this.#line > MAX_SIZE_LINE) throw broken("a size line of at most 4 KiB", bytes, at);
          if (byte === CR) state = "size-end";
          else if (byte === LF || byte === 0) throw broken("a chunk extension", bytes, at);
          at++;
          break;
        }
        case "size-end":
          if (bytes[at] !== LF) throw broken("a line feed after the size of a chunk", bytes, at);
          at++;
          this.#line = this.#digits = 0;
          state = left === 0 ? "trailer" : "data";
          break;
        case "data": {
          const stop = left < end - at ? at + left : end;
          ranges[pieces.length++] = at;
          ranges[pieces.length++] = stop;
          left -= stop - at;
          at = stop;
          if (left === 0) state = "data-cr";
          break;
        }
        case "data-cr":
          if (bytes[at] !== CR) throw broken("the end of a chunk", bytes, at);
          at++;
          state = "data-lf";
          break;
        case "data-lf":
          if (bytes[at] !== LF) throw broken("the end of a chunk", bytes, at);
          at++;
          state = "size";
          break;
        case "trailer":
          if (++this.#trailers > MAX_TRAILERS) {
            throw broken("trailers of at most 64 KiB", bytes, at);
          }
          if (bytes[at] !== LF) this.#trailer += String.fromCharCode(bytes[at] as number);
          else if (this.#trailer === "\r") state = "done";
          else if (!TRAILER.test(this.#trailer)) throw broken("a trailer", bytes, at);
          else this.#trailer = "";
          at++;
          break;
      }
    }
    this.#state = state;
    this.#left = left;
    return at;
  }
}

function hexadecimal(byte: number): number {
  if (byte >= 48 && byte <= 57) return byte - 48;
  const lower = byte | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

function broken(expected: string, bytes: Bytes, at: number): ProtocolError {
  const seen = String.fromCharCode(...bytes.subarray(at, at + 20));
  return new ProtocolError(
    `Cannot read a chunked body: expected ${expected}, got ${JSON.stringify(seen)}`,
  );
}

/** The line that opens a chunk of `size` bytes; with `first: false`, the end of the one before too. */
export function chunkHead(size: number, first: boolean): string {
  return `${first ? "" : "\r\n"}${size.toString(16)}\r\n`;
}

/** What ends a chunked body. */
export function lastChunk(empty: boolean): string {
  return `${empty ? "" : "\r\n"}0\r\n\r\n`;
}
