/** Something to do, beside other things. */
export interface Job {
  /** How many of the pool's places it takes. */
  readonly weight: number;
  /** What it has to itself while it runs, if anything: no two jobs of one lock run together. */
  readonly lock?: string | undefined;
  /** Settles, well or not, when it can start. */
  readonly ready: Promise<unknown>;
  /** Does it; never rejects. */
  run(): Promise<void>;
}

/** Runs jobs side by side, those first that stand first and can start. */
export async function runPool(jobs: readonly Job[], places: number): Promise<void> {
  const waiting = [...jobs];
  const ready = new Set<Job>();
  const locks = new Set<string>();
  let taken = 0;
  const running = new Set<Promise<void>>();
  const { promise: failure, reject } = Promise.withResolvers<never>();

  const start = (job: Job) => {
    waiting.splice(waiting.indexOf(job), 1);
    taken += job.weight;
    if (job.lock !== undefined) locks.add(job.lock);
    const run = job.run().then(() => {
      taken -= job.weight;
      if (job.lock !== undefined) locks.delete(job.lock);
      running.delete(run);
      startAll();
    });
    running.add(run);
    run.catch(reject);
  };
  const startAll = () => {
    for (const job of [...waiting]) {
      if (!ready.has(job) || (job.lock !== undefined && locks.has(job.lock))) continue;
      // One that is too heavy now would wait for ever if lighter ones went before it.
      if (taken > 0 && taken + job.weight > places) return;
      start(job);
    }
  };
  const becameReady = jobs.map((job) => {
    const mark = () => {
      ready.add(job);
      startAll();
    };
    return job.ready.then(mark, mark);
  });
  await Promise.race([Promise.all(becameReady), failure]);
  while (running.size > 0) await Promise.race([...running, failure]);
}
