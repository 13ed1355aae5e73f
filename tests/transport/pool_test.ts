import assert from "node:assert/strict";
import { test } from "node:test";
import type { Connection } from "../../src/transport/connection.ts";
import { type Lease, Pool } from "../../src/transport/pool.ts";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { end, reset, ScriptedConnection } from "../scripted_connection.ts";

/** A pool, and the connections that were dialed for it. */
class PoolWithLinks {
  readonly links: ScriptedConnection[] = [];
  readonly pool: Pool;

  constructor(maxConnections = Infinity, dial?: (signal: AbortSignal) => Promise<Connection>) {
    this.pool = new Pool({ maxConnections, dial: dial ?? (() => Promise.resolve(this.open())) });
  }

  /** Opens a connection. */
  open(): ScriptedConnection {
    const link = new ScriptedConnection();
    this.links.push(link);
    return link;
  }
}

/** Uses a connection as an exchange does, and gives it back. */
async function use(pool: Pool, { connection, firstRead }: Lease): Promise<void> {
  assert.ok(connection instanceof ScriptedConnection);
  connection.play("answer");
  assert.notEqual(await (firstRead ?? connection.read()), null);
  pool.give(connection, true);
}

/** What has become of promises by now. */
async function states(promises: readonly Promise<unknown>[]): Promise<string> {
  let text = "";
  for (const [i, promise] of promises.entries()) {
    promise.then(() => text += i, () => text += `!${i}`);
  }
  await turn();
  return text;
}

function isClosed(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "closed";
}

test(
  "Pool lends the connection that was given back last",
  clean(async () => {
    const { pool, links } = new PoolWithLinks();
    const [one, two] = [await pool.take(undefined, false), await pool.take(undefined, false)];
    assert.deepEqual([one.reused, two.reused], [false, false]);
    assert.equal(one.firstRead, undefined);
    assert.equal(pool.size, 2);
    pool.give(two.connection, true);
    pool.give(one.connection, true);
    assert.deepEqual(links.map((link) => link.referenced), [false, false]);
    const again = await pool.take(undefined, false);
    assert.equal(again.connection, one.connection);
    assert.equal(again.reused, true);
    assert.ok(again.firstRead instanceof Promise);
    assert.equal(links[0]?.reads, 1, "the read that watched it is the first of the exchange");
    assert.deepEqual(links.map((link) => link.referenced), [true, false]);
    pool.close();
  }),
);

test(
  "Pool closes what is given back unfit, and takes nothing back twice",
  clean(async () => {
    const { pool, links } = new PoolWithLinks();
    const lease = await pool.take(undefined, false);
    pool.give(lease.connection, false);
    pool.give(lease.connection, true);
    pool.give(new ScriptedConnection(), true);
    assert.equal(pool.size, 0);
    assert.equal(links[0]?.closes, 1);
    assert.equal((await pool.take(undefined, false)).reused, false);
  }),
);

test(
  "Pool does not keep a connection that has something to say",
  clean(async () => {
    for (const step of [end, reset, "x"]) {
      for (const late of [false, true]) {
        const { pool, links } = new PoolWithLinks();
        const { connection } = await pool.take(undefined, false);
        if (!late) links[0]?.play(step);
        pool.give(connection, true);
        if (late) links[0]?.play(step);
        await turn();
        assert.equal(pool.size, 0);
        assert.equal(links[0]?.open, false);
        assert.equal((await pool.take(undefined, false)).reused, false);
      }
    }
  }),
);

test(
  "Pool keeps no more than 64 idle connections",
  clean(async () => {
    const { pool, links } = new PoolWithLinks();
    const leases = await Promise.all(Array.from({ length: 70 }, () => pool.take(undefined, false)));
    for (const { connection } of leases) pool.give(connection, true);
    assert.equal(pool.size, 64);
    assert.equal(links.filter((link) => link.open).length, 64);
  }),
);

test(
  "Pool gives a fresh connection when one is asked for",
  clean(async () => {
    const { pool, links } = new PoolWithLinks();
    pool.give((await pool.take(undefined, false)).connection, true);
    const fresh = await pool.take(undefined, true);
    assert.equal(fresh.reused, false);
    assert.equal(links.length, 2);
    assert.equal(pool.size, 2);
  }),
);

test(
  "Pool makes room for a fresh connection by closing the longest idle one",
  clean(async () => {
    const { pool, links } = new PoolWithLinks(2);
    const leases = [await pool.take(undefined, false), await pool.take(undefined, false)];
    for (const { connection } of leases) pool.give(connection, true);
    await pool.take(undefined, true);
    assert.deepEqual(links.map((link) => link.open), [false, true, true]);
    assert.equal(pool.size, 2);
  }),
);

test(
  "Pool lets callers wait above maxConnections, and serves them in order",
  clean(async () => {
    const { pool, links } = new PoolWithLinks(2);
    const lent = [await pool.take(undefined, false), await pool.take(undefined, false)];
    const waiting = [0, 1, 2, 3].map(() => pool.take(undefined, false));
    assert.equal(await states(waiting), "");
    assert.equal(links.length, 2);
    pool.give(lent[0]!.connection, true);
    assert.equal(await states(waiting), "0");
    pool.give(lent[1]!.connection, false);
    assert.equal(await states(waiting), "01");
    assert.equal(links.length, 3, "a new one for the one that was closed");
    await use(pool, await waiting[0]!);
    await use(pool, await waiting[1]!);
    assert.equal(await states(waiting), "0123");
    assert.equal(links.length, 3);
    assert.equal(pool.size, 2);
  }),
);

