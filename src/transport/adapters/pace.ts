/** Longer than a disk takes whose data is in memory, and shorter than anybody notices. */
const PATIENCE = 8;

/** How many times not to wait for a disk that was slow. */
const RESPITE = 100;

/**
 * Decides whether to wait for the disk. To ask for a small file and wait takes some 15 µs when the system
 * has it in memory, and with a promise several times as much; but the rest of the program waits too.
 */
export class Pace {
  readonly #patience: number;
  #respite = 0;

  /**
   * Makes a pace.
   *
   * @param patience How many milliseconds the disk may take before it counts as slow.
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
      if (performance.now() - start >= this.#patience) this.#respite = RESPITE;
    }
  }
}
