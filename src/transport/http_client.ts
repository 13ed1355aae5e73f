import type { BodySource } from "../types/body_source.ts";
import type { Bytes, Connection } from "./connection.ts";
import type { Pieces } from "./pieces.ts";

/** A request as it goes on the wire. */
export interface HttpRequest {
  /** `"GET"`, `"POST"`, … */
  readonly method: string;
  /** Path and query of the request line, encoded. */
  readonly target: string;
  /**
   * Header fields besides `host`, `content-length` and `transfer-encoding`; names in lower case. One
   * with several values is sent once for each.
   */
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** The body. What has no length that is known beforehand is sent in chunks. */
  readonly body?: BodySource | undefined;
  /** Ends the call at any stage, the body of the answer included. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds from the last byte sent to the head of the answer; the client's own by default. */
  readonly headTimeout?: number | undefined;
}

/** The header fields of an answer: names in lower case, repeated ones joined with `", "`. */
export type HttpHeaders = ReadonlyMap<string, string>;

/** An answer whose head is here and whose body is still to be read. */
export interface HttpResponse {
  /** The status code, 200 to 599. */
  readonly status: number;
  /** The header fields. */
  readonly headers: HttpHeaders;
  /** The body, which holds the connection until it is read to its end or cancelled. */
  readonly body: Body;
}

/** A connection that now speaks another protocol: bytes both ways, those behind the head first. */
export interface Upgraded {
  /** The header fields of the answer. */
  readonly headers: HttpHeaders;
  /** The connection, now the caller's to close. */
  readonly connection: Connection;
}

/**
 * A body with its framing taken off. It holds the connection: its end, an error and `cancel` give it
 * back.
 */
export interface Body {
  /** The media type without parameters, in lower case; `""` if there is none. */
  readonly mediaType: string;
  /** The next bytes, which the caller then owns; `null` at the end. One at a time. */
  read(): Bytes | null | Promise<Bytes | null>;
  /**
   * The next bytes without the copy that closes the gaps between chunks: for decoders that copy
   * anyway. The object is used again by the next call.
   */
  readPieces(): Pieces | null | Promise<Pieces | null>;
  /** Closes what is beneath; idempotent, never throws; a pending read rejects with `reason`. */
  cancel(reason?: unknown): void;
}

/** Sends requests to one engine. */
export interface HttpClient {
  /**
   * Sends a request and resolves with the head of the answer, whatever its status.
   *
   * @throws {ConnectionError} If the engine can't be reached or the connection breaks.
   * @throws {ProtocolError} If what answers does not speak HTTP/1.1.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
  /**
   * Sends a request that turns the connection into a two-way stream. An answer that keeps speaking
   * HTTP (a refusal) comes back as a response.
   *
   * @throws {ConnectionError} If the engine can't be reached or the connection breaks.
   * @throws {ProtocolError} If what answers does not speak HTTP/1.1.
   */
  upgrade(request: HttpRequest): Promise<HttpResponse | Upgraded>;
  /** Closes every connection, idle or not; what is in flight and what comes later rejects. */
  close(): void;
}
