import type { Case, Figures, Goal } from "./question.ts";
import { type Spread, spread } from "./statistics.ts";

/** What came of a goal. */
export interface Verdict extends Goal {
  /** The figure of each round, divided by that of `against` in the same round if there is one. */
  readonly spread: Spread;
  /** Whether the median keeps to the limit. */
  readonly met: boolean;
}

/** What came of one contender. */
export interface Result {
  /** The contender's name. */
  readonly contender: string;
  /** How many rounds it ran. */
  readonly rounds: number;
  /** Its figures. */
  readonly spreads: Readonly<Record<string, Spread>>;
  /** What came of the goals set for it. */
  readonly verdicts: readonly Verdict[];
}

/**
 * Runs all contenders of a case in turn, round by round, so that what disturbs the machine disturbs
 * all alike. Each round starts with another one, so that none always follows the same.
 */
export async function runCase(
  work: Case,
  rounds: number,
  onRun: (line: string) => void,
): Promise<Result[]> {
  const runs = new Map<string, Figures[]>(work.contenders.map(({ name }) => [name, []]));
  // Fills caches of compiled code and of the disk; not counted.
  for (const contender of work.contenders) await contender.run();
  for (let round = 0; round < rounds; round++) {
    for (let at = 0; at < work.contenders.length; at++) {
      const contender = work.contenders[(at + round) % work.contenders.length];
      if (contender === undefined) continue;
      const figures = await contender.run();
      runs.get(contender.name)?.push(figures);
      onRun(`${work.title}, round ${round + 1}: ${contender.name}`);
    }
  }
  return [...runs].map(([contender, figures]) => ({
    contender,
    rounds,
    spreads: toSpreads(figures),
    verdicts: work.goals.filter((goal) => goal.contender === contender).map((goal) =>
      judge(goal, runs)
    ),
  }));
}

function toSpreads(runs: readonly Figures[]): Record<string, Spread> {
  const names = Object.keys(runs[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, spread(runs.map((figures) => figures[name] ?? NaN))]),
  );
}

// Round by round, since a machine that grows busy in the course of a run slows whole rounds.
function judge(goal: Goal, runs: ReadonlyMap<string, readonly Figures[]>): Verdict {
  const { contender, figure, against, limit, atLeast } = goal;
  const others = against === undefined ? undefined : runs.get(against) ?? [];
  const values = (runs.get(contender) ?? []).map((figures, round) =>
    (figures[figure] ?? NaN) / (others === undefined ? 1 : others[round]?.[figure] ?? NaN)
  );
  if (values.some(Number.isNaN)) throw new Error(`No "${figure}" for ${JSON.stringify(goal)}`);
  const { median, ...rest } = spread(values);
  const met = atLeast ? median >= limit : median <= limit;
  return { ...goal, spread: { median, ...rest }, met };
}
