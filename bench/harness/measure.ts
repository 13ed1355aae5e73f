import { runCommand } from "../../tools/test/command.ts";
import type { Figures } from "./question.ts";

/** How to measure a program. */
export interface MeasureOptions {
  /** Whether the program's output goes to `/dev/null`; otherwise its last line is read as figures. */
  readonly silent?: boolean;
}

interface Cost {
  readonly code: number;
  readonly wall: number;
  readonly user: number;
  readonly system: number;
  readonly peak: number;
}

/**
 * Runs a program to its end and tells what it cost: `cpu`, `user`, `system` and `wall` in seconds,
 * `peak` in MiB, and whatever figures its last line of output names as JSON.
 *
 * @throws {Error} If it fails.
 */
export async function measure(
  measurer: string,
  command: readonly string[],
  options: MeasureOptions = {},
): Promise<Figures> {
  const silent = options.silent ?? false;
  const result = await runCommand([measurer, ...(silent ? ["-n"] : []), ...command], {
    env: { DENO_NO_UPDATE_CHECK: "1" },
    timeout: 300,
  });
  const lines = result.stdout.trimEnd().split("\n");
  const cost: Cost | undefined = result.ok ? JSON.parse(lines.at(-1) ?? "") : undefined;
  if (cost?.code !== 0) {
    const how = result.trouble ?? `status ${cost?.code}`;
    throw new Error(`${command.join(" ")} ended with ${how}\n${result.output}`);
  }
  const { wall, user, system, peak } = cost;
  const own = lines.at(-2);
  return {
    cpu: user + system,
    user,
    system,
    wall,
    peak: peak / 2 ** 20,
    ...(own !== undefined && own.startsWith("{") ? JSON.parse(own) : {}),
  };
}

/** Sees that a program read what it was to read. */
export function demandBytes(figures: Figures, expected: number, who: string): void {
  if (figures.bytes !== expected) {
    throw new Error(`${who} read ${figures.bytes} bytes, not ${expected}`);
  }
}
