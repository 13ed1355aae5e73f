import { args, connect, countOutput } from "./client.mjs";

const docker = connect();
// Without `follow` it gives all output as one buffer, with the framing in it.
const stream = await docker.getContainer(args[1]).logs({ stdout: true, stderr: true, follow: true });
console.log(JSON.stringify({ bytes: await countOutput(docker, stream) }));
