/** Runs from the installed package: that what matters is there, and does what it says. */

import assert from "node:assert/strict";
import { DockerClient, NotFoundError } from "@fairlead/docker";
import { type EngineEventMessage, EventDecoder, toPieces } from "@fairlead/docker/streams";
import { refusal, ScriptedEngine } from "@fairlead/docker/testing";

await using docker = DockerClient.fromEnv();
assert.match((await docker.ping()).apiVersion, /^1\.\d+$/);
const { stdout } = await docker.containers.run("busybox:test", ["cat"], {
  stdin: "through the tarball",
  remove: true,
});
assert.equal(stdout, "through the tarball");
await assert.rejects(docker.containers.get("no-such-container"), NotFoundError);

const { containers } = docker.api;
const { Id } = await containers.create({
  body: { Image: "busybox:test", Cmd: ["cat"], OpenStdin: true, StdinOnce: true },
});
try {
  const query = { stream: true, stdin: true, stdout: true };
  await using session = await containers.attachWebsocket(Id, { query });
  await containers.start(Id);
  const writer = session.stdin.getWriter();
  await writer.write(new TextEncoder().encode("through a WebSocket"));
  await writer.close();
  assert.equal(await session.output.text(), "through a WebSocket");
} finally {
  await containers.delete(Id, { query: { force: true } });
}

const events: EngineEventMessage[] = [];
const line = new TextEncoder().encode('{"Type":"image","timeNano":1795525251426287009}');
new EventDecoder().decode(toPieces(line), events);
assert.equal(events[0]?.timeNano, 1795525251426287009n);

const scripted = new ScriptedEngine(refusal(404, "No such container: web"));
const client = new DockerClient({ connect: scripted.connect, apiVersion: "1.51" });
// Both entry points have the same error classes.
await assert.rejects(client.containers.get("web"), NotFoundError);
assert.equal(scripted.open, 0);
