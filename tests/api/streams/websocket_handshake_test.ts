import assert from "node:assert/strict";
import { test } from "node:test";
import {
  beginWebSocket,
  checkWebSocketAnswer,
} from "../../../src/api/streams/websocket_handshake.ts";
import { acceptOf } from "./websocket_peer.ts";

// The example of RFC 6455.
const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
const ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";
const GOOD = { upgrade: "websocket", connection: "Upgrade", "sec-websocket-accept": ACCEPT };

function headers(fields: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(fields));
}

test("beginWebSocket() sends a key of 16 random bytes and the protocol's version", () => {
  const keys = new Set<string>();
  for (let i = 0; i < 20; i++) {
    const { key, headers } = beginWebSocket();
    assert.equal(atob(key).length, 16);
    assert.deepEqual(headers, {
      upgrade: "websocket",
      "sec-websocket-key": key,
      "sec-websocket-version": "13",
    });
    keys.add(key);
  }
  assert.equal(keys.size, 20);
});

test("checkWebSocketAnswer() takes the answer to the key", async () => {
  assert.equal(acceptOf(KEY), ACCEPT);
  await checkWebSocketAnswer(headers(GOOD), KEY);
  await checkWebSocketAnswer(
    headers({
      upgrade: "WebSocket",
      connection: "keep-alive, upgrade",
      "sec-websocket-accept": ` ${ACCEPT} `,
      "sec-websocket-protocol": "",
      server: "Docker",
    }),
    KEY,
  );
  const { key } = beginWebSocket();
  await checkWebSocketAnswer(headers({ ...GOOD, "sec-websocket-accept": acceptOf(key) }), key);
});

test("checkWebSocketAnswer() refuses every other", async () => {
  const answers: [fields: Readonly<Record<string, string>>, message: RegExp][] = [
    [{}, /expected "websocket" upgrade in the answer, got none; is there a proxy in between/],
    [{ ...GOOD, upgrade: "tcp" }, /expected "websocket" upgrade in the answer, got "tcp"/],
    [{ ...GOOD, upgrade: "websocket, h2c" }, /got "websocket, h2c"/],
    [{ ...GOOD, connection: "close" }, /expected "Upgrade" connection in the answer, got "close"/],
    [
      { upgrade: "websocket", connection: "Upgrade" },
      /sec-websocket-accept in the answer, got none/,
    ],
    [
      { ...GOOD, "sec-websocket-accept": acceptOf("another") },
      /expected "s3pPLMBiTxaQ9kYGzzhZRbK\+xOo=" sec-websocket-accept in the answer, got "/,
    ],
    [{ ...GOOD, "sec-websocket-accept": ACCEPT.toLowerCase() }, /sec-websocket-accept/],
    [
      { ...GOOD, "sec-websocket-extensions": "permessage-deflate" },
      /expected no sec-websocket-extensions in the answer, got "permessage-deflate"/,
    ],
    [{ ...GOOD, "sec-websocket-protocol": "chat" }, /expected no sec-websocket-protocol/],
  ];
  for (const [fields, message] of answers) {
    await assert.rejects(checkWebSocketAnswer(headers(fields), KEY), {
      name: "ProtocolError",
      message,
    });
  }
});
