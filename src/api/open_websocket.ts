import type { Connection } from "../transport/connection.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Engine, EngineCall } from "./engine.ts";
import { WebSocketConnection } from "./streams/websocket.ts";
import { beginWebSocket, checkWebSocketAnswer } from "./streams/websocket_handshake.ts";

/**
 * Sends a call that turns its connection into a WebSocket.
 *
 * @throws {ProtocolError} If what answers opens no WebSocket.
 */
export async function openWebSocket(
  engine: Engine,
  endpoint: Endpoint,
  call: EngineCall,
): Promise<Connection> {
  const { key, headers } = beginWebSocket();
  const hijacked = await engine.upgrade(endpoint, {
    ...call,
    headers: { ...call.headers, ...headers },
  });
  try {
    await checkWebSocketAnswer(hijacked.headers, key);
  } catch (error) {
    hijacked.connection.close(error);
    throw error;
  }
  return new WebSocketConnection(hijacked.connection);
}
