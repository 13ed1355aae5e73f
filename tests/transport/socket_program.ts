/**
 * A client in a process of its own, for what only shows there: memory, the exit of the process, and
 * a user without permission. Arguments: the name of an adapter, a task and an address. Says what it
 * saw in lines of JSON.
 */
import process from "node:process";
import type { Connection } from "../../src/transport/connection.ts";
import { type Endpoint, parseEndpoint } from "../../src/transport/endpoint.ts";

const WARM_UP = 32 * 1024 * 1024;

/** How long a task watches its memory grow: long enough for 200 MB to come, which take 0.1 s. */
const WATCH_MS = 1_000;

const TASKS: Readonly<Record<string, (connection: Connection) => Promise<void>>> = {
  /** Reads a while, takes one more piece, and stops. */
  async stallReading(connection) {
    let got = 0;
    while (got < WARM_UP) got += (await connection.read())?.length ?? WARM_UP;
    const before = process.memoryUsage().rss;
    await connection.read();
    await sleep(WATCH_MS);
    say({ grown: process.memoryUsage().rss - before });
    connection.close();
  },

  /** Writes on after the peer has stopped to read. */
  async stallWriting(connection) {
    const chunk = new Uint8Array(65_536);
    for (let sent = 0; sent < WARM_UP; sent += chunk.length) await connection.write(chunk);
    const before = process.memoryUsage().rss;
    let accepted = 0;
    const writing = (async () => {
      for (; accepted < 200_000_000; accepted += chunk.length) await connection.write(chunk);
    })();
    const ended = writing.then(() => "written", () => "rejected");
    await sleep(WATCH_MS);
    say({ grown: process.memoryUsage().rss - before, accepted });
    connection.close();
    say({ ended: await ended });
  },

  /** Is busy elsewhere while the peer answers and closes, writes on, and then reads. */
  async writeLate(connection) {
    await connection.write(new Uint8Array(100));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    try {
      for (;;) await connection.write(new Uint8Array(100));
    } catch (error) {
      say({ wrote: (error as { code?: unknown }).code });
    }
    let read = 0;
    for (;;) {
      const bytes = await connection.read();
      if (bytes === null) break;
      read += bytes.length;
    }
    say({ read });
    connection.close();
  },

  /** Leaves an open connection behind, with a read pending as the pool has it. */
  idle(connection) {
    return leave(connection, () => connection.unref());
  },

  /** Likewise, but the connection is in use again. */
  busy(connection) {
    return leave(connection, () => {
      connection.unref();
      connection.unref();
      connection.ref();
    });
  },
};

async function leave(connection: Connection, prepare: () => void): Promise<void> {
  await connection.write(new Uint8Array(1));
  Promise.resolve(connection.read()).then((bytes) => {
    say({ read: bytes?.length ?? null });
    connection.close();
  });
  prepare();
  say({ left: true });
}

function say(line: Record<string, unknown>): void {
  console.log(JSON.stringify(line));
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

type Dial = (signal?: AbortSignal) => Promise<Connection>;

/** Opens connections that nobody accepts, until the system of the peer answers no more. */
async function dialUntilSilence(dial: Dial): Promise<void> {
  const held: Connection[] = [];
  try {
    for (;;) {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(new Error("enough")), 500);
      const connection = await dial(controller.signal);
      clearTimeout(timer);
      connection.unref();
      held.push(connection);
    }
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    say({ rejected: code ?? message });
  }
}

async function main(adapter: string, task: string, address: string): Promise<void> {
  const { connect } = await import(`../../src/transport/adapters/${adapter}.ts`) as {
    connect(endpoint: Endpoint, signal?: AbortSignal): Promise<Connection>;
  };
  const endpoint = parseEndpoint(address);
  if (task === "dialUntilSilence") {
    return await dialUntilSilence((signal) => connect(endpoint, signal));
  }
  let connection: Connection;
  try {
    connection = await connect(endpoint);
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    return say({ code, message });
  }
  await TASKS[task]?.(connection);
}

const [adapter = "", task = "", address = ""] = process.argv.slice(2);
await main(adapter, task, address);
