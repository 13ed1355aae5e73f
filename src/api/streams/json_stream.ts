import type { Body } from "../../transport/http_client.ts";
import { DecodedStream, type DecodedStreamOptions } from "./decoded_stream.ts";
import { JsonValueDecoder } from "./json_values.ts";

/**
 * Values that the engine sends one by one, as JSON. It holds a connection: read it to the end, cancel
 * it or dispose of it. It rejects if it ends in the middle of a value.
 */
export class JsonStream<T> extends DecodedStream<T> {
  /**
   * Makes a stream.
   *
   * @param body Where the bytes come from; the stream's from now on.
   * @param options What to do at the end.
   */
  constructor(body: Body, options: DecodedStreamOptions = {}) {
    super(body, new JsonValueDecoder<T>(), options);
  }
}
