/**
 * Drops streams as garbage, and keeps some; says in a line of JSON how many of each kind had their
 * connections closed. Needs a runtime that lets its garbage be collected.
 */

import { ConnectionBody } from "../../../src/api/streams/connection_body.ts";
import { BodyStream } from "../../../src/api/streams/body_stream.ts";
import type { OutputStream } from "../../../src/api/streams/output.ts";
import type { ScriptedConnection } from "../../scripted_connection.ts";
import { frame } from "./feed.ts";
import { scriptedOutput } from "./scripted_output.ts";

const EACH = 10;
const ROUNDS = 100;

const kept: unknown[] = [];
const texts: string[] = [];

/** What is done with an output before the program forgets it. */
const FATES: Readonly<
  Record<string, (output: OutputStream, connection: ScriptedConnection) => unknown>
> = {
  unread() {},
  async halfRead(output) {
    const reader = output.getReader();
    await reader.read();
    reader.releaseLock();
  },
  locked: (output) => void output.getReader(),
  lines: (output) => output.lines().getReader().read(),
  split: (output) => output.split().stdout.getReader().read(),
  raw: (output) => output.raw().getReader().read(),
  response(_, connection) {
    new Response(new BodyStream(new ConnectionBody(connection, "")));
  },

  keptReader: (output) => kept.push(output.getReader()),
  keptLines: (output) => kept.push(output.lines()),
  keptSplit: (output) => kept.push(output.split().stderr),
  keptRaw: (output) => kept.push(output.raw()),
  keptTee: (output) => kept.push(output.tee()[1]),
  keptPipe: (output) => kept.push(output.pipeThrough(new TransformStream())),
  keptResponse(output) {
    kept.push(new Response(output.raw()));
  },
  keptByItsRead(output) {
    // Only what waits for the next chunk knows of it: that must do.
    void output.text().then((text) => texts.push(text));
  },
};

async function main(): Promise<void> {
  const connections = new Map<string, ScriptedConnection[]>();
  for (const [name, fate] of Object.entries(FATES)) {
    const its: ScriptedConnection[] = [];
    for (let i = 0; i < EACH; i++) {
      const { output, connection } = scriptedOutput(frame("stdout", "one\ntwo\n"));
      its.push(connection);
      await fate(output, connection);
    }
    connections.set(name, its);
  }
  const closed = (name: string) => connections.get(name)?.filter(({ open }) => !open).length ?? 0;
  const dropped = Object.keys(FATES).filter((name) => !name.startsWith("kept"));
  for (let round = 0; round < ROUNDS; round++) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (round >= 5 && dropped.every((name) => closed(name) >= EACH - 1)) break;
  }
  const counts = Object.fromEntries(Object.keys(FATES).map((name) => [name, closed(name)]));
  for (const connection of connections.get("keptByItsRead") ?? []) {
    connection.play(frame("stdout", "three"), (it) => (it.peerEnds(), true));
  }
  await new Promise((resolve) => setTimeout(resolve, 10));
  console.log(JSON.stringify({ each: EACH, kept: kept.length, texts, counts }));
}

function collectGarbage(): void {
  const { gc, Bun } = globalThis as { gc?: () => void; Bun?: { gc(now: boolean): void } };
  if (gc !== undefined) gc();
  else if (Bun !== undefined) Bun.gc(true);
  else throw new Error("this runtime was started without a way to collect garbage");
}

await main();
