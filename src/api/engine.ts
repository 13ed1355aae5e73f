import { type ApiError, ConnectionError, ProtocolError, VersionError } from "../errors.ts";
import { cancelSource, toOutgoingBody } from "../transport/http1/outgoing_body.ts";
import type {
  Body,
  HttpClient,
  HttpHeaders,
  HttpRequest,
  HttpResponse,
} from "../transport/http_client.ts";
import type { BodySource } from "../types/body_source.ts";
import type { Hijacked, Pending, Streamed } from "./answer.ts";
import type { Call, CallOptions } from "./call.ts";
import { toCredentialHeader } from "./credentials.ts";
import type { Endpoint } from "./endpoint.ts";
import { fetchOver } from "./fetch.ts";
import { ping, type PingInfo } from "./ping.ts";
import { toQuery } from "./query.ts";
import { minimumApiVersion, toApiError } from "./refusal.ts";
import { checkSince } from "./since.ts";
import { collect } from "./streams/collect.ts";
import { untilAborted } from "./until_aborted.ts";
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
  /** The engine's address: for messages, and to find its host. */
  readonly address: string;
}

/** A call as an operation hands it to its engine. */
export interface EngineCall extends Call<object> {
  /** A body to be sent as JSON. */
  readonly body?: object | undefined;
  /** A body to be sent as it is: an archive. */
  readonly upload?: BodySource | undefined;
  /** Credentials for one registry. */
  readonly auth?: object | undefined;
  /** Credentials for several registries, by address. */
  readonly registryConfig?: object | undefined;
}

interface Answered<Answer> {
  readonly answer: Answer;
  readonly apiVersion: string;
}

const PING_HEAD: Endpoint = { template: "HEAD /_ping", method: "HEAD", path: "/_ping" };

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
  readonly #closing = new AbortController();
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

  /** The engine's address, such as `"unix:///var/run/docker.sock"`. */
  get address(): string {
    return this.#options.address;
  }

  /**
   * Sends a call and reads the answer as JSON.
   *
   * @param none What an answer without content (204) stands for, where engines may give one.
   */
  async json<T>(endpoint: Endpoint, call: EngineCall = {}, none?: T): Promise<T> {
    const { answer } = await this.#send(endpoint, call);
    if (answer.status === 204 && none !== undefined) {
      await collect(answer.body, 0);
      return none;
    }
    return await parse<T>(answer.body, endpoint);
  }

  /** Like {@linkcode json}, but resolves with the head of the answer: the call has been taken. */
  async begin<T>(endpoint: Endpoint, call: EngineCall = {}): Promise<Pending<T>> {
    const { answer: { body } } = await this.#send(endpoint, call);
    const result = parse<T>(body, endpoint);
    result.catch(() => undefined); // whoever cancels it need not look at it
    return { result, cancel: (reason) => body.cancel(reason) };
  }

  /** Sends a call and reads the answer to its end: nothing of it matters. */
  async void(endpoint: Endpoint, call: EngineCall = {}): Promise<void> {
    const { answer } = await this.#send(endpoint, call);
    await collect(answer.body, MAX_IGNORED);
  }

  /** Sends a call and reads the head of the answer, which has no body. */
  async head(endpoint: Endpoint, call: EngineCall = {}): Promise<HttpHeaders> {
    const { answer } = await this.#send(endpoint, call);
    await collect(answer.body, MAX_IGNORED);
    return answer.headers;
  }

  /** Sends a call and hands on the body of the answer, which holds its connection. */
  async stream(endpoint: Endpoint, call: EngineCall = {}): Promise<Streamed> {
    const { answer, apiVersion } = await this.#send(endpoint, call);
    return { body: answer.body, headers: answer.headers, apiVersion };
  }

  /** Sends a call that turns its connection into a two-way stream. */
  async upgrade(endpoint: Endpoint, call: EngineCall = {}): Promise<Hijacked> {
    const { answer, apiVersion } = await this.#call(
      endpoint,
      call,
      (request) => this.#http.upgrade(request),
    );
    if ("connection" in answer) {
      const type = answer.headers.get("content-type") ?? "";
      return {
        connection: answer.connection,
        headers: answer.headers,
        mediaType: (type.split(";")[0] ?? "").trim().toLowerCase(),
        apiVersion,
      };
    }
    answer.body.cancel();
    const { method, path } = endpoint;
    throw new ProtocolError(
      `Cannot ${method} ${path}: the engine answered ${answer.status} and did not hand over the ` +
        `connection; is there a proxy in between that does not pass upgrades?`,
    );
  }

  /** Asks the engine whether it is there, and what it is. */
  async ping(call: CallOptions = {}): Promise<PingInfo> {
    return await this.#ping("GET", call);
  }

  /** Like {@linkcode ping}, without a body in the answer. */
  async pingHead(call: CallOptions = {}): Promise<PingInfo> {
    if (this.#version !== undefined) checkSince(PING_HEAD, {}, this.#version);
    return await this.#ping("HEAD", call);
  }

  async #ping(method: "GET" | "HEAD", call: CallOptions): Promise<PingInfo> {
    const { address, connectTimeout } = this.#options;
    try {
      return await ping(this.#http, call, { address, limit: connectTimeout, method });
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
      if (response.status === 400) {
        this.#noteVersion(response.headers.get("api-version"), this.#version);
      }
      return response;
    } catch (error) {
      this.#noteLoss(error);
      throw error;
    }
  }

  /** Aborted when it is closed: for what waits without a connection. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /** Closes every connection; what is in flight and what comes later rejects. */
  close(): void {
    this.#closing.abort(
      new ConnectionError("Cannot call the engine: the client is closed", "closed"),
    );
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
    if (error instanceof ConnectionError && GONE.has(error.code)) this.#forget(this.#version);
  }

  /**
   * Forgets `spoken` when a refusal shows that it is another engine which answers by now: each names
   * its newest version. True if so.
   */
  #noteVersion(newest: string | null | undefined, spoken: string | undefined): boolean {
    if (typeof newest !== "string" || !isApiVersion(newest)) return false;
    if (this.#options.apiVersion !== undefined || clampApiVersion(newest) === spoken) return false;
    this.#forget(spoken);
    return true;
  }

  #forget(spoken: string | undefined): void {
    // Others may have negotiated anew by now.
    if (this.#version === spoken) this.#version = this.#options.apiVersion;
  }

  async #versionFor(call: EngineCall): Promise<string> {
    try {
      return await this.version(call.signal);
    } catch (error) {
      cancelSource(toOutgoingBody(call.upload));
      throw error;
    }
  }

  #send(endpoint: Endpoint, call: EngineCall): Promise<Answered<HttpResponse>> {
    return this.#call(endpoint, call, (request) => this.#http.request(request));
  }

  async #call<Answer extends HttpResponse | object>(
    endpoint: Endpoint,
    call: EngineCall,
    send: (request: HttpRequest) => Promise<Answer>,
  ): Promise<Answered<Answer>> {
    const { method, path } = endpoint;
    const suffix = path + toQuery(call.query);
    const { signal } = call;
    const { body, headers } = encode(call);
    const replayable = call.upload === undefined;
    for (let attempt = 1;; attempt++) {
      const apiVersion = this.#version ?? await this.#versionFor(call);
      checkKnown(endpoint, call, apiVersion);
      let answer: Answer;
      try {
        answer = await send({ method, target: `/v${apiVersion}${suffix}`, headers, body, signal });
      } catch (error) {
        this.#noteLoss(error);
        throw error;
      }
      if (!("status" in answer) || answer.status < 300 || answer.status === 304) {
        return { answer, apiVersion };
      }
      const error = await toApiError(answer, endpoint);
      if (error.status !== 400) throw error;
      const newest = answer.headers.get("api-version");
      const renegotiate = this.#noteVersion(newest, apiVersion);
      if (!renegotiate || !replayable || attempt > 1) {
        throw this.#unspoken(error, apiVersion, newest);
      }
    }
  }

  /** The error for a version that the engine does not speak; else the refusal itself. */
  #unspoken(error: ApiError, spoken: string, newest: string | undefined): ApiError | VersionError {
    const pinned = this.#options.apiVersion !== undefined;
    const least = minimumApiVersion(error);
    const most = newest !== undefined && isApiVersion(newest) ? newest : undefined;
    let range: string;
    if (least !== undefined) {
      range = most === undefined ? `${least} and newer` : `${least} to ${most}`;
    } else if (pinned && most !== undefined && compareApiVersions(spoken, most) > 0) {
      range = `up to ${most}`;
    } else return error;
    return new VersionError(
      `Cannot ${error.method} ${error.path}: ` +
        (pinned
          ? `API ${spoken} was asked for (apiVersion) and the engine speaks ${range}`
          : `the newest API that is known here is ${spoken} and the engine speaks ${range}; update ` +
            `this library`),
      { cause: error },
    );
  }
}