test(
  "Pool lets nobody overtake those who wait",
  clean(async () => {
    const { pool } = new PoolWithLinks(1);
    const first = await pool.take(undefined, false);
    const order: number[] = [];
    const take = async (i: number): Promise<Lease> => {
      const lease = await pool.take(undefined, false);
      order.push(i);
      return lease;
    };
    const waiting = [take(0), take(1)];
    pool.give(first.connection, true);
    waiting.push(take(2)); // in the turn in which the connection becomes free
    for (let i = 0; i < 3; i++) await use(pool, await waiting[i]!);
    assert.deepEqual(order, [0, 1, 2]);
  }),
);

test(
  "Pool serves those who want a fresh connection in order with the rest",
  clean(async () => {
    const { pool, links } = new PoolWithLinks(1);
    const first = await pool.take(undefined, false);
    const waiting = [pool.take(undefined, true), pool.take(undefined, false)];
    pool.give(first.connection, true);
    const fresh = await waiting[0]!;
    assert.equal(fresh.reused, false);
    assert.deepEqual(links.map((link) => link.open), [false, true]);
    assert.equal(await states(waiting), "0");
    pool.give(fresh.connection, true);
    assert.equal((await waiting[1]!).connection, fresh.connection);
  }),
);

test(
  "Pool admits the next when an idle connection or a dial fails",
  clean(async (watch) => {
    const failure = new Error("refused");
    let fail = (_error: Error): void => {};
    const { pool } = new PoolWithLinks(1, () => new Promise((_, reject) => fail = reject));
    const { signal } = watch.signal();
    const calls = [0, 1, 2].map(() => pool.take(signal, false));
    for (let i = 0; i < 3; i++) {
      fail(failure);
      await assert.rejects(calls[i]!, failure);
      await turn();
    }
    assert.equal(pool.size, 0);
  }),
);

test(
  "Pool ends a wait with its signal's reason, and the others keep their turn",
  clean(async (watch) => {
    const { pool, links } = new PoolWithLinks(1);
    const reason = new Error("enough");
    const lease = await pool.take(undefined, false);
    const signals = [0, 1, 2].map(() => watch.signal());
    const waiting = signals.map(({ signal }) => pool.take(signal, false));
    signals[1]!.abort(reason);
    await assert.rejects(waiting[1]!, (error) => error === reason);
    assert.equal(signals[1]!.listeners(), 0);
    signals[0]!.abort(reason);
    await assert.rejects(waiting[0]!, (error) => error === reason);
    pool.give(lease.connection, true);
    assert.equal((await waiting[2]!).connection, lease.connection);
    assert.equal(signals[2]!.listeners(), 0);
    assert.equal(links.length, 1);
  }),
);

test(
  "Pool dials for nobody who has gone by then",
  clean(async (watch) => {
    const { pool, links } = new PoolWithLinks(1);
    const reason = new Error("enough");
    const lease = await pool.take(undefined, false);
    const signal = watch.signal();
    const [gone, next] = [pool.take(signal.signal, true), pool.take(undefined, true)];
    pool.give(lease.connection, false);
    signal.abort(reason); // its turn has come, and it does not know yet
    await assert.rejects(gone, (error) => error === reason);
    await next;
    assert.equal(links.length, 2);
    assert.equal(pool.size, 1);
  }),
);

test(
  "Pool.close() ends all: idle, lent, dialing and waiting",
  clean(async (watch) => {
    const links = [new ScriptedConnection(), new ScriptedConnection()];
    let dials = 0;
    let seen: AbortSignal | undefined;
    const { pool } = new PoolWithLinks(3, (signal) => {
      const link = links[dials++];
      if (link !== undefined) return Promise.resolve(link);
      seen = signal;
      return new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason))
      );
    });
    const lent = await pool.take(undefined, false);
    pool.give((await pool.take(undefined, false)).connection, true);
    const read = Promise.resolve(lent.connection.read());
    const { signal } = watch.signal();
    const pending = [pool.take(signal, true), pool.take(signal, true)];
    await turn();
    pool.close();
    pool.close();
    for (const promise of [...pending, read, pool.take(undefined, false)]) {
      await assert.rejects(promise, isClosed);
    }
    assert.equal(seen?.aborted, true);
    assert.deepEqual(links.map((link) => link.open), [false, false]);
    assert.equal(pool.size, 0);
    pool.give(lent.connection, true);
    assert.equal(pool.size, 0, "nothing is kept after the end");
  }),
);

test(
  "Pool.close() closes a connection that comes later",
  clean(async () => {
    const late = new ScriptedConnection();
    let arrive = (_connection: Connection): void => {};
    const { pool } = new PoolWithLinks(1, () => new Promise((resolve) => arrive = resolve));
    const taken = pool.take(undefined, false);
    await turn();
    pool.close();
    arrive(late);
    await assert.rejects(taken, isClosed);
    assert.equal(late.open, false);
    assert.equal(pool.size, 0);
  }),
);

test(
  "Pool gives a signal that many wait with no listener more than it needs",
  clean(async (watch) => {
    const { pool } = new PoolWithLinks();
    const { signal, listeners } = watch.signal();
    const leases = await Promise.all(Array.from({ length: 20 }, () => pool.take(signal, false)));
    assert.equal(listeners(), 0);
    for (const { connection } of leases) pool.give(connection, true);
  }),
);
