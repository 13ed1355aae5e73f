import { ConnectionError } from "../errors.ts";
import type { Bytes, Connection } from "./connection.ts";

/** A connection lent for one exchange. */
export interface Lease {
  /** The connection. */
  readonly connection: Connection;
  /** Whether it has served before: then it may have gone stale without anyone noticing. */
  readonly reused: boolean;
  /** The read that was begun while the connection was idle: the first of the next exchange. */
  readonly firstRead: Promise<Bytes | null> | undefined;
}

/** What a {@linkcode Pool} is made of. */
export interface PoolOptions {
  /** Opens a connection. */
  readonly dial: (signal: AbortSignal) => Promise<Connection>;
  /** How many connections there may be, idle or lent. */
  readonly maxConnections: number;
}

/** More than this many idle connections are of no use: an engine has no more to say at once. */
const MAX_IDLE = 64;

interface Idle {
  readonly connection: Connection;
  readonly firstRead: Promise<Bytes | null>;
}

interface Waiter {
  readonly fresh: boolean;
  readonly admit: (turn: Turn) => void;
  readonly reject: (reason: unknown) => void;
}

/** What a caller gets when it is its turn: a connection, or the room for a new one. */
type Turn = Lease | "dial";

/**
 * The connections to one engine. Idle ones don't keep the process alive, and leave when the engine
 * closes them: each has a read pending, which notices.
 */
export class Pool {
  readonly #dial: (signal: AbortSignal) => Promise<Connection>;
  readonly #maxConnections: number;
  readonly #idle: Idle[] = [];
  readonly #lent = new Set<Connection>();
  readonly #waiters: Waiter[] = [];
  readonly #ending = new AbortController();
  #dialing = 0;

  constructor(options: PoolOptions) {
    this.#dial = options.dial;
    this.#maxConnections = options.maxConnections;
  }

  /** How many connections are open, idle or lent. */
  get size(): number {
    return this.#idle.length + this.#lent.size + this.#dialing;
  }

  /**
   * Lends a connection: the one used last if there is an idle one, else a new one; waits while
   * there are `maxConnections`, the first come first.
   *
   * @param signal Ends the wait.
   * @param fresh Whether it must be a new one.
   */
  async take(signal: AbortSignal | undefined, fresh: boolean): Promise<Lease> {
    this.#ending.signal.throwIfAborted();
    const turn = this.#turn(fresh) ?? await this.#wait(signal, fresh);
    return turn === "dial" ? await this.#open(signal) : turn;
  }

  /** What is to be had now; while others wait that is nothing. */
  #turn(fresh: boolean): Turn | undefined {
    const idle = fresh ? undefined : this.#idle.pop();
    if (idle !== undefined) {
      idle.connection.ref();
      this.#lent.add(idle.connection);
      return { connection: idle.connection, reused: true, firstRead: idle.firstRead };
    }
    if (this.size >= this.#maxConnections) {
      const spare = this.#idle.shift(); // makes room for the fresh one
      if (spare === undefined) return undefined;
      spare.connection.close();
    }
    this.#dialing++;
    return "dial";
  }

  async #open(signal: AbortSignal | undefined): Promise<Lease> {
    const ending = new AbortController();
    const end = (event: Event): void => ending.abort((event.target as AbortSignal).reason);
    const signals = signal === undefined ? [this.#ending.signal] : [this.#ending.signal, signal];
    for (const signal of signals) signal.addEventListener("abort", end);
    try {
      for (const signal of signals) signal.throwIfAborted();
      const connection = await this.#dial(ending.signal);
      if (ending.signal.aborted) {
        connection.close(ending.signal.reason);
        throw ending.signal.reason;
      }
      this.#lent.add(connection);
      return { connection, reused: false, firstRead: undefined };
    } finally {
      for (const signal of signals) signal.removeEventListener("abort", end);
      this.#dialing--;
      this.#admit();
    }
  }

  #wait(signal: AbortSignal | undefined, fresh: boolean): Promise<Turn> {
    return new Promise((resolve, reject) => {
      const done = (): void => signal?.removeEventListener("abort", abort);
      const waiter: Waiter = {
        fresh,
        admit: (turn) => (done(), resolve(turn)),
        reject: (reason) => (done(), reject(reason)),
      };
      const abort = (): void => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        waiter.reject(signal?.reason);
      };
      signal?.addEventListener("abort", abort);
      this.#waiters.push(waiter);
    });
  }

  /** Lets those who wait longest have what there is. */
  #admit(): void {
    for (let waiter = this.#waiters[0]; waiter !== undefined; waiter = this.#waiters[0]) {
      const turn = this.#turn(waiter.fresh);
      if (turn === undefined) return;
      this.#waiters.shift();
      waiter.admit(turn);
    }
  }

  /** Takes note that a connection is gone. What it still holds is left to who reads it. */
  forget(connection: Connection): void {
    if (this.#lent.delete(connection)) this.#admit();
  }

  /** Takes a connection back: keeps it for the next exchange if it is clean. */
  give(connection: Connection, reusable: boolean): void {
    if (!this.#lent.delete(connection)) return;
    if (reusable && this.#idle.length < MAX_IDLE) {
      this.#keep(connection);
    } else {
      connection.close();
    }
    this.#admit();
  }

  #keep(connection: Connection): void {
    const firstRead = connection.read();
    if (!(firstRead instanceof Promise)) {
      connection.close(); // its end, or bytes that answer no question
      return;
    }
    connection.unref();
    const idle = { connection, firstRead };
    this.#idle.push(idle);
    const leave = (): void => {
      const at = this.#idle.indexOf(idle);
      if (at < 0) return; // it was lent: the exchange has the read now
      this.#idle.splice(at, 1); // nobody waits while there are idle ones
      connection.close();
    };
    firstRead.then(leave, leave);
  }

  /** Closes every connection, lent or idle; what waits and what comes later rejects. */
  close(): void {
    if (this.#ending.signal.aborted) return;
    const reason = new ConnectionError("Cannot call the engine: the client is closed", "closed");
    this.#ending.abort(reason);
    for (const { connection } of this.#idle.splice(0)) connection.close(reason);
    for (const connection of this.#lent) connection.close(reason);
    this.#lent.clear();
    for (const waiter of this.#waiters.splice(0)) waiter.reject(reason);
  }
}
