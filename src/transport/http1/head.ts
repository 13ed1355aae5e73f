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

/** Go's own default for what a server or proxy may put into a head is 1 MiB; engines stay below 1 KiB. */
const MAX_HEAD = 65_536;

const START = [72, 84, 84, 80, 47, 49, 46]; // "HTTP/1."

// One test for the whole head: each part excludes what follows it, so there is nothing to backtrack.
const GRAMMAR =
  /^HTTP\/1\.[01] [1-5][0-9]{2}(?: [^\r\n\0]*)?(?:\r\n[!#$%&'*+.^_`|~0-9A-Za-z-]+:[^\r\n\0]*)*$/;

const latin1 = new TextDecoder("latin1");

/** Finds the end of a head and reads it. Does no I/O. */
export class HeadDecoder {
  #held: Bytes | undefined;

  /** What came behind the head, once {@linkcode decode} has answered it. */
  rest: Bytes | undefined;

  /**
   * Takes the next bytes, and answers the head once its last byte is there.
   *
   * @throws {ProtocolError} If it is not HTTP/1.1, or longer than 64 KiB.
   */
  decode(bytes: Bytes): ResponseHead | undefined {
    const all = this.#held === undefined ? bytes : concat(this.#held, bytes);
    checkStart(all);
    const end = findEnd(all, Math.max(0, (this.#held?.length ?? 0) - 3));
    if (end < 0) {
      if (all.length > MAX_HEAD) throw new ProtocolError(`The head of the answer exceeds 64 KiB`);
      this.#held = all;
      return undefined;
    }
    if (end > MAX_HEAD) throw new ProtocolError(`The head of the answer exceeds 64 KiB`);
    this.#held = undefined;
    this.rest = end + 4 < all.length ? all.subarray(end + 4) : undefined;
    return parseHead(latin1.decode(all.subarray(0, end)));
  }
}

/** Reads a head without the empty line that ends it. */
function parseHead(text: string): ResponseHead {
  if (!GRAMMAR.test(text)) {
    throw new ProtocolError(`Expected the head of an HTTP answer, got ${quote(text)}`);
  }
  const headers = new Map<string, string>();
  let at = text.indexOf("\r\n");
  while (at >= 0) {
    const next = text.indexOf("\r\n", at + 2);
    const colon = text.indexOf(":", at);
    const name = text.slice(at + 2, colon).toLowerCase();
    const value = text.slice(colon + 1, next < 0 ? undefined : next).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
    at = next;
  }
  const connection = headers.get("connection")?.toLowerCase() ?? "";
  const keepAlive = text.charCodeAt(7) === 49 // HTTP/1.1
    ? !hasToken(connection, "close")
    : hasToken(connection, "keep-alive");
  return { status: Number(text.slice(9, 12)), headers, keepAlive };
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

function concat(one: Bytes, two: Bytes): Bytes {
  const all = new Uint8Array(one.length + two.length);
  all.set(one);
  all.set(two, one.length);
  return all;
}

/** The beginning of what came, fit for a message. */
function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** What goes into the head of a request. */
export interface RequestHead {
  /** `"GET"`, `"POST"`, … */
  readonly method: string;
  /** Path and query, encoded. */
  readonly target: string;
  /** The header fields; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
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
    const value = head.headers[name] ?? "";
    if (!TOKEN.test(name) || !VALUE.test(value)) {
      throw new TypeError(
        `Cannot send a request: the header ${quote(name)} has a name or value that HTTP forbids`,
      );
    }
    text += `${name}: ${value}\r\n`;
  }
  return `${text}\r\n`;
}
