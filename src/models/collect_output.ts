import type { OutputChunk } from "../api/streams/demux.ts";
import type { OutputStream } from "../api/streams/output.ts";
import { OutputLimitError } from "../errors.ts";
import { unusable } from "./convert/check.ts";

/** The pieces of a process's input, one by one. */
export type InputPieces = AsyncIterator<Uint8Array> | Iterator<Uint8Array>;

/** The most bytes that are kept where nothing else is said. */
export const MAX_OUTPUT: number = 64 * 1_048_576;

/** What {@linkcode collectOutput} feeds and reads. */
export interface Collected {
  /** What is written. */
  readonly output: OutputStream;
  /** Where the input goes. */
  readonly stdin: WritableStream<Uint8Array>;
  /** What writes, for messages. */
  readonly what: string;
  /** The method that hands out output of any length, for messages. */
  readonly instead: string;
  /** Called when something went wrong. */
  end(): Promise<void>;
}

/**
 * Feeds a process its input and reads all that it writes. Whatever goes wrong ends the session.
 *
 * @param session The process.
 * @param stdin Its input, which ends after that; none if absent.
 * @param limit The most bytes it may write.
 */
export async function collectOutput(
  session: Collected,
  stdin: InputPieces | undefined,
  limit: number,
): Promise<OutputChunk[]> {
  const chunks: OutputChunk[] = [];
  let length = 0;
  const input = stdin === undefined ? undefined : new Input(session, stdin);
  try {
    for await (const chunk of session.output) {
      length += chunk.data.length;
      if (length > limit) {
        throw new OutputLimitError(
          `Cannot keep the output of ${session.what}: it exceeds ${limit} bytes (maxOutput); ` +
            `read it as it comes with ${session.instead}`,
          limit,
        );
      }
      chunks.push(chunk);
    }
    return chunks;
  } catch (error) {
    try {
      await session.end();
    } catch {
      // What went wrong first tells more than why the session could not be ended.
    }
    throw error;
  } finally {
    input?.stop();
  }
}

/** A source that is poured into a process's input, no faster than it reads. */
class Input {
  readonly #pieces: InputPieces;
  #stopped = false;

  constructor(session: Collected, pieces: InputPieces) {
    this.#pieces = pieces;
    void this.#pour(session.stdin.getWriter());
  }

  /** The process has ended: nothing more is taken from the source. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    cancelInput(this.#pieces);
  }

  async #pour(writer: WritableStreamDefaultWriter<Uint8Array>): Promise<void> {
    for (;;) {
      let piece: IteratorResult<Uint8Array>;
      try {
        piece = await this.#pieces.next();
        if (piece.done !== true && !(piece.value instanceof Uint8Array)) {
          throw unusable("a piece of stdin", piece.value, "expected Uint8Array");
        }
      } catch (error) {
        // The output then rejects with the same: half an input must not look like a whole one.
        if (!this.#stopped) await writer.abort(error);
        return;
      }
      if (this.#stopped) return;
      try {
        if (piece.done === true) return await writer.close();
        await writer.write(piece.value);
      } catch {
        // A process may exit without reading its input: its output and exit code tell the rest.
        return this.stop();
      }
    }
  }
}

/** Tells the source of an input that nothing more will be taken. */
export function cancelInput(pieces: InputPieces): void {
  // What it has to say about that concerns nobody any more.
  callReturn(pieces).catch(() => undefined);
}

async function callReturn(pieces: InputPieces): Promise<void> {
  await pieces.return?.();
}
