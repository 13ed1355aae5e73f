import { DockerClient } from "../../mod.ts";
import { args } from "./args.ts";
import { timeCalls } from "./calls.ts";

const [host = "", id = "", count, callers] = args;
const docker = new DockerClient({ host });
async function call(): Promise<void> {
  const { Id } = await docker.api.containers.inspect(id);
  if (Id !== id) throw new Error(`inspect() of ${id} gave ${Id}`);
}
console.log(JSON.stringify(await timeCalls(call, Number(count), Number(callers))));
docker.close();
