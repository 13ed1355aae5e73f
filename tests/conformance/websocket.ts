import { createHash } from "node:crypto";
import { end } from "../scripted_connection.ts";
import type { Answer } from "../scripted_engine.ts";
import { readRequest } from "./request.ts";

const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** Answers the opening handshake of RFC 6455, sends two messages, and closes. */
export function answerWebSocket(request: string): Answer {
  const { headers } = readRequest(request);
  const key = headers.get("sec-websocket-key") ?? "";
  const asked = headers.get("upgrade") === "websocket" &&
    headers.get("sec-websocket-version") === "13" && /^[\w+/]{21}[AQgw]==$/.test(key);
  if (!asked) return "HTTP/1.1 400 Bad Request\r\nContent-Length: 13\r\n\r\nno handshake\n";
  const accept = createHash("sha1").update(key + GUID).digest("base64");
  const head = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
    `Sec-WebSocket-Accept: ${accept}\r\n\r\n`;
  // Two binary messages; the close frame says 1000.
  return [head, Uint8Array.of(0x82, 3, 111, 117, 116, 0x82, 1, 33, 0x88, 2, 3, 232), end];
}
