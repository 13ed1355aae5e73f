import { ConnectionError } from "../../errors.ts";
import type { Connection } from "../../transport/connection.ts";
import type { Terminal } from "../../transport/terminal.ts";
import type { CallSettings } from "../../types/call.ts";
import type { PipeEnd, PipeSettings } from "../../types/exec.ts";
import { ConnectionBody } from "./connection_body.ts";
import { type DecodedStreamOptions, endEarly } from "./decoded_stream.ts";
import { OutputStream } from "./output.ts";

/** What ties an {@linkcode AttachSession} to terminals: the process's, and ours. */
export interface SessionTerminal {
  /** Whether the process has a terminal. */
  readonly tty: boolean;
  /** Whether the process's standard input is attached to. */
  readonly stdin: boolean;
  /** Changes the size of the process's terminal. */
  resize(height: number, width: number, settings?: CallSettings): Promise<void>;
  /** Gives the terminal of the process that we run in. */
  own(): Promise<Terminal>;
}

/** How an {@linkcode AttachSession} reads what comes. */
export interface AttachSessionOptions extends DecodedStreamOptions {
  /** The terminals; without them there is neither `resize()` nor `pipe()`. */
  readonly terminal?: SessionTerminal | undefined;
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
  /** The terminals; without them there is neither `resize()` nor `pipe()`. */
  readonly terminal?: SessionTerminal | undefined;
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
  readonly #terminal: SessionTerminal | undefined;
  #detached = false;

  /**
   * Makes a session of its parts; {@linkcode AttachSession.over} makes one of a connection.
   *
   * @param parts The parts, the session's from now on.
   */
  constructor(parts: AttachSessionParts) {
    this.stdin = parts.stdin;
    this.output = parts.output;
    this.#terminal = parts.terminal;
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
      terminal: options.terminal,
      close: (reason) => connection.close(reason),
    });
  }

  /**
   * Connects it to streams, by default to those of the process that we run in, until its output ends.
   * If both sides have a terminal, what is typed goes to the process key by key, Ctrl-C too, and its
   * terminal gets the size of ours and follows it; a size that the engine refuses is left as it is.
   * The keys that detach end it. All that comes and goes is given back as it was: nothing is closed,
   * and what is typed afterwards is for whoever reads next.
   *
   * The end of the input is passed on, but the input of a terminal has no end: there it means
   * nothing. What goes wrong with one of the streams, or a signal, drops the session.
   *
   * @example An interactive shell
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const container = await docker.containers.get("web");
   * await using session = await container.exec("sh", { stdin: true, tty: true });
   * await session.pipe();
   * ```
   *
   * @param settings What to connect it to.
   * @returns Whether the output ended, or somebody detached.
   * @throws {ConnectionError} If the connection is lost.
   * @throws {TypeError} If a setting can't be used, or one of the streams is locked.
   */
  async pipe(settings: PipeSettings = {}): Promise<PipeEnd> {
    const terminal = this.#terminals("pipe the session");
    const { pipe } = await import("./pipe.ts");
    await pipe({
      stdin: terminal.stdin ? this.stdin : undefined,
      output: this.output,
      tty: terminal.tty,
      terminal: () => terminal.own(),
      resize: (height, width) => this.resize(height, width),
      close: (reason) => this.close(reason),
    }, settings);
    return this.#detached ? "detached" : "ended";
  }

  /**
   * Changes the size of the process's terminal.
   *
   * @param height How many lines it has.
   * @param width How many columns it has.
   * @param settings How to make the call.
   * @throws {ApiError} If the process does not run, or has no terminal.
   */
  async resize(height: number, width: number, settings?: CallSettings): Promise<void> {
    await this.#terminals("resize the terminal").resize(height, width, settings);
  }

  #terminals(what: string): SessionTerminal {
    if (this.#terminal !== undefined) return this.#terminal;
    throw new TypeError(`Cannot ${what}: it was made of a connection, which has no terminal`);
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
    this.#detached = true;
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
