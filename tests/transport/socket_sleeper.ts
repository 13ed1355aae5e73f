/**
 * Listens on TCP and then sleeps: the system completes a few connections for it, and answers no more
 * when its queue is full. Says its port in a line of JSON.
 */
import { type AddressInfo, createServer } from "node:net";
import { writeSync } from "node:fs";

const server = createServer();
server.listen({ host: "127.0.0.1", port: 0, backlog: 1 }, () => {
  const { port } = server.address() as AddressInfo;
  writeSync(1, `${JSON.stringify({ port })}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});
