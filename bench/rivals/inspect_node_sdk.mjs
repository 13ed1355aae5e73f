import { DockerClient } from "@docker/node-sdk";
import { timeCalls } from "./calls.mjs";

const [socket, id, count, callers] = process.argv.slice(2);
const docker = await DockerClient.fromDockerHost(`unix:${socket}`);
async function call() {
  const { Id } = await docker.containerInspect(id);
  if (Id !== id) throw new Error(`containerInspect() of ${id} gave ${Id}`);
}
console.log(JSON.stringify(await timeCalls(call, +count, +callers)));
await docker.close();
