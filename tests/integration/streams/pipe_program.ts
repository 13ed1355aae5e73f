/**
 * Pipes sessions of a container to the terminal that it runs in, one after the other, and tells how
 * each ended. Arguments: the engine's address, and a container's ID.
 */

import { once } from "node:events";
import process from "node:process";
import { DockerClient } from "@fairlead/docker";

const [host = "", id = ""] = process.argv.slice(2);
const docker = new DockerClient({ host });
const container = await docker.containers.get(id);
const settings = { stdin: true, tty: true } as const;

const shell = await container.exec(["sh"], settings);
console.log(`exec ${await shell.pipe()} ${await shell.exitCode()}`);

const other = await container.attach({ stdin: true, detachKeys: "ctrl-a,d" });
console.log(`attach ${await other.pipe()}`);

const stopped = new AbortController();
const third = await container.exec(["sh", "-c", "echo third; exec sleep 60"], settings);
// Long enough for an engine that is busy to have started it and shown what it wrote.
setTimeout(() => stopped.abort(new Error("enough")), 2_500);
await third.pipe({ signal: stopped.signal }).catch((error) => console.log(`exec ${error}`));

// What is typed from now on is ours; and nothing holds the process but what was left open.
const [typed] = await once(process.stdin.resume(), "data");
process.stdin.pause();
console.log(`read ${String(typed).trim()}`);
docker.close();
