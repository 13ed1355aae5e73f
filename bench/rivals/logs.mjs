import { args, connect, countOutput } from "./client.mjs";

const docker = connect();
const start = performance.now();
// Without `follow` it gives all output as one buffer, with the framing in it.
const stream = await docker.getContainer(args[1]).logs({ stdout: true, stderr: true, follow: true });
const bytes = await countOutput(docker, stream);
console.log(JSON.stringify({ bytes, seconds: (performance.now() - start) / 1000 }));
