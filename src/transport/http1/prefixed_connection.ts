import type { Bytes, Connection } from "../connection.ts";

/** A connection some of whose bytes have been read already: they come first. */
export class PrefixedConnection implements Connection {
  readonly #connection: Connection;
  #prefix: Bytes | undefined;

  constructor(connection: Connection, prefix: Bytes) {
    this.#connection = connection;
    this.#prefix = prefix;
  }

  get closed(): Promise<void> {
    return this.#connection.closed;
  }

  read(): Bytes | null | Promise<Bytes | null> {
    const prefix = this.#prefix;
    if (prefix === undefined) return this.#connection.read();
    this.#prefix = undefined;
    return prefix;
  }

  write(bytes: Uint8Array): void | Promise<void> {
    return this.#connection.write(bytes);
  }

  closeWrite(): void | Promise<void> {
    return this.#connection.closeWrite();
  }

  close(reason?: unknown): void {
    this.#prefix = undefined;
    this.#connection.close(reason);
  }

  ref(): void {
    this.#connection.ref();
  }

  unref(): void {
    this.#connection.unref();
  }
}
