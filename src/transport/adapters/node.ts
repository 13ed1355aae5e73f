import { connectionClosed, connectionLost, pathTooLong } from "../connect_failure.ts";
import type { Bytes, Connection } from "../connection.ts";
import type { Endpoint } from "../endpoint.ts";
import { abortable } from "./abortable.ts";
import { builtin } from "./builtin.ts";
import { dialFailure } from "./dial_failure.ts";
import { Inbox } from "./inbox.ts";
import { KEEP_ALIVE_MS, READ_SIZE, SHORT_READ } from "./limits.ts";

/** What is used of `net.Socket`. */
interface Socket {
  readonly writableLength: number;
  readonly errored: Error | null;
  on(event: "connect" | "end" | "close", listener: () => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  write(bytes: Uint8Array, written: (error?: Error | null) => void): boolean;
  end(): unknown;
  destroy(error?: Error): unknown;
  push(chunk: unknown): boolean;
  pause(): unknown;
  resume(): unknown;
  ref(): unknown;
  unref(): unknown;
  setNoDelay(on: boolean): unknown;
  setKeepAlive(on: boolean, delay: number): unknown;
}

interface ConnectOptions {
  readonly path?: string;
  readonly host?: string;
  readonly port?: number;
  readonly allowHalfOpen: true;
  readonly onread: {
    buffer(): Uint8Array;
    callback(size: number, buffer: Bytes): boolean;
  };
}

interface Net {
  connect(options: ConnectOptions): Socket;
}

/**
 * Connects with `node:net`: on Node, and as the fallback wherever that module exists.
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
  const connection = new NodeConnection(builtin<Net>("node:net"), endpoint);
  const opened = connection.opened.catch(async (error) => {
    throw await dialFailure(endpoint, error);
  });
  await abortable(opened, signal, () => connection.close());
  return connection;
}

interface Pending {
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

class NodeConnection implements Connection {
  readonly opened: Promise<void>;
  readonly closed: Promise<void>;
  readonly #endpoint: Endpoint;
  readonly #socket: Socket;
  readonly #destroy: (error?: Error) => unknown;
  readonly #inbox: Inbox;
  #receiving: "open" | "ended" = "open";
  #sending: "open" | "ended" | "failed" | "closed" = "open";
  #refusal: unknown; // what writes reject with once sending has failed or is closed
  #writeError: Error | undefined;
  #pending: Pending | undefined;
  #spare: Bytes | undefined;

  constructor(net: Net, endpoint: Endpoint) {
    const socket = net.connect({
      ...(endpoint.kind === "unix"
        ? { path: endpoint.path }
        : { host: endpoint.hostname, port: endpoint.port }),
      allowHalfOpen: true,
      // with buffers of our own the bytes do not go through the machinery of node:stream
      onread: {
        buffer: () => this.#spare ?? new Uint8Array(READ_SIZE),
        callback: (size, buffer) => this.#onRead(size, buffer),
      },
    });
    this.#endpoint = endpoint;
    this.#socket = socket;
    this.#inbox = new Inbox(socket);
    this.#destroy = socket.destroy.bind(socket);
    this.#keepAnswer();
    this.opened = new Promise((resolve, reject) => {
      socket.on("connect", () => {
        if (endpoint.kind === "tcp") {
          socket.setNoDelay(true);
          socket.setKeepAlive(true, KEEP_ALIVE_MS);
        }
        resolve();
      });
      socket.on("error", (error) => {
        reject(error);
        this.#lose(error);
      });
    });
    socket.on("end", () => this.#onEnd());
    this.closed = new Promise((resolve) => {
      socket.on("close", () => {
        this.#lose(undefined);
        resolve();
      });
    });
  }

  read(): Bytes | null | Promise<Bytes | null> {
    return this.#inbox.read();
  }

  write(bytes: Uint8Array): void | Promise<void> {
    if (this.#sending !== "open") return Promise.reject(this.#refusal);
    if (this.#pending !== undefined) {
      return Promise.reject(new TypeError("Cannot write: another write is pending"));
    }
    this.#socket.write(bytes, this.#onWritten);
    const { errored } = this.#socket;
    if (errored) {
      this.#failSending(errored);
      return Promise.reject(this.#refusal);
    }
    // not the answer of write(), which says whether node:stream has room, not who has the bytes
    if (this.#socket.writableLength === 0) return;
    return new Promise((resolve, reject) => this.#pending = { resolve, reject });
  }

  closeWrite(): void {
    if (this.#sending !== "open") return;
    this.#sending = "ended";
    this.#refusal = connectionClosed(this.#endpoint, "its sending half");
    this.#socket.end();
  }

  close(reason: unknown = connectionClosed(this.#endpoint)): void {
    if (this.#sending === "closed") return;
    this.#sending = "closed";
    this.#refusal = reason;
    this.#inbox.close(reason);
    this.#pending?.reject(reason);
    this.#pending = undefined;
    this.#destroy();
  }

  ref(): void {
    this.#socket.ref();
  }

  unref(): void {
    this.#socket.unref();
  }

  #onRead(size: number, buffer: Bytes): boolean {
    if (size < SHORT_READ) {
      this.#spare = buffer;
      this.#inbox.push(buffer.slice(0, size));
    } else {
      this.#spare = undefined;
      this.#inbox.push(buffer.subarray(0, size));
    }
    return true;
  }

  #onEnd(): void {
    if (this.#receiving === "ended") return;
    this.#receiving = "ended";
    this.#inbox.end();
    if (this.#sending === "failed") this.#destroy();
  }

  /** Also called for writes that were done at once, and then later than the next write. */
  readonly #onWritten = (error?: Error | null): void => {
    if (error) return this.#failSending(error);
    if (this.#pending === undefined || this.#socket.writableLength > 0) return;
    this.#pending.resolve();
    this.#pending = undefined;
  };

  #failSending(error: Error | undefined): void {
    if (this.#sending === "failed" || this.#sending === "closed") return;
    this.#sending = "failed";
    this.#writeError = error;
    this.#refusal = connectionLost(this.#endpoint, error);
    this.#pending?.reject(this.#refusal);
    this.#pending = undefined;
  }

  #lose(error: Error | undefined): void {
    const isOver = this.#receiving === "ended" && this.#sending !== "open";
    if (isOver || this.#sending === "closed") return;
    this.#failSending(error);
    this.#inbox.fail(connectionLost(this.#endpoint, error));
    this.#receiving = "ended";
  }

  /**
   * A peer that answers early and closes makes our next write fail, and then Node (20 to 26, and the
   * imitations in Deno and Bun) destroys the socket, with an answer that is here and was not read
   * yet. So a failed write ends the sending half only. Of the end, node:stream tells no more after an
   * error: hence the look at what is pushed.
   */
  #keepAnswer(): void {
    const socket = this.#socket;
    const push = socket.push.bind(socket);
    socket.push = (chunk) => {
      const more = push(chunk);
      if (chunk === null) this.#onEnd();
      return more;
    };
    socket.destroy = (error) => {
      const isWriteError = error !== undefined && error === this.#writeError;
      if (!isWriteError || this.#receiving === "ended") this.#destroy(error);
      return socket;
    };
  }
}
