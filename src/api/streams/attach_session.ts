import { ConnectionError } from "../../errors.ts";
import type { Connection } from "../../transport/connection.ts";
import { ConnectionBody } from "./connection_body.ts";
import { type DecodedStreamOptions, endEarly } from "./decoded_stream.ts";
import { OutputStream } from "./output.ts";

/** How an {@linkcode AttachSession} reads what comes. */
export interface AttachSessionOptions extends DecodedStreamOptions {
  /** Whether the output comes in frames that tell the streams apart. */
  readonly framed: boolean;
  /** The media type of what comes. */
  readonly mediaType: string;
}

/** What an {@linkcode AttachSession} is made of. */
export interface AttachSessionParts {
  /** The process's standard input. */
  readonly stdin: WritableStream<Uint8Array>;
  /** What the process writes. */
  readonly output: OutputStream;
  /** Drops the connection beneath; idempotent, never throws. */
  close(reason?: unknown): void;
}

/** Both directions of a process in a container: its standard input, and what it writes. */
export class AttachSession {
  /**
   * The process's standard input: a write waits while the process does not read. Closing it is the
   * end of the input, while the output goes on; aborting it drops the session.
   */
  readonly stdin: WritableStream<Uint8Array>;
  /** What the process writes. While it isn't read, the process is stopped when it writes on. */
  readonly output: OutputStream;
  readonly #close: (reason?: unknown) => void;

  /**
   * Makes a session of its parts; {@linkcode AttachSession.over} makes one of a connection.
   *
   * @param parts The parts, the session's from now on.
   */
  constructor(parts: AttachSessionParts) {
    this.stdin = parts.stdin;
    this.output = parts.output;
    this.#close = (reason) => parts.close(reason);
  }

  /**
   * Makes a session of a connection, which is the session's from now on.
   *
   * @param connection The upgraded connection.
   * @param options How to read what comes.
   */
  static over(connection: Connection, options: AttachSessionOptions): AttachSession {
    return new AttachSession({
      stdin: inputOf(connection),
      output: new OutputStream(new ConnectionBody(connection, options.mediaType), options),
      close: (reason) => connection.close(reason),
    });
  }

  /**
   * Drops the connection; the process goes on. Pending reads and writes reject.
   *
   * @param reason What they reject with; by default a `ConnectionError` with the code `"closed"`.
   */
  close(reason?: unknown): void {
    this.#close(reason);
  }

  /**
   * Drops the connection in good order; the process goes on. The output ends here, and what is
   * written later is refused.
   */
  detach(): void {
    const reason = new ConnectionError("Cannot go on: the session was detached", "closed");
    endEarly(this.output, reason);
    this.close(reason);
  }

  /** Drops the connection; the process goes on. Never rejects. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.output[Symbol.asyncDispose]();
    this.close();
  }
}

function inputOf(connection: Connection): WritableStream<Uint8Array> {
  return new WritableStream<Uint8Array>({
    start({ signal }) {
      // Half an input must not look like a whole one to the process. `abort()` of a sink would
      // wait for the write that is under way, and a process that does not read lets it wait.
      signal.addEventListener("abort", () => connection.close(signal.reason));
    },
    write(bytes) {
      if (!(bytes instanceof Uint8Array)) {
        throw new TypeError(
          `Cannot write to the standard input: expected Uint8Array, got ${
            bytes === null ? "null" : typeof bytes
          }; encode text with TextEncoder`,
        );
      }
      return connection.write(bytes);
    },
    close: () => connection.closeWrite(),
  });
}
