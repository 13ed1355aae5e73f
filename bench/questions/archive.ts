import { curlRead } from "../harness/curl.ts";
import { demandBytes } from "../harness/measure.ts";
import type { Case, Figures, Question } from "../harness/question.ts";
import type { Setting } from "../harness/setting.ts";

const SIZE = 500_000_000;
/** The head of an entry, its content in whole blocks, and two empty blocks. */
const ARCHIVE_SIZE = 512 + Math.ceil(SIZE / 512) * 512 + 1024;

/** What it costs to move half a gigabyte out of a container. */
export const archive: Question = {
  name: "archive",
  asks: "What does getArchive() of 500 MB cost the client?",
  async cases(setting: Setting): Promise<Case[]> {
    const engine = await setting.engine();
    const id = await engine.start(`truncate -s ${SIZE} /large; sleep 3600`);
    setting.defer(() => engine.remove(id));
    const isRead = (figures: Figures, who: string) => demandBytes(figures, ARCHIVE_SIZE, who);
    const goals = setting.runtimes.flatMap((contender) => [
      { contender, figure: "cpu", against: "curl", limit: 2 },
      ...(contender === "node24" ? [{ contender, figure: "peak", limit: 80 }] : []),
    ]);
    const { host, socket } = engine;
    const url = `/containers/${id}/archive?path=`;
    return [{
      title: "getArchive of 500 MB",
      rounds: 5,
      contenders: [
        setting.program("curl", curlRead(socket, `${url}/large`)),
        setting.program("docker", ["docker", "--host", host, "cp", `${id}:/large`, "-"], {
          silent: true,
        }),
        ...setting.ours("get_archive", [host, id, "/large"], isRead),
        ...setting.dockerode("get_archive", [socket, id, "/large"], isRead),
      ],
      goals,
    }];
  },
};
