import { StreamError } from "../../errors.ts";
import type { Body } from "../../transport/http_client.ts";
import type { Pieces } from "../../transport/pieces.ts";
import { DecodedStream, type DecodedStreamOptions, type Decoder } from "./decoded_stream.ts";
import { JsonValueDecoder } from "./json_values.ts";

/** A message of a progress stream, as the engine sends it: what `docker pull` and `load` show. */
export interface ProgressMessage {
  /** A line of text, with its end. */
  readonly stream?: string;
  /** What is being done. */
  readonly status?: string;
  /** What it is done to: a layer's ID. */
  readonly id?: string;
  /** A progress bar, drawn by the engine. */
  readonly progress?: string;
  /** The numbers of the progress bar, in bytes. */
  readonly progressDetail?: { readonly current?: number; readonly total?: number };
  /** What came out of it, such as the ID of an image. */
  readonly aux?: unknown;
}

/** The message that says it has failed. */
interface FailureMessage extends ProgressMessage {
  readonly error?: string;
  readonly errorDetail?: { readonly code?: number; readonly message?: string };
}

/** Reads progress messages; the one that reports a failure is thrown. Does no I/O. */
export class ProgressDecoder implements Decoder<ProgressMessage> {
  readonly #values = new JsonValueDecoder<FailureMessage>();

  /**
   * Takes the next bytes and adds the messages that they complete to `messages`.
   *
   * @throws {StreamError} If one of them says that it failed; `messages` has those before it.
   * @throws {ProtocolError} If they are no JSON values.
   */
  decode(pieces: Pieces, messages: ProgressMessage[]): void {
    const values: FailureMessage[] = [];
    try {
      this.#values.decode(pieces, values);
    } finally {
      add(values, messages);
    }
  }

  /**
   * Takes note that no more bytes come.
   *
   * @throws {ProtocolError} If they end in the middle of a message.
   */
  end(messages: ProgressMessage[]): void {
    const values: FailureMessage[] = [];
    this.#values.end(values);
    add(values, messages);
  }
}

function add(values: readonly FailureMessage[], messages: ProgressMessage[]): void {
  for (const value of values) {
    const detail = value.errorDetail?.message ?? value.error;
    if (detail !== undefined) throw new StreamError(`The engine says: ${detail}`, detail);
    messages.push(value);
  }
}

/**
 * What the engine says while it works. It holds the connection, and the work ends with it: read it
 * to the end. It rejects if the work fails, although the engine answered 200.
 */
export class ProgressStream extends DecodedStream<ProgressMessage> {
  /**
   * Makes a stream.
   *
   * @param body Where the bytes come from; the stream's from now on.
   * @param options What to do at the end.
   */
  constructor(body: Body, options: DecodedStreamOptions = {}) {
    super(body, new ProgressDecoder(), options);
  }
}
