import { curlRead } from "../harness/curl.ts";
import { demandBytes } from "../harness/measure.ts";
import type { BenchRuntime } from "../harness/programs.ts";
import type { Case, Figures, Question } from "../harness/question.ts";
import type { Setting } from "../harness/setting.ts";

interface Workload {
  readonly title: string;
  readonly line: number;
  readonly total: number;
  readonly curl: Readonly<Record<BenchRuntime, number>>;
  readonly dockerode: number;
  readonly cli?: number;
}

const WORKLOADS: readonly Workload[] = [
  {
    title: "100 MB in lines of 100 B",
    line: 100,
    total: 100_000_000,
    curl: { node24: 2.5, deno: 2.7, bun: 1.7 },
    dockerode: 0.1,
    cli: 0.25,
  },
  {
    title: "400 MB in lines of 4 KiB",
    line: 4096,
    total: 400_000_000,
    curl: { node24: 3.2, deno: 4, bun: 2.1 },
    dockerode: 0.25,
  },
];

/** What reading logs costs the client alone. */
export const logsReplay: Question = {
  name: "logs_replay",
  asks: "How much CPU does it take to read and demultiplex logs that are served from memory?",
  async cases(setting: Setting): Promise<Case[]> {
    const socket = await setting.replay();
    return WORKLOADS.map((workload) => toCase(setting, socket, workload));
  },
};

function toCase(setting: Setting, socket: string, workload: Workload): Case {
  const { title, line, total } = workload;
  const id = `lines-${line}-${total}`;
  const check = (figures: Figures, who: string) => demandBytes(figures, total, who);
  return {
    title,
    rounds: 5,
    contenders: [
      // Does not demultiplex.
      setting.program("curl", curlRead(socket, `/containers/${id}/logs?stdout=1&stderr=1`)),
      setting.program("docker", ["docker", "--host", `unix://${socket}`, "logs", id], {
        silent: true,
      }),
      ...setting.ours("logs", [`unix://${socket}`, id], check),
      // A socket, one pass over the frames and no client around it: what is above is the client's.
      ...setting.ours("bare_logs", [socket, id], check, "bare"),
      ...setting.dockerode("logs", [socket, id], check),
    ],
    goals: setting.runtimes.flatMap((contender) => [
      { contender, figure: "cpu", against: "curl", limit: workload.curl[contender] },
      {
        contender,
        figure: "cpu",
        against: `dockerode/${contender}`,
        limit: workload.dockerode,
      },
      ...(workload.cli === undefined
        ? []
        : [{ contender, figure: "cpu", against: "docker", limit: workload.cli }]),
    ]),
  };
}
