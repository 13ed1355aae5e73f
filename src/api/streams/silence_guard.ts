import type { Bytes } from "../../transport/connection.ts";
import type { Body } from "../../transport/http_client.ts";
import type { Pieces } from "../../transport/pieces.ts";

/** Milliseconds of silence after which is asked first; then twice as many, and so on. */
const FIRST_DELAY = 500;

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
  readonly #ask: () => Promise<boolean>;
  #state: "open" | "ending" | "over" = "open";

  /**
   * Makes a body.
   *
   * @param body The body; the guard's from now on.
   * @param hasEnded Tells whether no more will come; what it rejects with, a read does too.
   */
  constructor(body: Body, hasEnded: () => Promise<boolean>) {
    this.mediaType = body.mediaType;
    this.#body = body;
    this.#ask = hasEnded;
  }

  read(): Bytes | null | Promise<Bytes | null> {
    if (this.#state === "over") return null;
    const bytes = this.#body.read();
    return bytes instanceof Promise ? this.#watch(bytes) : bytes;
  }

  readPieces(): Pieces | null | Promise<Pieces | null> {
    if (this.#state === "over") return null;
    const pieces = this.#body.readPieces();
    return pieces instanceof Promise ? this.#watch(pieces) : pieces;
  }

  cancel(reason?: unknown): void {
    this.#body.cancel(reason);
  }

  #watch<T>(read: Promise<T>): Promise<T | null> {
    return new Promise((resolve, reject) => {
      let isSilent = true;
      let delay = FIRST_DELAY;
      const ask = async (): Promise<void> => {
        if (this.#state === "ending") {
          isSilent = false;
          resolve(this.#end());
          return;
        }
        try {
          if (await this.#ask()) this.#state = "ending";
        } catch (error) {
          this.#body.cancel(error); // which is what the read then rejects with
          return;
        }
        delay = Math.min(2 * delay, MAX_DELAY);
        if (isSilent) timer = setTimeout(ask, this.#patience(delay));
      };
      let timer = setTimeout(ask, this.#patience(delay));
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

  #patience(delay: number): number {
    return this.#state === "ending" ? END_GRACE : delay;
  }

  #end(): null {
    this.#state = "over";
    this.#body.cancel();
    return null;
  }
}
