/** Containers and what can be done with them, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, ConflictError, type Container, NotFoundError } from "@fairlead/docker";
import { type Here, IMAGE, onEngine } from "./engine_test_case.ts";

/** Runs a test with a container that sleeps, and removes it. */
async function withSleeper(
  { docker, labels }: Here,
  use: (container: Container) => Promise<void>,
): Promise<void> {
  // As process 1 it ignores signals that it does not handle: so it stops only by a trap.
  const command = ["sh", "-c", "trap 'exit 7' TERM INT; echo ready; while :; do sleep 0.1; done"];
  const container = await docker.containers.runDetached(IMAGE, command, { labels });
  try {
    const output = await container.logs({ follow: true });
    await output.getReader().read();
    await output[Symbol.asyncDispose]();
    await use(container);
  } finally {
    await container.remove({ force: true });
  }
}

test(
  "list() and summaries() narrow down by state, time, number and filters",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const filters = { label: `fairlead-test=${labels["fairlead-test"]}` };
    const made: Container[] = [];
    for (const stage of ["a", "b", "c"]) {
      made.push(
        await docker.containers.create(IMAGE, "sleep 60", { labels: { ...labels, stage } }),
      );
    }
    const [a, b, c] = made.map(({ id }) => id);
    const { containers } = docker;
    try {
      await made[1]?.start();
      const ids = async (settings: Parameters<typeof containers.list>[0]) =>
        (await containers.list({ filters, ...settings })).map(({ id }) => id).sort();
      const sorted = (...some: readonly (string | undefined)[]) => [...some].sort();
      assert.deepEqual(await ids({}), [b]);
      assert.deepEqual(await ids({ all: true }), sorted(a, b, c));
      assert.deepEqual(await ids({ all: true, since: a ?? "" }), sorted(b, c));
      assert.deepEqual(await ids({ all: true, before: c ?? "" }), sorted(a, b));
      assert.deepEqual(await ids({ filters: { ...filters, status: ["created", "running"] } }), [
        ...sorted(a, b, c),
      ]);
      assert.deepEqual(
        await ids({ all: true, filters: { label: [filters.label, "stage=c"] } }),
        [c],
      );
      const summaries = await containers.summaries({ all: true, filters, size: true });
      assert.deepEqual(summaries.map(({ Id }) => Id), [c, b, a]);
      assert.ok(summaries.every(({ SizeRootFs }) => (SizeRootFs ?? 0) > 0));
      assert.equal((await containers.summaries({ limit: 1, all: true })).length, 1);
      await assert.rejects(containers.list({ filters: { nonsense: true } }), { status: 400 });
    } finally {
      for (const container of made) await container.remove({ force: true });
    }
  }),
);

test(
  "list() leaves out what vanishes before it is looked up",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const filters = { label: `fairlead-test=${labels["fairlead-test"]}` };
    const settings = { all: true, filters };
    const stays = await docker.containers.create(IMAGE, "true", { labels });
    const vanishes = await docker.containers.create(IMAGE, "true", { labels });
    const { containers } = docker.api;
    const inspect = containers.inspect.bind(containers);
    try {
      containers.inspect = async (id, call) => {
        if (id === vanishes.id) await vanishes.remove().catch(() => undefined);
        return await inspect(id, call);
      };
      const found = await docker.containers.list(settings);
      assert.deepEqual(found.map(({ id }) => id), [stays.id]);
      containers.inspect = async (id, call) => {
        await stays.remove().catch(() => undefined);
        return await inspect(id, call);
      };
      await assert.rejects(
        docker.containers.list({ ...settings, ignoreRemoved: false }),
        NotFoundError,
      );
    } finally {
      containers.inspect = inspect;
    }
  }),
);

test(
  "get() finds a container by ID, its beginning and its name",
  onEngine(async (here) => {
    await withSleeper(here, async ({ id, name, shortId }) => {
      for (const text of [id, shortId, name]) {
        assert.equal((await here.docker.containers.get(text)).id, id);
      }
      await assert.rejects(here.docker.containers.get("no-such-container"), NotFoundError);
    });
  }),
);

test(
  "logs() answers the part that is asked for",
  onEngine(async ({ docker, labels }) => {
    const script = "echo one; sleep 0.5; echo two >&2; sleep 1.1; echo three; printf four";
    const container = await docker.containers.create(IMAGE, ["sh", "-c", script], { labels });
    const read = async (settings?: Parameters<Container["logs"]>[0]) =>
      await (await container.logs(settings)).text();
    assert.equal(await read(), "");
    await container.start();
    // Engine 20.10 mostly ends a log that is followed without the line that has no end.
    assert.match(await read({ follow: true }), /^one\ntwo\nthree\n(four)?$/);
    await container.wait();
    assert.equal(await read({ stderr: false }), "one\nthree\nfour");
    assert.equal(await read({ stdout: false }), "two\n");
    assert.equal(await read({ tail: 2 }), "three\nfour");
    assert.equal(await read({ tail: 0 }), "");
    assert.equal(await read({ tail: "all" }), "one\ntwo\nthree\nfour");
    const stamped = await read({ timestamps: true, stderr: false });
    const stamps = stamped.split("\n").map((line) => line.slice(0, line.indexOf(" ")));
    assert.match(stamps[0] ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z$/);
    const between = new Date(Date.parse(stamps[1] ?? "") - 500);
    assert.equal(await read({ since: between }), "three\nfour");
    assert.equal(await read({ since: between.getTime() / 1000 }), "three\nfour");
    assert.equal(await read({ until: between }), "one\ntwo\n");
    assert.equal(await read({ since: 4_000_000_000 }), "");
    const lines = (await container.logs()).lines();
    assert.deepEqual(
      (await Array.fromAsync(lines)).map(({ stream, line }) => `${stream}: ${line}`).sort(),
      ["stderr: two", "stdout: four", "stdout: one", "stdout: three"],
    );
    await container.remove();
  }),
);

