/** What the runs of one contender came to in one figure. */
export interface Spread {
  /** Half of the runs are below. */
  readonly median: number;
  /** A tenth of the runs are below. */
  readonly p10: number;
  /** A tenth of the runs are above. */
  readonly p90: number;
  /** The least. */
  readonly min: number;
}

/** The spread of one figure over runs, at least one. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    p10: quantile(sorted, 0.1),
    p90: quantile(sorted, 0.9),
    min: quantile(sorted, 0),
  };
}

// Between two values by linear interpolation.
function quantile(sorted: readonly number[], part: number): number {
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}
