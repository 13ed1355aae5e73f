import { ConnectionError, ProtocolError } from "../../errors.ts";
import type { Body } from "../../transport/http_client.ts";
import type { Pieces } from "../../transport/pieces.ts";

/** Turns the bytes of a body into values. Does no I/O. */
export interface Decoder<T> {
  /**
   * Takes the next bytes and adds what they complete to `values`.
   *
   * @throws If the bytes break the format; `values` has what came whole before.
   */
  decode(pieces: Pieces, values: T[]): void;
  /**
   * Takes note that no more bytes come, and adds what only the end completes to `values`.
   *
   * @throws If the bytes end in the middle of a value.
   */
  end(values: T[]): void;
  /** Whether the values have ended, whatever bytes there may still be: the stream then ends too. */
  readonly ended?: boolean;
}

/** What else a {@linkcode DecodedStream} is made of. */
export interface DecodedStreamOptions {
  /**
   * Asked when the bytes have ended, for bodies whose end can't be told from a cut: the stream ends
   * when it resolves, and fails as it rejects.
   */
  readonly confirmEnd?: (() => Promise<void>) | undefined;
  /** Called once when the stream has ended, failed or been cancelled. */
  readonly onOver?: (() => void) | undefined;
}

/** Whether a stream has taken anything from its body yet, or tried to. */
export let wasRead: (stream: DecodedStream<unknown>) => boolean;

/**
 * Ends a stream as if its body had ended, whether or not it is locked or being read, and drops what
 * is beneath. Does nothing once the stream is over.
 */
export let endEarly: (stream: DecodedStream<unknown>, reason: unknown) => void;

/**
 * A stream of values that holds the connection it reads from: read it to the end, cancel it or
 * dispose of it. It pulls: what is not read stays with the engine.
 */
export class DecodedStream<T> extends ReadableStream<T> {
  readonly #source: Source<T>;

  static {
    wasRead = (stream) => stream.#source.pulled;
    endEarly = (stream, reason) => stream.#source.endEarly(reason);
  }

  /**
   * Makes a stream.
   *
   * @param body Where the bytes come from; the stream's from now on.
   * @param decoder What makes values of them.
   * @param options What to do at the end.
   */
  constructor(body: Body, decoder: Decoder<T>, options: DecodedStreamOptions = {}) {
    const source = new Source(body, decoder, options);
    super(source, { highWaterMark: 0 });
    this.#source = source;
    forgotten().register(this, body, source);
  }

  /** Reads value by value; leaving the loop early cancels the stream. */
  override [Symbol.asyncIterator](): AsyncIteratorObject<T, undefined, unknown> {
    return super[Symbol.asyncIterator]();
  }

  /**
   * Closes the connection beneath, whether or not the stream is locked or being read; pending and
   * later reads reject. Does nothing once the stream is over. Never rejects.
   */
  [Symbol.asyncDispose](): Promise<void> {
    this.#source.dispose();
    return Promise.resolve();
  }
}

/** Reads, decodes and hands on, one read at a time: no queue but what one read gave. */
class Source<T> implements UnderlyingDefaultSource<T> {
  readonly #body: Body;
  readonly #decoder: Decoder<T>;
  readonly #confirmEnd: (() => Promise<void>) | undefined;
  readonly #onOver: (() => void) | undefined;
  #controller: ReadableStreamDefaultController<T> | undefined;
  #state: "open" | "failing" | "over" = "open";
  #failure: unknown;
  pulled = false;

  constructor(body: Body, decoder: Decoder<T>, options: DecodedStreamOptions) {
    this.#body = body;
    this.#decoder = decoder;
    this.#confirmEnd = options.confirmEnd;
    this.#onOver = options.onOver;
  }

  start(controller: ReadableStreamDefaultController<T>): void {
    this.#controller = controller;
  }

