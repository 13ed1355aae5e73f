import type { Api } from "../api/api.ts";
import { ProtocolError } from "../errors.ts";
import type { ContainerStatsResponse } from "../types/wire/containers.ts";
import { isEmptySample } from "./empty_sample.ts";
import { sleep } from "./sleep.ts";

/** Milliseconds between two samples, as Docker's engines have it. */
const SECOND = 1_000;

/**
 * Measures a container once. Over a second, since the share of CPU time is the difference between two
 * samples: an engine that is not to wait (`one-shot`) leaves the first one empty.
 *
 * @throws {ProtocolError} If the engine answers nothing.
 */
export async function statsOnce(
  api: Api,
  id: string,
  signal: AbortSignal | undefined,
): Promise<ContainerStatsResponse> {
  const first = await takeSample(api, id, signal);
  if (isEmptySample(first) || !isAlone(first)) return first;
  // Podman (5.8) never waits.
  await sleep(SECOND, signal);
  const second = await takeSample(api, id, signal);
  return isAlone(second)
    ? { ...second, precpu_stats: first.cpu_stats, preread: first.read }
    : second;
}

async function takeSample(
  api: Api,
  id: string,
  signal: AbortSignal | undefined,
): Promise<ContainerStatsResponse> {
  const samples = await api.containers.stats(id, { query: { stream: false }, signal });
  let first: ContainerStatsResponse | undefined;
  // To the end, which gives the connection back to where it can be used again.
  for await (const sample of samples) first ??= sample;
  if (first !== undefined) return first;
  throw new ProtocolError("Cannot measure a container: expected a sample, got nothing");
}

/** Whether there is no sample before it to compare it with. */
function isAlone({ preread }: ContainerStatsResponse): boolean {
  return preread?.startsWith("0001-") ?? false;
}
