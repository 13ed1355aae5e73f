import { curlRead } from "../harness/curl.ts";
import { demandBytes } from "../harness/measure.ts";
import type { Case, Figures, Question } from "../harness/question.ts";
import type { Setting } from "../harness/setting.ts";

interface Workload {
  readonly title: string;
  readonly line: number;
  readonly count: number;
}

// A real engine gives about 12 MB/s of short lines.
const WORKLOADS: readonly Workload[] = [
  { title: "20 MB in lines of 100 B", line: 100, count: 200_000 },
  { title: "100 MB in lines of 4 KiB", line: 4096, count: 24_414 },
];

/** What reading logs of a real engine costs. */
export const logsReal: Question = {
  name: "logs_real",
  asks: "Are logs of a real engine read as fast as curl reads the same bytes undecoded?",
  async cases(setting: Setting): Promise<Case[]> {
    const cases: Case[] = [];
    for (const workload of WORKLOADS) cases.push(await toCase(setting, workload));
    return cases;
  },
};

async function toCase(setting: Setting, { title, line, count }: Workload): Promise<Case> {
  const engine = await setting.engine();
  const id = await engine.start(`yes $(printf %0${line - 1}d 0) | head -n ${count}`);
  setting.defer(() => engine.remove(id));
  await engine.wait(id);
  const check = (figures: Figures, who: string) => demandBytes(figures, line * count, who);
  return {
    title,
    rounds: 5,
    // From the request to the last byte: how fast a process starts is another question.
    figure: { name: "seconds", unit: "s reading" },
    contenders: [
      setting.program(
        "curl",
        curlRead(
          engine.socket,
          `/containers/${id}/logs?stdout=1&stderr=1`,
          "--write-out",
          '{"seconds":%{time_total}}\n',
        ),
      ),
      setting.program("docker", ["docker", "--host", engine.host, "logs", id], { silent: true }),
      ...setting.ours("logs", [engine.host, id], check),
      ...setting.dockerode("logs", [engine.socket, id], check),
    ],
    // "0.9 of curl's rate", said of times.
    goals: setting.runtimes.map((contender) => ({
      contender,
      figure: "seconds",
      against: "curl",
      limit: 1.11,
    })),
  };
}
