import { timeCalls } from "./calls.mjs";
import { args, connect } from "./client.mjs";

const container = connect().getContainer(args[1]);
async function call() {
  const { Id } = await container.inspect();
  if (Id !== args[1]) throw new Error(`inspect() of ${args[1]} gave ${Id}`);
}
console.log(JSON.stringify(await timeCalls(call, +args[2], +args[3])));
