import type { BenchRuntime } from "../harness/programs.ts";
import type { Case, Contender, Goal, Question } from "../harness/question.ts";
import type { Setting } from "../harness/setting.ts";

const COUNT = 2000;
const CALLERS = 64;

/** What a small call costs through the whole client. */
export const ping: Question = {
  name: "ping",
  asks: "How long does a keep-alive ping of a real engine take through the whole client?",
  async cases(setting: Setting): Promise<Case[]> {
    const { host, socket } = await setting.engine();
    return [
      {
        title: `${COUNT.toLocaleString("en-US")} calls in turn`,
        rounds: 5,
        figure: { name: "p50", unit: "µs" },
        contenders: [
          cClient(setting, socket),
          ...setting.ours("ping", [host, `${COUNT}`, "1"]),
          ...setting.dockerode("ping", [socket, `${COUNT}`, "1"]),
        ],
        goals: setting.runtimes.flatMap(goalsInTurn),
      },
      // A real engine is soon the slower side here; served from memory, the clients are.
      { ...atOnce(setting, socket), goals: [] },
      atOnce(setting, await setting.replay(), ", replayed"),
    ];
  },
};

function cClient(setting: Setting, socket: string): Contender {
  return setting.program("C", [setting.native.client, "pings", socket, "/_ping", `${COUNT}`]);
}

function atOnce(setting: Setting, socket: string, where = ""): Case {
  const count = 4 * COUNT;
  return {
    title: `${count.toLocaleString("en-US")} calls, ${CALLERS} callers${where}`,
    rounds: 5,
    figure: { name: "rate", unit: "calls/s" },
    contenders: [
      ...setting.ours("ping", [`unix://${socket}`, `${count}`, `${CALLERS}`]),
      ...setting.dockerode("ping", [socket, `${count}`, `${CALLERS}`]),
    ],
    goals: setting.runtimes.map(goalAtOnce),
  };
}

function goalsInTurn(contender: BenchRuntime): Goal[] {
  return [
    { contender, figure: "p50", against: "C", limit: 2.2 },
    { contender, figure: "p50", against: `dockerode/${contender}`, limit: 0.5 },
  ];
}

function goalAtOnce(contender: BenchRuntime): Goal {
  const against = `dockerode/${contender}`;
  return { contender, figure: "rate", against, limit: 4, atLeast: true };
}
