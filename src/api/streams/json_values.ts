import { ProtocolError } from "../../errors.ts";
import type { Bytes } from "../../transport/connection.ts";
import { join, type Pieces } from "../../transport/pieces.ts";
import type { Decoder } from "./decoded_stream.ts";

const QUOTE = 34;
const BACKSLASH = 92;

/** Engines' values are lines; a build's cache record, the largest, stays far below. */
const MAX_VALUE = 16 * 1_048_576;

/**
 * Cuts a stream of JSON values apart, whatever white space lies between them and wherever the bytes
 * are cut. Does no I/O.
 */
export class JsonValueDecoder<T> implements Decoder<T> {
  readonly #text = new TextDecoder("utf-8", { fatal: true });
  readonly #convert: ((value: unknown, text: string) => T) | undefined;
  #state:
    | "between"
    | "scalar"
    | "string"
    | "escape"
    | "nested"
    | "nested-string"
    | "nested-escape" = "between";
  #depth = 0;
  #held: Bytes[] = [];
  #heldLength = 0;

  /**
   * Makes a decoder.
   *
   * @param convert Makes what is handed on of each value and of the text that it was read from; what
   * it throws ends the stream. By default values are handed on as they are.
   */
  constructor(convert?: (value: unknown, text: string) => T) {
    this.#convert = convert;
  }

  /**
   * Takes the next bytes and adds the values that they complete to `values`.
   *
   * @throws {ProtocolError} If they are no JSON, no UTF-8, or a value exceeds 16 MiB.
   */
  decode(pieces: Pieces, values: T[]): void {
    const bytes = join(pieces);
    let state = this.#state;
    let depth = this.#depth;
    let start = 0; // of the value that is under way
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      switch (state) {
        case "between":
          if (isSpace(byte)) continue;
          start = at;
          if (isOpening(byte)) {
            depth = 1;
            state = "nested";
          } else {
            state = byte === QUOTE ? "string" : "scalar";
          }
          break;
        case "scalar":
          if (!isSpace(byte) && !isOpening(byte) && byte !== QUOTE) break;
          this.#finish(bytes.subarray(start, at), values);
          state = "between";
          at--; // it begins what comes next
          break;
        case "string":
          if (byte === BACKSLASH) state = "escape";
          else if (byte !== QUOTE) at = plainEnd(bytes, at) - 1;
          else {
            this.#finish(bytes.subarray(start, at + 1), values);
            state = "between";
          }
          break;
        case "escape":
          state = "string";
          break;
        case "nested":
          if (byte === QUOTE) state = "nested-string";
          else if (isOpening(byte)) depth++;
          else if (isClosing(byte) && --depth === 0) {
            this.#finish(bytes.subarray(start, at + 1), values);
            state = "between";
          }
          break;
        case "nested-string":
          if (byte === BACKSLASH) state = "nested-escape";
          else if (byte === QUOTE) state = "nested";
          else at = plainEnd(bytes, at) - 1;
          break;
        case "nested-escape":
          state = "nested-string";
          break;
      }
    }
    this.#state = state;
    this.#depth = depth;
    if (state !== "between") this.#hold(bytes.slice(start));
  }

  /**
   * Takes note that no more bytes come.
   *
   * @throws {ProtocolError} If they end in the middle of a value.
   */
  end(values: T[]): void {
    if (this.#state === "scalar") return this.#finish(new Uint8Array(0), values);
    if (this.#state === "between") return;
    throw new ProtocolError(
      `Cannot read the answer: it ends in the middle of a JSON value: ${quote(this.#take())}`,
    );
  }

  #hold(bytes: Bytes): void {
    this.#held.push(bytes);
    this.#heldLength += bytes.length;
    if (this.#heldLength > MAX_VALUE) {
      throw new ProtocolError("Cannot read the answer: a JSON value in it exceeds 16 MiB");
    }
  }

  #finish(last: Bytes, values: T[]): void {
    const bytes = this.#take(last);
    let text: string;
    let value: unknown;
    try {
      text = this.#text.decode(bytes);
      value = JSON.parse(text);
    } catch (cause) {
      throw new ProtocolError(`Cannot read the answer: expected JSON, got ${quote(bytes)}`, {
        cause,
      });
    }
    values.push(this.#convert === undefined ? value as T : this.#convert(value, text));
  }

  /** The bytes of the value that is under way. */
  #take(last: Bytes = new Uint8Array(0)): Bytes {
    if (this.#heldLength === 0) return last;
    const bytes = new Uint8Array(this.#heldLength + last.length);
    let at = 0;
    for (const piece of this.#held) {
      bytes.set(piece, at);
      at += piece.length;
    }
    bytes.set(last, at);
    this.#held = [];
    this.#heldLength = 0;
    return bytes;
  }
}

/** Where the next quote or backslash is: most of what comes lies in strings. */
function plainEnd(bytes: Bytes, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== QUOTE && bytes[at] !== BACKSLASH) at++;
  return at;
}

function isSpace(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}

function isOpening(byte: number): boolean {
  return byte === 123 || byte === 91; // { [
}

function isClosing(byte: number): boolean {
  return byte === 125 || byte === 93; // } ]
}

function quote(bytes: Bytes): string {
  return JSON.stringify(new TextDecoder().decode(bytes.subarray(0, 80)));
}
