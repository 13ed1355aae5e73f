import type { Bytes } from "../../transport/connection.ts";
import type { Body } from "../../transport/http_client.ts";
import { join, type Pieces } from "../../transport/pieces.ts";
import { DecodedStream, type DecodedStreamOptions, type Decoder } from "./decoded_stream.ts";
import { ProgressDecoder } from "./progress.ts";

/** A failure says in two places what went wrong, with a path and a digest or two. */
const MAX_FAILURE = 8_192;

const FAILURE = '{"errorDetail":';
const NEWLINE = 10;

/**
 * Hands an archive of images on as it is, and tells whether the engine gave up in the middle: it then
 * writes the reason where the archive would go on, and ends the answer as if all were well. An
 * archive that is whole ends in zeros. Does no I/O.
 */
export class ImageArchiveDecoder implements Decoder<Bytes> {
  #end: Bytes = new Uint8Array(0);

  /** Takes the next bytes and adds them to `values`. */
  decode(pieces: Pieces, values: Bytes[]): void {
    const bytes = join(pieces);
    if (bytes.length === 0) return;
    this.#keep(bytes);
    values.push(bytes);
  }

  /**
   * Takes note that no more bytes come.
   *
   * @throws {StreamError} If the engine wrote a failure at the end of the archive.
   */
  end(): void {
    if (this.#end.at(-1) !== NEWLINE) return;
    const text = new TextDecoder().decode(this.#end);
    const at = text.lastIndexOf(FAILURE);
    if (at < 0 || !isJson(text.slice(at))) return;
    const bytes = new TextEncoder().encode(text.slice(at));
    new ProgressDecoder().decode({ bytes, ranges: [0, bytes.length], length: 2 }, []);
  }

  #keep(bytes: Bytes): void {
    if (bytes.length >= MAX_FAILURE) {
      this.#end = bytes.slice(-MAX_FAILURE);
      return;
    }
    const before = this.#end.subarray(-(MAX_FAILURE - bytes.length));
    const end = new Uint8Array(before.length + bytes.length);
    end.set(before);
    end.set(bytes, before.length);
    this.#end = end;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // a part of the archive that begins as a failure does
  }
}

/**
 * A tar archive of images, which holds the connection until its end. It rejects if the engine gives
 * up in the middle.
 */
export class ImageArchiveStream extends DecodedStream<Bytes> {
  /**
   * Makes a stream.
   *
   * @param body Where the bytes come from; the stream's from now on.
   * @param options What to do at the end.
   */
  constructor(body: Body, options: DecodedStreamOptions = {}) {
    super(body, new ImageArchiveDecoder(), options);
  }
}