test(
  "logs() of a terminal are not framed",
  onEngine(async ({ docker, labels }) => {
    const container = await docker.containers.create(IMAGE, "echo x", { labels, tty: true });
    await container.start();
    await container.wait();
    const found = await docker.containers.get(container.id);
    const chunks = await Array.fromAsync(await found.logs());
    assert.deepEqual(
      chunks.map(({ stream, data }) => [stream, new TextDecoder().decode(data)]),
      [["stdout", "x\r\n"]],
    );
    await container.remove();
  }),
);

test(
  "logs() can be left while they are followed",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const command = ["sh", "-c", "while :; do echo tick; sleep 0.05; done"];
    const container = await docker.containers.runDetached(IMAGE, command, { labels });
    for await (const { line } of (await container.logs({ follow: true })).lines()) {
      assert.equal(line, "tick");
      break;
    }
    assert.equal(here.open(), 0, "leaving the loop gives the connection back");
    const reason = new Error("enough");
    const ending = new AbortController();
    const logs = await container.logs({ follow: true, signal: ending.signal });
    const text = assert.rejects(logs.text(), (error) => error === reason);
    ending.abort(reason);
    await text;
    assert.equal(here.open(), 0, "an abort gives the connection back");
    await container.remove({ force: true });
  }),
);

test(
  "logs() tell why they can't be read",
  onEngine(async ({ docker, labels }) => {
    const settings = { labels, logConfig: { type: "none" } };
    const container = await docker.containers.create(IMAGE, "echo x", settings);
    await container.start();
    await container.wait();
    await assert.rejects(
      async () => await (await container.logs()).text(),
      (error) => error instanceof ApiError && /reading|read/.test(error.explanation),
    );
    await container.remove();
  }),
);

test(
  "stop() ends a container by its signal, or kills it after the timeout",
  onEngine(async (here) => {
    await withSleeper(here, async (container) => {
      await container.stop({ timeout: 10 });
      await container.stop();
      assert.deepEqual(await container.wait(), { exitCode: 7, error: undefined });
    });
    const { docker, labels } = here;
    const deaf = await docker.containers.runDetached(IMAGE, "sleep 60", { labels });
    await deaf.stop({ timeout: 0 });
    assert.equal((await deaf.wait()).exitCode, 137);
    await deaf.remove();
  }),
);

test(
  "kill() takes a signal by name or number",
  onEngine(async (here) => {
    for (const [signal, exitCode] of [["SIGTERM", 7], [2, 7], [undefined, 137]] as const) {
      await withSleeper(here, async (container) => {
        const waiting = container.wait({ condition: "next-exit" });
        await container.kill(signal);
        assert.equal((await waiting).exitCode, exitCode);
        await assert.rejects(container.kill(), ConflictError);
      });
    }
  }),
);

test(
  "wait() waits for what it is told (row 10)",
  onEngine(async ({ docker, labels }) => {
    const container = await docker.containers.create(IMAGE, "sh -c 'sleep 0.5; exit 9'", {
      labels,
    });
    assert.deepEqual(await container.wait(), { exitCode: 0, error: undefined });
    const nextExit = container.wait({ condition: "next-exit" });
    const removed = container.wait({ condition: "removed" });
    await container.start();
    assert.equal((await nextExit).exitCode, 9);
    assert.equal((await container.wait({ condition: "not-running" })).exitCode, 9);
    await container.remove();
    assert.equal((await removed).exitCode, 9);
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    await assert.rejects(container.wait({ signal }), (error) => error === reason);
  }),
);

test(
  "restart() starts a container anew",
  onEngine(async (here) => {
    await withSleeper(here, async (container) => {
      const { StartedAt } = container.attrs.State ?? {};
      await container.restart({ timeout: 5 });
      await container.reload();
      assert.equal(container.status, "running");
      assert.notEqual(container.attrs.State?.StartedAt, StartedAt);
    });
  }),
);

