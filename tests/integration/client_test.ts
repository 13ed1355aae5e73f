/** The client as a whole, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionError, DockerClient, TimeoutError, VersionError } from "@fairlead/docker";
import { IMAGE, onEngine } from "./engine_test_case.ts";

test(
  "a client tells of its engine",
  onEngine(async ({ docker, engine }) => {
    const [ping, version, info] = await Promise.all([
      docker.ping(),
      docker.version(),
      docker.info(),
    ]);
    assert.equal(ping.apiVersion, engine.apiVersion);
    assert.equal(ping.osType, "linux");
    assert.equal(version.ApiVersion, engine.apiVersion);
    assert.equal(version.Version, engine.version);
    assert.equal(info.ServerVersion, engine.version);
  }),
);

test(
  "a client speaks the version that it is told to",
  onEngine(async ({ client, engine, open }) => {
    const docker = client({ apiVersion: "1.41" });
    assert.ok((await docker.images.list()).length > 0);
    const newer = client({ apiVersion: "1.56" });
    if (engine.apiVersion === "1.56") return;
    await assert.rejects(newer.version(), VersionError);
    assert.equal(open(), 0);
  }),
);

test(
  "fetch() reaches what has no method",
  onEngine(async ({ docker, engine }) => {
    const response = await docker.fetch("/containers/json?all=1", {
      headers: { accept: "application/json" },
    });
    assert.equal(response.status, 200);
    assert.ok(Array.isArray(await response.json()));
    const missing = await docker.fetch("/no/such/path");
    assert.equal(missing.status, 404);
    await missing.body?.cancel();
    const old = await docker.fetch("/v1.41/version");
    assert.equal((await old.json()).Version, engine.version);
  }),
);

test(
  "close() ends what is in flight, and what comes later",
  onEngine(async (here) => {
    const docker = here.client({});
    const container = await docker.containers.runDetached(IMAGE, "sleep 60", {
      labels: here.labels,
    });
    const closed = (error: unknown) => error instanceof ConnectionError && error.code === "closed";
    const waiting = assert.rejects(container.wait(), closed);
    const logs = await container.logs({ follow: true });
    const text = assert.rejects(logs.text(), closed);
    docker.close();
    docker.close();
    await Promise.all([waiting, text]);
    await assert.rejects(docker.ping(), closed);
    await assert.rejects(docker.containers.run(IMAGE, "true"), closed);
    await docker[Symbol.asyncDispose]();
    assert.equal(here.open(), 0);
    await (await here.docker.containers.get(container.id)).remove({ force: true });
  }),
);

test(
  "a response that comes too late is a TimeoutError",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const container = await docker.containers.runDetached(IMAGE, "sleep 60", { labels });
    const hasty = here.client({ responseTimeout: 300, apiVersion: "1.41" });
    // The head of its answer comes when the process has been killed after five seconds.
    const stop = hasty.api.containers.stop(container.id, { query: { t: 5 } });
    await assert.rejects(stop, TimeoutError);
    assert.equal(here.open(), 0);
    await container.remove({ force: true });
  }),
);

test(
  "many calls share a few connections",
  onEngine(async ({ client, labels }) => {
    const docker = client({ maxConnections: 2 });
    const container = await docker.containers.create(IMAGE, "true", { labels });
    const found = await Promise.all(
      Array.from({ length: 50 }, () => docker.containers.get(container.id)),
    );
    assert.ok(found.every(({ id }) => id === container.id));
    await container.remove();
  }),
);

test(
  "an engine that is not there says so",
  onEngine(async ({ keep }) => {
    const docker = keep(new DockerClient({ host: "unix:///run/no/such/docker.sock" }));
    await assert.rejects(docker.ping(), (error) => {
      assert.ok(error instanceof ConnectionError);
      assert.equal(error.code, "missing");
      assert.match(error.message, /\/run\/no\/such\/docker\.sock/);
      return true;
    });
  }),
);
