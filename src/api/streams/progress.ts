import { ProtocolError, StreamError } from "../../errors.ts";
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

/** Reads progress messages; the one that reports a failure is thrown. Does no I/O. */
export class ProgressDecoder implements Decoder<ProgressMessage> {
  readonly #values = new JsonValueDecoder<unknown>();

  /**
   * Takes the next bytes and adds the messages that they complete to `messages`.
   *
   * @throws {StreamError} If one of them says that it failed; `messages` has those before it.
   * @throws {ProtocolError} If they are no JSON values.
   */
  decode(pieces: Pieces, messages: ProgressMessage[]): void {
    const values: unknown[] = [];
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
    const values: unknown[] = [];
    this.#values.end(values);
    add(values, messages);
  }
}

function add(values: readonly unknown[], messages: ProgressMessage[]): void {
  for (const value of values) {
    if (!isObject(value)) {
      throw new ProtocolError(
        `Cannot read the progress: expected an object, got ${JSON.stringify(value).slice(0, 80)}`,
      );
    }
    const detail = failureOf(value);
    if (detail !== undefined) throw new StreamError(`The engine says: ${detail}`, detail);
    messages.push(value);
  }
}

/** What went wrong, if the message says that something did. */
function failureOf(message: Readonly<Record<string, unknown>>): string | undefined {
  const { error, errorDetail } = message;
  const words = isObject(errorDetail) ? errorDetail["message"] : undefined;
  for (const said of [words, error, errorDetail]) {
    if (typeof said === "string" && said !== "") return said;
  }
  return isObject(errorDetail) ? JSON.stringify(errorDetail) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
