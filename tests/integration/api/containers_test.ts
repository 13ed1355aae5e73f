/** The operations on containers that run and on the files of those that don't, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, ConflictError, NotFoundError } from "../../../src/errors.ts";
import { onEngine } from "../engine_test_case.ts";
import { eventually } from "../eventually.ts";
import { create, remove } from "../shell_container.ts";

const RUN_ON = "trap 'exit 0' TERM; while :; do sleep 0.1; done";

test(
  "a running container is looked into, measured and changed",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, `touch /made; rm /etc/group; ${RUN_ON}`);
    const other = await create(here, RUN_ON);
    await assert.rejects(containers.top(id), ConflictError);
    await assert.rejects(containers.pause(id), ConflictError);
    await assert.rejects(containers.resize(id, { query: { h: 24, w: 80 } }), ConflictError);
    assert.deepEqual(await containers.changes(id), []);
    await containers.start(id);

    const { Titles, Processes } = await containers.top(id);
    assert.equal(Titles?.[0], "UID");
    assert.ok(Processes?.some((columns) => columns.at(-1)?.includes("while :")));
    const some = await containers.top(id, { query: { ps_args: "-o pid,comm" } });
    assert.deepEqual(some.Titles, ["PID", "COMMAND"]);

    const changes = await containers.changes(id);
    for (const change of [{ Path: "/made", Kind: 1 }, { Path: "/etc/group", Kind: 2 }]) {
      const { Path, Kind } = change;
      assert.ok(changes.some((one) => one.Path === Path && one.Kind === Kind), `${Path} is told`);
    }

    const once = { query: { stream: false, "one-shot": true } };
    for await (const sample of await containers.stats(id, once)) {
      assert.ok((sample.memory_stats.usage ?? 0) > 0);
      assert.equal(sample.precpu_stats.system_cpu_usage ?? 0, 0);
    }
    const reads = new Set<string>();
    for await (const sample of await containers.stats(id)) {
      assert.equal(sample.id, id);
      if (reads.add(sample.read).size === 2) break;
    }

    const body = { PidsLimit: 50, RestartPolicy: { Name: "on-failure", MaximumRetryCount: 3 } };
    assert.equal(typeof await containers.update(id, { body }), "object");
    const name = `fairlead-test-${crypto.randomUUID()}`;
    await containers.rename(id, { query: { name } });
    const { Id, HostConfig } = await containers.inspect(name);
    assert.equal(Id, id);
    assert.equal(HostConfig?.PidsLimit, 50);
    assert.deepEqual(HostConfig?.RestartPolicy, body.RestartPolicy);
    await assert.rejects(containers.rename(other, { query: { name } }), ConflictError);

    await containers.pause(id);
    assert.equal((await containers.inspect(id)).State?.Paused, true);
    await assert.rejects(containers.pause(id), ConflictError);
    await containers.unpause(id);
    // A busy engine hears of the pause itself only now, and says for a moment that it is paused.
    await eventually(async () =>
      (await containers.inspect(id)).State?.Paused === false || undefined
    );
    await assert.rejects(containers.unpause(id), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.match(error.explanation, /is not paused/);
      return true;
    });

    const label = Object.entries(here.labels).map(([key, value]) => `${key}=${value}`);
    const pruned = await containers.prune({ query: { filters: { label } } });
    assert.deepEqual(pruned.ContainersDeleted, [other]);
    const again = await containers.prune({ query: { filters: { label } } });
    assert.deepEqual([again.ContainersDeleted ?? [], again.SpaceReclaimed], [[], 0]);
    await remove(here.docker.api, id);
  }),
);

test(
  "a container that does not run gives one empty sample, if asked once",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, "true");
    const samples = [];
    for await (const sample of await containers.stats(id, { query: { stream: false } })) {
      samples.push(sample);
    }
    assert.deepEqual(samples.map((sample) => sample.id), [id]);
    assert.equal(samples[0]?.memory_stats.usage ?? 0, 0);
    await remove(here.docker.api, id);
  }),
);

test(
  "files go into a container and come out of it",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, "echo all >/tmp/a; ln -s 'zwölf 🐳' /tmp/ü; sync");
    await containers.start(id);
    await containers.wait(id);
    const about = (path: string) => containers.archiveInfo(id, { query: { path } });

    const root = await about("/");
    assert.deepEqual([root.name, root.mode], ["/", 2 ** 31 + 0o755]);
    const link = await about("/tmp/ü");
    assert.deepEqual([link.name, link.linkTarget], ["ü", "/tmp/zwölf 🐳"]);
    const file = await about("/tmp/a");
    assert.deepEqual([file.name, file.size, file.mode, file.linkTarget], ["a", 4, 0o644, ""]);
    assert.ok(Math.abs(Date.parse(file.mtime) - Date.now()) < 3_600_000, file.mtime);

    const { archive, stat } = await containers.archive(id, { query: { path: "/tmp/a" } });
    assert.deepEqual(stat, file);
    const bytes = new Uint8Array(await new Response(archive).arrayBuffer());
    assert.equal(entry(bytes), "a: all\n");
    const query = { path: "/var", noOverwriteDirNonDir: true, copyUIDGID: true };
    await containers.putArchive(id, { query, body: bytes });
    // A tar header has whole seconds.
    const put = { ...file, mtime: file.mtime.replace(/\.\d+/, "") };
    assert.deepEqual(await about("/var/a"), put);
    const packed = (await containers.archive(id, { query: { path: "/tmp" } })).archive;
    await containers.putArchive(id, { query: { path: "/var" }, body: packed });
    assert.equal((await about("/var/tmp/ü")).linkTarget, "/var/tmp/zwölf 🐳");

    const exported = new Uint8Array(
      await new Response(await containers.export(id)).arrayBuffer(),
    );
    assert.ok(new TextDecoder().decode(exported).includes("\0all\n"));
    for await (const _ of await containers.export(id)) break;
    for await (const _ of (await containers.archive(id, { query: { path: "/" } })).archive) break;
    await remove(here.docker.api, id);
  }),
);

/** Name and text of the first file of a tar archive. */
function entry(archive: Uint8Array): string {
  const text = (from: number, to: number) => new TextDecoder().decode(archive.slice(from, to));
  const size = parseInt(text(124, 135), 8);
  return `${text(0, archive.indexOf(0))}: ${text(512, 512 + size)}`;
}

