import { args, connect } from "./client.mjs";
import { timeCalls } from "./calls.mjs";

const docker = connect();
console.log(JSON.stringify(await timeCalls(() => docker.ping(), +args[1], +args[2])));
