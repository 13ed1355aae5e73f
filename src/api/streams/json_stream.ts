import type { Body } from "../../transport/http_client.ts";
import { DecodedStream, type DecodedStreamOptions } from "./decoded_stream.ts";
import { JsonValueDecoder } from "./json_values.ts";

/** How a {@linkcode JsonStream} reads what comes. */
export interface JsonStreamOptions<T> extends DecodedStreamOptions {
  /**
   * Makes what is handed on of each value and of the text that it was read from; what it throws ends
   * the stream. By default values are handed on as they are.
   */
  readonly convert?: ((value: unknown, text: string) => T) | undefined;
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
    super(body, new JsonValueDecoder<T>(options.convert), options);
  }
}
