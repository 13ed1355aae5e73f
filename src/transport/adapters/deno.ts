import type { ConnectionError } from "../../errors.ts";
import {
  connectFailure,
  connectionClosed,
  connectionLost,
  type PathKind,
  pathTooLong,
} from "../connect_failure.ts";
import type { Bytes, Connection } from "../connection.ts";
import type { Endpoint } from "../endpoint.ts";
import { abortable } from "./abortable.ts";
import { READ_SIZE, SHORT_READ } from "./limits.ts";

/** What is used of `Deno.Conn`. */
interface Conn {
  read(buffer: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
  closeWrite(): Promise<void>;
  close(): void;
  ref(): void;
  unref(): void;
}

interface TcpConn extends Conn {
  setNoDelay(on: boolean): void;
  setKeepAlive(on: boolean): void;
}

interface Deno {
  connect(options: { transport: "unix"; path: string }): Promise<Conn>;
  connect(options: { hostname: string; port: number; signal: AbortSignal }): Promise<TcpConn>;
  stat(path: string): Promise<{ isDirectory: boolean; isSocket: boolean | null }>;
}

/**
 * Connects with `Deno.connect`: over a unix socket no module of Node is loaded.
 *
 * @param endpoint Where to.
 * @param signal Ends the attempt; has no hold on the connection once it is open.
 * @returns The connection, which keeps the process alive.
 * @throws {ConnectionError} If nothing answers there.
 */
export async function connect(endpoint: Endpoint, signal?: AbortSignal): Promise<Connection> {
  signal?.throwIfAborted();
  const tooLong = pathTooLong(endpoint);
  if (tooLong !== undefined) throw tooLong;
  const { Deno: deno } = globalThis as unknown as { Deno: Deno };
  // of our own: the caller's has no hold on the connection once it is open
  const stop = new AbortController();
  const dialed = dial(deno, endpoint, stop.signal).catch(async (error) => {
    throw await dialFailure(deno, endpoint, error);
  });
  const conn = await abortable(dialed, signal, () => {
    stop.abort();
    // a unix socket does not know of the signal, and TCP may have been faster than it
    dialed.then((late) => late.close(), () => {});
  });
  return new DenoConnection(conn, endpoint);
}

async function dial(deno: Deno, endpoint: Endpoint, signal: AbortSignal): Promise<Conn> {
  if (endpoint.kind === "unix") {
    return await deno.connect({ transport: "unix", path: endpoint.path });
  }
  const { hostname, port } = endpoint;
  const conn = await deno.connect({ hostname, port, signal });
  conn.setNoDelay(true);
  conn.setKeepAlive(true); // at the system's interval: Deno (2.9) offers no other
  return conn;
}

async function dialFailure(
  deno: Deno,
  endpoint: Endpoint,
  cause: unknown,
): Promise<ConnectionError> {
  const found = endpoint.kind === "unix" ? await pathKind(deno, endpoint.path) : undefined;
  return connectFailure(endpoint, cause, found);
}

async function pathKind(deno: Deno, path: string): Promise<PathKind | undefined> {
  try {
    const found = await deno.stat(path);
    return found.isDirectory ? "directory" : found.isSocket ? "socket" : "file";
  } catch {
    return undefined; // what the system said of the connection tells more than what it says of this
  }
}

class DenoConnection implements Connection {
  readonly closed: Promise<void>;
  readonly #conn: Conn;
  readonly #endpoint: Endpoint;
  #state: "open" | "over" | "closed" = "open"; // over: both halves are, and Deno's side is closed
  #receiving: "open" | "pending" | "ended" | "failed" = "open";
  #sending: "open" | "ending" | "ended" | "failed" = "open";
  #readRefusal: unknown; // what reads reject with once receiving has failed
  #writeRefusal: unknown; // what writes reject with once sending is not open
  #pendingWrite: Promise<void> | undefined;
  #spare: Bytes | undefined;
  #settleClosed: () => void = () => {};

