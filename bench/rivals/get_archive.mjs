import { args, connect } from "./client.mjs";

const stream = await connect().getContainer(args[1]).getArchive({ path: args[2] });
let bytes = 0;
for await (const piece of stream) bytes += piece.length;
console.log(JSON.stringify({ bytes }));
