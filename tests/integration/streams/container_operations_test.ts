/** What can be done with a container beside its life, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, ConflictError, type Container, NotFoundError } from "@fairlead/docker";
import { eventually } from "../eventually.ts";
import { type Here, IMAGE, onEngine } from "../engine_test_case.ts";
import { smallArchive } from "../small_archive.ts";

/** What is in an archive: names, types and owners, of those entries whose sizes are small. */
function entries(archive: Uint8Array): string[] {
  const text = (at: number, length: number) =>
    new TextDecoder().decode(archive.subarray(at, at + length)).replace(/\0.*$/s, "");
  const found: string[] = [];
  for (let at = 0; at < archive.length && archive[at] !== 0;) {
    const size = parseInt(text(at + 124, 12), 8);
    const [uid, gid] = [text(at + 108, 8), text(at + 116, 8)].map((octal) => parseInt(octal, 8));
    found.push(`${text(at, 100)} ${text(at + 156, 1)} ${uid}:${gid}`);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return found;
}

async function bytesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Runs a test with a container that runs a script to its word `ready`, and removes it. */
async function withRunning(
  { docker, labels }: Here,
  script: string,
  use: (container: Container) => Promise<void>,
): Promise<void> {
  const command = ["sh", "-c", `${script}; echo ready; sleep 60`];
  const container = await docker.containers.runDetached(IMAGE, command, { labels });
  try {
    for await (const { line } of (await container.logs({ follow: true })).lines()) {
      if (line === "ready") break;
    }
    await use(container);
  } finally {
    await container.remove({ force: true });
  }
}

test(
  "top(), stats() and statsOnce() tell what a running container does",
  onEngine(async (here) => {
    await withRunning(here, "true", async (container) => {
      const { Titles, Processes } = await container.top();
      assert.ok(Titles?.includes("PID") && Titles.includes("CMD"), `${Titles}`);
      assert.ok(Processes?.some((columns) => columns.join(" ").includes("sleep 60")));
      const narrow = await container.top({ psArgs: "-o pid,comm" });
      assert.deepEqual(narrow.Titles, ["PID", "COMMAND"]);
      assert.ok(narrow.Processes?.some(([, command]) => command === "sleep"));

      const once = await container.statsOnce();
      // Row 13: what a share of CPU time is reckoned from.
      assert.ok((once.precpu_stats?.system_cpu_usage ?? 0) > 0);
      assert.ok(
        (once.cpu_stats?.system_cpu_usage ?? 0) > (once.precpu_stats?.system_cpu_usage ?? 0),
      );
      assert.ok((once.memory_stats?.usage ?? 0) > 0);
      assert.equal(once.id, container.id);
      assert.equal(here.open(), 0, "the connection is given back");

      const reason = new Error("enough");
      const ending = new AbortController();
      const reader = (await container.stats({ signal: ending.signal })).getReader();
      const first = Date.parse((await reader.read()).value?.read ?? "");
      const second = Date.parse((await reader.read()).value?.read ?? "");
      assert.ok(second > first, `${second} after ${first}`);
      ending.abort(reason);
      await assert.rejects(
        async () => {
          for (;;) await reader.read();
        },
        (error) => error === reason,
      );
      assert.equal(here.open(), 0, "an abort closes the connection");
    });
  }),
);

test(
  "stats() end when a container stops, and are none when it does not run",
  onEngine(async ({ docker, labels, open }) => {
    const container = await docker.containers.create(IMAGE, "sleep 60", { labels });
    assert.equal((await container.statsOnce()).memory_stats?.usage, undefined);
    await assert.rejects(container.top(), ConflictError);
    await assert.rejects(container.pause(), ConflictError);
    assert.deepEqual(await Array.fromAsync(await container.stats()), []);
    await container.start();
    const stopping = (await container.stats()).getReader();
    assert.equal((await stopping.read()).done, false);
    await container.kill();
    while (!(await stopping.read()).done);
    assert.equal(open(), 0, "the connection is given back");
    assert.deepEqual(await Array.fromAsync(await container.stats()), []);
    await container.remove();
    await assert.rejects(container.stats(), NotFoundError);
    await assert.rejects(container.statsOnce(), NotFoundError);
  }),
);

test(
  "pause(), unpause(), rename() and update() change a running container",
  onEngine(async (here) => {
    await withRunning(here, "true", async (container) => {
      await container.pause();
      await container.reload();
      assert.equal(container.status, "paused");
      await assert.rejects(container.pause(), ConflictError);
      await container.unpause();
      // A busy engine hears of the pause itself only now, and says for a moment that it is paused.
      await eventually(async () => {
        await container.reload();
        return container.status === "running" || undefined;
      });
      await assert.rejects(container.unpause(), ApiError);

      const before = container.name;
      const name = `fairlead-${crypto.randomUUID().slice(0, 8)}`;
      await container.rename(name);
      assert.equal(container.name, before, "as it was when it was last read");
      await container.reload();
      assert.equal(container.name, name);
      const { docker, labels } = here;
      const other = await docker.containers.create(IMAGE, "true", { labels });
      await assert.rejects(other.rename(name), ConflictError);
      await other.remove();

      await container.update({
        memLimit: "64m",
        memswapLimit: "128m",
        nanoCpus: 500_000_000,
        cpuShares: 512,
        cpusetCpus: "0",
        pidsLimit: 50,
        restartPolicy: { name: "on-failure", maximumRetryCount: 2 },
      });
      await container.reload();
      const { HostConfig } = container.attrs;
      assert.equal(HostConfig?.Memory, 67_108_864);
      assert.equal(HostConfig?.MemorySwap, 134_217_728);
      assert.equal(HostConfig?.NanoCpus, 500_000_000);
      assert.equal(HostConfig?.CpuShares, 512);
      assert.equal(HostConfig?.CpusetCpus, "0");
      assert.equal(HostConfig?.PidsLimit, 50);
      assert.deepEqual(HostConfig?.RestartPolicy, { Name: "on-failure", MaximumRetryCount: 2 });
      const { stdout } = await container.execRun([
        "sh",
        "-c",
        "cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes 2>/dev/null",
      ]);
      assert.equal(stdout, "67108864\n", "the limit is in force");

      // What is absent or 0 stays.
      await container.update({ memLimit: 0, pidsLimit: -1 });
      await container.reload();
      assert.equal(container.attrs.HostConfig?.Memory, 67_108_864);
      assert.equal(container.attrs.HostConfig?.CpuShares, 512);
      assert.ok((container.attrs.HostConfig?.PidsLimit ?? 0) <= 0, "the limit is lifted");
      assert.equal(container.attrs.HostConfig?.RestartPolicy?.Name, "on-failure");
      await assert.rejects(container.update({ memLimit: "512g", memswapLimit: "1m" }), ApiError);
    });
  }),
);

test(
  "stat(), diff() and getArchive() tell what a container's files are",
  onEngine(async (here) => {
    const script = "mkdir /d; echo four > /d/f; chown 7:8 /d/f; chmod 4750 /d/f; ln -s /d /l; " +
      "ln -s nowhere /x; mkfifo /p; mkdir -m 1777 /s; rm /etc/group; touch -d @86400 /d/f";
    await withRunning(here, script, async (container) => {
      const f = await container.stat("/d/f");
      assert.deepEqual(f, {
        name: "f",
        size: 5,
        mode: 0o104750,
        mtime: new Date(86_400_000),
        linkTarget: undefined,
      });
      const mode = async (path: string) => (await container.stat(path)).mode.toString(8);
      assert.equal(await mode("/d"), "40755");
      assert.equal(await mode("/s"), "41777");
      assert.equal(await mode("/p"), "10644");
      const link = await container.stat("/l");
      assert.deepEqual([link.mode.toString(8), link.linkTarget], ["120777", "/d"]);
      // Engines tell where it leads to within the container, there or not.
      assert.equal((await container.stat("/x")).linkTarget, "/nowhere");
      assert.equal(await mode("/l/"), "40755", "what the link leads to");
      await assert.rejects(container.stat("/nowhere"), NotFoundError);

      const changes = new Map((await container.diff()).map(({ Path, Kind }) => [Path, Kind]));
      assert.deepEqual(["/etc", "/d/f", "/etc/group"].map((path) => changes.get(path)), [0, 1, 2]);

      const { archive, stat } = await container.getArchive("/d");
      assert.deepEqual([stat.name, stat.mode], ["d", 0o040755]);
      assert.deepEqual(entries(await bytesOf(archive)), ["d/ 5 0:0", "d/f 0 7:8"]);
      assert.equal(here.open(), 0, "an archive that is read gives the connection back");
      const left = await container.getArchive("/bin");
      await left.archive[Symbol.asyncDispose]();
      assert.equal(here.open(), 0, "an archive that is disposed of gives the connection back");
      await assert.rejects(container.getArchive("/nowhere"), NotFoundError);
    });
  }),
);

test(
  "putArchive() and export() work on a container that never ran",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const container = await docker.containers.create(IMAGE, "true", { labels, user: "daemon" });
    // Old engines know of the users of their hosts, and newer ones of those in the container.
    const passwd = "root:x:0:0::/:/bin/sh\ndaemon:x:1:1::/:/bin/sh\n";
    await container.putArchive("/", smallArchive({ "etc/new": "one", "etc/passwd": passwd }));
    assert.equal((await container.stat("/etc/new")).size, 3);
    const archive = smallArchive({ "new": "three" });
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < archive.length; at += 700) yield archive.subarray(at, at + 700);
    }
    await container.putArchive("/etc", pieces());
    const owner = async () =>
      entries(await bytesOf((await container.getArchive("/etc/new")).archive));
    assert.deepEqual(await owner(), ["new 0 0:0"], "the owner that the archive names");
    await container.putArchive("/etc", archive, { copyUidGid: true });
    assert.deepEqual(await owner(), ["new 0 1:1"], "the user that it is to run as");

    const overDirectory = smallArchive({ etc: "a file" });
    await assert.rejects(
      container.putArchive("/", overDirectory, { noOverwriteDirNonDir: true }),
      (error) => error instanceof ApiError && /cannot overwrite directory/.test(error.explanation),
    );
    assert.equal((await container.stat("/etc")).mode, 0o040755);
    await assert.rejects(container.putArchive("/nowhere", archive), NotFoundError);
    await assert.rejects(container.putArchive("/etc/new", archive), ApiError);
    await assert.rejects(container.putArchive("/", "no archive"), ApiError);

    const files = entries(await bytesOf(await container.export()));
    assert.ok(
      files.includes("etc/new 0 1:1"),
      "the archive of all its files has the new one",
    );
    const reason = new Error("enough");
    const ending = new AbortController();
    const reader = (await container.export({ signal: ending.signal })).getReader();
    await reader.read();
    ending.abort(reason);
    await assert.rejects(
      async () => {
        for (;;) await reader.read();
      },
      (error) => error === reason,
    );
    assert.equal(here.open(), 0, "an abort closes the connection");
    await container.remove();
    await assert.rejects(container.export(), NotFoundError);
    await assert.rejects(container.diff(), NotFoundError);
  }),
);

