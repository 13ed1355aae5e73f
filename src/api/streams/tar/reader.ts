import { ConnectionError } from "../../../errors.ts";
import type { Bytes } from "../../../transport/connection.ts";
import type { BodySource } from "../../../types/body_source.ts";
import type { TarEntry } from "../../../types/tar.ts";
import { concat, type EntryReader, toEntry } from "./content.ts";
import { TarDecoder } from "./decoder.ts";
import { openBytes, plainBytes, type Source } from "./source.ts";

/** How to read an archive. */
export interface UntarOptions {
  /** Ends the reading at any stage; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The entries of an archive. Leaving a loop over them cancels the archive's source, as `return()` and
 * disposing do.
 */
export interface TarEntries extends AsyncIterable<TarEntry> {
  /** Goes to the next entry; what was not read of the present one is skipped. */
  next(): Promise<IteratorResult<TarEntry, undefined>>;
  /** Cancels the source; what reads from it rejects. */
  return(): Promise<IteratorResult<TarEntry, undefined>>;
  /** These entries. */
  [Symbol.asyncIterator](): TarEntries;
  /** Cancels the source, if it is not over. Never rejects. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Reads a tar archive entry by entry: PAX, GNU's format with long names, and older ones.
 *
 * Nothing is read before an entry or its content is asked for, and nothing is kept: what is not read
 * of an entry is skipped on the way to the next one. The archive may end without the blocks of zeros
 * that mark its end, as Go has it; what comes behind those is dropped. Sparse files are refused.
 *
 * @example Print what a container has in /etc
 * ```ts
 * import { DockerClient } from "@fairlead/docker";
 * import { untar } from "@fairlead/docker/streams";
 *
 * await using docker = DockerClient.fromEnv();
 * const { archive } = await docker.api.containers.archive("web", { query: { path: "/etc" } });
 * for await (const entry of untar(archive)) console.log(entry.name, entry.size);
 * ```
 *
 * @example Read one file
 * ```ts
 * import assert from "node:assert/strict";
 * import { tar, untar } from "@fairlead/docker/streams";
 *
 * const archive = tar([{ name: "greeting", body: "hello" }, { name: "rest", body: "…" }]);
 * for await (const entry of untar(archive)) {
 *   if (entry.name !== "greeting") continue;
 *   assert.equal(new TextDecoder().decode(await entry.bytes()), "hello");
 *   break;
 * }
 * ```
 *
 * @param source The archive, not compressed. It is read to its end, or cancelled.
 * @param options How to read it.
 * @returns Its entries. They reject with a `ProtocolError` if it is no archive, or cut short.
 * @throws {TypeError} If the source is none, or a stream that is locked.
 */
export function untar(source: BodySource, options: UntarOptions = {}): TarEntries {
  const bytes = openBytes(source);
  if (bytes === undefined) {
    throw new TypeError(
      "Cannot read an archive: expected bytes, a Blob, a stream or an iterable of bytes, got " +
        (source === null ? "null" : typeof source),
    );
  }
  return new Entries(bytes, options.signal);
}

/** Hosts a decoder: gives it bytes when it asks for them, for one caller at a time. */
class Entries implements TarEntries, EntryReader {
  readonly #source: Source<Uint8Array>;
  readonly #signal: AbortSignal | undefined;
  readonly #decoder = new TarDecoder();
  #state: "open" | "left" | "failed" | "done" = "open";
  #failure: unknown;
  #present = 0; // the number of the entry whose content can be read
  #busy: Promise<void> | undefined; // until the last caller's turn is over
  readonly #onAbort = (): void => this.#stop("failed", this.#signal?.reason);

