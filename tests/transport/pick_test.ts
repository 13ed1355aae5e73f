import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { connector, runtimeHost } from "../../src/transport/adapters/pick.ts";
import { connectionRejects } from "./connection_rejects.ts";
import { withPeer } from "./socket_peer.ts";

const HERE = "Deno" in globalThis ? "Deno" : "Bun" in globalThis ? "Bun" : "Node";

/** Runs something in a process that seems to have no sockets. */
async function withoutSockets(run: () => Promise<void>): Promise<void> {
  const globals = globalThis as unknown as { Bun?: object };
  const hidden: [object, string][] = [[globalThis, "process"]];
  if ("Deno" in globals) hidden.push([globals, "Deno"]);
  if (globals.Bun !== undefined) hidden.push([globals.Bun, "connect"]); // Bun itself is read-only
  const kept = hidden.map(([of, name]) => Object.getOwnPropertyDescriptor(of, name) ?? {});
  try {
    for (const [of, name] of hidden) Object.defineProperty(of, name, { value: undefined });
    await run();
  } finally {
    hidden.forEach(([of, name], at) => Object.defineProperty(of, name, kept[at] ?? {}));
  }
}

test("connector() connects the way of this runtime, each time anew", async () => {
  await withPeer("unix", (socket) => socket.end("x"), async (peer) => {
    const connect = connector(peer.endpoint);
    for (const connection of [await connect(), await connect()]) {
      assert.equal(connection.constructor.name, `${HERE}Connection`);
      assert.equal((await connection.read())?.length, 1);
      connection.close();
    }
  });
});

test("connector() opens nothing by itself", async () => {
  await withPeer("unix", () => {}, async (peer) => {
    connector(peer.endpoint);
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(peer.sockets.length, 0);
  });
});

test("connector() rejects with the reason of an aborted signal", async () => {
  const reason = new Error("not now");
  const connecting = connector({ kind: "unix", path: "/none.sock" })(AbortSignal.abort(reason));
  await assert.rejects(connecting, (error) => error === reason);
});

test("connector() asks for a connect of the user's own where there are no sockets", async () => {
  await withoutSockets(async () => {
    await connectionRejects(
      connector({ kind: "unix", path: "/run/docker.sock" })(),
      "other",
      /^Cannot connect to "unix:\/\/\/run\/docker\.sock": this runtime has no sockets; hand in a `connect`/,
    );
    assert.equal(runtimeHost().env("PATH"), undefined);
  });
});

test("runtimeHost() reads the environment as it is at the time", () => {
  const host = runtimeHost();
  assert.equal(host.env("PATH"), process.env.PATH);
  assert.equal(host.env("FAIRLEAD_NOT_SET"), undefined);
  process.env.FAIRLEAD_SET = "here";
  assert.equal(host.env("FAIRLEAD_SET"), "here");
  delete process.env.FAIRLEAD_SET;
});
