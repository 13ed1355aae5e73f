import type { Finished } from "./suite.ts";

const WIDTHS = [12, 8, 7, 8, 8, 9];

/** One line about a suite that has run. */
export function suiteLine({ suite, outcome, seconds }: Finished): string {
  const { passed, failures } = outcome;
  const cells = [
    suite.name,
    suite.runtime,
    suite.engine ?? "",
    String(passed),
    String(failures.length),
    `${seconds.toFixed(1)} s`,
  ];
  return `${failures.length === 0 ? "✓" : "✗"} ${row(cells)}`;
}

/** Everything that has run, what failed, and the count as the last line. */
export function summary(finished: readonly Finished[], trouble: readonly string[]): string {
  const passed = finished.reduce((sum, { outcome }) => sum + outcome.passed, 0);
  const failed = finished.reduce((sum, { outcome }) => sum + outcome.failures.length, 0) +
    trouble.length;
  const lines = [
    `  ${row(["suite", "runtime", "engine", "passed", "failed", "time"])}`,
    ...finished.map(suiteLine),
  ];
  if (failed > 0) {
    lines.push("", "failed:");
    for (const { suite, outcome } of finished) {
      const where = [suite.name, suite.runtime, suite.engine].filter(Boolean).join(" ");
      lines.push(...outcome.failures.map((failure) => `  ${where}: ${failure}`));
    }
    lines.push(...trouble.map((failure) => `  ${failure}`));
  }
  return [...lines, "", `${passed} passed, ${failed} failed`].join("\n");
}

function row(cells: readonly string[]): string {
  return cells.map((cell, at) => {
    const width = WIDTHS[at] ?? 0;
    return at < 3 ? cell.padEnd(width) : cell.padStart(width);
  }).join(" ");
}
