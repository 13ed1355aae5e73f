/** Tests against the engine that `ENGINE` names, at whose end nothing may be left. */

import assert from "node:assert/strict";
import process from "node:process";
import { DockerClient, type DockerClientSettings } from "@fairlead/docker";
import { connector } from "../../src/transport/adapters/pick.ts";
import type { Bytes, Connection } from "../../src/transport/connection.ts";
import { parseEndpoint } from "../../src/transport/endpoint.ts";
import { engine, type RunningEngine } from "../engine/mod.ts";

/** The image that every engine of the tests has. */
export const IMAGE = "busybox:test";

/** What a test gets. */
export interface Here {
  /** A client of the engine. */
  readonly docker: DockerClient;
  /** The engine. */
  readonly engine: RunningEngine;
  /** The label of this test: every container that it makes has to carry it. */
  readonly labels: Readonly<Record<string, string>>;
  /** How many connections somebody holds; idle ones don't count. */
  open(): number;
  /** Cuts the connections over which this was asked, such as `"/attach?"`. */
  cut(asked: string): void;
  /** The containers of this test. */
  left(): Promise<readonly string[]>;
  /** Another client of the engine, whose connections count too; closed at the end. */
  client(settings: DockerClientSettings): DockerClient;
  /** Disposes of something at the end: not every runtime of the tests knows `await using`. */
  keep<T extends AsyncDisposable>(resource: T): T;
}

let count = 0;

/**
 * A test's body, at whose end the engine has no container of it, and no connection is held. Tests
 * are declared in their own files, since that is how they are counted.
 */
export function onEngine(body: (here: Here) => Promise<void>): () => Promise<void> {
  return async () => {
    const running = await engine();
    const endpoint = parseEndpoint(running.host);
    const open = connector(endpoint);
    const connections: CountedConnection[] = [];
    const connect = async (signal?: AbortSignal): Promise<Connection> => {
      const connection = new CountedConnection(await open(signal));
      connections.push(connection);
      return connection;
    };
    const labels = { "fairlead-test": `${process.pid}-${count++}` };
    const filters = { label: `fairlead-test=${labels["fairlead-test"]}` };
    const kept: AsyncDisposable[] = [];
    const keep = <T extends AsyncDisposable>(resource: T): T => {
      kept.unshift(resource);
      return resource;
    };
    const dispose = async (): Promise<void> => {
      for (const resource of kept.splice(0)) await resource[Symbol.asyncDispose]();
    };
    const docker = new DockerClient({ host: running.host, connect });
    const left = async (): Promise<readonly string[]> => {
      const summaries = await docker.containers.summaries({ all: true, filters });
      return summaries.map(({ Id }) => Id);
    };
    const held = (): number => connections.filter((connection) => connection.held).length;
    let ids: readonly string[] = [];
    try {
      await body({
        docker,
        engine: running,
        labels,
        open: held,
        cut: (asked) => {
          const cut = connections.filter((connection) => connection.head.includes(asked));
          assert.ok(cut.length > 0, `nobody asked for ${asked}`);
          for (const connection of cut) connection.cut();
        },
        left,
        client: (settings) => keep(new DockerClient({ host: running.host, connect, ...settings })),
        keep,
      });
      await dispose();
      assert.equal(held(), 0, "no connection stays held");
    } finally {
      await dispose();
      ids = await left();
      for (const id of ids) {
        await docker.api.containers.delete(id, { query: { force: true, v: true } });
      }
      docker.close();
    }
    assert.deepEqual(ids, [], "no container is left");
  };
}

/** A connection that tells whether it is held, and that can break as the network's do. */
class CountedConnection implements Connection {
  readonly closed: Promise<void>;
  /** The head of the last request that was sent. */
  head = "";
  readonly #connection: Connection;
  #held = true;
  #cut: (() => void) | undefined;
  readonly #cutting: Promise<null>;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.closed = connection.closed;
    this.closed.then(() => this.#held = false);
    this.#cutting = new Promise((resolve) => this.#cut = () => resolve(null));
  }

  get held(): boolean {
    return this.#held;
  }

  /** Ends what comes, as a proxy does that gives up: the reader sees a clean end. */
  cut(): void {
    this.#cut?.();
  }

  read(): Bytes | null | Promise<Bytes | null> {
    const read = this.#connection.read();
    if (!(read instanceof Promise)) return read;
    read.catch(() => undefined);
    return Promise.race([read, this.#cutting]);
  }

  write(bytes: Uint8Array): void | Promise<void> {
    const text = new TextDecoder().decode(bytes.subarray(0, 1024));
    if (/^[A-Z]+ \/\S* HTTP\/1\.1\r\n/.test(text)) this.head = text;
    return this.#connection.write(bytes);
  }

  closeWrite(): void | Promise<void> {
    return this.#connection.closeWrite();
  }

  close(reason?: unknown): void {
    this.#held = false;
    this.#connection.close(reason);
  }

  ref(): void {
    this.#held = true;
    this.#connection.ref();
  }

  unref(): void {
    this.#held = false;
    this.#connection.unref();
  }
}
