import type { Bytes } from "../../transport/connection.ts";
import type { Body } from "../../transport/http_client.ts";
import { BodyStream } from "./body_stream.ts";
import { DecodedStream, type DecodedStreamOptions, wasRead } from "./decoded_stream.ts";
import { Demultiplexer, type OutputChunk, UnframedOutput } from "./demux.ts";
import { type LinesOptions, type OutputLine, outputLines } from "./lines.ts";
import { type SplitOptions, type SplitOutput, splitOutput } from "./split.ts";
import { StallGuard } from "./stall_guard.ts";
import { type StampedLine, StampedLineDecoder, type StampedLinesOptions } from "./stamped_lines.ts";

/** What else output is read with. */
export interface OutputOptions extends DecodedStreamOptions {
  /**
   * Milliseconds that output may wait for its reader, while at most a read of it (256 KiB) is taken
   * in advance. Over that the connection is closed, and the stream fails with a `TimeoutError` when
   * what came has been read. No limit when absent.
   */
  readonly stallTimeout?: number | undefined;
}

/** How an {@linkcode OutputStream} reads what comes. */
export interface OutputStreamOptions extends OutputOptions {
  /** Whether the output comes in frames that tell the streams apart. */
  readonly framed: boolean;
}

/**
 * What a container writes, chunk by chunk as it comes, standard output and standard error told
 * apart. It pulls: while it isn't read, the engine waits, and with an attached container the
 * program too. It holds a connection: read it to the end, cancel it or dispose of it.
 *
 * `tee()`, as on every web stream, keeps in memory what the slower branch has yet to read.
 *
 * @example Follow a container's log, line by line
 * ```ts
 * import { DockerClient } from "@fairlead/docker";
 *
 * await using docker = new DockerClient();
 * const container = await docker.containers.get("web");
 * const output = await container.logs({ follow: true, tail: 10 });
 * for await (const { stream, line } of output.lines()) console.log(stream, line);
 * ```
 */
export class OutputStream extends DecodedStream<OutputChunk> {
  readonly #body: Body;
  readonly #framed: boolean;
  readonly #confirmEnd: (() => Promise<void>) | undefined;

  /**
   * Makes a stream.
   *
   * @param body Where the bytes come from; the stream's from now on.
   * @param options How to read them.
   */
  constructor(body: Body, options: OutputStreamOptions) {
    const { framed, stallTimeout } = options;
    const guarded = stallTimeout === undefined ? body : new StallGuard(body, stallTimeout);
    super(guarded, framed ? new Demultiplexer() : new UnframedOutput(), options);
    this.#body = guarded;
    this.#framed = options.framed;
    this.#confirmEnd = options.confirmEnd;
  }

  /** Whether `raw()` are frames, which tell standard output from standard error. */
  get framed(): boolean {
    return this.#framed;
  }

  /**
   * Reads to the end, and answers all of it as text, in the order in which it came. Each stream is
   * decoded as UTF-8 by itself, so that a character that is split over two chunks stays whole.
   *
   * @throws {TypeError} If the stream is locked.
   */
  async text(): Promise<string> {
    const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
    let text = "";
    for await (const { stream, data } of this) {
      text += decoders[stream].decode(data, { stream: true });
    }
    return text + decoders.stdout.decode() + decoders.stderr.decode();
  }

  /**
   * Reads to the end, and answers all of it as bytes, in the order in which it came.
   *
   * @throws {TypeError} If the stream is locked.
   */
  async toBytes(): Promise<Bytes> {
    const pieces: Bytes[] = [];
    let length = 0;
    for await (const { data } of this) {
      pieces.push(data);
      length += data.length;
    }
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }

  /**
   * The output line by line, each stream's lines by themselves, without their `\n` or `\r\n`. A last
   * line without an end is a line too.
   *
   * @param options How long a line may be.
   * @throws {TypeError} If the stream is locked.
   */
  lines(options: LinesOptions = {}): ReadableStream<OutputLine> & AsyncIterable<OutputLine> {
    return outputLines(this, options);
  }

  /**
   * The lines of a log that was asked for with `timestamps`, each with its time. The engine cuts lines
   * into pieces of 16 KiB and writes the time before each piece; here they are whole, and without it.
   * In a terminal's log a piece is known by the time of the line's first one, which Docker's engines
   * repeat and podman does not: there the times of the other pieces stay in the line.
   *
   * @example Which lines took longer than a second to come
   * ```ts
   * import { DockerClient } from "@fairlead/docker";
   *
   * await using docker = DockerClient.fromEnv();
   * const container = await docker.containers.get("web");
   * const output = await container.logs({ timestamps: true, since: "10m" });
   * let last = 0n;
   * for await (const { line, timeNano } of output.stampedLines()) {
   *   if (timeNano - last > 1_000_000_000n) console.log(line);
   *   last = timeNano;
   * }
   * ```
   *
   * @param options How long a line may be, and what else stands before it.
   * @throws {TypeError} If the stream is locked, or has been read.
   */
  stampedLines(
    options: StampedLinesOptions = {},
  ): ReadableStream<StampedLine> & AsyncIterable<StampedLine> {
    const decoder = new StampedLineDecoder(this.#framed, options);
    return new DecodedStream(this.#lend("the lines and their times"), decoder, this.#lent());
  }

  /**
   * Standard output and standard error as two streams of bytes. Read both: what one side does not
   * read is kept for it up to `maxQueued` bytes, and over that its stream fails.
   *
   * @param options How much to keep.
   * @throws {TypeError} If the stream is locked.
   */
  split(options: SplitOptions = {}): SplitOutput {
    return splitOutput(this, options);
  }

  /**
   * The bytes as they come, frames and all. Locks this stream.
   *
   * @throws {TypeError} If the stream is locked, or has been read: what is left may begin anywhere.
   */
  raw(): ReadableStream<Bytes> & AsyncIterable<Bytes> {
    return new BodyStream(this.#lend("the raw output"), this.#lent());
  }

  /** The body, for another stream to read. */
  #lend(what: string): Body {
    if (wasRead(this)) throw new TypeError(`Cannot read ${what}: the output has been read already`);
    this.getReader();
    return this.#body;
  }

  /** What a stream over the body does at the end. */
  #lent(): DecodedStreamOptions {
    return {
      confirmEnd: this.#confirmEnd,
      // Holds this stream too: were it dropped as garbage, its body would be closed.
      onOver: () => void this[Symbol.asyncDispose](),
    };
  }
}
