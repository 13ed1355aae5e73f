import { DockerClient } from "../../mod.ts";
import { args } from "./args.ts";
const [host = "", id = ""] = args;
const docker = new DockerClient({ host });
let bytes = 0;
const session = await docker.api.containers.attach(id, {
  query: { stream: true, stdout: true, stderr: true },
  tty: false,
});
for await (const { data } of session.output) bytes += data.length;
console.log(JSON.stringify({ bytes }));
docker.close();
