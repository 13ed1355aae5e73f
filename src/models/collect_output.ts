import type { OutputChunk } from "../api/streams/demux.ts";
import { OutputLimitError } from "../errors.ts";
import { bodyPieces } from "../transport/http1/outgoing_body.ts";
import type { BodySource } from "../types/body_source.ts";
import type { RunSession } from "./run_session.ts";

/**
 * Feeds a container its input and reads all that it writes. Whatever goes wrong ends the container.
 *
 * @param session The container.
 * @param stdin Its input, which ends after that; none if absent.
 * @param limit The most bytes it may write.
 */
export async function collectOutput(
  session: RunSession,
  stdin: BodySource | undefined,
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
          `Cannot keep the output of "${session.container.name}": it exceeds ${limit} bytes ` +
            `(maxOutput); read it as it comes with containers.spawn()`,
          limit,
        );
      }
      chunks.push(chunk);
    }
    return chunks;
  } catch (error) {
    try {
      await session.kill();
    } catch {
      // What went wrong first tells more than why the container could not be ended.
    }
    throw error;
  } finally {
    input?.stop();
  }
}

/** A source that is poured into a container's input, no faster than the container reads. */
class Input {
  readonly #pieces: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  #stopped = false;

  constructor(session: RunSession, source: BodySource) {
    this.#pieces = bodyPieces(source);
    void this.#pour(session.stdin.getWriter());
  }

  /** The container has exited: nothing more is taken from the source. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    // What the source has to say about that concerns nobody any more.
    this.#callReturn().catch(() => undefined);
  }

  async #callReturn(): Promise<void> {
    await this.#pieces.return?.();
  }

  async #pour(writer: WritableStreamDefaultWriter<Uint8Array>): Promise<void> {
    for (;;) {
      let piece: IteratorResult<Uint8Array>;
      try {
        piece = await this.#pieces.next();
      } catch (error) {
        // The output then rejects with the same: half an input must not look like a whole one.
        if (!this.#stopped) await writer.abort(error);
        return;
      }
      if (this.#stopped) return;
      try {
        if (piece.done === true) return await writer.close();
        await writer.write(piece.value);
      } catch (error) {
        if (error instanceof TypeError) await writer.abort(error);
        // A process may exit without reading its input: its output and exit code tell the rest.
        return this.stop();
      }
    }
  }
}
