import type { Case, Figures, Goal } from "./question.ts";
import { type Spread, spread } from "./statistics.ts";

/** What came of a goal. */
export interface Verdict extends Goal {
  /** The median, divided by that of `against` if there is one. */
  readonly value: number;
  /** Whether it keeps to the limit. */
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
  const spreads = new Map([...runs].map(([name, figures]) => [name, toSpreads(figures)]));
  return [...spreads].map(([contender, own]) => ({
    contender,
    rounds,
    spreads: own,
    verdicts: work.goals.filter((goal) => goal.contender === contender).map((goal) =>
      judge(goal, spreads)
    ),
  }));
}

function toSpreads(runs: readonly Figures[]): Record<string, Spread> {
  const names = Object.keys(runs[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, spread(runs.map((figures) => figures[name] ?? NaN))]),
  );
}

function judge(goal: Goal, all: ReadonlyMap<string, Record<string, Spread>>): Verdict {
  const own = all.get(goal.contender)?.[goal.figure]?.median ?? NaN;
  const other = goal.against === undefined
    ? 1
    : all.get(goal.against)?.[goal.figure]?.median ?? NaN;
  const value = own / other;
  if (Number.isNaN(value)) throw new Error(`No "${goal.figure}" for ${JSON.stringify(goal)}`);
  return { ...goal, value, met: goal.atLeast ? value >= goal.limit : value <= goal.limit };
}
