/** Bytes that their holder owns: nobody else reads, writes or detaches their buffer. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** A two-way byte connection to an engine: all that HTTP knows of sockets, pipes, TLS and ssh. */
export interface Connection {
  /**
   * Bytes that came, which the caller then owns; `null` at the peer's end. Answers at once when
   * bytes are already here. One at a time.
   */
  read(): Bytes | null | Promise<Bytes | null>;
  /**
   * Takes every byte; a promise only when the peer has to catch up first, and until then the bytes
   * are ours. One at a time.
   */
  write(bytes: Uint8Array): void | Promise<void>;
  /** Ends the sending half; reading goes on. */
  closeWrite(): void | Promise<void>;
  /**
   * Drops both halves; idempotent, never throws; pending and later reads and writes reject with
   * `reason`, by default a `ConnectionError` with the code `"closed"`.
   */
  close(reason?: unknown): void;
  /** Settles when the connection is gone; never rejects. */
  readonly closed: Promise<void>;
  /** Lets the connection keep the process alive, which is how it starts. */
  ref(): void;
  /** Lets the process exit although the connection is open. */
  unref(): void;
}

/** A socket as the web platform has it (WinterTC): `connect()` of an edge runtime makes one. */
export interface PlatformSocket {
  /** Bytes from the peer. */
  readonly readable: ReadableStream;
  /** Bytes to the peer; closing it ends the sending half, if the socket allows half-open. */
  readonly writable: WritableStream;
  /** Drops both halves. */
  close(): unknown;
}

/**
 * Opens a connection. Rejects with a `ConnectionError` that says what was tried and what to check,
 * or with the signal's reason. A user's own may open a socket of the web platform's shape instead.
 */
export type Connect = (signal?: AbortSignal) => Promise<Connection | PlatformSocket>;
