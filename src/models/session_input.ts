import { DetachKeyDetector } from "../api/streams/detach_keys.ts";

/** What becomes of what is written, bytes by bytes. */
interface Filter {
  write(writer: WritableStreamDefaultWriter<Uint8Array>, bytes: Uint8Array): Promise<void>;
  close(writer: WritableStreamDefaultWriter<Uint8Array>): Promise<void>;
}

/**
 * An input that mostly can't be ended from here: half-closing the attachment would detach us, and the
 * output would be lost. Closing it then only means that nothing more is written.
 *
 * @param stdin The input as the attachment has it, which is this one's from now on.
 * @param endsWithUs Asked when it is closed: whether half-closing ends the input here after all.
 */
export function endlessInput(
  stdin: WritableStream<Uint8Array>,
  endsWithUs: () => Promise<boolean>,
): WritableStream<Uint8Array> {
  return filtered(stdin, {
    write: (writer, bytes) => writer.write(bytes),
    async close(writer) {
      if (await endsWithUs()) await writer.close();
    },
  });
}

/**
 * A terminal's input, which can't be ended either, and which is searched for the keys that detach.
 * Engines search it too, but those that find the keys for a command (20.10 to 28) write an error to
 * its output and take it for ended: they never get to see all of the keys.
 *
 * @param stdin The input as the attachment has it, which is this one's from now on.
 * @param keys The keys; the engine's own if absent.
 * @param onDetach Called when they came.
 * @throws {TypeError} If there is no key, or one that is none.
 */
export function terminalInput(
  stdin: WritableStream<Uint8Array>,
  keys: string | undefined,
  onDetach: () => void,
): WritableStream<Uint8Array> {
  const detector = new DetachKeyDetector(keys);
  let detached = false;
  return filtered(stdin, {
    async write(writer, bytes) {
      // What is no bytes, or comes too late, is refused by what it is written to.
      if (detached || !(bytes instanceof Uint8Array)) return await writer.write(bytes);
      const taken = detector.take(bytes);
      if (taken.input.length > 0) await writer.write(taken.input);
      detached = taken.detached;
      if (detached) onDetach();
    },
    async close(writer) {
      const held = detector.end();
      if (held.length > 0) await writer.write(held);
    },
  });
}

function filtered(stdin: WritableStream<Uint8Array>, filter: Filter): WritableStream<Uint8Array> {
  const writer = stdin.getWriter();
  return new WritableStream({
    start({ signal }) {
      // `abort()` of a sink would wait for the write that is under way, perhaps for ever.
      signal.addEventListener("abort", () => {
        // What goes wrong with that, the output tells.
        writer.abort(signal.reason).catch(() => undefined);
      });
    },
    write: (bytes) => filter.write(writer, bytes),
    close: () => filter.close(writer),
  });
}
