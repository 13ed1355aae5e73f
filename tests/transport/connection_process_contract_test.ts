/**
 * The part of the contract of `Connection` that only shows in a process of its own: memory, and
 * whether the process exits. See `socket_program.ts`.
 */
import assert from "node:assert/strict";
import type { Socket } from "node:net";
import { test } from "node:test";
import { type Endpoint, formatEndpoint } from "../../src/transport/endpoint.ts";
import { type Adapter, adaptersHere } from "./adapters_here.ts";
import { child, type Ended } from "./child.ts";
import { pattern } from "./pattern.ts";
import { send, withPeer } from "./socket_peer.ts";

const MIB = 1024 * 1024;

const PATTERN = pattern(MIB);

for (const adapter of await adaptersHere()) {
  for (const kind of ["unix", "tcp"] as const) contract(adapter, kind);
}

function contract(adapter: Adapter, kind: Endpoint["kind"]): void {
  function inChild(
    name: string,
    task: string,
    serve: (socket: Socket) => void,
    check: (ended: Ended) => void,
  ): void {
    // a process has to start, which takes seconds on a machine that is busy
    test(`${adapter.name}, ${kind}: ${name}`, { timeout: 60_000 }, async () => {
      await withPeer(kind, serve, async ({ endpoint }) => {
        const args = [adapter.name, task, formatEndpoint(endpoint)];
        check(await child("socket_program.ts", args).ended);
      });
    });
  }

  inChild("an answer that came before a write failed is read", "writeLate", (socket) => {
    socket.on("data", () => socket.end(PATTERN.subarray(0, 60_000), () => socket.destroy()));
    socket.resume();
  }, ({ lines }) => {
    assert.deepEqual(lines, [{ wrote: "lost" }, { read: 60_000 }]);
  });

  let pushed = 0;
  inChild("a stalled reader stops the peer, with flat memory", "stallReading", async (socket) => {
    for (; pushed < 200_000_000 && !socket.destroyed; pushed += MIB) {
      await send(socket, PATTERN.subarray(0, MIB));
    }
  }, ({ lines }) => {
    assert.ok(Number(lines[0]?.grown) < 8 * MIB, JSON.stringify(lines));
    assert.ok(pushed < 96 * MIB, `the peer could send ${pushed} bytes`);
  });

  let taken = 0;
  inChild("a stalled peer stops the writer, with flat memory", "stallWriting", (socket) => {
    socket.on("data", (chunk) => {
      taken += chunk.length;
      if (taken >= 32 * MIB) socket.pause();
    });
    socket.resume();
  }, ({ lines }) => {
    assert.ok(Number(lines[0]?.grown) < 8 * MIB, JSON.stringify(lines));
    assert.ok(Number(lines[0]?.accepted) < 64 * MIB, JSON.stringify(lines));
    assert.deepEqual(lines[1], { ended: "rejected" });
  });

  inChild("an unref'd connection lets the process exit", "idle", () => {}, (ended) => {
    assert.deepEqual(ended, { lines: [{ left: true }], exitCode: 0 });
  });

  inChild("a ref'd connection keeps the process alive", "busy", (socket) => {
    socket.on("data", () => setTimeout(() => socket.end("late"), 300));
    socket.resume();
  }, (ended) => {
    assert.deepEqual(ended, { lines: [{ left: true }, { read: 4 }], exitCode: 0 });
  });
}
