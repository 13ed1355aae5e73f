/** The output of sessions, whole, cut, and given up by the engine: alike for all that is attached. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError, type OutputStream, StreamError } from "../../mod.ts";
import { concat, frame as frameOf } from "../api/streams/feed.ts";
import { clean } from "../leaks.ts";
import { end, type Step } from "../scripted_connection.ts";
import { whole } from "../scripted_engine.ts";
import {
  type ContainerEngine,
  containerEngine,
  frame,
  ID,
  json,
  SWITCHED,
  WAITING,
} from "./container_engine.ts";
import {
  containerOf,
  execEngine,
  INSPECT as EXEC_INSPECT,
  RUNNING,
  running,
  START,
  STREAMED,
} from "./exec_engine.ts";

const encoder = new TextEncoder();

/** Frames of which none can be joined with its neighbour. */
const FRAMES = ["one", "two", "three", "four", "five"].map((text, i) =>
  frame(i % 2 === 0 ? "stdout" : "stderr", text)
);

interface Opened {
  readonly engine: ContainerEngine;
  readonly output: OutputStream;
}

/** An engine whose container runs on, and which sends this behind its head, in the same packet. */
function attachEngine(bytes: Uint8Array, more: readonly Step[]): ContainerEngine {
  return containerEngine({
    [`GET /containers/${ID}/json`]: json(running()),
    [`POST /containers/${ID}/attach`]: [
      whole,
      concat(encoder.encode(SWITCHED), bytes),
      ...more,
    ],
    [`POST /containers/${ID}/wait`]: [whole, WAITING],
  });
}

function commandEngine(head: string, bytes: Uint8Array, more: readonly Step[]): ContainerEngine {
  return execEngine({
    [START]: [whole, concat(encoder.encode(head), bytes), ...more],
    [EXEC_INSPECT]: RUNNING,
  });
}

/** All that hands out output by frames. */
const WAYS: Readonly<
  Record<string, (bytes: Uint8Array, more: readonly Step[]) => Promise<Opened>>
> = {
  async "container.attach()"(bytes, more) {
    const engine = attachEngine(bytes, more);
    return { engine, output: (await (await containerOf(engine)).attach()).output };
  },
  async "containers.spawn()"(bytes, more) {
    const engine = attachEngine(bytes, more);
    return { engine, output: (await engine.client.containers.spawn("busybox")).output };
  },
  async "container.exec()"(bytes, more) {
    const engine = commandEngine(STREAMED, bytes, more);
    return { engine, output: (await (await containerOf(engine)).exec("true")).output };
  },
  async "container.exec() with an input"(bytes, more) {
    const engine = commandEngine(SWITCHED, bytes, more);
    const session = await (await containerOf(engine)).exec("true", { stdin: true });
    return { engine, output: session.output };
  },
};

async function read(output: OutputStream, texts: string[]): Promise<void> {
  for await (const { data } of output) texts.push(new TextDecoder().decode(data));
}

for (const [way, open] of Object.entries(WAYS)) {
  test(
    `${way} hands out what came with the head, and rejects where it is cut (row 1)`,
    clean(async () => {
      const half = frame("stdout", "never whole").subarray(0, 10);
      const cutAt = [0, 5, 8].map(async (length) => {
        const rest = half.subarray(0, length);
        const { engine, output } = await open(concat(...FRAMES, rest), [end]);
        const texts: string[] = [];
        await assert.rejects(
          read(output, texts),
          (error) => error instanceof ConnectionError && error.code === "lost",
        );
        assert.deepEqual(texts, ["one", "two", "three", "four", "five"]);
        assert.equal(engine.open, 0);
      });
      await Promise.all(cutAt); // engines get two seconds to tell of an exit
    }),
  );

  test(
    `${way} rejects with what the engine says went wrong, after what came`,
    clean(async () => {
      for (const length of [undefined, 100]) {
        const report = frameOf("systemerr", "disk on fire", length);
        const { engine, output } = await open(concat(...FRAMES, report), [end]);
        const texts: string[] = [];
        await assert.rejects(read(output, texts), (error) => {
          assert.ok(error instanceof StreamError, `${error}`);
          assert.equal(error.detail, "disk on fire");
          return true;
        });
        assert.equal(texts.join(), "one,two,three,four,five");
        const isWaiting = way === "containers.spawn()";
        assert.equal(engine.open, isWaiting ? 1 : 0, "nothing but the wait for the exit is held");
      }
    }),
  );
}