  constructor(source: Source<Uint8Array>, signal: AbortSignal | undefined) {
    this.#source = source;
    this.#signal = signal;
    if (signal?.aborted === true) this.#onAbort();
    else signal?.addEventListener("abort", this.#onAbort);
  }

  async next(): Promise<IteratorResult<TarEntry, undefined>> {
    const next = this.#inTurn(() => this.#nextEntry());
    const value = next instanceof Promise ? await next : next;
    return value === null ? { done: true, value: undefined } : { done: false, value };
  }

  return(): Promise<IteratorResult<TarEntry, undefined>> {
    this.#stop("left", new ConnectionError("Cannot read on: the archive was left", "closed"));
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): TarEntries {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  read(entry: number): Bytes | null | Promise<Bytes | null> {
    return this.#inTurn(() => this.#read(entry));
  }

  readAll(entry: number): Promise<Bytes> {
    return Promise.resolve(this.#inTurn(async () => {
      const pieces: Bytes[] = [];
      for (;;) {
        const next = this.#read(entry);
        const piece = next instanceof Promise ? await next : next;
        if (piece === null) return concat(pieces);
        pieces.push(piece);
      }
    }));
  }

  #nextEntry(): TarEntry | null | Promise<TarEntry | null> {
    this.#present++;
    try {
      const header = this.#state === "open" ? this.#decoder.readHeader() : undefined;
      if (header !== undefined && header !== null) return toEntry(header, this, this.#present);
    } catch (error) {
      this.#stop("failed", error);
    }
    return this.#waitForEntry();
  }

  async #waitForEntry(): Promise<TarEntry | null> {
    try {
      while (this.#state === "open") {
        const header = this.#decoder.readHeader();
        if (header === undefined) await this.#feed();
        else if (header !== null) return toEntry(header, this, this.#present);
        else await this.#drain();
      }
    } catch (error) {
      this.#stop("failed", error);
    }
    if (this.#state === "failed") throw this.#failure;
    return null;
  }

  #read(entry: number): Bytes | null | Promise<Bytes | null> {
    const isReadable = this.#state === "open" && entry === this.#present;
    const bytes = isReadable ? this.#decoder.readBody() : undefined;
    return bytes === undefined ? this.#waitForContent(entry) : bytes;
  }

  async #waitForContent(entry: number): Promise<Bytes | null> {
    try {
      while (this.#state === "open" && entry === this.#present) {
        const bytes = this.#decoder.readBody();
        if (bytes !== undefined) return bytes;
        await this.#feed();
      }
    } catch (error) {
      this.#stop("failed", error);
    }
    if (this.#state === "failed" || this.#state === "left") throw this.#failure;
    throw new TypeError("Cannot read an entry's content: the archive was read on past it");
  }

  async #feed(): Promise<void> {
    const chunk = await this.#source.next();
    if (this.#state !== "open") return;
    if (chunk === null) return this.#decoder.end();
    if (!(chunk instanceof Uint8Array)) {
      throw new TypeError(
        `Cannot read an archive: its source must yield Uint8Array, not ${typeof chunk}`,
      );
    }
    this.#decoder.feed(plainBytes(chunk));
  }

  /** What comes behind the end is part of the answer that the archive came in: its last blocks. */
  async #drain(): Promise<void> {
    while (await this.#source.next() !== null) continue;
    if (this.#state === "open") this.#over("done");
  }

  #stop(state: "left" | "failed", reason: unknown): void {
    if (this.#state !== "open") return;
    this.#failure = reason;
    this.#over(state);
    this.#source.cancel(reason);
  }

  #over(state: "left" | "failed" | "done"): void {
    this.#state = state;
    this.#signal?.removeEventListener("abort", this.#onAbort);
  }

  /** Does one thing after another, and at once what needs no waiting. */
  #inTurn<T>(work: () => T | Promise<T>): T | Promise<T> {
    const result = this.#busy === undefined ? work() : this.#busy.then(work);
    if (!(result instanceof Promise)) return result;
    const free = (): void => {
      if (this.#busy === busy) this.#busy = undefined;
    };
    const busy = result.then(free, free);
    this.#busy = busy;
    return result;
  }
}
