import { Buffer } from "node:buffer";
import { mkdtemp, rm } from "node:fs/promises";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Endpoint } from "../../src/transport/endpoint.ts";

/** The other side of the connections under test: a server of `node:net`. */
export interface Peer {
  readonly endpoint: Endpoint;
  /** Every socket that was accepted, in order. */
  readonly sockets: readonly Socket[];
  /** The socket accepted next, or the last one if it is here already. */
  socket(): Promise<Socket>;
  close(): Promise<void>;
}

/** Makes a folder for sockets, with a path that is short enough for them. */
export async function socketFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "fl-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Listens at a new unix socket or TCP port; sockets come paused, and half-open is allowed. */
async function listen(
  kind: Endpoint["kind"],
  serve: (socket: Socket) => void,
): Promise<Peer> {
  const sockets: Socket[] = [];
  const waiting: ((socket: Socket) => void)[] = [];
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    socket.on("error", () => {}); // resets are what some of the tests are about
    sockets.push(socket);
    for (const resolve of waiting.splice(0)) resolve(socket);
    serve(socket);
  });
  const folder = kind === "unix" ? await socketFolder() : undefined;
  await new Promise<void>((resolve, reject) => {
    server.on("error", reject);
    if (folder !== undefined) server.listen(join(folder.path, "s"), resolve);
    else server.listen(0, "127.0.0.1", resolve);
  });
  const endpoint: Endpoint = folder !== undefined
    ? { kind: "unix", path: join(folder.path, "s") }
    : { kind: "tcp", hostname: "127.0.0.1", port: (server.address() as AddressInfo).port };
  return {
    endpoint,
    sockets,
    socket() {
      const last = sockets.at(-1);
      if (last !== undefined) return Promise.resolve(last);
      return new Promise((resolve) => waiting.push(resolve));
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await folder?.remove();
    },
  };
}

/** Runs something with a peer, which is gone afterwards, however that ends. */
export async function withPeer(
  kind: Endpoint["kind"],
  serve: (socket: Socket) => void,
  run: (peer: Peer) => Promise<void>,
): Promise<void> {
  const peer = await listen(kind, serve);
  try {
    await run(peer);
  } finally {
    await peer.close();
  }
}

/** Sends bytes in pieces, no faster than they are taken. */
export async function send(socket: Socket, bytes: Uint8Array, piece = 65_536): Promise<void> {
  for (let at = 0; at < bytes.length && !socket.destroyed; at += piece) {
    if (socket.write(bytes.subarray(at, at + piece))) continue;
    await new Promise<void>((resolve) => {
      function proceed(): void {
        socket.off("drain", proceed).off("close", proceed);
        resolve();
      }
      socket.on("drain", proceed).on("close", proceed);
    });
  }
}

/** Reads a socket to its end, or to its failure. */
export function receive(socket: Socket): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("end", () => resolve(Buffer.concat(chunks)));
    socket.on("close", () => resolve(Buffer.concat(chunks)));
    socket.resume();
  });
}

/** Waits until a socket is closed on its side. */
export function closed(socket: Socket): Promise<void> {
  if (socket.closed) return Promise.resolve();
  return new Promise((resolve) => socket.once("close", () => resolve()));
}
