import { setTimeout as sleep } from "node:timers/promises";

/** What a look answers once it answers something. */
export async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await sleep(100);
  }
  throw new Error(`nothing came of ${look} in a minute`);
}
