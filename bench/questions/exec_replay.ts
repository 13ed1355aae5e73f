import { curlRead } from "../harness/curl.ts";
import { demandBytes } from "../harness/measure.ts";
import type { BenchRuntime } from "../harness/programs.ts";
import type { Case, Figures, Question } from "../harness/question.ts";
import type { Setting } from "../harness/setting.ts";

const TOTAL = 2 ** 30;
const LIMITS: Readonly<Record<BenchRuntime, number>> = { node24: 3.5, deno: 3.5, bun: 2.3 };

/** What reading the output of a command costs the client alone. */
export const execReplay: Question = {
  name: "exec_replay",
  asks: "How much CPU does it take to read a command's output that is served from memory?",
  async cases(setting: Setting): Promise<Case[]> {
    const socket = await setting.replay();
    const id = `lines-32768-${TOTAL}`;
    const check = (figures: Figures, who: string) => demandBytes(figures, TOTAL, who);
    return [{
      title: "1 GiB in frames of 32 KiB",
      rounds: 5,
      contenders: [
        setting.program("curl", curlRead(socket, `/exec/${id}/start`, "--request", "POST")),
        setting.program("docker", ["docker", "--host", `unix://${socket}`, "exec", id, "x"], {
          silent: true,
        }),
        ...setting.ours("exec", [`unix://${socket}`, id, "x"], check),
        ...setting.dockerode("exec", [socket, id, "x"], check),
      ],
      goals: setting.runtimes.flatMap((contender) => [
        { contender, figure: "cpu", against: "curl", limit: LIMITS[contender] },
        { contender, figure: "cpu", against: `dockerode/${contender}`, limit: 0.3 },
      ]),
    }];
  },
};
