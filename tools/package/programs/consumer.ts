/** What a user writes, for the type checkers: every kind of value that the package hands out. */

import { DockerClient, DockerError, NotFoundError } from "@fairlead/docker";
import { OutputStream, StreamBody } from "@fairlead/docker/streams";
import { json, ScriptedEngine } from "@fairlead/docker/testing";

/** Runs a command and reads another one's output while it runs. */
export async function use(): Promise<string> {
  await using docker = new DockerClient({ host: "unix:///var/run/docker.sock" });
  const { stdout, exitCode } = await docker.containers.run("busybox:test", ["echo", "hello"], {
    remove: true,
  });
  await using session = await docker.containers.spawn("busybox:test", ["date"], { remove: true });
  const seen: string[] = [stdout, String(exitCode)];
  for await (const { stream, line } of session.output.lines()) seen.push(`${stream}: ${line}`);
  const container = await docker.containers.get("web");
  const output = await container.logs({ tail: 10, signal: AbortSignal.timeout(1000) });
  for await (const { data } of output) seen.push(new TextDecoder().decode(data));
  const answer: unknown = await (await docker.fetch("/networks")).json();
  seen.push(JSON.stringify(answer));
  const { body } = await docker.fetch("/containers/web/logs?stdout=1");
  if (body !== null) {
    const recorded = new OutputStream(new StreamBody(body), { framed: true });
    for await (const { stream, data } of recorded) seen.push(`${stream}: ${data.length}`);
  }
  return seen.join("\n");
}

/** A client for a test. */
export function inMemory(): DockerClient {
  const engine = new ScriptedEngine(json(200, []));
  return new DockerClient({ connect: engine.connect, apiVersion: "1.51" });
}

/** Tells errors apart. */
export function explain(error: unknown): string {
  if (error instanceof NotFoundError) return `${error.path}: ${error.explanation}`;
  if (error instanceof DockerError) return error.code;
  throw error;
}
