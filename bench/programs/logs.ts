import { DockerClient } from "../../mod.ts";
import { args } from "./args.ts";

const [host = "", id = ""] = args;
const docker = new DockerClient({ host });
const container = await docker.containers.get(id);
const start = performance.now();
let bytes = 0;
for await (const { data } of await container.logs({ stdout: true, stderr: true })) {
  bytes += data.length;
}
console.log(JSON.stringify({ bytes, seconds: (performance.now() - start) / 1000 }));
docker.close();
