import {
  type BenchRuntime,
  programCommand,
  rivalCommand,
  sourceCommand,
} from "../harness/programs.ts";
import type { Case, Contender, Figures, Goal, Question } from "../harness/question.ts";
import type { Setting } from "../harness/setting.ts";

const LIMITS: Readonly<Record<BenchRuntime, number>> = { node24: 35, deno: 35, bun: 15 };

/** What a program that makes one call has to wait for. */
export const startUp: Question = {
  name: "start_up",
  asks: "How long do import and first ping take in a fresh process, over an empty program?",
  async cases(setting: Setting): Promise<Case[]> {
    const { host, socket } = await setting.engine();
    const contenders = setting.runtimes.flatMap((runtime) => [
      overEmpty(setting, runtime, runtime, () => programCommand(runtime, "start_up", [host])),
      overEmpty(
        setting,
        `dockerode/${runtime}`,
        runtime,
        () => rivalCommand(runtime, "start_up", [socket]),
      ),
    ]);
    for (const runtime of setting.runtimes) {
      if (runtime === "deno") continue; // it runs the source as it is
      contenders.push(
        overEmpty(
          setting,
          `${runtime} from source`,
          runtime,
          () => sourceCommand(runtime, "start_up", [host]),
        ),
      );
    }
    return [{
      title: "import and ping, less an empty program",
      rounds: 15,
      figure: { name: "over", unit: "ms" },
      contenders,
      goals: setting.runtimes.flatMap(goals),
    }];
  },
};

// Both in the same breath, so that a slow moment slows both.
function overEmpty(
  setting: Setting,
  name: string,
  runtime: BenchRuntime,
  command: () => Promise<string[]>,
): Contender {
  return {
    name,
    async run(): Promise<Figures> {
      const empty = await setting.measure(await programCommand(runtime, "empty", []));
      const full = await setting.measure(await command());
      return { ...full, over: ((full.wall ?? NaN) - (empty.wall ?? NaN)) * 1000 };
    },
  };
}

function goals(contender: BenchRuntime): Goal[] {
  return [
    { contender, figure: "over", limit: LIMITS[contender] },
    { contender, figure: "over", against: `dockerode/${contender}`, limit: 0.35 },
  ];
}
