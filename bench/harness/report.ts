import type { Case } from "./question.ts";
import type { Result, Verdict } from "./run.ts";

/** A case that was run. */
export interface Answer {
  /** The question's name. */
  readonly question: string;
  /** The case. */
  readonly work: Case;
  /** What came of it. */
  readonly results: readonly Result[];
}

/** One table of all answers, for people: medians, and what became of the goals. */
export function toTable(answers: readonly Answer[]): string {
  const rows: string[][] = [["", "CPU s", "wall s", "peak MiB", "", "against (goal)"]];
  for (const { question, work, results } of answers) {
    rows.push([], [`${question}: ${work.title}`]);
    for (const { contender, spreads, verdicts } of results) {
      const median = (name: string) => spreads[name]?.median;
      const figure = work.figure === undefined ? undefined : median(work.figure.name);
      const [first, ...more] = verdicts.map(toWords);
      rows.push([
        `  ${contender}`,
        toDigits(median("cpu")),
        toDigits(median("wall")),
        toDigits(median("peak")),
        figure === undefined ? "" : `${toDigits(figure)} ${work.figure?.unit}`,
        first ?? "",
      ]);
      for (const words of more) rows.push(["", "", "", "", "", words]);
    }
  }
  return layOut(rows);
}

/** One line of JSON for each figure and each goal, for programs. */
export function toJsonLines(answers: readonly Answer[]): string {
  const lines: string[] = [];
  for (const { question, work, results } of answers) {
    for (const { contender, rounds, spreads, verdicts } of results) {
      const common = { question, case: work.title, contender, rounds };
      for (const [figure, values] of Object.entries(spreads)) {
        lines.push(JSON.stringify({ ...common, figure, ...values }));
      }
      for (const { figure, against, spread, limit, atLeast, met } of verdicts) {
        const bound = atLeast ? { atLeast: limit } : { atMost: limit };
        lines.push(JSON.stringify({ ...common, goal: figure, against, ...spread, ...bound, met }));
      }
    }
  }
  return lines.map((line) => `${line}\n`).join("");
}

/** How many goals were met, and how many not. */
export function countGoals(answers: readonly Answer[]): { met: number; missed: number } {
  const verdicts = answers.flatMap(({ results }) => results.flatMap((result) => result.verdicts));
  const met = verdicts.filter((verdict) => verdict.met).length;
  return { met, missed: verdicts.length - met };
}

function toWords({ figure, against, spread, limit, atLeast, met }: Verdict): string {
  const bound = `${atLeast ? "≥" : "≤"} ${limit}`;
  const what = against === undefined ? figure : `× ${against} in ${figure}`;
  return `${met ? "met   " : "MISSED"} ${toDigits(spread.median)} ${what} (${bound})`;
}

// Three digits that count, and no more.
function toDigits(value: number | undefined): string {
  if (value === undefined) return "";
  const size = Math.abs(value);
  if (size >= 100) return Math.round(value).toLocaleString("en-US");
  return value.toFixed(size >= 10 ? 1 : size >= 1 ? 2 : 3);
}

// Headings, which are alone in their row, may be wider than their column.
function layOut(rows: readonly string[][]): string {
  const widths: number[] = [];
  for (const row of rows) {
    if (row.length > 1) {
      row.forEach((cell, at) => widths[at] = Math.max(widths[at] ?? 0, cell.length));
    }
  }
  return rows.map((row) =>
    row.map((cell, at) =>
      at === 0 || at === row.length - 1
        ? cell.padEnd(widths[at] ?? 0)
        : cell.padStart(widths[at] ?? 0)
    ).join("  ").trimEnd()
  ).join("\n");
}