test(
  "remove() removes what it is told, and says why it can't",
  onEngine(async (here) => {
    await withSleeper(here, async (container) => {
      await assert.rejects(container.remove(), ConflictError);
    });
    const { docker, labels } = here;
    for (const volumes of [false, true]) {
      const container = await docker.containers.create(IMAGE, "true", {
        labels,
        volumes: ["/data"],
      });
      const volume = container.attrs.Mounts?.[0]?.Name;
      assert.ok(volume !== undefined);
      await container.remove({ volumes });
      const found = await docker.fetch(`/volumes/${volume}`, { method: "DELETE" });
      assert.equal(found.status, volumes ? 404 : 204, await found.text());
      await assert.rejects(container.remove(), NotFoundError);
      await assert.rejects(container.start(), NotFoundError);
    }
  }),
);

test(
  "a container has the settings that it was made with",
  onEngine(async ({ docker, labels }) => {
    const name = `fairlead-${crypto.randomUUID().slice(0, 8)}`;
    const container = await docker.containers.create(IMAGE, "sleep 60", {
      name,
      labels: { ...labels, role: "test" },
      ports: { 80: 8080, "53/udp": ["127.0.0.1", 5353], 9: null },
      memLimit: "64m",
      memswapLimit: "128m",
      cpuShares: 512,
      nanoCpus: 500_000_000,
      pidsLimit: 50,
      capAdd: ["NET_ADMIN"],
      capDrop: ["MKNOD"],
      devices: ["/dev/null:/dev/nix:rw"],
      restartPolicy: { name: "on-failure", maximumRetryCount: 2 },
      logConfig: { type: "json-file", config: { "max-size": "1m" } },
      healthcheck: { test: "true", interval: "30s", retries: 2, timeout: 5 },
      mounts: [{ target: "/scratch", type: "tmpfs", tmpfsSize: "1m" }],
      volumes: { "/tmp": { bind: "/host", mode: "ro" } },
      sysctls: { "net.ipv4.ip_forward": 0 },
      ulimits: [{ name: "nofile", soft: 100, hard: 200 }],
      shmSize: "32m",
      stopSignal: "SIGINT",
      stopTimeout: 3,
      macAddress: "02:00:00:00:00:42",
      init: true,
      readOnly: true,
      dns: ["10.0.0.53"],
    });
    try {
      await container.start();
      await container.reload();
      const { Config, HostConfig, NetworkSettings, Mounts } = container.attrs;
      assert.equal(container.name, name);
      assert.equal(container.labels["role"], "test");
      assert.equal(HostConfig?.Memory, 67_108_864);
      assert.equal(HostConfig?.NanoCpus, 500_000_000);
      assert.equal(HostConfig?.PidsLimit, 50);
      assert.deepEqual(HostConfig?.RestartPolicy, { Name: "on-failure", MaximumRetryCount: 2 });
      assert.deepEqual(HostConfig?.LogConfig, { Type: "json-file", Config: { "max-size": "1m" } });
      assert.deepEqual(HostConfig?.Ulimits, [{ Name: "nofile", Soft: 100, Hard: 200 }]);
      assert.equal(HostConfig?.ShmSize, 33_554_432);
      assert.equal(HostConfig?.ReadonlyRootfs, true);
      assert.equal(Config?.StopSignal, "SIGINT");
      assert.equal(Config?.StopTimeout, 3);
      assert.equal(Config?.Healthcheck?.Interval, 30_000_000_000);
      assert.ok(NetworkSettings?.Ports?.["80/tcp"]?.some(({ HostPort }) => HostPort === "8080"));
      assert.deepEqual(NetworkSettings?.Ports?.["53/udp"], [
        { HostIp: "127.0.0.1", HostPort: "5353" },
      ]);
      assert.match(NetworkSettings?.Ports?.["9/tcp"]?.[0]?.HostPort ?? "", /^\d+$/);
      const { bridge } = NetworkSettings?.Networks ?? {};
      assert.equal(bridge?.MacAddress, "02:00:00:00:00:42");
      const host = Mounts?.find(({ Destination }) => Destination === "/host");
      assert.equal(host?.RW, false);
      await assert.rejects(
        docker.containers.create(IMAGE, "true", { name, labels }),
        ConflictError,
      );
    } finally {
      await container.remove({ force: true });
    }
  }),
);

test(
  "a container has its place in a network of its own",
  onEngine(async ({ docker, labels }) => {
    const network = `fairlead-${crypto.randomUUID().slice(0, 8)}`;
    // One of its own, lest suites side by side, or what one left, take it away.
    const subnet = `10.99.${Math.floor(Math.random() * 256)}`;
    const body = JSON.stringify({
      Name: network,
      IPAM: { Config: [{ Subnet: `${subnet}.0/24` }] },
    });
    const headers = { "content-type": "application/json" };
    const made = await docker.fetch("/networks/create", { method: "POST", body, headers });
    assert.equal(made.status, 201, await made.text());
    try {
      const output = await docker.containers.run(IMAGE, "hostname -i", {
        labels,
        remove: true,
        network,
        networkingConfig: { [network]: { ipv4Address: `${subnet}.77`, aliases: ["me"] } },
      });
      assert.equal(output.stdout.trim(), `${subnet}.77`);
    } finally {
      const { body } = await docker.fetch(`/networks/${network}`, { method: "DELETE" });
      await body?.cancel();
    }
  }),
);
