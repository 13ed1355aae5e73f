import type { ContainerStatsResponse } from "../types/wire/containers.ts";

/** Whether it is a sample of a container that does not run, which engines date to the year 1. */
export function isEmptySample({ read }: ContainerStatsResponse): boolean {
  return read?.startsWith("0001-") ?? false;
}
