import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import {
  blockTotals,
  cpuPercent,
  memoryUsage,
  networkTotals,
} from "../../src/models/resource_usage.ts";
import type { ContainerStatsResponse } from "../../src/types/wire/mod.ts";

const FOLDER = new URL("../data/stats/", import.meta.url);

/** What the `docker` command (28.2) said of a sample. */
interface DockerStats {
  readonly CPUPerc: string;
  readonly MemUsage: string;
  readonly MemPerc: string;
  readonly NetIO: string;
  readonly BlockIO: string;
}

interface Recorded {
  readonly about: string;
  readonly docker: DockerStats;
  readonly sample: ContainerStatsResponse;
}

async function recorded(name: string): Promise<Recorded> {
  return JSON.parse(await readFile(new URL(`${name}.json`, FOLDER), "utf8"));
}

/** A size as the command shows it: so many digits, and a unit. */
function size(bytes: number, base: number, units: readonly string[], digits: number): string {
  let value = bytes;
  let unit = 0;
  for (; value >= base; unit++) value /= base;
  return `${Number(value.toPrecision(digits))}${units[unit]}`;
}

function binary(bytes: number): string {
  return size(bytes, 1024, ["B", "KiB", "MiB", "GiB", "TiB"], 4);
}

function decimal(bytes: number): string {
  return size(bytes, 1000, ["B", "kB", "MB", "GB", "TB"], 3);
}

/** What the command shows, made of our numbers. */
function shown(sample: ContainerStatsResponse, isWindows: boolean): DockerStats {
  const { used, limit, percent } = memoryUsage(sample);
  const { received, sent } = networkTotals(sample);
  const { read, written } = blockTotals(sample);
  return {
    CPUPerc: `${cpuPercent(sample).toFixed(2)}%`,
    MemUsage: isWindows ? binary(used) : `${binary(used)} / ${binary(limit)}`,
    MemPerc: isWindows ? "--" : `${percent.toFixed(2)}%`,
    NetIO: `${decimal(received)} / ${decimal(sent)}`,
    BlockIO: `${decimal(read)} / ${decimal(written)}`,
  };
}

test("the numbers are those that the docker command shows", async () => {
  const names = (await readdir(FOLDER)).map((file) => file.replace(/\.json$/, ""));
  assert.ok(names.length > 20, `${names.length} samples`);
  for (const name of names) {
    const { docker, sample } = await recorded(name);
    assert.deepEqual(shown(sample, name.startsWith("windows")), docker, name);
  }
});

test("the numbers are exact", async () => {
  const { sample } = await recorded("cgroup1");
  assert.deepEqual(memoryUsage(sample), {
    used: 376_543_211,
    limit: 2 ** 30,
    percent: 376_543_211 / 2 ** 30 * 100,
  });
  assert.deepEqual(networkTotals(sample), { received: 1_502_500, sent: 4_000_019 });
  assert.deepEqual(blockTotals(sample), { read: 12_349_774, written: 987_654_321 });
  const { sample: windows } = await recorded("windows");
  assert.deepEqual(memoryUsage(windows), { used: 46_235_648, limit: 0, percent: 0 });
  assert.deepEqual(blockTotals(windows), { read: 55_667_788, written: 1_357_911 });
});

test("cpuPercent() counts on Windows by the time between the samples", async () => {
  const { sample } = await recorded("windows");
  const intervals = 10_085_173; // of 100 ns, between 51.3127829 and 52.3213002
  assert.equal(cpuPercent(sample), (98_765_432 - 82_345_678) / (intervals * 4) * 100);
  const zoned = { ...sample, read: "2026-11-24T15:49:52.3213002+01:00" };
  assert.equal(cpuPercent(zoned), cpuPercent(sample));
  const whole = { ...sample, preread: "2026-11-24T14:49:51Z", read: "2026-11-24T14:49:52Z" };
  assert.equal(cpuPercent(whole), (98_765_432 - 82_345_678) / 4e7 * 100);
});

test("cpuPercent() is 0 when time stands still or runs backwards, or is none", async () => {
  const { sample } = await recorded("windows");
  for (const preread of [sample.read, "2030-01-01T00:00:00Z", "", "yesterday"]) {
    assert.equal(cpuPercent({ ...sample, preread }), 0, preread);
  }
  const linux = (await recorded("new_busy")).sample;
  assert.equal(cpuPercent({ ...linux, precpu_stats: linux.cpu_stats }), 0);
  const { online_cpus: _, ...cpu } = linux.cpu_stats;
  const { percpu_usage: _each, ...usage } = cpu.cpu_usage;
  assert.equal(cpuPercent({ ...linux, cpu_stats: { ...cpu, cpu_usage: usage } }), 0);
});

test("a Linux sample with processors counted is taken for what it says that it is", async () => {
  const { sample } = await recorded("cgroup2");
  const expected = memoryUsage(sample);
  assert.deepEqual(memoryUsage({ ...sample, num_procs: 8 }), expected);
  assert.equal(expected.used, 77_123_584 - 25_182_208);
});

test("fields that are missing or null count as 0", async () => {
  const nothing = {
    used: { used: 0, limit: 0, percent: 0 },
    network: { received: 0, sent: 0 },
    block: { read: 0, written: 0 },
  };
  const { sample } = await recorded("new_stopped");
  const sparse = {
    ...sample,
    os_type: null,
    networks: { eth0: null, eth1: {} },
    memory_stats: { usage: null, stats: { inactive_file: null }, limit: null },
    blkio_stats: { io_service_bytes_recursive: [null, {}, { op: "read" }, { op: null }] },
    cpu_stats: { cpu_usage: {} },
  };
  for (const value of [{}, sample, sparse, { os_type: "windows" }, { num_procs: 2 }]) {
    const stats = value as unknown as ContainerStatsResponse;
    assert.equal(cpuPercent(stats), 0);
    assert.deepEqual(memoryUsage(stats), nothing.used);
    assert.deepEqual(networkTotals(stats), nothing.network);
    assert.deepEqual(blockTotals(stats), nothing.block);
  }
});
