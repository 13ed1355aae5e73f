/** What every call of a model takes. */
export interface CallSettings {
  /** Ends the call at any stage; it then rejects with the signal's own reason. */
  readonly signal?: AbortSignal | undefined;
}
