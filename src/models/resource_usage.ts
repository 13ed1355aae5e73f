/** What a sample of a container's statistics comes to: the numbers that `docker stats` shows. */

import type { ContainerStatsResponse } from "../types/wire/mod.ts";

/** How much memory a container uses. */
export interface MemoryUsage {
  /**
   * Bytes in use, without the pages of files that the kernel would drop first. On Windows the private
   * working set.
   */
  readonly used: number;
  /**
   * Bytes that the container may use: its limit, or all that the host has. 0 where that is not known:
   * on Windows, and when the container does not run.
   */
  readonly limit: number;
  /** How much of the limit is in use, in percent: 0 to 100. 0 when there is no limit. */
  readonly percent: number;
}

/** What a container received and sent over all its networks since it was started. */
export interface NetworkTotals {
  /** Bytes received. */
  readonly received: number;
  /** Bytes sent. */
  readonly sent: number;
}

/** What a container read from and wrote to block devices since it was started. */
export interface BlockTotals {
  /** Bytes read. */
  readonly read: number;
  /** Bytes written. */
  readonly written: number;
}

/**
 * How busy a container kept the processors since the sample before: 100 is one processor's whole time,
 * so that 4 processors make 400. On Windows 100 is the time of all processors.
 *
 * It is 0 when the container does not run. In the first sample of a stream, and in one that was taken
 * with `one-shot`, there is no sample before: the number is the average since the host was started,
 * which means little.
 *
 * @example Tell how busy a container is
 * ```ts
 * import { cpuPercent, DockerClient } from "@fairlead/docker";
 *
 * await using docker = DockerClient.fromEnv();
 * for await (const sample of await docker.api.containers.stats("web")) {
 *   console.log(`${cpuPercent(sample).toFixed(2)} %`);
 * }
 * ```
 *
 * @param sample A sample of statistics, as the engine gives it.
 */
export function cpuPercent(sample: ContainerStatsResponse): number {
  const { cpu_stats: now, precpu_stats: before } = sample;
  const used = (now?.cpu_usage?.total_usage ?? 0) - (before?.cpu_usage?.total_usage ?? 0);
  if (isWindows(sample)) {
    // Intervals of 100 ns, as what is used is counted in.
    const intervals = Math.floor(nanosecondsBetween(sample.preread, sample.read) / 100);
    return percent(used, intervals * sample.num_procs);
  }
  // Before API 1.27 the number of processors was not told.
  const processors = now?.online_cpus || now?.cpu_usage?.percpu_usage?.length || 0;
  const passed = (now?.system_cpu_usage ?? 0) - (before?.system_cpu_usage ?? 0);
  return percent(used, passed) * processors;
}

/**
 * How much memory a container uses, and how much of its limit that is.
 *
 * Pages of files that were not used lately are left out: `inactive_file`, or under the first version
 * of cgroups `total_inactive_file`. (Docker 19.03 and older left out the whole cache.) All is 0 when
 * the container does not run.
 *
 * @example Tell how much memory a container uses
 * ```ts
 * import { DockerClient, memoryUsage } from "@fairlead/docker";
 *
 * await using docker = DockerClient.fromEnv();
 * for await (const sample of await docker.api.containers.stats("web")) {
 *   const { used, limit, percent } = memoryUsage(sample);
 *   console.log(`${used} of ${limit} bytes, ${percent.toFixed(2)} %`);
 * }
 * ```
 *
 * @param sample A sample of statistics, as the engine gives it.
 */
export function memoryUsage(sample: ContainerStatsResponse): MemoryUsage {
  const memory = sample.memory_stats;
  if (isWindows(sample)) return { used: memory?.privateworkingset ?? 0, limit: 0, percent: 0 };
  const usage = memory?.usage ?? 0;
  const { total_inactive_file: all, inactive_file: own } = memory?.stats ?? {};
  // What is counted at another time may exceed the usage, and then says nothing about it.
  const inactive = [all, own].find((pages) => typeof pages === "number" && pages < usage) ?? 0;
  const limit = memory?.limit ?? 0;
  const used = usage - inactive;
  return { used, limit, percent: percent(used, limit) };
}

/**
 * What a container received and sent since it was started, over all its networks together. Both are 0
 * when it has none, shares that of another container or of the host, or does not run.
 *
 * @example Tell how much a container sent
 * ```ts
 * import { DockerClient, networkTotals } from "@fairlead/docker";
 *
 * await using docker = DockerClient.fromEnv();
 * for await (const sample of await docker.api.containers.stats("web")) {
 *   console.log(`${networkTotals(sample).sent} bytes`);
 * }
 * ```
 *
 * @param sample A sample of statistics, as the engine gives it.
 */
export function networkTotals(sample: ContainerStatsResponse): NetworkTotals {
  let received = 0;
  let sent = 0;
  for (const network of Object.values(sample.networks ?? {})) {
    received += network?.rx_bytes ?? 0;
    sent += network?.tx_bytes ?? 0;
  }
  return { received, sent };
}

/**
 * What a container read from and wrote to block devices since it was started. What the kernel had in
 * its cache, and what it did not write yet, does not count. Both are 0 when the kernel does not count,
 * or the container does not run.
 *
 * @example Tell how much a container wrote
 * ```ts
 * import { blockTotals, DockerClient } from "@fairlead/docker";
 *
 * await using docker = DockerClient.fromEnv();
 * for await (const sample of await docker.api.containers.stats("web")) {
 *   console.log(`${blockTotals(sample).written} bytes`);
 * }
 * ```
 *
 * @param sample A sample of statistics, as the engine gives it.
 */
export function blockTotals(sample: ContainerStatsResponse): BlockTotals {
  if (isWindows(sample)) {
    const { read_size_bytes: read, write_size_bytes: written } = sample.storage_stats ?? {};
    return { read: read ?? 0, written: written ?? 0 };
  }
  let read = 0;
  let written = 0;
  for (const entry of sample.blkio_stats?.io_service_bytes_recursive ?? []) {
    // "Read" under the first version of cgroups and "read" under the second, besides "Sync" and others.
    switch (entry?.op?.[0]?.toLowerCase()) {
      case "r":
        read += entry?.value ?? 0;
        break;
      case "w":
        written += entry?.value ?? 0;
    }
  }
  return { read, written };
}

/** Only from API 1.52 on the sample tells; before, only Windows counted processors. */
function isWindows(sample: ContainerStatsResponse): boolean {
  return sample.os_type ? sample.os_type === "windows" : sample.num_procs > 0;
}

function percent(part: number, whole: number): number {
  return part > 0 && whole > 0 ? part / whole * 100 : 0;
}

/** The time between two times in RFC 3339, which have more digits than `Date` knows; else `NaN`. */
function nanosecondsBetween(start: string, end: string): number {
  const [from, to] = [start, end].map((time) => {
    const [, seconds, fraction = "", zone] = /^(.+?)(?:\.(\d+))?(Z|[+-][\d:]+)$/.exec(time) ?? [];
    return {
      milliseconds: Date.parse(`${seconds}${zone}`),
      nanoseconds: Number(fraction.slice(0, 9).padEnd(9, "0")),
    };
  });
  if (from === undefined || to === undefined) return NaN;
  return (to.milliseconds - from.milliseconds) * 1e6 + to.nanoseconds - from.nanoseconds;
}
