/** Makes calls from so many callers at once; each waits for its answer before the next. */
export async function timeCalls(call, count, callers) {
  const warmUp = Math.min(200, count);
  await makeCalls(call, new Float64Array(warmUp), callers);
  const times = new Float64Array(count);
  const start = performance.now();
  await makeCalls(call, times, callers);
  const seconds = (performance.now() - start) / 1000;
  times.sort();
  return {
    p50: times[count >> 1] * 1000,
    p90: times[Math.floor(count * 0.9)] * 1000,
    rate: count / seconds,
  };
}

async function makeCalls(call, times, callers) {
  let next = 0;
  async function caller() {
    while (next < times.length) {
      const at = next++;
      const start = performance.now();
      await call();
      times[at] = performance.now() - start;
    }
  }
  await Promise.all(Array.from({ length: callers }, caller));
}
