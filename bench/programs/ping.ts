import { DockerClient } from "../../mod.ts";
import { args } from "./args.ts";
import { timeCalls } from "./calls.ts";

const [host = "", count, callers] = args;
const docker = new DockerClient({ host });
async function call(): Promise<void> {
  await docker.ping();
}
console.log(JSON.stringify(await timeCalls(call, Number(count), Number(callers))));
docker.close();
