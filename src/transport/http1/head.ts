import { ProtocolError } from "../../errors.ts";
import type { Bytes } from "../connection.ts";
import type { HttpHeaders } from "../http_client.ts";

/** The head of an answer. */
export interface ResponseHead {
  /** The status code, 100 to 599. */
  readonly status: number;
  /** The header fields: names in lower case, repeated ones joined with `", "`. */
  readonly headers: HttpHeaders;
  /** Whether the connection may serve another request once the body has ended. */
  readonly keepAlive: boolean;
}

/** The empty line included. Go allows 1 MiB; the heads of engines stay below 1 KiB. */
const MAX_HEAD = 65_536;

const START = [72, 84, 84, 80, 47, 49, 46]; // "HTTP/1."

// One test for the whole head: each part excludes what follows it, so there is nothing to backtrack.
const GRAMMAR =
  /^HTTP\/1\.[01] [1-5][0-9]{2}(?: [^\r\n\0\u0100-\uffff]*)?(?:\r\n[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0\u0100-\uffff]*)*$/;

const latin1 = new TextDecoder("latin1");

/** Finds the end of a head and reads it. Does no I/O. */
export class HeadDecoder {
  #held: Bytes | undefined;
  #length = 0; // how many bytes of #held count

  /** What came behind the head, once {@linkcode decode} has answered it. */
  rest: Bytes | undefined;

  /**
   * Takes the next bytes, and answers the head once its last byte is there.
   *
   * @throws {ProtocolError} If it is not HTTP/1.1, or longer than 64 KiB.
   */
  decode(bytes: Bytes): ResponseHead | undefined {
    const before = this.#length;
    const all = before === 0 ? bytes : this.#append(bytes);
    checkStart(all);
    const end = findEnd(all, Math.max(0, before - 3));
    if (end < 0 ? all.length >= MAX_HEAD : end + 4 > MAX_HEAD) {
      throw new ProtocolError("Expected a head of at most 64 KiB, got a longer one");
    }
    if (end < 0) {
      checkLines(all, before);
      if (before === 0) this.#held = bytes;
      this.#length = all.length;
      return undefined;
    }
    this.#held = undefined;
    this.#length = 0;
    this.rest = end + 4 < all.length ? all.subarray(end + 4) : undefined;
    return parseHead(all.subarray(0, end));
  }

  #append(bytes: Bytes): Bytes {
    const length = this.#length + bytes.length;
    let held = this.#held as Bytes;
    if (length > held.length) {
      held = new Uint8Array(2 * length); // so that single bytes don't cost their square
      held.set((this.#held as Bytes).subarray(0, this.#length));
      this.#held = held;
    }
    held.set(bytes, this.#length);
    return held.subarray(0, length);
  }
}

/** Reads a head without the empty line that ends it. */
function parseHead(bytes: Bytes): ResponseHead {
  let text = latin1.decode(bytes);
  // What runtimes take for latin1 is Windows-1252: it has no place for all bytes.
  if (!GRAMMAR.test(text)) text = Array.from(bytes, toCharacter).join("");
  if (!GRAMMAR.test(text)) {
    throw new ProtocolError(`Expected the head of an HTTP answer, got ${quote(text)}`);
  }
  const headers = new Map<string, string>();
  let at = text.indexOf("\r\n");
  while (at >= 0) {
    const next = text.indexOf("\r\n", at + 2);
    const colon = text.indexOf(":", at);
    const name = text.slice(at + 2, colon).toLowerCase();
    const value = trimmed(text, colon + 1, next < 0 ? text.length : next);
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
    at = next;
  }
  const connection = headers.get("connection")?.toLowerCase() ?? "";
  const keepAlive = !hasToken(connection, "close") &&
    (text.charCodeAt(7) === 49 || // HTTP/1.1
      // RFC 9112, section 6.1: chunks are not HTTP/1.0's, and whoever sends them is not to be trusted.
      hasToken(connection, "keep-alive") && !headers.has("transfer-encoding"));
  return { status: Number(text.slice(9, 12)), headers, keepAlive };
}

/** A stretch without the spaces and tabs around it; `trim()` would take other characters too. */
function trimmed(text: string, from: number, to: number): string {
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (from < to && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function toCharacter(byte: number): string {
  return String.fromCharCode(byte);
}

function hasToken(list: string, token: string): boolean {
  return list !== "" && list.split(",").some((item) => item.trim() === token);
}

/** Refuses at once what can't become HTTP, so that a wrong port doesn't end in a time-out. */
function checkStart(bytes: Bytes): void {
  const length = Math.min(bytes.length, START.length);
  for (let i = 0; i < length; i++) {
    if (bytes[i] !== START[i]) {
      const seen = quote(latin1.decode(bytes.subarray(0, 80)));
      throw new ProtocolError(
        `Expected an HTTP/1.1 answer, got ${seen}; is this address a Docker Engine's, and is it ` +
          `spoken to with the right scheme?`,
      );
    }
  }
}

function findEnd(bytes: Bytes, from: number): number {
  for (let at = bytes.indexOf(13, from); at >= 0; at = bytes.indexOf(13, at + 1)) {
    if (bytes[at + 1] === 10 && bytes[at + 2] === 13 && bytes[at + 3] === 10) return at;
  }
  return -1;
}

/** Refuses line feeds alone at once: the empty line that the decoder waits for may never come. */
function checkLines(bytes: Bytes, from: number): void {
  for (let at = bytes.indexOf(10, from); at >= 0; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at - 1] !== 13) {
      const seen = quote(latin1.decode(bytes.subarray(Math.max(0, at - 40), at + 1)));
      throw new ProtocolError(`Expected lines that end with CR LF, got ${seen}`);
    }
  }
}

/** The beginning of what came, fit for a message. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** What goes into the head of a request. */
export interface RequestHead {
  /** `"GET"`, `"POST"`, … */
  readonly method: string;
  /** Path and query, encoded. */
  readonly target: string;
  /** The header fields; names in lower case. One with several values is sent once for each. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const TARGET = /^\/[\x21-\x7e]*$/;
const VALUE = /^[^\r\n\0]*$/;

/**
 * Writes the head of a request, the empty line included.
 *
 * @throws {TypeError} If a part of it would break the head.
 */
export function formatHead(head: RequestHead): string {
  if (!TOKEN.test(head.method)) {
    throw new TypeError(`Cannot send a request: ${quote(head.method)} is not an HTTP method`);
  }
  if (!TARGET.test(head.target)) {
    throw new TypeError(
      `Cannot send a request: the path must start with "/" and be URL-encoded, got ` +
        quote(head.target.replace(/\?.*/s, "?…")),
    );
  }
  let text = `${head.method} ${head.target} HTTP/1.1\r\n`;
  for (const name in head.headers) {
    const field = head.headers[name] ?? "";
    for (const value of typeof field === "string" ? [field] : field) {
      if (!TOKEN.test(name) || !VALUE.test(value)) {
        throw new TypeError(
          `Cannot send a request: the header ${quote(name)} has a name or value that HTTP forbids`,
        );
      }
      text += `${name}: ${value}\r\n`;
    }
  }
  return `${text}\r\n`;
}