  constructor(conn: Conn, endpoint: Endpoint) {
    this.#conn = conn;
    this.#endpoint = endpoint;
    this.closed = new Promise((resolve) => this.#settleClosed = resolve);
  }

  read(): null | Promise<Bytes | null> {
    switch (this.#receiving) {
      case "ended":
        return null;
      case "failed":
        return Promise.reject(this.#readRefusal);
      case "pending":
        return Promise.reject(new TypeError("Cannot read: another read is pending"));
    }
    this.#receiving = "pending";
    const buffer = this.#spare ?? new Uint8Array(READ_SIZE);
    return this.#conn.read(buffer).then((size) => this.#onRead(size, buffer), this.#onReadError);
  }

  write(bytes: Uint8Array): void | Promise<void> {
    if (this.#sending !== "open") return Promise.reject(this.#writeRefusal);
    if (this.#pendingWrite !== undefined) {
      return Promise.reject(new TypeError("Cannot write: another write is pending"));
    }
    if (bytes.length === 0) return;
    return this.#pendingWrite = this.#conn.write(bytes).then(
      (size) => size < bytes.length ? this.#writeRest(bytes, size) : this.#onWritten(),
      this.#onWriteError,
    );
  }

  closeWrite(): void | Promise<void> {
    if (this.#sending !== "open") return;
    this.#sending = "ending";
    this.#writeRefusal = connectionClosed(this.#endpoint, "its sending half");
    // who made the pending write learns of its failure; there is nothing left to end then
    return this.#pendingWrite?.then(this.#shutdown, () => {}) ?? this.#shutdown();
  }

  close(reason: unknown = connectionClosed(this.#endpoint)): void {
    if (this.#state === "closed") return;
    this.#receiving = this.#sending = "failed";
    this.#readRefusal = this.#writeRefusal = reason;
    this.#spare = undefined;
    if (this.#state === "open") this.#release();
    this.#state = "closed";
  }

  ref(): void {
    this.#conn.ref();
  }

  unref(): void {
    this.#conn.unref();
  }

  #onRead(size: number | null, buffer: Bytes): Bytes | null {
    if (this.#state === "closed") throw this.#readRefusal;
    if (size === null) {
      this.#receiving = "ended";
      this.#spare = undefined;
      if (this.#sending === "ended" || this.#sending === "failed") this.#release();
      return null;
    }
    this.#receiving = "open";
    const isShort = size < SHORT_READ;
    this.#spare = isShort ? buffer : undefined;
    return isShort ? buffer.slice(0, size) : buffer.subarray(0, size);
  }

  readonly #onReadError = (error: unknown): never => {
    if (this.#state === "open") {
      this.#receiving = "failed";
      this.#readRefusal = connectionLost(this.#endpoint, error);
      if (this.#sending !== "failed") this.#writeRefusal = this.#readRefusal;
      this.#sending = "failed";
      this.#release();
    }
    throw this.#readRefusal;
  };

  async #writeRest(bytes: Uint8Array, sent: number): Promise<void> {
    try {
      while (sent < bytes.length) sent += await this.#conn.write(bytes.subarray(sent));
    } catch (error) {
      this.#onWriteError(error);
    }
    this.#onWritten();
  }

  #onWritten(): void {
    this.#pendingWrite = undefined;
    if (this.#sending === "failed") throw this.#writeRefusal;
  }

  /** Ends the sending half only: a peer that closed may have answered before. */
  readonly #onWriteError = (error: unknown): never => {
    this.#pendingWrite = undefined;
    if (this.#sending !== "failed") {
      this.#sending = "failed";
      this.#writeRefusal = connectionLost(this.#endpoint, error);
      if (this.#receiving === "ended") this.#release();
    }
    throw this.#writeRefusal;
  };

  readonly #shutdown = async (): Promise<void> => {
    try {
      await this.#conn.closeWrite();
    } catch (error) {
      // the peer is gone, which is for the reader to learn: to our half it makes no difference
      if (this.#sending === "ending") this.#writeRefusal = connectionLost(this.#endpoint, error);
    }
    if (this.#sending !== "ending") return;
    this.#sending = "ended";
    if (this.#receiving === "ended") this.#release();
  };

  /** Once only: Deno throws when a connection is closed again. */
  #release(): void {
    this.#state = "over";
    this.#conn.close();
    this.#settleClosed();
  }
}
