/**
 * Writes 50 MB into a stream of an engine that takes them, then offers 500 MB to one that takes
 * nothing, and tells by how much the memory of the process grew meanwhile, and how many bytes of them
 * were taken. Arguments: the engine's address, the stream, a container's ID, and the address of an
 * engine that reads nothing.
 */

import assert from "node:assert/strict";
import process from "node:process";
import { Container, DockerClient } from "@fairlead/docker";
import { tar } from "@fairlead/docker/streams";
import { turn } from "../../read_body.ts";

const MIB = 1_048_576;
const PIECE = 65_536;
const WARM_UP = 50 * MIB;
const SIZE = 500 * MIB;

const [host = "", what = "", id = "", deafHost] = process.argv.slice(2);
const docker = new DockerClient({ host });
let taken = 0;

/** So many bytes, made when they are asked for. */
function source(size: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let left = size;
  return new ReadableStream({
    pull(controller) {
      if (left === 0) return controller.close();
      left -= PIECE;
      taken += PIECE;
      controller.enqueue(new Uint8Array(PIECE));
    },
  }, { highWaterMark: 0 });
}

/** Begins to write; the promise settles when all is written, or somebody gives up. */
async function write(
  size: number,
  { to, command, signal }: { to: Container; command: string; signal: AbortSignal | undefined },
): Promise<unknown> {
  if (what === "putArchive") {
    const archive = tar([{ name: "large", size, body: source(size) }]);
    return await to.putArchive("/tmp", archive, { signal });
  }
  const session = await to.exec(["sh", "-c", command], { stdin: true, signal });
  await source(size).pipeTo(session.stdin, signal && { signal });
  return await session.exitCode();
}

const container = await docker.containers.get(id);
await write(WARM_UP, { to: container, command: "cat >/dev/null", signal: undefined });
assert.equal(taken, WARM_UP);
taken = 0;
const before = process.memoryUsage().rss;
const stop = new AbortController();
const deaf = new DockerClient({ host: deafHost, apiVersion: "1.41" });
const to = what === "putArchive" ? new Container(deaf.api, container.attrs) : container;
const stalled = write(SIZE, { to, command: "sleep 60", signal: stop.signal })
  .then(() => "written", (error) => error === stop.signal.reason ? "stopped" : `${error}`);
let most = 0;
for (let i = 0; i < 75; i++) {
  await turn(20);
  most = Math.max(most, process.memoryUsage().rss);
}
stop.abort();
const outcome = await stalled;
process.stdout.write(`${JSON.stringify({ grown: (most - before) / MIB, taken, outcome })}\n`);
deaf.close();
docker.close();
