import { ProtocolError } from "../../errors.ts";
import type { HttpHeaders } from "../../transport/http_client.ts";

/** What RFC 6455 has servers put behind the key. */
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** What a client sends to open a WebSocket. */
export interface WebSocketHandshake {
  /** The random key, which the answer has to know. */
  readonly key: string;
  /** The header fields of the request, besides `Connection: Upgrade`; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Begins to open a WebSocket. */
export function beginWebSocket(): WebSocketHandshake {
  const key = toBase64(crypto.getRandomValues(new Uint8Array(16)));
  return {
    key,
    headers: { upgrade: "websocket", "sec-websocket-key": key, "sec-websocket-version": "13" },
  };
}

/**
 * Makes sure that an answer opens the WebSocket that was asked for.
 *
 * @param headers The header fields of the answer.
 * @param key The key that was sent.
 * @throws {ProtocolError} If it does not.
 */
export async function checkWebSocketAnswer(headers: HttpHeaders, key: string): Promise<void> {
  const expected = await toAccept(key);
  checkField(headers, "upgrade", (value) => value.toLowerCase() === "websocket", "websocket");
  const named = (value: string) => value.toLowerCase().split(",").map((option) => option.trim());
  checkField(headers, "connection", (value) => named(value).includes("upgrade"), "Upgrade");
  checkField(headers, "sec-websocket-accept", (value) => value === expected, expected);
  // Neither was offered, and with either the frames would mean something else.
  checkField(headers, "sec-websocket-extensions", (value) => value === "", "");
  checkField(headers, "sec-websocket-protocol", (value) => value === "", "");
}

function checkField(
  headers: HttpHeaders,
  name: string,
  accepts: (value: string) => boolean,
  expected: string,
): void {
  const value = headers.get(name)?.trim() ?? "";
  if (accepts(value)) return;
  const seen = value === "" ? "none" : JSON.stringify(value.slice(0, 80));
  throw new ProtocolError(
    `Cannot open the WebSocket: expected ${
      expected === "" ? "no" : JSON.stringify(expected)
    } ${name} in the answer, got ${seen}; is there a proxy in between that does not pass it on?`,
  );
}

async function toAccept(key: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-1", new TextEncoder().encode(key + GUID));
  return toBase64(new Uint8Array(hash));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
