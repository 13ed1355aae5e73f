import type { AuthConfig } from "../types/wire/system.ts";

/** How to make a call. */
export interface CallOptions {
  /** Ends the call at any stage, a stream that it answered included. */
  readonly signal?: AbortSignal | undefined;
  /** Further header fields; names in lower case. One with several values is sent once for each. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

/** How to make a call that has query parameters. */
export interface Call<Query> extends CallOptions {
  /** The query parameters, under the engine's own names. */
  readonly query?: Query | undefined;
}

/** How to make a call that can't do without some query parameter. */
export interface QueryCall<Query> extends CallOptions {
  /** The query parameters, under the engine's own names. */
  readonly query: Query;
}

/** How to make a call that has a body. */
export interface BodyCall<Body> extends CallOptions {
  /** The body, in the engine's own words. */
  readonly body: Body;
}

/** With which credentials a call is made. */
export interface Authenticated {
  /**
   * The credentials for the image's registry, which the engine passes on to it. They go in a header,
   * never in the URL. None if absent.
   */
  readonly auth?: AuthConfig | undefined;
}
