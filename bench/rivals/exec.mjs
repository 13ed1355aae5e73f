import { args, connect, countOutput } from "./client.mjs";

const docker = connect();
const exec = await docker.getContainer(args[1]).exec({
  Cmd: args.slice(2),
  AttachStdout: true,
  AttachStderr: true,
});
const stream = await exec.start({ hijack: true, stdin: false });
console.log(JSON.stringify({ bytes: await countOutput(docker, stream) }));
