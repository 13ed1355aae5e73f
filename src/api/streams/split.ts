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
  /** Wakes the pull that waits for a chunk of this side. */
  wake: (() => void) | undefined;
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

  /** Reads on until a side that waits has been served. One at a time. */
  async function pump(): Promise<void> {
    if (reading) return;
    reading = true;
    try {
      while (sides.stdout.wake !== undefined || sides.stderr.wake !== undefined) {
        const { done, value } = await reader.read();
        if (done) return finish((controller) => controller.close());
        deliver(sides[value.stream], value.data);
      }
    } catch (error) {
      finish((controller) => controller.error(error));
    } finally {
      reading = false;
    }
  }

  function deliver(side: Side, data: Bytes): void {
    if (!side.open) return;
    const waiting = side.wake;
    side.controller?.enqueue(data);
    if (waiting !== undefined) {
      side.wake = undefined;
      waiting();
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

  function finish(act: (controller: ReadableStreamDefaultController<Bytes>) => void): void {
    for (const side of [sides.stdout, sides.stderr]) {
      if (side.open && side.controller !== undefined) act(side.controller);
      side.open = false;
      side.wake?.();
      side.wake = undefined;
    }
  }

  function stream(side: Side): SplitOutput["stdout"] {
    const bytes = new ReadableStream<Bytes>({
      start: (controller) => {
        side.controller = controller;
      },
      pull: () =>
        new Promise<void>((resolve) => {
          side.wake = resolve;
          void pump();
        }),
      async cancel(reason): Promise<void> {
        side.open = false;
        side.wake?.();
        side.wake = undefined;
        if (!sides.stdout.open && !sides.stderr.open) await reader.cancel(reason);
      },
    }, { highWaterMark: 0, size: (data) => data.length });
    return bytes as SplitOutput["stdout"];
  }

  return { stdout: stream(sides.stdout), stderr: stream(sides.stderr) };
}

function newSide(name: "stdout" | "stderr"): Side {
  return { name, controller: undefined, wake: undefined, open: true };
}
