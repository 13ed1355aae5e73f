import type { BodySource } from "../../types/body_source.ts";
import type { Connection } from "../connection.ts";
import { chunkHead, lastChunk } from "./chunked.ts";

/** A body that is ready to be sent. */
export type OutgoingBody =
  | { readonly kind: "none" }
  /** All in memory: its length is known, and it can be sent again. */
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  /** Pulled piece by piece, once; `length` is in bytes, `undefined` if it isn't known. */
  | {
    readonly kind: "stream";
    readonly length: number | undefined;
    readonly pieces: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  };

const encoder = new TextEncoder();

/** No body, and none that is announced. */
export const NO_BODY: OutgoingBody = { kind: "none" };

/** Below this a chunk is copied behind its size line, which is cheaper than a second write. */
const SMALL_CHUNK = 16_384;

/**
 * Makes a body of what the caller gave.
 *
 * @throws {TypeError} If it is nothing that can be sent.
 */
export function toOutgoingBody(source: BodySource | undefined): OutgoingBody {
  if (source === undefined) return NO_BODY;
  if (typeof source === "string") return { kind: "bytes", bytes: encoder.encode(source) };
  if (source instanceof Uint8Array) return { kind: "bytes", bytes: source };
  if (source instanceof ArrayBuffer) return { kind: "bytes", bytes: new Uint8Array(source) };
  if (typeof Blob !== "undefined" && source instanceof Blob) {
    return { kind: "stream", length: source.size, pieces: streamPieces(source.stream()) };
  }
  return { kind: "stream", length: undefined, pieces: bodyPieces(source) };
}

/**
 * The pieces of what the caller gave, as an iterator whose `return()` cancels the source.
 *
 * @throws {TypeError} If it is nothing that can be sent.
 */
export function bodyPieces(
  source: BodySource,
): AsyncIterator<Uint8Array> | Iterator<Uint8Array> {
  if (typeof source === "string") return [encoder.encode(source)].values();
  if (source instanceof Uint8Array) return [source].values();
  if (source instanceof ArrayBuffer) return [new Uint8Array(source)].values();
  if (typeof Blob !== "undefined" && source instanceof Blob) return streamPieces(source.stream());
  if (source instanceof ReadableStream) return streamPieces(source);
  if (isIterable(source, Symbol.asyncIterator)) return source[Symbol.asyncIterator]();
  if (isIterable(source, Symbol.iterator)) return source[Symbol.iterator]();
  throw new TypeError(
    `Cannot send a body: expected text, bytes, a Blob, a stream or an iterable of bytes, got ` +
      (source === null ? "null" : typeof source),
  );
}

function isIterable<K extends symbol, T>(
  value: T,
  key: K,
): value is T & Record<K, () => Iterator<Uint8Array>> {
  return typeof value === "object" && value !== null &&
    typeof (value as Partial<Record<K, unknown>>)[key] === "function";
}

/** Reads a stream as an iterator; not every runtime's stream type is iterable for the compiler. */
function streamPieces(stream: ReadableStream<Uint8Array>): AsyncIterator<Uint8Array> {
  const reader = stream.getReader();
  return {
    async next(): Promise<IteratorResult<Uint8Array>> {
      const { done, value } = await reader.read();
      return done ? { done: true, value: undefined } : { done: false, value };
    },
    async return(): Promise<IteratorResult<Uint8Array>> {
      await reader.cancel();
      return { done: true, value: undefined };
    },
  };
}

/** Tells the source of a body that nothing more will be taken. */
export function cancelSource(body: OutgoingBody): void {
  // What it has to say about that concerns nobody any more.
  if (body.kind === "stream") callReturn(body.pieces).catch(() => undefined);
}

async function callReturn(pieces: AsyncIterator<unknown> | Iterator<unknown>): Promise<void> {
  await pieces.return?.();
}

/** How an {@linkcode Upload} ended. */
export type UploadEnd =
  | { readonly kind: "sent" }
  | { readonly kind: "stopped" }
  /** The caller's source failed: the call fails with the same. */
  | { readonly kind: "source-failed"; readonly error: unknown }
  /** The peer takes no more: perhaps it has answered. */
  | { readonly kind: "write-failed"; readonly error: unknown };

/** Sends a body piece by piece, no faster than the peer takes it, until it is stopped. */
export class Upload {
  /** How it ended; never rejects. */
  readonly end: Promise<UploadEnd>;
  /** Whether every byte was sent. */
  sent = false;
  readonly #connection: Connection;
  readonly #body: OutgoingBody & { kind: "stream" };
  #stopped = false;

  constructor(connection: Connection, body: OutgoingBody & { kind: "stream" }) {
    this.#connection = connection;
    this.#body = body;
    this.end = this.#run();
  }

  /** Sends no more, and cancels the source. */
  stop(): void {
    if (this.#stopped || this.sent) return;
    this.#stopped = true;
    cancelSource(this.#body);
  }

  async #run(): Promise<UploadEnd> {
    const { pieces, length } = this.#body;
    let first = true;
    let total = 0;
    for (;;) {
      if (total === length) {
        this.sent = true;
        return { kind: "sent" };
      }
      let piece: IteratorResult<Uint8Array>;
      try {
        piece = await pieces.next();
        if (this.#stopped) return { kind: "stopped" };
        if (piece.done !== true) total += checkedLength(piece.value);
        if (length !== undefined) checkTotal(total, piece.done === true, length);
      } catch (error) {
        return this.#stopped ? { kind: "stopped" } : { kind: "source-failed", error };
      }
      try {
        let wait: void | Promise<void>;
        if (piece.done === true) wait = this.#write(encoder.encode(lastChunk(first)));
        else if (piece.value.length === 0) continue; // an empty chunk would end the body
        else if (length === undefined) wait = this.#writeChunk(piece.value, first);
        else wait = this.#write(piece.value);
        first = false;
        if (wait !== undefined) await wait;
        if (piece.done === true) {
          this.sent = true;
          return { kind: "sent" };
        }
      } catch (error) {
        if (this.#stopped) return { kind: "stopped" };
        this.stop();
        return { kind: "write-failed", error };
      }
      if (this.#stopped) return { kind: "stopped" };
    }
  }

  #write(bytes: Uint8Array): void | Promise<void> {
    return this.#connection.write(bytes);
  }

  #writeChunk(data: Uint8Array, first: boolean): void | Promise<void> {
    const head = encoder.encode(chunkHead(data.length, first));
    if (data.length > SMALL_CHUNK) {
      const wait = this.#write(head);
      return wait === undefined ? this.#write(data) : wait.then(() => this.#write(data));
    }
    const both = new Uint8Array(head.length + data.length);
    both.set(head);
    both.set(data, head.length);
    return this.#write(both);
  }
}

function checkedLength(piece: unknown): number {
  if (piece instanceof Uint8Array) return piece.length;
  throw new TypeError(
    `Cannot send a body: its source must yield Uint8Array, not ${
      piece === null ? "null" : typeof piece
    }`,
  );
}

function checkTotal(total: number, done: boolean, length: number): void {
  if (done || total > length) {
    throw new TypeError(
      `Cannot send a body: it was to have ${length} bytes and has ${done ? "" : "over "}${total}`,
    );
  }
}
