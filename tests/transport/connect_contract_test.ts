/**
 * What the `connect` of each adapter that this runtime can run owes its callers: errors that tell
 * what to do, and no hold on anything after an abort. What comes after is in
 * `connection_contract_test.ts`.
 */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { chmod, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import { type Endpoint, formatEndpoint } from "../../src/transport/endpoint.ts";
import { type Adapter, adaptersHere } from "./adapters_here.ts";
import { child } from "./child.ts";
import { connectionRejects } from "./connection_rejects.ts";
import { type Peer, receive, socketFolder, withPeer } from "./socket_peer.ts";

const SECONDS = { timeout: 60_000 };

for (const adapter of await adaptersHere()) {
  unixErrors(adapter);
  tcpErrors(adapter);
  for (const kind of ["unix", "tcp"] as const) aborts(adapter, kind);
}

function unixErrors(adapter: Adapter): void {
  /** A test with a folder of its own; an error is checked for the path and the system's error. */
  function refuses(
    name: string,
    code: Parameters<typeof connectionRejects>[1],
    why: RegExp,
    prepare: (folder: string) => Promise<string>,
  ): void {
    test(`${adapter.name}: ${name}`, async () => {
      const folder = await socketFolder();
      const path = await prepare(folder.path);
      const error = await connectionRejects(adapter.connect({ kind: "unix", path }), code, why);
      assert.ok(error.message.startsWith(`Cannot connect to "unix://${path}": `), error.message);
      if (code !== "path-too-long") assert.ok(error.cause instanceof Error);
      await folder.remove();
    });
  }

  refuses(
    "a path without a socket is missing",
    "missing",
    /: there is no such socket; is the engine running, and is DOCKER_HOST right\?$/,
    (folder) => Promise.resolve(join(folder, "none.sock")),
  );

  refuses("a path through a file is missing", "missing", /no such socket/, async (folder) => {
    await writeFile(join(folder, "file"), "");
    return join(folder, "file", "docker.sock");
  });

  refuses("a directory is not a socket", "not-a-socket", /it is a directory/, async (folder) => {
    await mkdir(join(folder, "docker.sock"));
    return join(folder, "docker.sock");
  });

  refuses("a file is not a socket", "not-a-socket", /it is a file/, async (folder) => {
    await writeFile(join(folder, "docker.sock"), "");
    return join(folder, "docker.sock");
  });

  refuses("a socket that was left behind refuses", "refused", /nobody listens/, async (folder) => {
    const server = createServer();
    await listening(server, join(folder, "first.sock"));
    await rename(join(folder, "first.sock"), join(folder, "docker.sock")); // else close() removes it
    await new Promise((resolve) => server.close(resolve));
    return join(folder, "docker.sock");
  });

  refuses("a path of 108 bytes is too long", "path-too-long", /the path is 108 bytes/, (folder) => {
    const room = 107 - Buffer.byteLength(join(folder, ""));
    return Promise.resolve(join(folder, `é${"s".repeat(room - 2)}`));
  });

  test(`${adapter.name}: a path of 107 bytes is not too long`, async () => {
    const folder = await socketFolder();
    const path = join(folder.path, "s".repeat(106 - Buffer.byteLength(folder.path)));
    assert.equal(Buffer.byteLength(path), 107);
    const server = createServer((socket) => socket.end());
    await listening(server, path);
    const connection = await adapter.connect({ kind: "unix", path });
    assert.equal(await connection.read(), null);
    connection.close();
    await new Promise((resolve) => server.close(resolve));
    await folder.remove();
  });

  test(`${adapter.name}: a socket without permission is denied`, SECONDS, async () => {
    await withPeer("unix", () => {}, async (peer) => {
      assert.ok(peer.endpoint.kind === "unix");
      await chmod(peer.endpoint.path, 0);
      // to root, permissions are nothing, but to a root without these capabilities they are
      const wrapper = process.getuid?.() === 0
        ? ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--"]
        : [];
      const args = [adapter.name, "none", formatEndpoint(peer.endpoint)];
      const { lines } = await child("socket_program.ts", args, wrapper).ended;
      assert.deepEqual(lines, [{
        code: "denied",
        message: `Cannot connect to "${formatEndpoint(peer.endpoint)}": permission denied; ` +
          'is this user in the group "docker"?',
      }]);
    });
  });
}

function tcpErrors(adapter: Adapter): void {
  test(`${adapter.name}: a port where nobody listens refuses`, async () => {
    const error = await connectionRejects(
      adapter.connect(await left("tcp")),
      "refused",
      /^Cannot connect to "tcp:\/\/127\.0\.0\.1:\d+": nobody listens there; is the engine running/,
    );
    assert.ok(error.cause instanceof Error);
  });

  test(`${adapter.name}: a name that nobody has is an unknown host`, SECONDS, async () => {
    const error = await connectionRejects(
      adapter.connect({ kind: "tcp", hostname: "engine.invalid", port: 2375 }),
      "unknown-host",
      /^Cannot connect to "tcp:\/\/engine\.invalid:2375": the name "engine\.invalid" cannot be/,
    );
    assert.ok(error.cause instanceof Error);
  });

  test(`${adapter.name}: a name with several addresses is tried at each`, async () => {
    // it listens at 127.0.0.1 only, and localhost may be ::1 too
    await withPeer("tcp", () => {}, async ({ endpoint }) => {
      assert.ok(endpoint.kind === "tcp");
      const connection = await adapter.connect({ ...endpoint, hostname: "localhost" });
      connection.close();
    });
  });

  test(`${adapter.name}: an IPv6 address is reached, or refused where there is no IPv6`, async () => {
    const server = createServer((socket) => socket.end());
    const port = await new Promise<number>((resolve) => {
      server.on("error", () => resolve(1));
      server.listen(0, "::1", () => resolve((server.address() as { port: number }).port));
    });
    try {
      const connecting = adapter.connect({ kind: "tcp", hostname: "::1", port });
      if (port === 1) {
        await assert.rejects(connecting, /^ConnectionError: Cannot connect to "tcp:\/\/\[::1\]:1"/);
      } else {
        const connection = await connecting;
        assert.equal(await connection.read(), null);
        connection.close();
      }
    } finally {
      server.close();
    }
  });

  if (process.platform === "linux") {
    test(`${adapter.name}: the system probes whether a TCP peer is still there`, async () => {
      await withPeer("tcp", () => {}, async (peer) => {
        const connection = await adapter.connect(peer.endpoint);
        const { remotePort } = await peer.socket();
        const timer = await tcpTimer(Number(remotePort));
        connection.close();
        assert.equal(timer.kind, "02", "the keep-alive timer of tcp(7) runs");
        // Deno (2.9) can only switch it on: the system's own time is two hours
        if (adapter.name !== "deno") assert.ok(timer.seconds <= 30, `in ${timer.seconds} s`);
      });
    });
  }
}

function aborts(adapter: Adapter, kind: Endpoint["kind"]): void {
  const reason = new Error("not now");

  function withSignal(name: string, run: (peer: Peer) => Promise<void>): void {
    test(`${adapter.name}, ${kind}: ${name}`, () => withPeer(kind, () => {}, run));
  }

  withSignal("a signal that is aborted rejects before dialing", async (peer) => {
    const connecting = adapter.connect(peer.endpoint, AbortSignal.abort(reason));
    await assert.rejects(connecting, (error) => error === reason);
    await sleep(20);
    assert.equal(peer.sockets.length, 0);
  });

  withSignal("an abort while dialing rejects, and nothing stays open", async (peer) => {
    for (let turns = 0; turns < 4; turns++) {
      const { controller, listeners } = counted();
      const connecting = adapter.connect(peer.endpoint, controller.signal);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      controller.abort(reason);
      await assert.rejects(connecting, (error) => error === reason);
      assert.equal(listeners(), 0);
    }
    await sleep(50);
    await Promise.all(peer.sockets.map(receive));
  });

  withSignal("a signal has no hold on an open connection", async (peer) => {
    const { controller, listeners } = counted();
    const connection = await adapter.connect(peer.endpoint, controller.signal);
    assert.equal(listeners(), 0);
    controller.abort();
    await connection.write(new Uint8Array(100));
    await connection.closeWrite();
    assert.equal((await receive(await peer.socket())).length, 100);
    connection.close();
  });

  test(`${adapter.name}, ${kind}: a failed dial leaves no listener`, async () => {
    const { controller, listeners } = counted();
    await assert.rejects(adapter.connect(await left(kind), controller.signal));
    assert.equal(listeners(), 0);
  });

  if (kind === "tcp") {
    test(
      `${adapter.name}: a dial that gets no answer ends at once, and lets the process exit`,
      SECONDS,
      async () => {
        const sleeper = child("socket_sleeper.ts", []);
        try {
          const { port } = await sleeper.said(1);
          const args = [adapter.name, "dialUntilSilence", `tcp://127.0.0.1:${port}`];
          const { lines, exitCode } = await child("socket_program.ts", args).ended;
          assert.deepEqual(lines, [{ rejected: "enough" }]);
          assert.equal(exitCode, 0);
        } finally {
          sleeper.kill();
        }
      },
    );
  }
}

/** A controller, and how many listeners its signal has. */
function counted(): { controller: AbortController; listeners(): number } {
  const controller = new AbortController();
  const { signal } = controller;
  const wrappers = new Map<unknown, EventListener>();
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (type: string, listener: EventListener): void => {
    const wrapper = (event: Event): void => {
      wrappers.delete(listener);
      listener(event);
    };
    wrappers.set(listener, wrapper);
    add(type, wrapper, { once: true });
  };
  signal.removeEventListener = (type: string, listener: EventListener): void => {
    const wrapper = wrappers.get(listener);
    if (wrapper !== undefined) remove(type, wrapper);
    wrappers.delete(listener);
  };
  return { controller, listeners: () => wrappers.size };
}

/** Where nobody listens any more. */
async function left(kind: Endpoint["kind"]): Promise<Endpoint> {
  let left: Endpoint | undefined;
  await withPeer(kind, () => {}, (peer) => Promise.resolve(void (left = peer.endpoint)));
  assert.ok(left);
  return left;
}

/** The timer that the system has for the socket with a local port, from `/proc/net/tcp`. */
async function tcpTimer(port: number): Promise<{ kind: string; seconds: number }> {
  const local = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  for (const line of (await readFile("/proc/net/tcp", "utf8")).split("\n")) {
    const [, address = "", , , , timer = ""] = line.trim().split(/\s+/);
    if (!address.endsWith(local)) continue;
    const [kind = "", ticks = ""] = timer.split(":");
    return { kind, seconds: parseInt(ticks, 16) / 100 };
  }
  throw new Error(`The system knows no socket with port ${port}`);
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.on("error", reject);
    server.listen(path, resolve);
  });
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
