import type { Bytes } from "../../transport/connection.ts";

/** What engines take where no other keys are given. */
export const DEFAULT_DETACH_KEYS = "ctrl-p,ctrl-q";

/** The control characters from 0 on, by the key that makes them together with ctrl. */
const CONTROL_KEYS = "@abcdefghijklmnopqrstuvwxyz[\\]^_";

const DELETE = 127;

/**
 * Parses the keys that detach from a terminal, as the docker CLI and the engine do.
 *
 * @example Two keys
 * ```ts
 * import { parseDetachKeys } from "@fairlead/docker/streams";
 *
 * console.log(parseDetachKeys("ctrl-p,q")); // Uint8Array [ 16, 113 ]
 * ```
 *
 * @param keys Keys with commas between them: each a character of ASCII, `ctrl-` with one of
 * `a`–`z @ [ \ ] ^ _`, or `DEL`.
 * @returns The bytes that a terminal sends for them.
 * @throws {TypeError} If there is no key, or one that is none.
 */
export function parseDetachKeys(keys: string): Bytes {
  if (typeof keys !== "string") {
    throw new TypeError(
      `Cannot detach with these keys: expected text such as "${DEFAULT_DETACH_KEYS}", got ${
        keys === null ? "null" : typeof keys
      }`,
    );
  }
  return Uint8Array.from(keys.split(","), (key) => {
    const code = parseKey(key);
    if (code === undefined) throw refuse(keys, key);
    return code;
  });
}

function parseKey(key: string): number | undefined {
  if (key.length === 1) {
    const code = key.charCodeAt(0);
    return code <= DELETE ? code : undefined;
  }
  if (key === "DEL") return DELETE;
  if (key.length !== 6 || !key.startsWith("ctrl-")) return undefined;
  const code = CONTROL_KEYS.indexOf(key.charAt(5));
  return code < 0 ? undefined : code;
}

function refuse(keys: string, key: string): TypeError {
  return new TypeError(
    `Cannot detach with the keys ${JSON.stringify(keys)}: ${
      key === "" ? "one is empty" : `${JSON.stringify(key)} is no key`
    }; expected single characters, "ctrl-" with one of a-z @ [ \\ ] ^ _, or "DEL", with commas between`,
  );
}

/** What a {@linkcode DetachKeyDetector} made of what was typed. */
export interface DetachInput {
  /** What is to be passed on; it may be the bytes that were given, or some of them. */
  readonly input: Uint8Array;
  /** Whether the keys came. What came behind them is dropped. */
  readonly detached: boolean;
}

/**
 * Finds the keys that detach among what is typed, wherever it is cut. What may be the beginning of
 * the keys is held back until it is known. Unlike engines' own search it finds keys that begin
 * inside a false start: `ctrl-p,ctrl-p,ctrl-q` detaches. Does no I/O.
 */
export class DetachKeyDetector {
  readonly #keys: Bytes;
  readonly #fallbacks: readonly number[];
  #matched = 0; // how many of the keys the last bytes are; these are held back
  #detached = false;

  /**
   * Makes a detector.
   *
   * @param keys The keys, as {@linkcode parseDetachKeys} takes them.
   * @throws {TypeError} If there is no key, or one that is none.
   */
  constructor(keys: string = DEFAULT_DETACH_KEYS) {
    this.#keys = parseDetachKeys(keys);
    this.#fallbacks = fallbacksOf(this.#keys);
  }

  /** Takes what was typed, and answers what of it is known to be input. */
  take(bytes: Uint8Array): DetachInput {
    if (this.#detached) return { input: new Uint8Array(0), detached: true };
    const held = this.#matched;
    let at = 0;
    while (at < bytes.length && this.#matched < this.#keys.length) {
      this.#match(bytes[at++] as number);
    }
    const length = held + at - this.#matched;
    this.#detached = this.#matched === this.#keys.length;
    if (held === 0) return { input: bytes.subarray(0, length), detached: this.#detached };
    const input = new Uint8Array(length);
    input.set(this.#keys.subarray(0, Math.min(held, length)));
    if (length > held) input.set(bytes.subarray(0, length - held), held);
    return { input, detached: this.#detached };
  }

  /** Takes note that nothing more is typed, and answers what was held back. */
  end(): Uint8Array {
    const held = this.#detached ? 0 : this.#matched;
    this.#matched = 0;
    return this.#keys.slice(0, held);
  }

  #match(byte: number): void {
    while (this.#matched > 0 && this.#keys[this.#matched] !== byte) {
      this.#matched = this.#fallbacks[this.#matched - 1] as number;
    }
    if (this.#keys[this.#matched] === byte) this.#matched++;
  }
}

/** For each number of keys that matched: how many match still when the next one does not. */
function fallbacksOf(keys: Bytes): number[] {
  const fallbacks = [0];
  for (let i = 1, matched = 0; i < keys.length; i++) {
    while (matched > 0 && keys[i] !== keys[matched]) matched = fallbacks[matched - 1] as number;
    if (keys[i] === keys[matched]) matched++;
    fallbacks.push(matched);
  }
  return fallbacks;
}
