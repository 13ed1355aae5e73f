/**
 * Runs the benches: the same work done by this library on each runtime, by `curl`, by the docker
 * command and by dockerode, side by side, beside the goals that the project set itself.
 *
 *     deno task bench [--only QUESTION]... [--rounds N] [--runtime NAME]... [--json FILE]
 *
 * @module
 */

import { parseArgs } from "node:util";
import { allowCommands, stopCommands } from "../tools/test/command.ts";
import { BENCH_RUNTIMES } from "./harness/programs.ts";
import type { Question } from "./harness/question.ts";
import { type Answer, countGoals, toJsonLines, toTable } from "./harness/report.ts";
import { runCase } from "./harness/run.ts";
import { Setting } from "./harness/setting.ts";
import { QUESTIONS } from "./questions/all.ts";

const USAGE = `usage: deno task bench [--only QUESTION]... [--rounds N] [--runtime NAME]...
                       [--json FILE]
Options take one name or several with commas. --json writes a line for each result to a file; "-"
is the standard output, in place of the table.

${QUESTIONS.map(({ name, asks }) => `  ${name.padEnd(16)}${asks}`).join("\n")}`;

interface Options {
  readonly questions: readonly Question[];
  readonly runtimes: typeof BENCH_RUNTIMES[number][];
  readonly rounds: number | undefined;
  readonly json: string | undefined;
}

async function main(): Promise<void> {
  const options = readOptions();
  const setting = await Setting.prepare(options.runtimes);
  let interrupted = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    Deno.addSignalListener(signal, () => {
      interrupted = true;
      stopCommands();
    });
  }
  const answers: Answer[] = [];
  let failure: unknown;
  try {
    for (const question of options.questions) {
      for (const work of await question.cases(setting)) {
        const rounds = options.rounds ?? work.rounds;
        const results = await runCase(work, rounds, (line) => progress(question, line));
        answers.push({ question: question.name, work, results });
      }
    }
  } catch (error) {
    failure = error;
  }
  allowCommands();
  await setting.finish();
  // What was answered before counts, whatever came later.
  if (answers.length > 0) await report(answers, options, setting);
  if (failure !== undefined && !interrupted) console.error(failure);
  // Its signal listeners would keep the process alive.
  Deno.exit(interrupted ? 130 : failure === undefined ? 0 : 1);
}

async function report(
  answers: readonly Answer[],
  options: Options,
  setting: Setting,
): Promise<void> {
  const lines = toJsonLines(answers);
  if (options.json === "-") {
    await Deno.stdout.write(new TextEncoder().encode(lines));
    return;
  }
  if (options.json !== undefined) await Deno.writeTextFile(options.json, lines);
  const { met, missed } = countGoals(answers);
  console.log(toTable(answers));
  console.log(`\n${await setting.describe()}\n${met} goals met, ${missed} missed`);
}

function progress(question: Question, line: string): void {
  console.error(`${question.name}: ${line}`);
}

function readOptions(): Options {
  try {
    const { values } = parseArgs({
      args: Deno.args,
      options: {
        only: { type: "string", multiple: true },
        runtime: { type: "string", multiple: true },
        rounds: { type: "string" },
        json: { type: "string" },
      },
    });
    const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
    if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
      throw new TypeError(`--rounds takes a number of 1 or more, not "${values.rounds}"`);
    }
    return {
      questions: choose("only", values.only, QUESTIONS, ({ name }) => name),
      runtimes: choose("runtime", values.runtime, BENCH_RUNTIMES, (name) => name),
      rounds,
      json: values.json,
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    Deno.exit(2);
  }
}

// Those that are named; all when none is.
function choose<T>(
  option: string,
  given: readonly string[] | undefined,
  known: readonly T[],
  toName: (value: T) => string,
): T[] {
  const names = (given ?? []).flatMap((value) => value.split(","));
  for (const name of names) {
    if (!known.some((value) => toName(value) === name)) {
      throw new TypeError(`--${option} ${name}: there are ${known.map(toName).join(", ")}`);
    }
  }
  return known.filter((value) => names.length === 0 || names.includes(toName(value)));
}

await main();
