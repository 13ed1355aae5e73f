import type { Bytes } from "../../../transport/connection.ts";
import type { BodySource } from "../../../types/body_source.ts";
import type { TarEntrySettings } from "../../../types/tar.ts";
import { checkCount, encodeHeader, refuse } from "./encoder.ts";
import { BLOCK } from "./header.ts";
import { isBlob, openBytes, plainBytes, type Source } from "./source.ts";

/** Headers and small pieces are put together into chunks of this size. */
const CHUNK = 65_536;

/** From here on a piece is handed on as it is, in parts of no more than `MAX_PART`. */
const LARGE = 16_384;
const MAX_PART = 262_144;

/** What a read answers that was left to the next pull. */
const LATER: unique symbol = Symbol("later");

type Controller = ReadableStreamDefaultController<Bytes>;

/** Pulls entries and their content, and hands on the archive that comes of them. */
export class Packer implements UnderlyingDefaultSource<Bytes> {
  readonly #entries: Source<TarEntrySettings>;
  readonly #furtherEntries: Iterable<TarEntrySettings>;
  readonly #signal: AbortSignal | undefined;
  #controller: Controller | undefined;
  #state: "open" | "failing" | "over" = "open";
  #failure: unknown;
  #entry: TarEntrySettings | undefined; // whose content is to come
  #content: Source<Uint8Array> | undefined;
  #size = 0;
  #left = 0; // bytes of the content that are still to come
  #waiting: Promise<unknown> | undefined; // a read whose value the next pull takes
  #large: Bytes | undefined; // what is left of a large piece
  #chunk: Bytes | undefined; // what is being put together, with zeros behind it
  #used = 0;
  #handedOn = false; // anything in this pull
  readonly #onAbort = (): void => {
    this.#fail(this.#signal?.reason);
    this.#controller?.error(this.#failure);
  };

  /**
   * Makes a packer.
   *
   * @param entries The entries.
   * @param furtherEntries Those that `entries` has not given yet, as far as they are there already.
   * @param signal What ends it.
   */
  constructor(
    entries: Source<TarEntrySettings>,
    furtherEntries: Iterable<TarEntrySettings>,
    signal: AbortSignal | undefined,
  ) {
    this.#entries = entries;
    this.#furtherEntries = furtherEntries;
    this.#signal = signal;
  }

  start(controller: Controller): void {
    this.#controller = controller;
    if (this.#signal?.aborted === true) this.#onAbort();
    else this.#signal?.addEventListener("abort", this.#onAbort);
  }

  async pull(controller: Controller): Promise<void> {
    this.#handedOn = false;
    try {
      while (this.#state === "open" && !this.#handedOn) {
        if (this.#large !== undefined) {
          this.#handOnLarge(controller, this.#large);
        } else if (this.#content !== undefined) {
          const next = this.#take(controller, this.#content);
          const piece = next instanceof Promise ? await next : next;
          if (piece !== LATER && this.#state === "open") this.#addContent(controller, piece);
        } else {
          const next = this.#take(controller, this.#entries);
          const entry = next instanceof Promise ? await next : next;
          if (entry !== LATER && this.#state === "open") this.#addEntry(controller, entry);
        }
      }
    } catch (error) {
      this.#fail(error);
    }
    // What was handed on in this pull is to be read first.
    if (this.#state === "failing" && !this.#handedOn) throw this.#failure;
  }

  cancel(reason: unknown): void {
    this.#fail(reason);
  }

  /** Reads on. What is there already is handed on before a wait, which is left to the next pull. */
  #take<T>(
    controller: Controller,
    source: Source<T>,
  ): T | null | Promise<T | null | typeof LATER> {
    const next = this.#waiting as Promise<T | null> | undefined ?? source.next();
    this.#waiting = undefined;
    if (!(next instanceof Promise) || this.#used === 0) return next;
    return settlesSoon(next).then<T | null | typeof LATER>((soon) => {
      if (soon || this.#state !== "open") return next;
      this.#waiting = next;
      this.#flush(controller);
      return LATER;
    });
  }

  #addEntry(controller: Controller, entry: TarEntrySettings | null): void {
    if (entry === null) {
      this.#addZeros(controller, 2 * BLOCK);
      this.#flush(controller);
      this.#over("over");
      return controller.close();
    }
    if (typeof entry?.name !== "string" || entry.name === "") {
      throw new TypeError("Cannot write an archive: expected entries that have a name");
    }
    this.#entry = entry;
    const { body, size } = measure(entry);
    const content = openBytes(body);
    if (content === undefined) throw refuse(entry.name, `${typeof body} is no content`);
    this.#content = content;
    this.#size = this.#left = size;
    this.#add(controller, encodeHeader(entry, size));
  }

  #addContent(controller: Controller, piece: Uint8Array | null): void {
    const name = this.#entry?.name ?? "";
    if (piece === null) {
      if (this.#left > 0) throw wrongSize(name, this.#size, `only ${this.#size - this.#left}`);
      this.#addZeros(controller, (BLOCK - this.#size % BLOCK) % BLOCK);
      this.#entry = this.#content = undefined;
      return;
    }
    if (!(piece instanceof Uint8Array)) {
      throw refuse(name, `its content must be made of Uint8Array, not of ${typeof piece}`);
    }
    if (piece.length > this.#left) throw wrongSize(name, this.#size, "more");
    this.#left -= piece.length;
    this.#add(controller, piece);
  }

  #add(controller: Controller, bytes: Uint8Array): void {
    if (bytes.length >= LARGE) {
      this.#flush(controller);
      this.#handOnLarge(controller, plainBytes(bytes));
    } else if (bytes.length > 0) {
      this.#makeRoom(controller, bytes.length).set(bytes, this.#used);
      this.#used += bytes.length;
    }
  }

  #addZeros(controller: Controller, length: number): void {
    this.#makeRoom(controller, length);
    this.#used += length;
  }

  #makeRoom(controller: Controller, length: number): Bytes {
    if (this.#used + length > CHUNK) this.#flush(controller);
    return this.#chunk ??= new Uint8Array(CHUNK);
  }

  #handOnLarge(controller: Controller, bytes: Bytes): void {
    const isLast = bytes.length <= MAX_PART;
    this.#large = isLast ? undefined : bytes.subarray(MAX_PART);
    this.#handOn(controller, isLast ? bytes : bytes.subarray(0, MAX_PART));
  }

  #flush(controller: Controller): void {
    if (this.#chunk === undefined) return;
    const chunk = this.#chunk.subarray(0, this.#used);
    // Little is copied out, so that it does not hold much.
    this.#handOn(controller, this.#used < CHUNK / 2 ? chunk.slice() : chunk);
    this.#chunk = undefined;
    this.#used = 0;
  }

  #handOn(controller: Controller, bytes: Bytes): void {
    controller.enqueue(bytes);
    this.#handedOn = true;
  }

  #fail(reason: unknown): void {
    if (this.#state !== "open") return;
    this.#failure = reason;
    this.#over("failing");
    if (this.#content !== undefined) this.#content.cancel(reason);
    else cancelBody(this.#entry, reason);
    this.#entries.cancel(reason);
    for (const entry of this.#furtherEntries) cancelBody(entry, reason);
  }

  #over(state: "failing" | "over"): void {
    this.#state = state;
    this.#signal?.removeEventListener("abort", this.#onAbort);
  }
}

/** The content of an entry and its size, as far as it can be known before it is read. */
function measure(entry: TarEntrySettings): { body: BodySource; size: number } {
  const { name, type = "file", size, body = "" } = entry;
  const content = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const known = content instanceof Uint8Array || content instanceof ArrayBuffer
    ? content.byteLength
    : isBlob(content)
    ? content.size
    : undefined;
  const declared = size ?? known;
  if (declared === undefined) {
    throw refuse(name, "size is needed, as its content is a stream or an iterable");
  }
  checkCount(name, "size", declared, type === "file" ? Number.MAX_SAFE_INTEGER : 0);
  if (known !== undefined && known !== declared) throw wrongSize(name, declared, `${known}`);
  return { body: content, size: declared };
}

function wrongSize(name: string, size: number, found: string): TypeError {
  return refuse(name, `its size is ${size} bytes, but its content has ${found}`);
}

/** Cancels a stream that was handed over and will not be read. */
function cancelBody(entry: TarEntrySettings | undefined, reason: unknown): void {
  const body = entry?.body;
  // What it has to say about that concerns nobody any more, nor does one that others read.
  if (body instanceof ReadableStream) body.cancel(reason).catch(() => undefined);
}

/** Whether a promise is about to settle, so that waiting for it delays nobody. */
async function settlesSoon(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const settle = (): void => {
    settled = true;
  };
  promise.then(settle, settle);
  for (let turn = 0; turn < SOON && !settled; turn++) await undefined;
  return settled;
}

/** More turns than iterators and streams take to hand on what they have. */
const SOON = 12;
