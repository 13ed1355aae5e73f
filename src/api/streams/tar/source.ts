/** One way to pull values out of whatever gives them, and to stop it at any time. */

import type { Bytes } from "../../../transport/connection.ts";
import type { BodySource } from "../../../types/body_source.ts";

/** What gives values one by one: streams, and iterables of both kinds. */
type Values<T> = ReadableStream<T> | AsyncIterable<T> | Iterable<T>;

type Step<T> = IteratorResult<T, unknown>;

/** A source of values that is read one at a time. */
export class Source<T> {
  readonly #take: () => Step<T> | Promise<Step<T>>;
  readonly #stop: (reason: unknown) => unknown;
  #open = true;
  #reject: ((reason: unknown) => void) | undefined; // of the read that is under way

  private constructor(
    take: () => Step<T> | Promise<Step<T>>,
    stop: (reason: unknown) => unknown,
  ) {
    this.#take = take;
    this.#stop = stop;
  }

  /**
   * Opens a source; a stream is locked by that.
   *
   * @returns `undefined` if it is none.
   */
  static open<T>(values: Values<T>): Source<T> | undefined {
    if (values instanceof ReadableStream) {
      const reader = values.getReader();
      return new Source<T>(
        () => reader.read() as Promise<Step<T>>,
        (reason) => reader.cancel(reason),
      );
    }
    const iterator = iterate(values);
    if (iterator === undefined) return undefined;
    return new Source<T>(() => iterator.next(), () => iterator.return?.());
  }

  /** The next value; `null` at the end. What is there already is answered at once. One at a time. */
  next(): T | null | Promise<T | null> {
    if (!this.#open) return null;
    let step: Step<T> | Promise<Step<T>>;
    try {
      step = this.#take();
    } catch (error) {
      this.#open = false;
      throw error;
    }
    return step instanceof Promise ? this.#nextOf(step) : this.#valueOf(step);
  }

  /**
   * Tells the source that nothing more will be taken. A read that is under way rejects with the
   * reason, however long the source still takes.
   */
  cancel(reason: unknown): void {
    if (!this.#open) return;
    this.#open = false;
    this.#reject?.(reason);
    // What it has to say about that concerns nobody any more.
    callAsync(() => this.#stop(reason)).catch(() => undefined);
  }

  #nextOf(step: Promise<Step<T>>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      step.then((step) => {
        this.#reject = undefined;
        resolve(this.#valueOf(step));
      }, (error) => {
        this.#open = false;
        reject(error);
      });
    });
  }

  #valueOf(step: Step<T>): T | null {
    // A null in place of a value is not the end, but nothing that anybody takes.
    if (step.done !== true) return step.value ?? undefined as T;
    this.#open = false;
    return null;
  }
}

/**
 * Opens a source of bytes.
 *
 * @returns `undefined` if it is none.
 */
export function openBytes(body: BodySource): Source<Uint8Array> | undefined {
  if (body instanceof Uint8Array) return Source.open([body]);
  if (typeof body === "string") return Source.open([new TextEncoder().encode(body)]);
  if (body instanceof ArrayBuffer) return Source.open([new Uint8Array(body)]);
  if (isBlob(body)) return Source.open<Uint8Array>(body.stream());
  return Source.open(body);
}

/**
 * Bytes as what they are underneath: a runtime's own kinds of `Uint8Array` behave differently, and
 * shared memory can't be handed out.
 */
export function plainBytes(bytes: Uint8Array): Bytes {
  const { buffer, byteOffset, length } = bytes;
  if (!(buffer instanceof ArrayBuffer)) return new Uint8Array(bytes);
  return bytes.constructor === Uint8Array
    ? bytes as Bytes
    : new Uint8Array(buffer, byteOffset, length);
}

/** Whether a body is a Blob, on runtimes that have those. */
export function isBlob(body: BodySource): body is Blob {
  return typeof Blob !== "undefined" && body instanceof Blob;
}

function iterate<T>(values: Values<T>): AsyncIterator<T> | Iterator<T> | undefined {
  if (typeof values !== "object" || values === null) return undefined;
  if (Symbol.asyncIterator in values) return values[Symbol.asyncIterator]();
  return Symbol.iterator in values ? values[Symbol.iterator]() : undefined;
}

async function callAsync(call: () => unknown): Promise<void> {
  await call();
}
