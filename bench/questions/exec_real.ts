import { demandBytes } from "../harness/measure.ts";
import { runChecked } from "../../tools/test/command.ts";
import type { Case, Figures, Question } from "../harness/question.ts";
import type { Setting } from "../harness/setting.ts";

const SIZE = 268_435_456;

/** What commands that read and write a lot cost the client. `curl` can't speak both ways. */
export const execReal: Question = {
  name: "exec_real",
  asks: "What does a command's input and output of 256 MiB cost the client, on a real engine?",
  async cases(setting: Setting): Promise<Case[]> {
    const { host, socket, ...engine } = await started(setting);
    const check = (figures: Figures, who: string) => demandBytes(figures, SIZE, who);
    const goals = setting.runtimes.map((contender) => ({
      contender,
      figure: "cpu",
      against: `dockerode/${contender}`,
      limit: 1,
    }));
    const output = ["head", "-c", `${SIZE}`, "/dev/zero"];
    const input = ["wc", "-c"];
    const { id, file } = engine;
    return [{
      title: "256 MiB out of a command",
      rounds: 5,
      contenders: [
        setting.program("docker", ["docker", "--host", host, "exec", id, ...output], {
          silent: true,
        }),
        ...setting.ours("exec", [host, id, ...output], check),
        ...setting.dockerode("exec", [socket, id, ...output], check),
      ],
      goals,
    }, {
      title: "256 MiB into a command",
      rounds: 5,
      contenders: [
        setting.program("docker", [
          "sh",
          "-c",
          `exec docker --host ${host} exec --interactive ${id} ${input.join(" ")} <${file}`,
        ], { silent: true }),
        ...setting.ours("exec_input", [host, id, file, ...input], check),
        ...setting.dockerode("exec_input", [socket, id, file, ...input], check),
      ],
      goals,
    }];
  },
};

async function started(setting: Setting): Promise<
  { readonly host: string; readonly socket: string; readonly id: string; readonly file: string }
> {
  const engine = await setting.engine();
  const id = await engine.start("sleep 3600");
  setting.defer(() => engine.remove(id));
  const file = await Deno.makeTempFile({ prefix: "fairlead-bench-" });
  setting.defer(() => Deno.remove(file));
  await runChecked(["truncate", "-s", `${SIZE}`, file]);
  return { host: engine.host, socket: engine.socket, id, file };
}
