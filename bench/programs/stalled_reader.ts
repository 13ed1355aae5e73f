import { DockerClient } from "../../mod.ts";
import { args } from "./args.ts";
import { residentMemory } from "./memory.ts";

const [host = "", warmUp = "", id = "", pause] = args;
const docker = new DockerClient({ host });

let before = 0;
let most = 0;
function observe(): void {
  most = Math.max(most, residentMemory());
}

async function read(which: string, onFirst?: () => Promise<void>): Promise<number> {
  const container = await docker.containers.get(which);
  let bytes = 0;
  for await (const { data } of await container.logs({ stdout: true, stderr: true })) {
    if (bytes === 0) await onFirst?.();
    bytes += data.length;
  }
  return bytes;
}

await read(warmUp);
before = most = residentMemory();
const timer = setInterval(observe, 20);
let growth = 0;
const bytes = await read(id, async () => {
  await new Promise((resolve) => setTimeout(resolve, Number(pause)));
  observe();
  growth = most - before;
});
observe();
clearInterval(timer);
console.log(JSON.stringify({ bytes, growth: growth / 2 ** 20, later: (most - before) / 2 ** 20 }));
docker.close();
