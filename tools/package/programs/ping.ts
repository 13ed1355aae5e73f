/** The smallest program that talks to an engine. */

import { DockerClient } from "@fairlead/docker";

const docker = new DockerClient({ host: Deno.args[0] ?? "" });
await docker.ping();
docker.close();
console.log("the engine answered");
