/** Connections whose other end follows a script: for tests of whatever speaks over connections. */

import { ConnectionError } from "../errors.ts";
import type { Bytes, Connection } from "../transport/connection.ts";

/** What the peer does next. Text and bytes are sent as one piece: one read answers them. */
export type Step = string | Uint8Array | Action;

/** A step that is more than bytes; answers whether the script may go on. */
export type Action = (connection: ScriptedConnection) => boolean;

/** Marks the end of what the peer sends; it goes on reading. */
export function end(connection: ScriptedConnection): boolean {
  connection.peerEnds();
  return true;
}

/** The connection breaks: reads (once what was sent before has been read) and writes fail. */
export function reset(connection: ScriptedConnection): boolean {
  connection.peerResets();
  return true;
}

/** The peer reads no more, and says so: writes fail, reads go on. */
export function deafen(connection: ScriptedConnection): boolean {
  connection.peerDeafens();
  return true;
}

/** The peer takes no more bytes for now: writes wait. */
export function stall(connection: ScriptedConnection): boolean {
  connection.stall();
  return true;
}

/** The peer takes bytes again. */
export function resume(connection: ScriptedConnection): boolean {
  connection.resume();
  return true;
}

// The script's timers are not those of what is tested, which tests count.
const { setTimeout } = globalThis;

/** Lets timers and other events have their turn before the script goes on. */
export function pause(milliseconds = 0): Action {
  let state: "before" | "waiting" | "over" = "before";
  return (connection) => {
    if (state === "before") {
      state = "waiting";
      setTimeout(() => {
        state = "over";
        connection.play();
      }, milliseconds);
    }
    return state === "over";
  };
}

/** Waits until what the peer was sent, since the last {@linkcode ScriptedConnection.mark}, is so. */
export function when(condition: (sent: string) => boolean): Action {
  return (connection) => condition(connection.sentSinceMark());
}

/** Waits until the head of a request has come. */
export const head: Action = when((sent) => sent.includes("\r\n\r\n"));

/** Waits until so many bytes have come in all. */
export function bytesSent(count: number): Action {
  return (connection) => connection.sentLength >= count;
}

/** Does something else, such as calling `abort()`, and goes on. */
export function act(action: () => void): Action {
  return () => {
    action();
    return true;
  };
}

interface Pending<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Text as bytes, or bytes copied into a buffer of their own. */
export function toBytes(source: string | Uint8Array): Bytes {
  return typeof source === "string" ? encoder.encode(source) : new Uint8Array(source);
}

/**
 * A {@linkcode Connection} in memory. It refuses what the contract forbids: a read while another is
 * pending, and likewise a write.
 */
export class ScriptedConnection implements Connection {
  /** How often `read` was called. */
  reads = 0;
  /** How often `close` was called. */
  closes = 0;
  /** Whether it keeps the process alive. */
  referenced = true;
  /** Whether the sending half was ended. */
  writeClosed = false;
  /** What it was closed with. */
  reason: unknown;
  /** Makes every read a promise, though bytes are here. */
  deferred = false;
  /** Called after the peer took bytes. */
  onSent: ((bytes: Bytes) => void) | undefined;
  /** Settles when either side has dropped it. */
  readonly closed: Promise<void>;
  readonly #script: Step[];
  readonly #incoming: (Bytes | null)[] = [];
  readonly #sent: Bytes[] = [];
  readonly #closing = pending<void>();
  #state: "open" | "broken" | "closed" = "open";
  #deaf = false;
  #stalled = false;
  #playing = false;
  #mark = 0;
  #length = 0;
  #read: Pending<Bytes | null> | undefined;
  #write: (Pending<void> & { readonly bytes: Uint8Array }) | undefined;

  /**
   * Makes a connection whose peer begins its script at once.
   *
   * @param script What the peer does, in order.
   */
  constructor(...script: readonly Step[]) {
    this.#script = [...script];
    this.closed = this.#closing.promise;
    this.play();
  }

  /** Whether neither side has dropped it. */
  get open(): boolean {
    return this.#state === "open";
  }

  /** Whether somebody holds it: it is neither gone nor idle. */
  get lent(): boolean {
    return this.#state !== "closed" && this.referenced;
  }

  /** How many bytes the peer took. */
  get sentLength(): number {
    return this.#length;
  }

