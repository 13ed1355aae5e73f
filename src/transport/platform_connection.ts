import { ConnectionError } from "../errors.ts";
import type { Bytes, Connection, PlatformSocket } from "./connection.ts";

/** A socket of the web platform as a {@linkcode Connection}. */
export class PlatformConnection implements Connection {
  readonly closed: Promise<void>;
  readonly #socket: PlatformSocket;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  #gone: (() => void) | undefined;
  /** Why it was closed by us; wins over what the streams then say. */
  #reason: { readonly value: unknown } | undefined;

  /**
   * Takes a socket over.
   *
   * @param socket The socket, which nobody else reads, writes or closes.
   */
  constructor(socket: PlatformSocket) {
    this.#socket = socket;
    this.#reader = socket.readable.getReader();
    this.#writer = socket.writable.getWriter();
    this.closed = new Promise((resolve) => {
      this.#gone = resolve;
    });
    // Its failure shows in the write that it fails.
    this.#writer.closed.catch(() => undefined);
    this.#reader.closed.catch(() => this.#gone?.());
  }

  read(): Promise<Bytes | null> {
    return this.#settle(this.#next());
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#settle(this.#writer.write(bytes));
  }

  closeWrite(): Promise<void> {
    return this.#settle(this.#writer.close());
  }

  close(reason?: unknown): void {
    if (this.#reason !== undefined) return;
    const value = reason ??
      new ConnectionError("Cannot use the connection: it was closed", "closed");
    this.#reason = { value };
    // What a socket that is thrown away has to say concerns nobody any more.
    Promise.allSettled([this.#reader.cancel(value), this.#writer.abort(value), this.#drop()])
      .then(() => this.#gone?.());
  }

  // The platform has no way to say which sockets keep a process alive.
  ref(): void {}
  unref(): void {}

  async #drop(): Promise<void> {
    await this.#socket.close();
  }

  async #next(): Promise<Bytes | null> {
    const { done, value } = await this.#reader.read();
    // The platform's type leaves open what buffer it is; a socket's bytes are never shared.
    return done ? null : value as Bytes;
  }

  /** The promise's value, unless we closed meanwhile; a failure of the socket is a lost connection. */
  async #settle<T>(promise: Promise<T>): Promise<T> {
    let value: T;
    try {
      value = await promise;
    } catch (cause) {
      this.#throwIfClosed();
      throw new ConnectionError("Cannot use the connection: it broke", "lost", { cause });
    }
    this.#throwIfClosed(); // a cancelled read looks like the peer's end
    return value;
  }

  #throwIfClosed(): void {
    if (this.#reason !== undefined) throw this.#reason.value;
  }
}

/** What a `connect` opened, as a {@linkcode Connection}. */
export function toConnection(opened: Connection | PlatformSocket): Connection {
  return "read" in opened ? opened : new PlatformConnection(opened);
}
