/** A body source that counts what is done to it. */
export class Source implements AsyncIterable<Uint8Array>, AsyncIterator<Uint8Array> {
  /** How many pieces were asked for. */
  pulled = 0;
  /** How often it was told that nothing more will be taken. */
  returned = 0;
  /** Called when it is told so. */
  onReturn: (() => void) | undefined;
  readonly #pieces: readonly Uint8Array[];
  readonly #last: unknown;
  readonly #delay: number | undefined;

  /**
   * @param pieces What it yields.
   * @param last What comes then: `"end"`, `"never"` (it waits, for all one knows), or what it throws.
   * @param delay Milliseconds before each piece.
   */
  constructor(pieces: readonly Uint8Array[], last: unknown = "end", delay?: number) {
    this.#pieces = pieces;
    this.#last = last;
    this.#delay = delay;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    const at = this.pulled++;
    if (this.#delay !== undefined) {
      await new Promise((resolve) => setTimeout(resolve, this.#delay));
    }
    if (at < this.#pieces.length) return { done: false, value: this.#pieces[at]! };
    switch (this.#last) {
      case "end":
        return { done: true, value: undefined };
      case "never":
        return new Promise(() => {});
      default:
        throw this.#last;
    }
  }

  return(): Promise<IteratorResult<Uint8Array>> {
    this.returned++;
    this.onReturn?.();
    return Promise.resolve({ done: true, value: undefined });
  }
}
