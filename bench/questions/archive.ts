import { runChecked } from "../../tools/test/command.ts";
import { curlCommand, curlRead } from "../harness/curl.ts";
import { demandBytes } from "../harness/measure.ts";
import type { Case, Figures, Question } from "../harness/question.ts";
import type { Setting } from "../harness/setting.ts";

const SIZE = 500_000_000;
/** The head of an entry, its content in whole blocks, and two empty blocks. */
const ARCHIVE_SIZE = 512 + Math.ceil(SIZE / 512) * 512 + 1024;

/** What it costs to move half a gigabyte out of a container and into one. */
export const archive: Question = {
  name: "archive",
  asks: "What do getArchive() and putArchive() of 500 MB cost the client?",
  async cases(setting: Setting): Promise<Case[]> {
    const engine = await setting.engine();
    const id = await engine.start(`truncate -s ${SIZE} /large; mkdir /into; sleep 3600`);
    setting.defer(() => engine.remove(id));
    const folder = await Deno.makeTempDir({ prefix: "fairlead-bench-" });
    setting.defer(() => Deno.remove(folder, { recursive: true }));
    await runChecked(["truncate", "-s", `${SIZE}`, `${folder}/large`]);
    const file = `${folder}/large.tar`;
    await runChecked(["tar", "-C", folder, "-b", "1", "-cf", file, "large"]);
    const isThere = (figures: Figures, who: string) => demandBytes(figures, SIZE, who);
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
    }, {
      title: "putArchive of 500 MB",
      rounds: 5,
      contenders: [
        setting.program(
          "curl",
          curlCommand(socket, "--upload-file", file, `http://docker${url}/into`),
        ),
        setting.program("docker", [
          "sh",
          "-c",
          `exec docker --host ${host} cp - ${id}:/into <${file}`,
        ], { silent: true }),
        ...setting.ours("put_archive", [host, id, "/into", file], isThere),
        ...setting.dockerode("put_archive", [socket, id, "/into", file]),
      ],
      goals,
    }];
  },
};