test(
  "commit() makes an image that has the container's files and the changes",
  onEngine(async (here) => {
    const { docker, labels } = here;
    await withRunning(here, "echo kept > /kept", async (container) => {
      const repository = `fairlead-test/${crypto.randomUUID()}`;
      const image = await container.commit({
        repository,
        tag: "1",
        message: "why not",
        author: "somebody",
        changes: ['ENV A="b c"', 'CMD ["cat", "/kept"]'],
        pause: false,
      });
      try {
        assert.deepEqual(image.tags, [`${repository}:1`]);
        assert.equal(image.attrs.Author, "somebody");
        assert.equal(image.attrs.Comment, "why not");
        assert.ok(image.attrs.Config?.Env?.includes("A=b c"));
        const { stdout } = await docker.containers.run(image.id, { labels, remove: true });
        assert.equal(stdout, "kept\n");
      } finally {
        await image.remove({ force: true });
      }
      const nameless = await container.commit();
      assert.deepEqual(nameless.tags, []);
      await nameless.remove();
    });
  }),
);

const CONDITIONS = ["not-running", "next-exit", "removed"] as const;

test(
  "wait() meets each condition in each state (row 10)",
  onEngine(async ({ docker, labels, open }) => {
    const command = ["sh", "-c", "trap 'exit 7' TERM; echo ready; while :; do sleep 0.1; done"];
    const made = await docker.containers.create(IMAGE, command, { labels });
    assert.equal((await made.wait({ condition: "not-running" })).exitCode, 0, "created");
    const nextExit = made.wait({ condition: "next-exit" });
    const removed = made.wait({ condition: "removed" });
    await made.start();
    for await (const { line } of (await made.logs({ follow: true })).lines()) {
      if (line === "ready") break;
    }
    const waits = [made.wait(), made.wait({ condition: "next-exit" })];
    const removals = [removed, made.wait({ condition: "removed" })];
    await made.stop();
    for (const wait of [nextExit, ...waits]) {
      assert.deepEqual(await wait, { exitCode: 7, error: undefined });
    }
    assert.equal((await made.wait()).exitCode, 7, "exited");
    const later = made.wait({ condition: "next-exit" });
    removals.push(made.wait({ condition: "removed" }));
    await made.start();
    await made.kill();
    assert.equal((await later).exitCode, 137, "the next exit, not the last");
    await made.wait();
    await made.remove();
    for (const removal of removals) assert.equal((await removal).exitCode, 137);

    const settings = { labels, autoRemove: true, init: true };
    const gone = await docker.containers.create(IMAGE, "sleep 60", settings);
    assert.equal((await gone.wait({ condition: "not-running" })).exitCode, 0, "created");
    const ends = (["next-exit", "removed"] as const).map((condition) => gone.wait({ condition }));
    await gone.start();
    for (const condition of CONDITIONS) ends.push(gone.wait({ condition }));
    await eventually(() => Promise.resolve(open() === ends.length ? true : undefined));
    await gone.kill();
    for (const { exitCode } of await Promise.all(ends)) assert.equal(exitCode, 137);
    for (const container of [made, gone]) {
      for (const condition of CONDITIONS) {
        await assert.rejects(container.wait({ condition }), NotFoundError);
      }
    }
  }),
);
