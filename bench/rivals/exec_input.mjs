import { createReadStream } from "node:fs";
import { args, connect } from "./client.mjs";

const docker = connect();
const exec = await docker.getContainer(args[1]).exec({
  Cmd: args.slice(3),
  AttachStdin: true,
  AttachStdout: true,
  AttachStderr: true,
});
const stream = await exec.start({ hijack: true, stdin: true });
createReadStream(args[2]).pipe(stream);
let text = "";
const sink = { write: (data) => (text += data, true) };
docker.modem.demuxStream(stream, sink, sink);
await new Promise((resolve) => stream.on("end", resolve).on("close", resolve));
console.log(JSON.stringify({ bytes: Number(text) }));
