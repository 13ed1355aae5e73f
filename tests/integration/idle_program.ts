/** Pings an engine and leaves the client as it is. Argument: the engine's address. */

import process from "node:process";
import { connector } from "../../src/transport/adapters/pick.ts";
import { authority, parseEndpoint } from "../../src/transport/endpoint.ts";
import { SocketHttpClient } from "../../src/transport/http1/client.ts";
import { readText } from "../read_body.ts";

const [host = ""] = process.argv.slice(2);
const endpoint = parseEndpoint(host);
const http = new SocketHttpClient({
  connect: connector(endpoint),
  authority: authority(endpoint),
  address: host,
  connectTimeout: 600_000, // a timer that is forgotten would keep the process for that long
  responseTimeout: 600_000,
  idleTimeout: 600_000,
  maxConnections: undefined,
});
const { status, body } = await http.request({ method: "GET", target: "/_ping" });
await readText(body);
process.stdout.write(`${JSON.stringify({ status, open: http.open })}\n`);
