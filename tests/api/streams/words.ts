import assert from "node:assert/strict";
import { ConnectionBody } from "../../../src/api/streams/connection_body.ts";
import {
  DecodedStream,
  type DecodedStreamOptions,
  type Decoder,
} from "../../../src/api/streams/decoded_stream.ts";
import { ProtocolError } from "../../../src/errors.ts";
import { join, type Pieces } from "../../../src/transport/pieces.ts";
import { ScriptedConnection, type Step } from "../../scripted_connection.ts";

/** Words, each ended by a blank; "!" is no word. */
class Words implements Decoder<string> {
  #rest = "";

  decode(pieces: Pieces, words: string[]): void {
    const parts = (this.#rest + new TextDecoder().decode(join(pieces))).split(" ");
    this.#rest = parts.pop() ?? "";
    for (const part of parts) {
      if (part.includes("!")) throw new ProtocolError(`no word: ${part}`);
      words.push(part);
    }
  }

  end(words: string[]): void {
    if (this.#rest === "half") throw new ProtocolError("half a word");
    if (this.#rest !== "") words.push(this.#rest);
  }
}

/** A stream of words, and the connection that it reads from. */
export interface Opened {
  /** The stream. */
  readonly words: DecodedStream<string>;
  /** The connection. */
  readonly connection: ScriptedConnection;
  /** How often the stream told that it is over. */
  readonly overs: () => number;
}

/** A stream of the words that come as the script says. */
export function open(script: readonly Step[], options: DecodedStreamOptions = {}): Opened {
  const connection = new ScriptedConnection(...script);
  let overs = 0;
  const words = new DecodedStream(new ConnectionBody(connection, ""), new Words(), {
    ...options,
    onOver: () => {
      overs++;
    },
  });
  return { words, connection, overs: () => overs };
}

/** The words up to the end. */
export async function all(stream: AsyncIterable<string>): Promise<string> {
  const words: string[] = [];
  for await (const word of stream) words.push(word);
  return words.join(",");
}

/** What a stream gave before it failed, and how it failed. */
export async function untilFailure(stream: AsyncIterable<string>): Promise<[string, unknown]> {
  const words: string[] = [];
  try {
    for await (const word of stream) words.push(word);
  } catch (error) {
    return [words.join(","), error];
  }
  return assert.fail("the stream did not fail");
}
