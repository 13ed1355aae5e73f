import { CACHE } from "../../tools/test/command.ts";
import { curlCommand } from "../harness/curl.ts";
import type { Case, Contender, Figures, Question } from "../harness/question.ts";
import type { Setting } from "../harness/setting.ts";

const COUNT = 2000;
const CALLERS = 32;

/** What a call with a JSON answer costs. */
export const inspect: Question = {
  name: "inspect",
  asks: "How many containers a second can be inspected on a real engine, beside curl?",
  async cases(setting: Setting): Promise<Case[]> {
    const { host, socket } = await setting.engine();
    const engine = await setting.engine();
    const id = await engine.start("sleep 100000");
    setting.defer(() => engine.remove(id));
    const count = `${COUNT}`;
    return [
      { title: `${COUNT.toLocaleString("en-US")} calls in turn`, callers: 1, limit: 0.8 },
      { title: `likewise, ${CALLERS} at once`, callers: CALLERS, limit: 0.5 },
    ].map(({ title, callers, limit }) => ({
      title,
      rounds: 5,
      figure: { name: "rate", unit: "calls/s" },
      contenders: [
        curl(setting, socket, id, callers),
        ...setting.ours("inspect", [host, id, count, `${callers}`]),
        ...setting.dockerode("inspect", [socket, id, count, `${callers}`]),
        ...setting.nodeSdk("inspect_node_sdk", [socket, id, count, `${callers}`]),
      ],
      goals: setting.runtimes.map((contender) => ({
        contender,
        figure: "rate",
        against: "curl",
        limit,
        atLeast: true,
      })),
    }));
  },
};

// One process for all calls. The time it takes to start is taken off, as the others are timed from
// within.
function curl(setting: Setting, socket: string, id: string, callers: number): Contender {
  async function fetchTimes(count: number): Promise<Figures> {
    const config = `${CACHE}/bench/inspect-${count}.curl`;
    const one = `url = "http://docker/containers/${id}/json"\noutput = "/dev/null"\n`;
    await Deno.writeTextFile(config, one.repeat(count));
    return await setting.measure(curlCommand(
      socket,
      ...(callers === 1 ? [] : ["--parallel", "--parallel-max", `${callers}`]),
      "--config",
      config,
    ));
  }
  return {
    name: "curl",
    async run(): Promise<Figures> {
      const { wall: startUp = NaN } = await fetchTimes(1);
      const figures = await fetchTimes(COUNT + 1);
      return { ...figures, rate: COUNT / ((figures.wall ?? NaN) - startUp) };
    },
  };
}
