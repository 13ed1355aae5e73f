/** How fast calls were: `p50` and `p90` of one in microseconds, `rate` in calls a second. */
export interface CallTimes {
  p50: number;
  p90: number;
  rate: number;
}

/** Makes calls from so many callers at once; each waits for its answer before the next. */
export async function timeCalls(
  call: () => Promise<void>,
  count: number,
  callers: number,
): Promise<CallTimes> {
  await makeCalls(call, new Float64Array(Math.min(200, count)), callers);
  const times = new Float64Array(count);
  const start = performance.now();
  await makeCalls(call, times, callers);
  const seconds = (performance.now() - start) / 1000;
  times.sort();
  return {
    p50: (times[count >> 1] ?? NaN) * 1000,
    p90: (times[Math.floor(count * 0.9)] ?? NaN) * 1000,
    rate: count / seconds,
  };
}

async function makeCalls(
  call: () => Promise<void>,
  times: Float64Array,
  callers: number,
): Promise<void> {
  let next = 0;
  async function caller(): Promise<void> {
    while (next < times.length) {
      const at = next++;
      const start = performance.now();
      await call();
      times[at] = performance.now() - start;
    }
  }
  await Promise.all(Array.from({ length: callers }, caller));
}
