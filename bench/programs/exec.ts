import { DockerClient } from "../../mod.ts";
import { args } from "./args.ts";
const [host = "", id = "", ...command] = args;
const docker = new DockerClient({ host });
let bytes = 0;
const { Id } = await docker.api.exec.create(id, {
  body: { Cmd: command, AttachStdout: true, AttachStderr: true },
});
const session = await docker.api.exec.start(Id, { body: { Detach: false, Tty: false } });
for await (const { data } of session.output) bytes += data.length;
console.log(JSON.stringify({ bytes }));
docker.close();
