import { connectionClosed, connectionLost, pathTooLong } from "../connect_failure.ts";
import type { Bytes, Connection } from "../connection.ts";
import type { Endpoint } from "../endpoint.ts";
import { abortable } from "./abortable.ts";
import { dialFailure } from "./dial_failure.ts";
import { Inbox } from "./inbox.ts";

/** What is used of `Bun.Socket`. */
interface Socket {
  write(bytes: Uint8Array): number;
  shutdown(): void;
  close(): void;
  pause(): void;
  resume(): void;
  ref(): void;
  unref(): void;
}

interface Handlers {
  readonly binaryType: "uint8array";
  open(socket: Socket): void;
  data(socket: Socket, bytes: Bytes): void;
  drain(socket: Socket): void;
  end(socket: Socket): void;
  error(socket: Socket, error: unknown): void;
  close(socket: Socket, error?: unknown): void;
}

interface ConnectOptions {
  readonly unix: string;
  readonly allowHalfOpen: true;
  readonly socket: Handlers;
}

type UnixEndpoint = Extract<Endpoint, { kind: "unix" }>;

interface Bun {
  connect(options: ConnectOptions): Promise<Socket>;
}

/**
 * Connects with `Bun.connect` to a unix socket, else with `node:net`.
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
  // Bun (1.4) cannot stop dialing: a TCP host that does not answer would hold the process for minutes
  if (endpoint.kind === "tcp") return await (await import("./node.ts")).connect(endpoint, signal);
  const { Bun: bun } = globalThis as unknown as { Bun: Bun };
  const dialed = dial(bun, endpoint).catch(async (error) => {
    throw await dialFailure(endpoint, error);
  });
  return await abortable(dialed, signal, () => {
    // what comes of it is closed, and what fails has nobody left to tell
    dialed.then((late) => late.close(), () => {});
  });
}

function dial(bun: Bun, endpoint: UnixEndpoint): Promise<BunConnection> {
  return new Promise((resolve, reject) => {
    let connection: BunConnection | undefined;
    bun.connect({
      unix: endpoint.path,
      allowHalfOpen: true,
      socket: {
        binaryType: "uint8array",
        open(socket) {
          connection = new BunConnection(socket, endpoint);
          resolve(connection);
        },
        data: (_socket, bytes) => connection?.onData(bytes),
        drain: () => connection?.onDrain(),
        end: () => connection?.onEnd(),
        error: (_socket, error) => connection?.onClose(error),
        close: (_socket, error) => connection?.onClose(error),
      },
    }).catch(reject);
  });
}

interface Pending {
  readonly bytes: Uint8Array;
  sent: number;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

class BunConnection implements Connection {
  readonly closed: Promise<void>;
  readonly #endpoint: Endpoint;
  readonly #socket: Socket;
  readonly #inbox: Inbox;
  #receiving: "open" | "ended" = "open";
  #sending: "open" | "ended" | "failed" | "closed" = "open";
  #refusal: unknown; // what writes reject with once sending is not open
  #pending: Pending | undefined;
  #settleClosed: () => void = () => {};

  constructor(socket: Socket, endpoint: Endpoint) {
    this.#socket = socket;
    this.#endpoint = endpoint;
    this.#inbox = new Inbox(socket);
    this.closed = new Promise((resolve) => this.#settleClosed = resolve);
  }

  read(): Bytes | null | Promise<Bytes | null> {
    return this.#inbox.read();
  }

  write(bytes: Uint8Array): void | Promise<void> {
    if (this.#sending !== "open") return Promise.reject(this.#refusal);
    if (this.#pending !== undefined) {
      return Promise.reject(new TypeError("Cannot write: another write is pending"));
    }
    const sent = this.#socket.write(bytes);
    if (sent === bytes.length) return;
    if (sent < 0) {
      this.#failSending(undefined);
      return Promise.reject(this.#refusal);
    }
    return new Promise((resolve, reject) => this.#pending = { bytes, sent, resolve, reject });
  }

  closeWrite(): void {
    if (this.#sending !== "open") return;
    this.#sending = "ended";
    this.#refusal = connectionClosed(this.#endpoint, "its sending half");
    if (this.#pending === undefined) this.#shutdown();
  }

  close(reason: unknown = connectionClosed(this.#endpoint)): void {
    if (this.#sending === "closed") return;
    this.#sending = "closed";
    this.#refusal = reason;
    this.#inbox.close(reason);
    this.#pending?.reject(reason);
    this.#pending = undefined;
    // not terminate(), which resets a TCP connection and so takes back what was sent last
    this.#socket.close();
    this.#settleClosed();
  }

  ref(): void {
    this.#socket.ref();
  }

  unref(): void {
    this.#socket.unref();
  }

  onData(bytes: Bytes): void {
    this.#inbox.push(bytes);
  }

  onDrain(): void {
    const pending = this.#pending;
    if (pending === undefined) return;
    const sent = this.#socket.write(pending.bytes.subarray(pending.sent));
    if (sent < 0) return this.#failSending(undefined);
    pending.sent += sent;
    if (pending.sent < pending.bytes.length) return;
    this.#pending = undefined;
    if (this.#sending === "ended") this.#shutdown();
    pending.resolve();
  }

  onEnd(): void {
    this.#receiving = "ended";
    this.#inbox.end();
    if (this.#sending !== "open" && this.#pending === undefined) this.#socket.close();
  }

  /** A reset comes here too, and not as an error; a peer's close may come without an end before. */
  onClose(error: unknown): void {
    this.#settleClosed();
    if (this.#sending === "closed") return;
    this.#failSending(error ?? undefined);
    if (error) this.#inbox.fail(connectionLost(this.#endpoint, error));
    else this.#inbox.end();
  }

  /** Not end(), which closes both halves, and with them the answer. */
  #shutdown(): void {
    this.#socket.shutdown();
    if (this.#receiving === "ended") this.#socket.close();
  }

  /** Bun says of a write to a peer that is gone only that it failed; an answer may still be here. */
  #failSending(error: unknown): void {
    if (this.#sending === "failed" || this.#sending === "closed") return;
    this.#sending = "failed";
    this.#refusal = connectionLost(this.#endpoint, error);
    this.#pending?.reject(this.#refusal);
    this.#pending = undefined;
  }
}
