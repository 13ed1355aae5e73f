/** Builds and their sessions, operation by operation, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, StreamError } from "../../../src/errors.ts";
import { onEngine } from "../engine_test_case.ts";
import { smallArchive } from "../small_archive.ts";

test(
  "the classic builder builds what it is sent, as it is told to",
  onEngine(async (here) => {
    const { images } = here.docker.api;
    const repo = `fairlead-test/${crypto.randomUUID()}`;
    const body = smallArchive({
      "two lines": "FROM busybox:test\nRUN ulimit -n; grep -w '10\\.9\\.9\\.[89]' /etc/hosts\n",
    });
    const messages = await Array.fromAsync(
      await images.build({
        query: {
          dockerfile: "two lines",
          t: [`${repo}:1`, `${repo}:2`],
          labels: { role: "tëst & more" },
          ulimits: [{ Name: "nofile", Soft: 100, Hard: 200 }],
          extrahosts: ["first:10.9.9.8", "second:10.9.9.9"],
          cachefrom: ["busybox:test"],
          buildargs: { http_proxy: null },
          networkmode: "none",
          forcerm: true,
        },
        body,
      }),
    );
    const said = messages.map(({ stream = "" }) => stream).join("");
    assert.match(said, /^100\n10\.9\.9\.8\tfirst\n10\.9\.9\.9\tsecond\n/m);
    const { Id, RepoTags, Config } = await images.inspect(`${repo}:1`);
    assert.deepEqual(RepoTags?.toSorted(), [`${repo}:1`, `${repo}:2`]);
    assert.equal(Config?.Labels?.["role"], "tëst & more");
    assert.ok(messages.some(({ aux }) => (aux as { ID?: string } | undefined)?.ID === Id));
    for (const name of RepoTags ?? []) await images.delete(name);
  }),
);

test(
  "a build that fails says so, at once or in the middle",
  onEngine(async ({ docker: { api: { images } } }) => {
    const build = async (dockerfile: string) =>
      await Array.fromAsync(
        await images.build({ body: smallArchive({ Dockerfile: dockerfile }) }),
      );
    await assert.rejects(build("FROM busybox:test\nCOPY missing /\n"), (error: unknown) => {
      assert.ok(error instanceof StreamError);
      assert.match(error.detail, /missing/);
      return true;
    });
    await assert.rejects(build("FROM busybox:test\nNONSENSE\n"), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.match(error.explanation, /unknown instruction: NONSENSE/);
      return true;
    });
    await assert.rejects(images.build({ body: "no archive" }), ApiError);
    const remote = "http://127.0.0.1:1/context.tar";
    await assert.rejects(images.build({ query: { remote } }), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.match(error.explanation, /127\.0\.0\.1:1.*refused/);
      return true;
    });
  }),
);

test(
  "BuildKit builds, is cancelled, and forgets",
  onEngine(async ({ docker: { api: { images } } }) => {
    const buildid = crypto.randomUUID();
    const context = (...lines: string[]) => smallArchive({ Dockerfile: lines.join("\n"), buildid });
    const query = { version: "2", buildid, networkmode: "none" } as const;
    const slow = context("FROM busybox:test", "COPY buildid /", "RUN sleep 600");
    const stalled = await images.build({ query, body: slow });
    const reader = stalled.getReader();
    const { value } = await reader.read();
    assert.deepEqual([value?.id, typeof value?.aux], ["moby.buildkit.trace", "string"]);
    await images.buildCancel({ query: { id: buildid } });
    await assert.rejects(async () => {
      while (!(await reader.read()).done);
    }, (error: unknown) => {
      assert.ok(error instanceof StreamError);
      assert.match(error.detail, /cancel/);
      return true;
    });
    await images.buildCancel({ query: { id: buildid } }); // it is no more

    const body = context("FROM scratch", "COPY buildid /");
    const messages = await Array.fromAsync(await images.build({ query: { version: "2" }, body }));
    const { aux } = messages.find(({ id }) => id === "moby.image.id") ?? {};
    const { ID = "" } = aux as { ID?: string };
    assert.equal((await images.inspect(ID)).Id, ID);
    await images.delete(ID);
    const pruned = await images.buildPrune({ query: { all: true, filters: { shared: true } } });
    assert.ok(pruned.SpaceReclaimed >= 0);
    const { CachesDeleted } = await images.buildPrune({ query: { all: true } });
    assert.ok(CachesDeleted !== null && CachesDeleted.length > 0);
  }),
);

test(
  "a session speaks HTTP/2 from the engine's side, and its name is taken",
  onEngine(async (here) => {
    const { session } = here.docker.api;
    const headers = {
      "x-docker-expose-session-uuid": crypto.randomUUID(),
      "x-docker-expose-session-name": "fairlead-test",
      "x-docker-expose-session-grpc-method": ["/grpc.health.v1.Health/Check", "/a.B/C"],
    };
    const connection = await session.open({ headers });
    let seen = "";
    while (seen.length < 24) seen += new TextDecoder().decode(await connection.read() ?? undefined);
    assert.ok(seen.startsWith("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), JSON.stringify(seen));
    await assert.rejects(session.open({ headers }), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.code, "invalid");
      assert.match(error.explanation, /already exists/);
      return true;
    });
    assert.equal(here.open(), 1);
    connection.close();
    await connection.closed;
  }),
);
