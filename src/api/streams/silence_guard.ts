import type { Bytes } from "../../transport/connection.ts";
import type { Body } from "../../transport/http_client.ts";
import type { Pieces } from "../../transport/pieces.ts";

/** Milliseconds of silence after which is asked first; then twice as many, and so on. */
const FIRST_DELAY = 1_000;

/** Milliseconds between two questions at most. */
const MAX_DELAY = 16_000;

/** Milliseconds that something may still come after the end: Docker waits as long for the last bytes. */
const END_GRACE = 2_000;

/**
 * A body that the other side may leave open although no more will come: while it is silent, and
 * somebody reads, it is asked whether the end is there, and then ended here.
 */
export class SilenceGuard implements Body {
  /** The media type of the body beneath. */
  readonly mediaType: string;
  readonly #body: Body;
  readonly #hasEnded: () => Promise<boolean>;
  #isOver = false;

  /**
   * Makes a body.
   *
   * @param body The body; the guard's from now on.
   * @param hasEnded Tells whether no more will come.
   */
  constructor(body: Body, hasEnded: () => Promise<boolean>) {
    this.mediaType = body.mediaType;
    this.#body = body;
    this.#hasEnded = hasEnded;
  }

  read(): Bytes | null | Promise<Bytes | null> {
    if (this.#isOver) return null;
    const bytes = this.#body.read();
    return bytes instanceof Promise ? this.#watch(bytes) : bytes;
  }

  readPieces(): Pieces | null | Promise<Pieces | null> {
    if (this.#isOver) return null;
    const pieces = this.#body.readPieces();
    return pieces instanceof Promise ? this.#watch(pieces) : pieces;
  }

  cancel(reason?: unknown): void {
    this.#body.cancel(reason);
  }

  #watch<T>(read: Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      let isSilent = true;
      let hasEnded = false;
      let delay = FIRST_DELAY;
      const ask = async (): Promise<void> => {
        if (hasEnded) {
          isSilent = false;
          resolve(this.#end());
          return;
        }
        hasEnded = await this.#hasEnded();
        delay = Math.min(2 * delay, MAX_DELAY);
        if (isSilent) timer = setTimeout(ask, hasEnded ? END_GRACE : delay);
      };
      let timer = setTimeout(ask, delay);
      const settle = (): void => {
        isSilent = false;
        clearTimeout(timer);
      };
      read.then((value) => {
        settle();
        resolve(value);
      }, (error) => {
        settle();
        reject(error);
      });
    });
  }

  #end(): null {
    this.#isOver = true;
    this.#body.cancel();
    return null;
  }
}
