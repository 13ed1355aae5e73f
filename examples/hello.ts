/**
 * The first program: what `deno task demo` runs on Deno, Bun and Node.
 *
 * It takes the engine from DOCKER_HOST, and the image from IMAGE.
 */

import { DockerClient } from "@fairlead/docker";

const { Deno: deno, Bun: bun, process } = globalThis as {
  Deno?: { version: { deno: string }; env: { get(name: string): string | undefined } };
  Bun?: { version: string };
  process?: { version: string; env: Record<string, string | undefined> };
};
const runtime = deno
  ? `Deno ${deno.version.deno}`
  : bun
  ? `Bun ${bun.version}`
  : `Node ${process?.version}`;
const image = (deno ? deno.env.get("IMAGE") : process?.env["IMAGE"]) ?? "busybox:test";

await using docker = DockerClient.fromEnv();
const { Version, ApiVersion } = await docker.version();
console.log(`${runtime} speaks to Docker Engine ${Version}, API ${ApiVersion}`);

// Run a command to its end.
const hello = await docker.containers.run(image, ["echo", "hello from a container"], {
  remove: true,
});
console.log("run:   ", hello.stdout.trim());

// Feed it from here.
const shout = await docker.containers.run(image, ["tr", "a-z", "A-Z"], {
  stdin: "what goes in comes out",
  remove: true,
});
console.log("stdin: ", shout.stdout.trim());

// Stream what it writes while it runs.
{
  await using session = await docker.containers.spawn(
    image,
    ["sh", "-c", "for i in 1 2 3; do echo tick $i; sleep 0.2; done; echo done >&2"],
    { remove: true },
  );
  for await (const { stream, line } of session.output.lines()) console.log(`${stream}: ${line}`);
  console.log("exit:  ", await session.exitCode());
}

// Leave it to itself, look at its log, and clean up.
const container = await docker.containers.runDetached(image, ["sh", "-c", "echo logged; sleep 60"]);
try {
  const log = await container.logs({ follow: true });
  for await (const { line } of log.lines()) {
    console.log("log:   ", line);
    break;
  }
} finally {
  await container.remove({ force: true });
}
