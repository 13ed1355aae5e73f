import { type ApiError, ConnectionError, ProtocolError, VersionError } from "../errors.ts";
import type { Connection } from "../transport/connection.ts";
import type { Body, HttpClient, HttpRequest, HttpResponse } from "../transport/http_client.ts";
import type { BodySource } from "../types/body_source.ts";
import type { Call, CallOptions } from "./call.ts";
import { fetchOver } from "./fetch.ts";
import { ping, type PingInfo } from "./ping.ts";
import { toQuery } from "./query.ts";
import { toApiError } from "./refusal.ts";
import { collect } from "./streams/collect.ts";
import {
  checkApiVersion,
  clampApiVersion,
  compareApiVersions,
  isApiVersion,
  MINIMUM_API_VERSION,
} from "./version.ts";

/** What an {@linkcode Engine} is made of. */
export interface EngineOptions {
  /** The API version to speak; negotiated if absent. */
  readonly apiVersion?: string | undefined;
  /** Milliseconds that the engine may take to answer the ping that negotiates. */
  readonly connectTimeout: number;
  /** The engine's address in messages. */
  readonly address: string;
}

/** A call as an operation hands it to its engine. */
export interface EngineCall extends Call<object> {
  /** A body to be sent as JSON. */
  readonly body?: object | undefined;
  /** A body to be sent as it is: an archive. */
  readonly upload?: BodySource | undefined;
}

/** A call that the engine has taken, and will answer in its own time. */
export interface Pending<T> {
  /** The answer; rejects if the call is cancelled or the engine goes away. */
  readonly result: Promise<T>;
  /** Waits no longer; `result` rejects with the reason. */
  cancel(reason?: unknown): void;
}

/** A two-way stream: what an upgrade made of a call. */
export interface Hijacked {
  /** The connection, the caller's to close. */
  readonly connection: Connection;
  /** The media type of what comes, without parameters; `""` if the engine does not tell. */
  readonly mediaType: string;
}

/** What errors say when the engine is not there, or no longer. */
const GONE: ReadonlySet<string> = new Set(["lost", "refused", "missing"]);

/** What of an answer that doesn't matter is read, so that its connection can serve again. */
const MAX_IGNORED = 65_536;

/** Larger answers are streams; the engine's longest list of containers is far below. */
const MAX_JSON = 256 * 1_048_576;

/**
 * One engine: puts the API version before each path, encodes queries and bodies, reads answers in
 * one of four ways, and turns refusals into errors.
 */
export class Engine {
  readonly #http: HttpClient;
  readonly #options: EngineOptions;
  #version: string | undefined;
  #negotiation: Promise<string> | undefined;

  /**
   * Makes an engine; nothing is sent.
   *
   * @param http Sends the requests.
   * @param options How to speak to the engine.
   * @throws {TypeError} If `apiVersion` is not a version.
   * @throws {VersionError} If `apiVersion` is older or newer than what is known.
   */
  constructor(http: HttpClient, options: EngineOptions) {
    const { apiVersion } = options;
    if (apiVersion !== undefined) checkApiVersion(apiVersion);
    this.#http = http;
    this.#options = options;
    this.#version = apiVersion;
  }

  /** Sends a call and reads the answer as JSON. */
  async json<T>(method: string, path: string, call: EngineCall = {}): Promise<T> {
    const response = await this.#send(method, path, call);
    return await this.#parse<T>(response.body, method, path);
  }

  /** Like {@linkcode json}, but resolves with the head of the answer: the call has been taken. */
  async begin<T>(method: string, path: string, call: EngineCall = {}): Promise<Pending<T>> {
    const { body } = await this.#send(method, path, call);
    const result = this.#parse<T>(body, method, path);
    result.catch(() => undefined); // whoever cancels it need not look at it
    return { result, cancel: (reason) => body.cancel(reason) };
  }

  /** Sends a call and reads the answer to its end: nothing of it matters. */
  async void(method: string, path: string, call: EngineCall = {}): Promise<void> {
    const { body } = await this.#send(method, path, call);
    await collect(body, MAX_IGNORED);
  }

  /** Sends a call and hands on the body of the answer, which holds its connection. */
  async stream(method: string, path: string, call: EngineCall = {}): Promise<Body> {
    const response = await this.#send(method, path, call);
    return response.body;
  }

  /** Sends a call that turns its connection into a two-way stream. */
  async upgrade(method: string, path: string, call: EngineCall = {}): Promise<Hijacked> {
    const answer = await this.#call(method, path, call, (request) => this.#http.upgrade(request));
    if ("connection" in answer) {
      const type = answer.headers.get("content-type") ?? "";
      return {
        connection: answer.connection,
        mediaType: (type.split(";")[0] ?? "").trim().toLowerCase(),
      };
    }
    answer.body.cancel();
    throw new ProtocolError(
      `Cannot ${method} ${path}: the engine answered ${answer.status} and did not hand over the ` +
        `connection; is there a proxy in between that does not pass upgrades?`,
    );
  }

