import { ProtocolError } from "../../errors.ts";
import type { Bytes } from "../../transport/connection.ts";
import { type ExactTime, parseTimestamp } from "./timestamp.ts";

/** What an engine writes before an entry of a log. */
export interface LogPrefix extends ExactTime {
  /** The attributes of the entry; none if they were not asked for. */
  readonly details: Readonly<Record<string, string>>;
  /** All of it as it came, with the space at its end. */
  readonly text: string;
}

const SPACE = 32;

/** `2006-01-02T15:04:05.999999999+07:00` and a space. */
const MAX_STAMP = 36;

/** The kernel takes no environment longer than this, and labels are mostly short. */
const MAX_DETAILS = 131_072;

/** Reads what stands before an entry of a log, wherever the bytes are cut. Does no I/O. */
export class LogPrefixReader {
  readonly #details: boolean;
  #text = "";
  #stamp: ExactTime | undefined;
  #prefix: LogPrefix | undefined;

  /**
   * Makes a reader.
   *
   * @param details Whether the entry's attributes follow its time.
   */
  constructor(details: boolean) {
    this.#details = details;
  }

  /** What was read, once it is whole. */
  get prefix(): LogPrefix | undefined {
    return this.#prefix;
  }

  /** Begins anew, before the next entry. */
  reset(): void {
    this.#text = "";
    this.#stamp = undefined;
    this.#prefix = undefined;
  }

  /**
   * Takes the next bytes, up to the entry itself.
   *
   * @returns How many were taken.
   * @throws {ProtocolError} If they are not what an engine writes there.
   */
  take(bytes: Bytes): number {
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      this.#text += String.fromCharCode(byte);
      if (byte === SPACE && this.#finish()) return at + 1;
      const limit = this.#stamp === undefined ? MAX_STAMP : MAX_DETAILS;
      if (this.#text.length >= limit) throw this.#unreadable();
    }
    return bytes.length;
  }

  /**
   * Takes note that the entry ends.
   *
   * @throws {ProtocolError} If it does so before it has begun.
   */
  end(): void {
    if (this.#text !== "" && this.#prefix === undefined) throw this.#unreadable();
  }

  /** Takes note of a space; false if more has to come. */
  #finish(): boolean {
    if (this.#stamp === undefined) {
      this.#stamp = parseTimestamp(this.#text.slice(0, -1));
      if (this.#stamp === undefined) throw this.#unreadable();
      if (this.#details) return false;
    }
    const [, attributes = ""] = this.#text.split(" ");
    // Engines escape names and values as in the query of a URL, but part them by commas.
    const details = Object.fromEntries(new URLSearchParams(attributes.replaceAll(",", "&")));
    this.#prefix = { ...this.#stamp, details, text: this.#text };
    return true;
  }

  #unreadable(): ProtocolError {
    const expected = this.#stamp === undefined ? "a time" : "the attributes after the time";
    return new ProtocolError(
      `Cannot read the times of the output: expected ${expected} and a space, got ${
        JSON.stringify(this.#text.slice(0, 80))
      }; read it with stampedLines() only if it was asked for with timestamps` +
        (this.#details ? " and details" : ""),
    );
  }
}
