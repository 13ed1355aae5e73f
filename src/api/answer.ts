import type { Connection } from "../transport/connection.ts";
import type { Body, HttpHeaders } from "../transport/http_client.ts";

/** A call that the engine has taken, and will answer in its own time. */
export interface Pending<T> {
  /** The answer; rejects if the call is cancelled or the engine goes away. */
  readonly result: Promise<T>;
  /** Waits no longer; `result` rejects with the reason. */
  cancel(reason?: unknown): void;
}

/** The body of an answer, handed on as it comes. */
export interface Streamed {
  /** The body, which holds its connection. */
  readonly body: Body;
  /** The header fields of the answer. */
  readonly headers: HttpHeaders;
  /** The API version that the call was made with: what the answer means may depend on it. */
  readonly apiVersion: string;
}

/** A two-way stream: what an upgrade made of a call. */
export interface Hijacked {
  /** The connection, the caller's to close. */
  readonly connection: Connection;
  /** The media type of what comes, without parameters; `""` if the engine does not tell. */
  readonly mediaType: string;
  /** The header fields of the answer. */
  readonly headers: HttpHeaders;
  /** The API version that the call was made with: what comes may depend on it. */
  readonly apiVersion: string;
}