  /** Asks the engine whether it is there, and what it is. */
  async ping(call: CallOptions = {}): Promise<PingInfo> {
    const { address, connectTimeout } = this.#options;
    try {
      return await ping(this.#http, call, { address, limit: connectTimeout });
    } catch (error) {
      this.#noteLoss(error);
      throw error;
    }
  }

  /**
   * The API version that is spoken: `apiVersion`, or the newest that both sides know, which is asked
   * once and asked again after a connection was lost.
   *
   * @param signal Ends the wait; the question itself goes on for those who also wait.
   */
  async version(signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    if (this.#version !== undefined) return this.#version;
    this.#negotiation ??= this.#negotiate();
    return await untilAborted(this.#negotiation, signal);
  }

  /** Sends a request and answers as the web platform's own `fetch` does. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    try {
      const response = await fetchOver(this.#http, path, init, (signal) => this.version(signal));
      if (response.status === 400) this.#noteVersion(response.headers.get("api-version"));
      return response;
    } catch (error) {
      this.#noteLoss(error);
      throw error;
    }
  }

  /** Closes every connection; what is in flight and what comes later rejects. */
  close(): void {
    this.#http.close();
  }

  async #negotiate(): Promise<string> {
    try {
      const { apiVersion } = await this.ping();
      const version = clampApiVersion(apiVersion);
      if (compareApiVersions(version, MINIMUM_API_VERSION) < 0) {
        throw new VersionError(
          `Cannot speak to "${this.#options.address}": its newest API version is ${apiVersion}, ` +
            `and ${MINIMUM_API_VERSION} is the oldest that is spoken here; update the engine`,
        );
      }
      this.#version = version;
      return version;
    } finally {
      this.#negotiation = undefined; // a failure must not stick
    }
  }

  /** Forgets what was negotiated when the engine was gone: perhaps another comes in its place. */
  #noteLoss(error: unknown): void {
    if (error instanceof ConnectionError && GONE.has(error.code)) this.#forget();
  }

  /**
   * Forgets what was negotiated when a refusal shows that another engine answers by now: each names
   * its newest version. True if so.
   */
  #noteVersion(newest: string | null | undefined): boolean {
    const { apiVersion } = this.#options;
    if (typeof newest !== "string" || !isApiVersion(newest) || apiVersion !== undefined) {
      return false;
    }
    if (clampApiVersion(newest) === this.#version) return false;
    this.#forget();
    return true;
  }

  #forget(): void {
    this.#version = this.#options.apiVersion;
  }

  async #send(method: string, path: string, call: EngineCall): Promise<HttpResponse> {
    return await this.#call(method, path, call, (request) => this.#http.request(request));
  }

  async #call<Answer extends HttpResponse | object>(
    method: string,
    path: string,
    call: EngineCall,
    send: (request: HttpRequest) => Promise<Answer>,
  ): Promise<Answer> {
    const suffix = path + toQuery(call.query);
    const { body, contentType } = encodeBody(call);
    const headers = contentType === undefined
      ? call.headers
      : { "content-type": contentType, ...call.headers };
    const replayable = call.upload === undefined;
    for (let attempt = 1;; attempt++) {
      const version = this.#version ?? await this.version(call.signal);
      let answer: Answer;
      try {
        answer = await send({
          method,
          target: `/v${version}${suffix}`,
          headers,
          body,
          signal: call.signal,
        });
      } catch (error) {
        this.#noteLoss(error);
        throw error;
      }
      if (!("status" in answer) || (answer.status < 300) || answer.status === 304) return answer;
      const error = await toApiError(answer, method, path);
      if (error.status !== 400) throw error;
      const newest = answer.headers.get("api-version");
      if (!this.#noteVersion(newest)) throw this.#pinned(error, newest);
      if (!replayable || attempt > 1) throw error;
    }
  }

  async #parse<T>(body: Body, method: string, path: string): Promise<T> {
    const { bytes, truncated } = await collect(body, MAX_JSON);
    if (truncated) throw new ProtocolError(`Cannot ${method} ${path}: the answer exceeds 256 MiB`);
    return parse<T>(bytes, `${method} ${path}`);
  }

  /** The error for a pinned version that the engine does not speak; else the refusal itself. */
  #pinned(error: ApiError, engine: string | undefined): ApiError | VersionError {
    const pinned = this.#options.apiVersion;
    if (pinned === undefined || engine === undefined || !isApiVersion(engine)) return error;
    if (compareApiVersions(pinned, engine) <= 0) return error;
    return new VersionError(
      `Cannot ${error.method} ${error.path}: API ${pinned} was asked for (apiVersion) and the engine ` +
        `speaks up to ${engine}`,
      { cause: error },
    );
  }
}

function encodeBody(
  call: EngineCall,
): { readonly body: BodySource | undefined; readonly contentType: string | undefined } {
  if (call.upload !== undefined) return { body: call.upload, contentType: "application/x-tar" };
  if (call.body === undefined) return { body: undefined, contentType: undefined };
  return { body: JSON.stringify(call.body), contentType: "application/json" };
}

const decoder = new TextDecoder();

function parse<T>(bytes: Uint8Array, what: string): T {
  const text = decoder.decode(bytes);
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    const seen = text.length > 80 ? `${text.slice(0, 80)}…` : text;
    throw new ProtocolError(`Cannot ${what}: expected JSON, got ${JSON.stringify(seen)}`, {
      cause,
    });
  }
}

/** What the promise settles to, or the signal's reason if that comes first. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return await promise;
  let abort: (() => void) | undefined;
  try {
    return await Promise.race([
      promise,
      new Promise<never>((_, reject) => {
        abort = () => reject(signal.reason);
        signal.addEventListener("abort", abort);
      }),
    ]);
  } finally {
    if (abort !== undefined) signal.removeEventListener("abort", abort);
  }
}
