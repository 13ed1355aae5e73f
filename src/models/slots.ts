/** Lets so many calls run at a time; the others wait for their turn. */
export class Slots {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  /**
   * Makes slots.
   *
   * @param count How many calls run at a time.
   */
  constructor(count: number) {
    this.#free = count;
  }

  /** Runs a call when it is its turn. */
  async use<T>(call: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await call();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next(); // the slot is handed on
    }
  }
}
