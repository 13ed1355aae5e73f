import { ConnectionError, TimeoutError } from "../../errors.ts";
import type { Connect, Connection } from "../connection.ts";
import type { HttpClient, HttpRequest, HttpResponse, Upgraded } from "../http_client.ts";
import { type Lease, Pool } from "../pool.ts";
import { exchange, type Progress } from "./exchange.ts";
import { toConnection } from "../platform_connection.ts";
import { formatHead } from "./head.ts";
import { cancelSource, NO_BODY, type OutgoingBody, toOutgoingBody } from "./outgoing_body.ts";

/** What a {@linkcode SocketHttpClient} is made of. */
export interface SocketHttpClientOptions {
  /** Opens a connection to the engine. */
  readonly connect: Connect;
  /** The engine's name in the Host header. */
  readonly authority: string;
  /** The engine's address in messages. */
  readonly address: string;
  /** Milliseconds that connecting may take. */
  readonly connectTimeout: number;
  /** Milliseconds from the last byte sent to the head of the answer; no limit if absent. */
  readonly responseTimeout: number | undefined;
  /** Milliseconds that a read of a body may wait; no limit if absent. */
  readonly idleTimeout: number | undefined;
  /** How many connections there may be; no limit if absent. */
  readonly maxConnections: number | undefined;
}

/** A body of up to this many bytes goes out in one write with the head. */
const SMALL_BODY = 65_536;

/** What would contradict the framing or the address, if it could be set. */
const OURS = /^(?:host|content-length|transfer-encoding)$/i;

const encoder = new TextEncoder();

/** HTTP/1.1 over connections of our own: keep-alive, streams both ways, upgrades. */
export class SocketHttpClient implements HttpClient {
  readonly #options: SocketHttpClientOptions;
  readonly #pool: Pool;

  constructor(options: SocketHttpClientOptions) {
    this.#options = options;
    this.#pool = new Pool({
      dial: (signal) => this.#dial(signal),
      maxConnections: options.maxConnections ?? Infinity,
    });
  }

  /** How many connections are open. */
  get open(): number {
    return this.#pool.size;
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    const response = await this.#send(request, false);
    if ("connection" in response) throw new TypeError("An upgrade came without being asked for");
    return response;
  }

  upgrade(request: HttpRequest): Promise<HttpResponse | Upgraded> {
    return this.#send(request, true);
  }

  close(): void {
    this.#pool.close();
  }

  async #send(request: HttpRequest, upgrade: boolean): Promise<HttpResponse | Upgraded> {
    const { method, signal } = request;
    const outgoing = toOutgoingBody(request.body);
    let lease: Lease | undefined;
    try {
      signal?.throwIfAborted();
      const small = outgoing.kind === "bytes" && outgoing.bytes.length <= SMALL_BODY;
      const head = this.#head(request, outgoing, upgrade);
      const idempotent = method !== "POST" && method !== "PATCH" && outgoing.kind !== "stream";
      for (let fresh = upgrade;;) {
        lease = await this.#pool.take(signal, fresh);
        const { connection } = lease;
        const progress: Progress = { answered: false };
        try {
          return await exchange({
            connection,
            firstRead: lease.firstRead,
            method,
            head,
            body: small ? NO_BODY : outgoing,
            upgrade,
            signal,
            headTimeout: request.headTimeout ?? this.#options.responseTimeout,
            idleTimeout: this.#options.idleTimeout,
            over: (reusable) => this.#pool.give(connection, reusable),
            gone: () => this.#pool.forget(connection),
          }, progress);
        } catch (error) {
          // Only a connection that had been idle can have been closed before it saw the request.
          const stale = lease.reused && !progress.answered && isLost(error) && !signal?.aborted;
          if (!stale || !idempotent) throw error;
          fresh = true;
        }
      }
    } catch (error) {
      if (lease === undefined) cancelSource(outgoing); // no exchange took charge of it
      throw error;
    }
  }

  #head(request: HttpRequest, body: OutgoingBody, upgrade: boolean): Uint8Array {
    for (const name in request.headers) {
      if (OURS.test(name)) {
        throw new TypeError(
          `Cannot send a request: the header "${name}" is not the caller's to set`,
        );
      }
    }
    const headers: Record<string, string | readonly string[]> = {
      host: this.#options.authority,
      ...request.headers,
    };
    if (upgrade) {
      headers["connection"] = "Upgrade";
      headers["upgrade"] ??= "tcp";
    }
    switch (body.kind) {
      case "none":
        if (request.method !== "GET" && request.method !== "HEAD") headers["content-length"] = "0";
        break;
      case "bytes":
        headers["content-length"] = `${body.bytes.length}`;
        break;
      case "stream":
        if (body.length === undefined) headers["transfer-encoding"] = "chunked";
        else headers["content-length"] = `${body.length}`;
        break;
    }
    const head = encoder.encode(formatHead({ ...request, headers }));
    if (body.kind !== "bytes" || body.bytes.length > SMALL_BODY) return head;
    const both = new Uint8Array(head.length + body.bytes.length);
    both.set(head);
    both.set(body.bytes, head.length);
    return both;
  }

  async #dial(signal: AbortSignal): Promise<Connection> {
    const { connect, connectTimeout, address } = this.#options;
    const ending = new AbortController();
    const end = (): void => ending.abort(signal.reason);
    signal.addEventListener("abort", end);
    const timer = setTimeout(() => {
      ending.abort(
        new TimeoutError(
          `Cannot connect to "${address}" within ${connectTimeout} ms (connectTimeout); ` +
            `is the engine running, and is this its address?`,
        ),
      );
    }, connectTimeout);
    try {
      return await connectOrAbort(connect, ending.signal);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
    }
  }
}

/** Does not rely on `connect` to heed the signal: it may be the user's own. */
function connectOrAbort(connect: Connect, signal: AbortSignal): Promise<Connection> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
    connect(signal).then((opened) => {
      const connection = toConnection(opened);
      if (signal.aborted) connection.close(signal.reason);
      else resolve(connection);
    }).catch(reject);
  });
}

function isLost(error: unknown): boolean {
  return error instanceof ConnectionError && error.code === "lost";
}
