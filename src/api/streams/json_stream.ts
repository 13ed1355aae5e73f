import type { Body } from "../../transport/http_client.ts";
import type { Pieces } from "../../transport/pieces.ts";
import { DecodedStream, type DecodedStreamOptions, type Decoder } from "./decoded_stream.ts";
import { JsonValueDecoder } from "./json_values.ts";

/** How a {@linkcode JsonStream} reads what comes. */
export interface JsonStreamOptions<T> extends DecodedStreamOptions {
  /**
   * Makes what is handed on of each value and of the text that it was read from; what it throws ends
   * the stream. By default values are handed on as they are.
   */
  readonly convert?: ((value: unknown, text: string) => T) | undefined;
  /**
   * Whether the stream ends before a value, and its connection is closed. By default it ends with the
   * bytes.
   */
  readonly isEnd?: ((value: T) => boolean) | undefined;
}

/** Reads values up to an end that is one of them. Does no I/O. */
class BoundedJsonDecoder<T> implements Decoder<T> {
  ended = false;
  readonly #values: JsonValueDecoder<T>;
  readonly #isEnd: (value: T) => boolean;

  constructor(values: JsonValueDecoder<T>, isEnd: (value: T) => boolean) {
    this.#values = values;
    this.#isEnd = isEnd;
  }

  decode(pieces: Pieces, values: T[]): void {
    const found: T[] = [];
    try {
      this.#values.decode(pieces, found);
    } finally {
      const end = found.findIndex((value) => this.#isEnd(value));
      this.ended = end >= 0;
      values.push(...(end < 0 ? found : found.slice(0, end)));
    }
  }

  end(values: T[]): void {
    this.#values.end(values);
  }
}

/**
 * Values that the engine sends one by one, as JSON. It holds a connection: read it to the end, cancel
 * it or dispose of it. It rejects if it ends in the middle of a value.
 */
export class JsonStream<T> extends DecodedStream<T> {
  /**
   * Makes a stream.
   *
   * @param body Where the bytes come from; the stream's from now on.
   * @param options What to make of the values, and what to do at the end.
   */
  constructor(body: Body, options: JsonStreamOptions<T> = {}) {
    const values = new JsonValueDecoder<T>(options.convert);
    const { isEnd } = options;
    super(body, isEnd === undefined ? values : new BoundedJsonDecoder(values, isEnd), options);
  }
}
