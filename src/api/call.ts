/** How to make a call. */
export interface CallOptions {
  /** Ends the call at any stage, a stream that it answered included. */
  readonly signal?: AbortSignal | undefined;
  /** Further header fields; names in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** How to make a call that has query parameters. */
export interface Call<Query> extends CallOptions {
  /** The query parameters, under the engine's own names. */
  readonly query?: Query | undefined;
}