/** An upload that is refused before it is sent has its source cancelled, as any that is. */
function checkKnown(endpoint: Endpoint, call: EngineCall, apiVersion: string): void {
  try {
    checkSince(endpoint, call, apiVersion);
  } catch (error) {
    cancelSource(toOutgoingBody(call.upload));
    throw error;
  }
}

/** What of a call goes into the header and the body of its request. */
function encode(call: EngineCall): Pick<HttpRequest, "headers" | "body"> {
  const { upload, auth, registryConfig } = call;
  const body = upload ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  const headers: Record<string, string> = {};
  if (body !== undefined) {
    headers["content-type"] = upload === undefined ? "application/json" : "application/x-tar";
  }
  if (auth !== undefined) headers["x-registry-auth"] = toCredentialHeader(auth);
  if (registryConfig !== undefined) {
    headers["x-registry-config"] = toCredentialHeader(registryConfig);
  }
  return { body, headers: Object.assign(headers, call.headers) };
}

const decoder = new TextDecoder();

/** Reads a body as JSON. */
async function parse<T>(body: Body, { method, path }: Endpoint): Promise<T> {
  const { bytes, truncated } = await collect(body, MAX_JSON);
  if (truncated) throw new ProtocolError(`Cannot ${method} ${path}: the answer exceeds 256 MiB`);
  const text = decoder.decode(bytes);
  try {
    return JSON.parse(text) as T;
  } catch (cause) {
    const seen = text.length > 80 ? `${text.slice(0, 80)}…` : text;
    throw new ProtocolError(
      `Cannot ${method} ${path}: expected JSON, got ${JSON.stringify(seen)}`,
      { cause },
    );
  }
}