  pull(controller: ReadableStreamDefaultController<T>): void | Promise<void> {
    this.pulled = true;
    for (;;) {
      if (this.#state === "failing") return this.#fail(controller);
      if (this.#state === "over") return;
      const pieces = this.#body.readPieces();
      if (pieces instanceof Promise) return this.#pullOn(pieces, controller);
      if (pieces === null) return this.#end(controller);
      if (this.#deliver(pieces, controller)) return;
    }
  }

  async #pullOn(
    read: Promise<Pieces | null>,
    controller: ReadableStreamDefaultController<T>,
  ): Promise<void> {
    try {
      let pieces = await read;
      for (;;) {
        if (pieces === null) return await this.#end(controller);
        if (this.#deliver(pieces, controller)) return;
        if (this.#state === "failing") return this.#fail(controller);
        const next = this.#body.readPieces();
        pieces = next instanceof Promise ? await next : next;
      }
    } catch (error) {
      this.#over();
      throw error;
    }
  }

  /** Hands on what the bytes complete; false if that is nothing. */
  #deliver(pieces: Pieces, controller: ReadableStreamDefaultController<T>): boolean {
    if (this.#state !== "open") return true; // disposed while the read was under way
    const values: T[] = [];
    try {
      this.#decoder.decode(pieces, values);
    } catch (error) {
      this.#failLater(error);
    }
    for (const value of values) controller.enqueue(value);
    if (this.#decoder.ended !== true || this.#state !== "open") return values.length > 0;
    this.endEarly(new ConnectionError("Cannot read on: the stream has ended", "closed"));
    return true;
  }

  async #end(controller: ReadableStreamDefaultController<T>): Promise<void> {
    const values: T[] = [];
    try {
      const broken = this.#endDecoder(values);
      // What ends in the middle of a value was cut above all.
      await this.#confirmEnd?.();
      if (broken !== undefined) throw broken;
    } catch (error) {
      this.#failLater(error);
    }
    if (this.#state === "over") return;
    for (const value of values) controller.enqueue(value);
    if (this.#state === "open") {
      this.#over();
      controller.close();
    } else if (values.length === 0) {
      this.#fail(controller);
    }
  }

  /** Answers how the bytes break the format, if they end in the middle of a value. */
  #endDecoder(values: T[]): ProtocolError | undefined {
    try {
      this.#decoder.end(values);
      return undefined;
    } catch (error) {
      if (error instanceof ProtocolError) return error;
      throw error;
    }
  }

  /** What came whole is delivered first: an error would drop it from the queue. */
  #failLater(error: unknown): void {
    if (this.#state !== "open") return;
    this.#state = "failing";
    this.#failure = error;
    this.#body.cancel(error);
  }

  #fail(controller: ReadableStreamDefaultController<T>): void {
    this.#over();
    controller.error(this.#failure);
  }

  cancel(reason: unknown): void {
    if (this.#state === "over") return;
    this.#body.cancel(reason);
    this.#over();
  }

  dispose(): void {
    if (this.#state === "over") return;
    const reason = new ConnectionError("Cannot read on: the stream was disposed of", "closed");
    this.#body.cancel(reason);
    this.#over();
    this.#controller?.error(reason);
  }

  endEarly(reason: unknown): void {
    if (this.#state === "over") return;
    this.#body.cancel(reason);
    this.#over();
    this.#controller?.close();
  }

  #over(): void {
    if (this.#state === "over") return;
    this.#state = "over";
    forgotten().unregister(this);
    this.#onOver?.();
  }
}

let registry: FinalizationRegistry<Body> | undefined;

/**
 * Closes what streams read from that were dropped half-read: best effort, for nothing tells when
 * garbage is collected, and a stream with a read pending is in use. Made when first needed, since
 * nothing may run at import.
 */
function forgotten(): FinalizationRegistry<Body> {
  registry ??= new FinalizationRegistry((body) =>
    body.cancel(
      new ConnectionError("Cannot read on: the stream was dropped before its end", "closed"),
    )
  );
  return registry;
}
