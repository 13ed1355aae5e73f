/** Runs from the installed package: that what matters is there, and does what it says. */

import assert from "node:assert/strict";
import { DockerClient, NotFoundError } from "@fairlead/docker";

await using docker = DockerClient.fromEnv();
assert.match((await docker.ping()).apiVersion, /^1\.\d+$/);
const { stdout } = await docker.containers.run("busybox:test", ["cat"], {
  stdin: "through the tarball",
  remove: true,
});
assert.equal(stdout, "through the tarball");
await assert.rejects(docker.containers.get("no-such-container"), NotFoundError);
