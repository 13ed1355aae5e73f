import { PassThrough } from "node:stream";
import { args, connect, countOutput } from "./client.mjs";

const docker = connect();

async function open(id) {
  return await docker.getContainer(id).logs({ stdout: true, stderr: true, follow: true });
}

await countOutput(docker, await open(args[1]));
const before = process.memoryUsage.rss();
let most = before;
const timer = setInterval(() => most = Math.max(most, process.memoryUsage.rss()), 20);
const stream = await open(args[2]);
const output = new PassThrough();
docker.modem.demuxStream(stream, output, output);
stream.on("end", () => output.end());
let bytes = 0;
let stalled = 0;
for await (const data of output) {
  if (bytes === 0) {
    await new Promise((resolve) => setTimeout(resolve, +args[3]));
    stalled = most - before;
  }
  bytes += data.length;
}
clearInterval(timer);
console.log(JSON.stringify({ bytes, growth: stalled / 2 ** 20, later: (most - before) / 2 ** 20 }));
