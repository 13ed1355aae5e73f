/** What every stream of an engine does when it is given up, and what is left then: nothing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Container, DockerClient } from "../../mod.ts";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { act, end, reset, type Step } from "../scripted_connection.ts";
import { whole } from "../scripted_engine.ts";
import { type ContainerEngine, containerEngine, frame, gate, ID } from "./container_engine.ts";
import { json, type Overrides, SWITCHED, waited, WAITING } from "./container_engine.ts";
import { execEngine, running, START } from "./exec_engine.ts";

/** A stream, and what disposes of it: itself, or its session. */
interface Opened {
  readonly stream: ReadableStream<unknown> & AsyncIterable<unknown>;
  readonly owner: AsyncDisposable;
}

/** How an engine is asked for a stream, and what it answers. */
interface Kind {
  readonly name: string;
  open(docker: DockerClient, container: Container, signal?: AbortSignal): Promise<Opened>;
  /** The request whose answer the stream is. */
  readonly asked: string;
  readonly head: string;
  /** What makes one chunk, and what ends the answer in good order. */
  readonly chunk: string | Uint8Array;
  readonly end: readonly Step[];
  /** What else the engine is asked, where it is not what it answers anyway. */
  readonly others?: (exit: Step) => Overrides;
  readonly make?: (overrides: Overrides) => ContainerEngine;
}

const FRAMES = "application/vnd.docker.multiplexed-stream";
const STAT = btoa(
  JSON.stringify({ name: "a", size: 1, mode: 420, mtime: "2026-01-02T03:04:05Z", linkTarget: "" }),
);
const EVENT = {
  Type: "container",
  Action: "start",
  Actor: { ID, Attributes: {} },
  scope: "local",
  time: 1,
  timeNano: 1_000_000_001,
};

function chunked(type: string, ...headers: string[]): string {
  const lines = ["HTTP/1.1 200 OK", `Content-Type: ${type}`, ...headers];
  return [...lines, "Transfer-Encoding: chunked", "", ""].join("\r\n");
}

function inChunk(data: string | Uint8Array): Uint8Array {
  const bytes = typeof data === "string" ? new TextEncoder().encode(data) : data;
  const encoder = new TextEncoder();
  const size = encoder.encode(`${bytes.length.toString(16)}\r\n`);
  const all = new Uint8Array(size.length + bytes.length + 2);
  all.set(size);
  all.set(bytes, size.length);
  all.set(encoder.encode("\r\n"), size.length + bytes.length);
  return all;
}

const LAST = ["0\r\n\r\n"];

function own<T extends Opened["stream"] & AsyncDisposable>(stream: T): Opened {
  return { stream, owner: stream };
}

const KINDS: readonly Kind[] = [
  {
    name: "Container.logs()",
    open: async (_, container, signal) => own(await container.logs({ signal, follow: true })),
    asked: `GET /containers/${ID}/logs`,
    head: chunked(FRAMES),
    chunk: inChunk(frame("stdout", "x")),
    end: LAST,
  },
  {
    name: "Container.attach()",
    async open(_, container, signal) {
      const session = await container.attach({ signal });
      return { stream: session.output, owner: session };
    },
    asked: `POST /containers/${ID}/attach`,
    head: SWITCHED,
    chunk: frame("stdout", "x"),
    end: [end],
    others: (exit) => ({
      [`GET /containers/${ID}/json`]: json(running()),
      [`POST /containers/${ID}/wait`]: [whole, WAITING, exit, waited(0)],
    }),
  },
  {
    name: "Container.exec()",
    async open(_, container, signal) {
      const session = await container.exec("date", { stdin: true, signal });
      return { stream: session.output, owner: session };
    },
    asked: START,
    head: SWITCHED,
    chunk: frame("stdout", "x"),
    end: [end],
    make: execEngine,
  },
  {
    name: "ContainerCollection.spawn()",
    async open(docker, _, signal) {
      const session = await docker.containers.spawn("busybox", "date", { signal });
      return { stream: session.output, owner: session };
    },
    asked: `POST /containers/${ID}/attach`,
    head: SWITCHED,
    chunk: frame("stdout", "x"),
    end: [end],
    others: (exit) => ({ [`POST /containers/${ID}/wait`]: [whole, WAITING, exit, waited(0)] }),
  },
  {
    name: "Container.stats()",
    open: async (_, container, signal) => own(await container.stats({ signal })),
    asked: `GET /containers/${ID}/stats`,
    head: chunked("application/json"),
    chunk: inChunk(`${JSON.stringify({ id: ID, read: "2026-01-02T03:04:05Z" })}\n`),
    end: LAST,
  },
  {
    name: "DockerClient.events()",
    open: async (docker, _, signal) => own(await docker.events({ signal })),
    asked: "GET /events",
    head: chunked("application/json"),
    chunk: inChunk(`${JSON.stringify(EVENT)}\n`),
    end: LAST,
  },
  {
    name: "Container.export()",
    open: async (_, container, signal) => own(await container.export({ signal })),
    asked: `GET /containers/${ID}/export`,
    head: chunked("application/x-tar"),
    chunk: inChunk("x"),
    end: LAST,
  },
  {
    name: "Container.getArchive()",
    open: async (_, container, signal) =>
      own((await container.getArchive("/a", { signal })).archive),
    asked: `GET /containers/${ID}/archive`,
    head: chunked("application/x-tar", `X-Docker-Container-Path-Stat: ${STAT}`),
    chunk: inChunk("x"),
    end: LAST,
  },
];

