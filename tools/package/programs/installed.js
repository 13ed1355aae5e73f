// Runs from the installed package, on Node 20 too: no `await using`, no types.
import process from "node:process";
import { DockerClient, NotFoundError } from "@fairlead/docker";

const docker = new DockerClient({ host: process.argv[2] });
try {
  await docker.ping();
  const { stdout } = await docker.containers.run(
    "busybox:test",
    ["echo", "hello from the tarball"],
    {
      remove: true,
    },
  );
  process.stdout.write(stdout);
  await docker.containers.get("no-such-container").then(
    () => Promise.reject(new Error("no-such-container exists")),
    (error) => error instanceof NotFoundError ? undefined : Promise.reject(error),
  );
} finally {
  docker.close();
}
