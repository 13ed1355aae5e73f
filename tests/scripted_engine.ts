/** The scripted engine that users' tests have too, with HTTP of its own. */

import { ScriptedEngine as PlainScriptedEngine } from "../src/testing/scripted_engine.ts";
import { SocketHttpClient, type SocketHttpClientOptions } from "../src/transport/http1/client.ts";

export { type Answer, type Answerer, hijack, whole } from "../src/testing/scripted_engine.ts";

/** An engine in memory. Each request, on whichever connection, gets the next answer. */
export class ScriptedEngine extends PlainScriptedEngine {
  /** An HTTP client of it. */
  http(options: Partial<SocketHttpClientOptions> = {}): SocketHttpClient {
    return new SocketHttpClient({
      connect: this.connect,
      authority: "docker",
      address: "scripted:",
      connectTimeout: 10_000,
      responseTimeout: undefined,
      idleTimeout: undefined,
      maxConnections: undefined,
      ...options,
    });
  }
}