/** An engine whose container exits when the stream has ended, and which stays as it is else. */
function engineOf(kind: Kind, ...steps: readonly Step[]): ContainerEngine {
  const exit = gate();
  const overrides = kind.others?.(exit.step) ?? {};
  const answer = [whole, ...steps].map((step) =>
    step === end ? (link: Parameters<typeof end>[0]) => (exit.open(), end(link)) : step
  );
  return (kind.make ?? containerEngine)({ ...overrides, [kind.asked]: answer });
}

async function containerOf(engine: ContainerEngine): Promise<Container> {
  return await engine.client.containers.get(ID);
}

/** What goes on by itself, such as to kill what was spawned, has an end. */
async function settled(engine: ContainerEngine): Promise<void> {
  await turn(10);
  for (let tries = 0; tries < 100 && engine.open > 0; tries++) await turn(5);
  assert.equal(engine.open, 0, "no connection stays held");
}

const hold: Step = () => false;

for (const kind of KINDS) {
  const { name } = kind;

  test(
    `${name} can be aborted before it is called: nothing is sent`,
    clean(async (watch) => {
      const { signal, abort } = watch.signal();
      const engine = engineOf(kind, kind.head);
      const container = await containerOf(engine);
      const reason = new Error("enough");
      abort(reason);
      const opening = kind.open(engine.client, container, signal);
      await assert.rejects(opening, (error) => error === reason);
      assert.equal(engine.sent.length, 1);
      await settled(engine);
    }),
  );

  test(
    `${name} can be aborted while its call is being sent`,
    clean(async (watch) => {
      const { signal, abort } = watch.signal();
      const engine = engineOf(kind, kind.head);
      const container = await containerOf(engine);
      engine.links[0]?.stall();
      const reason = new Error("enough");
      const opening = kind.open(engine.client, container, signal);
      setTimeout(() => abort(reason), 5);
      await assert.rejects(opening, (error) => error === reason);
      assert.equal(engine.sent.length, 1);
      await settled(engine);
    }),
  );

  test(
    `${name} can be aborted before the head of the answer has come`,
    clean(async (watch) => {
      const { signal, abort } = watch.signal();
      const reason = new Error("enough");
      const engine = engineOf(kind, act(() => void setTimeout(() => abort(reason), 5)), hold);
      const container = await containerOf(engine);
      const opening = kind.open(engine.client, container, signal);
      await assert.rejects(opening, (error) => error === reason);
      await settled(engine);
    }),
  );

  test(
    `${name} can be aborted while it is read`,
    clean(async (watch) => {
      const { signal, abort } = watch.signal();
      const engine = engineOf(kind, kind.head, kind.chunk, hold);
      const { stream } = await kind.open(engine.client, await containerOf(engine), signal);
      const reader = stream.getReader();
      assert.equal((await reader.read()).done, false);
      const reason = new Error("enough");
      const reading = reader.read();
      abort(reason);
      await assert.rejects(reading, (error) => error === reason);
      await assert.rejects(reader.read(), (error) => error === reason);
      await settled(engine);
    }),
  );

  test(
    `${name} can be aborted after its end, which changes nothing`,
    clean(async (watch) => {
      const { signal, abort } = watch.signal();
      const engine = engineOf(kind, kind.head, kind.chunk, ...kind.end);
      const { stream } = await kind.open(engine.client, await containerOf(engine), signal);
      const reader = stream.getReader();
      while (!(await reader.read()).done);
      await settled(engine);
      const asked = engine.sent.length;
      abort(new Error("enough"));
      await reader.closed;
      await turn();
      assert.equal(engine.sent.length, asked);
      await settled(engine);
    }),
  );

  test(
    `${name} can be cancelled and left half-way`,
    clean(async () => {
      for (const way of ["cancel", "leave"] as const) {
        const engine = engineOf(kind, kind.head, kind.chunk, kind.chunk, hold);
        const opened = await kind.open(engine.client, await containerOf(engine));
        if (way === "cancel") await opened.stream.cancel();
        else for await (const _ of opened.stream) break;
        if (kind.name.endsWith("spawn()")) await opened.owner[Symbol.asyncDispose]();
        await settled(engine);
      }
    }),
  );

  test(
    `${name} can be disposed of while it is idle, locked or being read`,
    clean(async () => {
      for (const state of ["idle", "locked", "reading"] as const) {
        const engine = engineOf(kind, kind.head, hold);
        const { stream, owner } = await kind.open(engine.client, await containerOf(engine));
        const reader = state === "idle" ? undefined : stream.getReader();
        const reading = state === "reading" ? reader?.read() : undefined;
        const refused = reading &&
          assert.rejects(reading, { name: "ConnectionError", code: "closed" });
        await owner[Symbol.asyncDispose]();
        await owner[Symbol.asyncDispose]();
        await refused;
        await assert.rejects((reader ?? stream.getReader()).read(), {
          name: "ConnectionError",
          code: "closed",
        });
        await settled(engine);
      }
    }),
  );

  test(
    `${name} can be disposed of when it has failed or ended, which changes nothing`,
    clean(async () => {
      const torn = engineOf(kind, kind.head, kind.chunk, reset);
      const failed = await kind.open(torn.client, await containerOf(torn));
      const reader = failed.stream.getReader();
      assert.equal((await reader.read()).done, false, "what came whole comes first");
      await assert.rejects(reader.read(), { name: "ConnectionError", code: "lost" });
      await failed.owner[Symbol.asyncDispose]();
      await assert.rejects(reader.read(), { name: "ConnectionError", code: "lost" });
      await settled(torn);

      const engine = engineOf(kind, kind.head, kind.chunk, ...kind.end);
      const { stream, owner } = await kind.open(engine.client, await containerOf(engine));
      const whole = stream.getReader();
      while (!(await whole.read()).done);
      await owner[Symbol.asyncDispose]();
      await owner[Symbol.asyncDispose]();
      assert.equal((await whole.read()).done, true);
      await settled(engine);
    }),
  );
}
