/**
 * Reads a stream of an engine, then opens it again, reads one chunk and stops, and tells by how much
 * the memory of the process grew meanwhile, and how many bytes came when it read on. Arguments: the
 * engine's address, the stream, a container's ID, an image's name or a label, and how many bytes to
 * read at least, if there are so many.
 */

import process from "node:process";
import { DockerClient } from "@fairlead/docker";
import { turn } from "../../read_body.ts";
import { IMAGE } from "../engine_test_case.ts";

const MIB = 1_048_576;
const SIZE = `${500 * MIB}`;
const WARM_UP = 50 * MIB;

const [host = "", what = "", id = "", enough = ""] = process.argv.slice(2);
const docker = new DockerClient({ host });

async function* open(): AsyncGenerator<Uint8Array> {
  switch (what) {
    case "logs":
      return yield* data(await (await docker.containers.get(id)).logs());
    case "exec": {
      const container = await docker.containers.get(id);
      return yield* data((await container.exec(["cat", "/big"])).output);
    }
    case "attach": {
      const session = await docker.containers.spawn(IMAGE, ["head", "-c", SIZE, "/dev/zero"], {
        labels: { "fairlead-test": id },
        logConfig: { type: "none" },
        remove: true,
      });
      try {
        return yield* data(session.output);
      } finally {
        await session[Symbol.asyncDispose]();
      }
    }
    case "export":
      return yield* await (await docker.containers.get(id)).export();
    case "getArchive":
      return yield* (await (await docker.containers.get(id)).getArchive("/big")).archive;
    case "save":
      return yield* await docker.api.images.get(id);
    default:
      throw new TypeError(`there is no stream ${what}`);
  }
}

async function* data(chunks: AsyncIterable<{ data: Uint8Array }>): AsyncGenerator<Uint8Array> {
  for await (const { data } of chunks) yield data;
}

let read = 0;
for await (const bytes of open()) {
  read += bytes.length;
  if (read >= WARM_UP) break;
}
const before = process.memoryUsage().rss;
const chunks = open();
let chunk = await chunks.next();
let most = 0;
for (let i = 0; i < 75; i++) {
  await turn(20);
  most = Math.max(most, process.memoryUsage().rss);
}
let size = 0;
for (; chunk.done !== true && size < Number(enough); chunk = await chunks.next()) {
  size += chunk.value.length;
}
await chunks.return(undefined);
process.stdout.write(`${JSON.stringify({ grown: (most - before) / MIB, size })}\n`);
docker.close();
