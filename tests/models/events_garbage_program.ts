/**
 * Drops streams of events as garbage, and keeps some; says in a line of JSON how many of each kind
 * had their connections closed. Needs a runtime that lets its garbage be collected.
 */

import { ConnectionBody } from "../../src/api/streams/connection_body.ts";
import { EventStream } from "../../src/api/streams/events.ts";
import { AnsweredEvents } from "../../src/models/event_feed.ts";
import { EngineEventStream } from "../../src/models/events.ts";
import { ScriptedConnection } from "../scripted_connection.ts";

const EACH = 10;
const ROUNDS = 100;
const EVENT = '{"Type":"container","Action":"start","Actor":{"ID":"a","Attributes":{}},' +
  '"scope":"local","time":1,"timeNano":1000000001}\n';

const kept: unknown[] = [];

/** What is done with a stream before the program forgets it. */
const FATES: Readonly<Record<string, (events: EngineEventStream) => unknown>> = {
  unread() {},
  async halfRead(events) {
    const reader = events.getReader();
    await reader.read();
    reader.releaseLock();
  },
  locked: (events) => void events.getReader(),
  kept: (events) => kept.push(events),
  keptReader: (events) => kept.push(events.getReader()),
  async keptByItsRead(events) {
    const reader = events.getReader();
    await reader.read();
    // Only what waits for the next event knows of it: that must do.
    void reader.read().then(({ value }) => kept.push(value));
  },
};

async function main(): Promise<void> {
  const connections = new Map<string, ScriptedConnection[]>();
  for (const [name, fate] of Object.entries(FATES)) {
    const its: ScriptedConnection[] = [];
    for (let i = 0; i < EACH; i++) {
      const connection = new ScriptedConnection(EVENT);
      its.push(connection);
      const events = new EventStream(new ConnectionBody(connection, ""));
      await fate(new EngineEventStream(new AnsweredEvents(events)));
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
  for (const connection of connections.get("keptByItsRead") ?? []) connection.play(EVENT);
  await new Promise((resolve) => setTimeout(resolve, 10));
  console.log(JSON.stringify({ each: EACH, kept: kept.length, counts }));
}

function collectGarbage(): void {
  const { gc, Bun } = globalThis as { gc?: () => void; Bun?: { gc(now: boolean): void } };
  if (gc !== undefined) gc();
  else if (Bun !== undefined) Bun.gc(true);
  else throw new Error("this runtime was started without a way to collect garbage");
}

await main();
