/**
 * Reads logs, then reads one chunk of them again and stops, and tells by how much the memory of the
 * process grew. Arguments: the engine's address and a container's ID.
 */

import process from "node:process";
import { DockerClient } from "@fairlead/docker";
import { turn } from "../read_body.ts";

const MIB = 1_048_576;
const WARM_UP = 50 * MIB;

const [host = "", id = ""] = process.argv.slice(2);
const docker = new DockerClient({ host });
const container = await docker.containers.get(id);

let read = 0;
for await (const { data } of await container.logs()) {
  read += data.length;
  if (read >= WARM_UP) break;
}
const before = process.memoryUsage().rss;
const logs = await container.logs();
const reader = logs.getReader();
const first = await reader.read();
let most = 0;
for (let i = 0; i < 100; i++) {
  await turn(20);
  most = Math.max(most, process.memoryUsage().rss);
}
let rest = 0;
for (let chunk = first; !chunk.done; chunk = await reader.read()) rest += chunk.value.data.length;
process.stdout.write(`${JSON.stringify({ grown: (most - before) / MIB, rest })}\n`);
docker.close();
