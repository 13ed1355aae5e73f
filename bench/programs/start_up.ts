import { DockerClient } from "../../mod.ts";
import { args } from "./args.ts";

const [host = ""] = args;
const docker = new DockerClient({ host });
await docker.ping();
docker.close();
