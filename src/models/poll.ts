import { sleep } from "./sleep.ts";

/** Milliseconds between the first two looks; then twice as many. */
const FIRST_DELAY = 50;

/** Milliseconds between two looks at most. */
const MAX_DELAY = 1_000;

/**
 * Looks again and again, ever more slowly, until something is there.
 *
 * @param look Whether it is there.
 * @param signal Ends it.
 */
export async function poll(look: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  for (let delay = FIRST_DELAY; !(await look()); delay = Math.min(2 * delay, MAX_DELAY)) {
    await sleep(delay, signal);
  }
}
