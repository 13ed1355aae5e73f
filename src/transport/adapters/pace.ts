/** How many milliseconds a disk takes at most that is worth waiting for, on the average. */
const QUICK = 1;

/** How many milliseconds more than that it may take before it counts as slow: others run here too. */
const PATIENCE = 25;

/** How many times then not to wait for it. */
const RESPITE = 200;

/**
 * Decides whether to wait for the disk. To ask for a small file and wait takes some 15 µs when the system
 * has it in memory, and with a promise several times as much; but the rest of the program waits too.
 */
export class Pace {
  readonly #patience: number;
  #excess = 0;
  #respite = 0;

  /**
   * Makes a pace.
   *
   * @param patience How many milliseconds the disk may take longer than it should.
   */
  constructor(patience: number = PATIENCE) {
    this.#patience = patience;
  }

  /**
   * Does something either way.
   *
   * @param now Waits for the disk.
   * @param later Does not.
   */
  run<T>(now: () => T, later: () => Promise<T>): T | Promise<T> {
    if (this.#respite > 0) {
      this.#respite--;
      return later();
    }
    const start = performance.now();
    try {
      return now();
    } finally {
      this.#excess = Math.max(0, this.#excess + performance.now() - start - QUICK);
      if (this.#excess > this.#patience) {
        this.#excess = 0;
        this.#respite = RESPITE;
      }
    }
  }
}
