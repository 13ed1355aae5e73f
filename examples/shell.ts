/**
 * A shell in a new container, as in a terminal of its own: Ctrl-C is the shell's, the window may
 * change its size, and Ctrl-P Ctrl-Q detaches. Without a terminal it runs what comes on standard input.
 *
 * It takes the engine from DOCKER_HOST, and the image from IMAGE.
 */

import process from "node:process";
import { DockerClient } from "@fairlead/docker";

const image = process.env["IMAGE"] ?? "busybox:test";
const tty = process.stdin.isTTY === true && process.stdout.isTTY === true;

await using docker = DockerClient.fromEnv();
await using session = await docker.containers.spawn(image, "sh", {
  stdin: true,
  tty,
  remove: true,
});
const end = await session.pipe();
process.exitCode = end === "ended" ? await session.exitCode() : 0;