test(
  "what can't be copied is told",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, "true", { HostConfig: { ReadonlyRootfs: true } });
    const missing = { query: { path: "/no/such/path" } };
    await assert.rejects(containers.archive(id, missing), (error: unknown) => {
      assert.ok(error instanceof NotFoundError);
      assert.match(error.explanation, /could not find the file \/no\/such\/path/i);
      return true;
    });
    await assert.rejects(containers.archiveInfo(id, missing), {
      name: "NotFoundError",
      message: `Cannot HEAD /containers/${id}/archive: ` +
        "no such container, or no such path in it (404)",
    });
    const through = { query: { path: "/etc/passwd/x" } };
    await assert.rejects(containers.archiveInfo(id, through), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.match(error.explanation, /a GET of the same archive has$/);
      return true;
    });
    const put = (path: string) =>
      containers.putArchive(id, { query: { path }, body: new Uint8Array(1_024) });
    await assert.rejects(put("/no/such/path"), NotFoundError);
    for (
      const [path, message] of [["/etc/passwd", /not a directory/], ["/", /read-only/]] as const
    ) {
      await assert.rejects(put(path), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.match(error.explanation, message);
        return true;
      });
    }
    await remove(here.docker.api, id);
  }),
);

test(
  "every further operation tells that there is no such container",
  onEngine(async ({ docker: { api } }) => {
    const { containers, exec } = api;
    const name = "no such container of ours";
    const query = { path: "/" };
    const calls = [
      () => containers.top(name),
      () => containers.changes(name),
      () => containers.export(name),
      () => containers.stats(name),
      () => containers.resize(name, { query: { h: 1, w: 1 } }),
      () => containers.update(name, { body: { PidsLimit: 50 } }),
      () => containers.rename(name, { query: { name: "x" } }),
      () => containers.pause(name),
      () => containers.unpause(name),
      () => containers.archive(name, { query }),
      () => containers.archiveInfo(name, { query }),
      () => containers.putArchive(name, { query, body: new Uint8Array(1_024) }),
      () => exec.create(name, { body: { Cmd: ["true"] } }),
    ];
    for (const call of calls) {
      await assert.rejects(call(), (error: unknown) => {
        assert.ok(error instanceof NotFoundError, `${error}`);
        assert.equal(error.constructor, NotFoundError);
        assert.match(error.explanation, /no such container/i);
        return true;
      });
    }
  }),
);

test(
  "an engine that is not experimental tells so when it is asked for checkpoints",
  onEngine(async ({ docker: { api }, engine }) => {
    const { checkpoints } = api;
    assert.equal((await api.system.info()).ExperimentalBuild, false, engine.name);
    const calls = [
      () => checkpoints.list("web"),
      () => checkpoints.create("web", { body: { CheckpointID: "one" } }),
      () => checkpoints.remove("web", "one"),
    ];
    for (const call of calls) {
      await assert.rejects(call(), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.deepEqual([error.status, error.code], [501, "server-error"]);
        assert.match(error.explanation, /experimental/);
        return true;
      });
    }
  }),
);
