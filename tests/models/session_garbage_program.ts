/**
 * Drops sessions as garbage while their output waits to be read, and keeps some; says in a line of
 * JSON how many of each kind had all of their connections closed, which is what lets a container go
 * on. Needs a runtime that lets its garbage be collected.
 */

import type { AttachSession, RunSession } from "../../mod.ts";
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
import { containerOf, execEngine, running } from "./exec_engine.ts";

const EACH = 10;
const ROUNDS = 100;

const kept: unknown[] = [];
const signals: AbortController[] = [];

/** A signal that somebody holds for longer than the session. */
function longSignal(): AbortSignal {
  const controller = new AbortController();
  signals.push(controller);
  return controller.signal;
}

async function readOne({ output }: Pick<AttachSession, "output">): Promise<void> {
  const reader = output.getReader();
  await reader.read();
  reader.releaseLock();
}

function sessionEngine(): ContainerEngine {
  return containerEngine({
    [`GET /containers/${ID}/json`]: json(running({ OpenStdin: true })),
    [`POST /containers/${ID}/attach`]: [
      whole,
      SWITCHED,
      frame("stdout", "one"),
      frame("stdout", "two"),
    ],
    [`POST /containers/${ID}/wait`]: [whole, WAITING],
  });
}

async function spawn(engine: ContainerEngine, settings: object = {}): Promise<RunSession> {
  return await engine.client.containers.spawn("busybox", settings);
}

/** What is done with a session before the program forgets it. */
const FATES: Readonly<Record<string, (engine: ContainerEngine) => Promise<unknown>>> = {
  spawned: async (engine) => void await spawn(engine),
  spawnedWithSignal: async (engine) => void await spawn(engine, { signal: longSignal() }),
  spawnedTerminal: async (engine) => void await spawn(engine, { tty: true, stdin: true }),
  spawnedImpatient: async (engine) =>
    void await spawn(engine, { onStall: "detach", stallTimeout: 600_000 }),
  spawnedAndHalfRead: async (engine) => await readOne(await spawn(engine)),
  attached: async (engine) => void await (await containerOf(engine)).attach(),
  attachedWithSignal: async (engine) =>
    void await (await containerOf(engine)).attach({ stdin: true, signal: longSignal() }),
  attachedAndHalfRead: async (engine) =>
    await readOne(await (await containerOf(engine)).attach({ stdin: true })),
  kept: async (engine) => kept.push(await spawn(engine)),
  keptOutput: async (engine) => kept.push((await spawn(engine)).output),
  keptByItsExit: async (engine) => void (await spawn(engine)).exitCode().then(kept.push),
  keptAttached: async (engine) => kept.push(await (await containerOf(engine)).attach()),
};

/** The same for a command. */
const EXEC_FATES: typeof FATES = {
  exec: async (engine) => void await (await containerOf(engine)).exec("true"),
  execWithInput: async (engine) =>
    void await (await containerOf(engine)).exec("cat", { stdin: true, signal: longSignal() }),
  keptExec: async (engine) => kept.push(await (await containerOf(engine)).exec("true")),
};

async function main(): Promise<void> {
  const engines = new Map<string, ContainerEngine[]>();
  for (const [name, fate] of Object.entries({ ...FATES, ...EXEC_FATES })) {
    const its: ContainerEngine[] = [];
    for (let i = 0; i < EACH; i++) {
      const engine = name in FATES
        ? sessionEngine()
        : execEngine({ "POST /exec/": [whole, SWITCHED, frame("stdout", "one")] });
      its.push(engine);
      await fate(engine);
    }
    engines.set(name, its);
  }
  const closed = (name: string) => engines.get(name)?.filter(({ open }) => open === 0).length ?? 0;
  const dropped = [...engines.keys()].filter((name) => !name.startsWith("kept"));
  for (let round = 0; round < ROUNDS; round++) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (round >= 5 && dropped.every((name) => closed(name) >= EACH - 1)) break;
  }
  const counts = Object.fromEntries([...engines.keys()].map((name) => [name, closed(name)]));
  console.log(JSON.stringify({ each: EACH, counts, held: kept.length + signals.length }));
}

function collectGarbage(): void {
  const { gc, Bun } = globalThis as { gc?: () => void; Bun?: { gc(now: boolean): void } };
  if (gc !== undefined) gc();
  else if (Bun !== undefined) Bun.gc(true);
  else throw new Error("this runtime was started without a way to collect garbage");
}

await main();
