import { demandBytes } from "../harness/measure.ts";
import type { Case, Figures, Question } from "../harness/question.ts";
import type { Setting } from "../harness/setting.ts";

const TOTAL = 200_000_000;

/** Whether a reader that does not read holds the engine back. */
export const stalledReader: Question = {
  name: "stalled_reader",
  asks: "How much memory does it take when 200 MB of logs meet a reader that stops for 3 s?",
  async cases(setting: Setting): Promise<Case[]> {
    const socket = await setting.replay();
    const check = (figures: Figures, who: string) => demandBytes(figures, TOTAL, who);
    return [100, 4096].map((line) => {
      const args = [`lines-${line}-50000000`, `lines-${line}-${TOTAL}`, "3000"];
      return {
        title: `lines of ${line} B`,
        rounds: 3,
        figure: { name: "growth", unit: "MiB" },
        contenders: [
          ...setting.ours("stalled_reader", [`unix://${socket}`, ...args], check),
          ...setting.dockerode("stalled_reader", [socket, ...args], check),
        ],
        goals: setting.runtimes.map((contender) => ({ contender, figure: "growth", limit: 8 })),
      };
    });
  },
};
