import { checkMap } from "./check.ts";

/** The keys that settings of a type may have: the compiler sees to it that none is missing here. */
export type KnownKeys<Settings> = Readonly<Record<keyof Settings & string, true>>;

/**
 * Refuses keys that mean nothing: whoever writes `mem_limit` would otherwise get a container
 * without a limit.
 *
 * @param what What is being done, such as `"create a container"`.
 * @param settings The settings as they came.
 * @param known The keys that mean something.
 * @throws {TypeError} If it is no object, or a key is unknown; names the nearest that is known.
 */
export function checkKeys<Settings>(
  what: string,
  settings: Settings,
  known: KnownKeys<Settings>,
): void {
  for (const key of Object.keys(checkMap(`settings to ${what}`, settings))) {
    if (Object.hasOwn(known, key)) continue;
    const nearest = nearestKey(key, Object.keys(known));
    throw new TypeError(
      `Cannot ${what}: there is no setting ${JSON.stringify(key)}` +
        (nearest === undefined ? "" : `; did you mean "${nearest}"?`),
    );
  }
}

/** The known key that was most likely meant; `undefined` if none is near. */
function nearestKey(key: string, known: readonly string[]): string | undefined {
  const plain = key.toLowerCase().replace(/[_-]/g, "");
  let nearest: string | undefined;
  let least = Math.max(2, Math.floor(plain.length / 3)) + 1;
  for (const candidate of known) {
    const other = candidate.toLowerCase();
    const begins = plain.length >= 3 && (other.startsWith(plain) || plain.startsWith(other));
    const distance = begins ? Math.min(1, editDistance(plain, other)) : editDistance(plain, other);
    if (distance < least) {
      least = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

/** How many letters must be put in, left out or changed to get from one text to the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const changed = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
