import { OutputLimitError } from "../../errors.ts";
import type { Bytes } from "../../transport/connection.ts";
import type { OutputChunk } from "./demux.ts";

/** How to split an output. */
export interface SplitOptions {
  /**
   * How many bytes are kept for a side that is not read while the other is; over it the unread side
   * fails with an `OutputLimitError`.
   *
   * @default {1_048_576}
   */
  readonly maxQueued?: number | undefined;
}

/** The two sides of an output. */
export interface SplitOutput {
  /** What was written to standard output. */
  readonly stdout: ReadableStream<Bytes> & AsyncIterable<Bytes>;
  /** What was written to standard error. */
  readonly stderr: ReadableStream<Bytes> & AsyncIterable<Bytes>;
}

const MAX_QUEUED = 1_048_576;

/** One side: what came for it and waits, and whether anyone still wants it. */
interface Side {
  readonly name: "stdout" | "stderr";
  controller: ReadableStreamDefaultController<Bytes> | undefined;
  /** The pull that waits for a chunk of this side; then nothing is queued for it. */
  pull: { readonly resolve: () => void; readonly reject: (error: unknown) => void } | undefined;
  open: boolean;
}

/** Splits an output, which it locks. */
export function splitOutput(
  output: ReadableStream<OutputChunk>,
  options: SplitOptions,
): SplitOutput {
  const { maxQueued = MAX_QUEUED } = options;
  if (!(maxQueued >= 0)) {
    throw new RangeError(`Cannot split the output: maxQueued must be 0 or more, got ${maxQueued}`);
  }
  const reader = output.getReader();
  const sides = {
    stdout: newSide("stdout"),
    stderr: newSide("stderr"),
  };
  let reading = false;
  let failure: { readonly error: unknown } | undefined;

  /** Reads on until a side that waits has been served. One at a time. */
  async function pump(): Promise<void> {
    if (reading) return;
    reading = true;
    try {
      while (sides.stdout.pull !== undefined || sides.stderr.pull !== undefined) {
        const { done, value } = await reader.read();
        if (done) return finish();
        deliver(sides[value.stream], value.data);
      }
    } catch (error) {
      failure = { error };
      finish();
    } finally {
      reading = false;
    }
  }

  function deliver(side: Side, data: Bytes): void {
    if (!side.open) return;
    const { pull } = side;
    side.controller?.enqueue(data);
    if (pull !== undefined) {
      side.pull = undefined;
      pull.resolve();
    } else if (maxQueued + (side.controller?.desiredSize ?? 0) < 0) {
      side.open = false;
      side.controller?.error(
        new OutputLimitError(
          `Cannot keep more than ${maxQueued} bytes of ${side.name} that nobody reads (maxQueued); ` +
            `read both sides, or use lines()`,
          maxQueued,
        ),
      );
    }
  }

  /** What is queued for a side is still handed on: only the pull that comes then fails. */
  function finish(): void {
    for (const side of [sides.stdout, sides.stderr]) {
      if (side.open && failure === undefined) side.controller?.close();
      side.open = false;
      if (failure === undefined) side.pull?.resolve();
      else side.pull?.reject(failure.error);
      side.pull = undefined;
    }
  }

  function stream(side: Side): SplitOutput["stdout"] {
    const bytes = new ReadableStream<Bytes>({
      start: (controller) => {
        side.controller = controller;
      },
      pull: () =>
        new Promise<void>((resolve, reject) => {
          if (failure !== undefined) return reject(failure.error);
          side.pull = { resolve, reject };
          void pump();
        }),
      async cancel(reason): Promise<void> {
        side.open = false;
        side.pull?.resolve();
        side.pull = undefined;
        if (!sides.stdout.open && !sides.stderr.open && failure === undefined) {
          await reader.cancel(reason);
        }
      },
    }, { highWaterMark: 0, size: (data) => data.length });
    return bytes as SplitOutput["stdout"];
  }

  return { stdout: stream(sides.stdout), stderr: stream(sides.stderr) };
}

function newSide(name: "stdout" | "stderr"): Side {
  return { name, controller: undefined, pull: undefined, open: true };
}
