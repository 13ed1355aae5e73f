import assert from "node:assert/strict";
import { test } from "node:test";
import { type Job, runPool } from "../../tools/test/pool.ts";

interface Trace {
  readonly order: string[];
  most: number;
  now: number;
}

function job(trace: Trace, name: string, more: Partial<Job> = {}): Job {
  return {
    weight: 1,
    ready: Promise.resolve(),
    async run() {
      trace.order.push(`${name} starts`);
      trace.now++;
      trace.most = Math.max(trace.most, trace.now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      trace.now--;
      trace.order.push(`${name} ends`);
    },
    ...more,
  };
}

function trace(): Trace {
  return { order: [], most: 0, now: 0 };
}

test("runPool() runs no more than its places at once, and all in the end", async () => {
  const seen = trace();
  await runPool(["a", "b", "c", "d", "e"].map((name) => job(seen, name)), 2);
  assert.equal(seen.most, 2);
  assert.equal(seen.order.filter((line) => line.endsWith("ends")).length, 5);
});

test("runPool() keeps jobs of one lock apart and lets others pass", async () => {
  const seen = trace();
  const jobs = [
    job(seen, "a", { lock: "new" }),
    job(seen, "b", { lock: "new" }),
    job(seen, "c", { lock: "old" }),
  ];
  await runPool(jobs, 3);
  assert.deepEqual(seen.order.slice(0, 2), ["a starts", "c starts"]);
  assert.ok(seen.order.indexOf("a ends") < seen.order.indexOf("b starts"));
});

test("runPool() runs a job alone that is heavier than the pool", async () => {
  const seen = trace();
  await runPool([job(seen, "a", { weight: 9 }), job(seen, "b")], 2);
  assert.equal(seen.most, 1);
  assert.equal(seen.order.length, 4);
});

test("runPool() lets no lighter job go before a heavy one that is ready", async () => {
  const seen = trace();
  const jobs = [job(seen, "a"), job(seen, "b", { weight: 2 }), job(seen, "c")];
  await runPool(jobs, 2);
  assert.ok(seen.order.indexOf("b starts") < seen.order.indexOf("c starts"));
});

test("runPool() starts a job when it is ready, also when what it waits for failed", async () => {
  const seen = trace();
  const later = new Promise<void>((_, reject) => setTimeout(() => reject(new Error("no")), 20));
  await runPool([job(seen, "a", { ready: later }), job(seen, "b")], 1);
  assert.deepEqual(seen.order, ["b starts", "b ends", "a starts", "a ends"]);
});

test("runPool() rejects when a job breaks its word and rejects", async () => {
  const broken: Job = { ...job(trace(), "a"), run: () => Promise.reject(new Error("broken")) };
  await assert.rejects(runPool([broken], 1), /broken/);
});
