import type { Bytes } from "../../transport/connection.ts";
import type { Body } from "../../transport/http_client.ts";
import { join, type Pieces } from "../../transport/pieces.ts";
import { DecodedStream, type DecodedStreamOptions, type Decoder } from "./decoded_stream.ts";

/** Hands bytes on as they are. */
class BytesDecoder implements Decoder<Bytes> {
  decode(pieces: Pieces, values: Bytes[]): void {
    const bytes = join(pieces);
    if (bytes.length > 0) values.push(bytes);
  }

  end(): void {}
}

/** The bytes of a body as a stream, which holds the connection until its end. */
export class BodyStream extends DecodedStream<Bytes> {
  /**
   * Makes a stream.
   *
   * @param body Where the bytes come from; the stream's from now on.
   * @param options What to do at the end.
   */
  constructor(body: Body, options: DecodedStreamOptions = {}) {
    super(body, new BytesDecoder(), options);
  }
}