  /** The bytes the peer took. */
  get sent(): Bytes {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const bytes of this.#sent) {
      all.set(bytes, at);
      at += bytes.length;
    }
    return all;
  }

  /** How many steps of the script are still to come. */
  get stepsLeft(): number {
    return this.#script.length;
  }

  /** Lets {@linkcode when} look only at what comes from here on. */
  mark(at: number = this.#length): void {
    this.#mark = at;
  }

  /** What the peer took since the last mark, as text. */
  sentSinceMark(): string {
    return decoder.decode(this.sent.subarray(this.#mark));
  }

  /** Goes on with the script as far as it can, with further steps at its end. */
  play(...steps: readonly Step[]): void {
    this.#script.push(...steps);
    if (this.#playing) return; // a step that makes bytes move asks again
    this.#playing = true;
    for (let step = this.#script[0]; step !== undefined; step = this.#script[0]) {
      if (typeof step !== "function") this.#arrive(toBytes(step));
      else if (!step(this)) break;
      this.#script.shift();
    }
    this.#playing = false;
  }

  /** Ends what the peer sends. */
  peerEnds(): void {
    this.#arrive(null);
  }

  /** Breaks the connection. */
  peerResets(): void {
    if (this.#state !== "open") return;
    this.#state = "broken";
    this.#settle(lost());
  }

  /** Makes writes fail from here on. */
  peerDeafens(): void {
    this.#deaf = true;
    this.#takeWrite()?.reject(lost());
  }

  /** Makes writes wait from here on. */
  stall(): void {
    this.#stalled = true;
  }

  /** Takes what was waiting to be written, and what comes. */
  resume(): void {
    this.#stalled = false;
    const write = this.#takeWrite();
    if (write === undefined) return;
    this.#accept(write.bytes);
    write.resolve();
  }

  /** Reads what the peer sent: a step's bytes at a time. */
  read(): Bytes | null | Promise<Bytes | null> {
    this.reads++;
    if (this.#read !== undefined) throw new Error("read() was called while a read is pending");
    if (this.#state === "closed") return Promise.reject(this.reason);
    const piece = this.#incoming[0];
    if (piece !== undefined) {
      if (piece !== null) this.#incoming.shift();
      return this.deferred ? Promise.resolve(piece) : piece;
    }
    if (this.#state === "broken") return Promise.reject(lost());
    this.#read = pending();
    return this.#read.promise;
  }

  /** Sends bytes to the peer, which waits while it is stalled. */
  write(bytes: Uint8Array): void | Promise<void> {
    if (this.#write !== undefined) throw new Error("write() was called while a write is pending");
    if (this.writeClosed) throw new Error("write() was called after closeWrite()");
    if (this.#state === "closed") return Promise.reject(this.reason);
    if (this.#state === "broken" || this.#deaf) return Promise.reject(lost());
    if (!this.#stalled) return this.#accept(bytes);
    this.#write = { ...pending<void>(), bytes };
    return this.#write.promise;
  }

  /** Ends the sending half. */
  closeWrite(): void {
    this.writeClosed = true;
    this.play();
  }

  /** Drops both halves, and the rest of the script. */
  close(
    reason: unknown = new ConnectionError("Cannot go on: the connection is closed", "closed"),
  ): void {
    this.closes++;
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.reason = reason;
    this.#script.length = 0;
    this.#settle(reason);
  }

  /** Notes that it keeps the process alive. */
  ref(): void {
    this.referenced = true;
  }

  /** Notes that it does not keep the process alive: it is idle. */
  unref(): void {
    this.referenced = false;
  }

  #arrive(bytes: Bytes | null): void {
    const read = this.#read;
    this.#read = undefined;
    if (read === undefined || bytes === null) this.#incoming.push(bytes);
    read?.resolve(bytes);
  }

  #accept(bytes: Uint8Array): void {
    const taken = new Uint8Array(bytes);
    this.#sent.push(taken);
    this.#length += taken.length;
    this.onSent?.(taken);
    this.play();
  }

  #takeWrite(): (Pending<void> & { readonly bytes: Uint8Array }) | undefined {
    const write = this.#write;
    this.#write = undefined;
    return write;
  }

  #settle(reason: unknown): void {
    this.#takeWrite()?.reject(reason);
    const read = this.#read;
    this.#read = undefined;
    read?.reject(reason);
    this.#closing.resolve();
  }
}

function lost(): ConnectionError {
  return new ConnectionError("Cannot go on: the peer broke the connection", "lost");
}

function pending<T>(): Pending<T> {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}
