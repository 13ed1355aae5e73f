import type { Api } from "../api/api.ts";
import { parseTimestamp } from "../api/streams/timestamp.ts";
import type { ContainerInspectResponse, ContainerState } from "../types/wire/containers.ts";

/** How many lines are shown. */
const LINES = 10;

/** Of output without line ends no more than that is kept, in characters. */
const MAX_TEXT = 65_536;

/** Milliseconds that reading them may take: they only go with an error that is waited for. */
const LIMIT = 3_000;

/** Nanoseconds that an engine may take from the start of a program to the time it calls the start. */
const START_LAG = 1_000_000_000n;

/** The same, where nothing tells when the run before has ended: engines take as long to start anew. */
const SHORT_START_LAG = 100_000_000n;

/**
 * Reads the last lines of a container's log, of its last run.
 *
 * @param api The engine's API.
 * @param container The container.
 * @param signal Ends the reading.
 * @returns The lines, without their ends; none if they can't be read.
 */
export async function lastLines(
  api: Api,
  { Id, Config, State }: ContainerInspectResponse,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const ending = new AbortController();
  const abort = (): void => ending.abort(signal?.reason);
  signal?.addEventListener("abort", abort);
  const timer = setTimeout(abort, LIMIT);
  try {
    const output = await api.containers.logs(Id, {
      query: { stdout: true, stderr: true, tail: `${LINES}`, since: runBegin(State) },
      tty: Config?.Tty ?? false,
      signal: ending.signal,
    });
    const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
    let text = "";
    for await (const { stream, data } of output) {
      text = (text + decoders[stream].decode(data, { stream: true })).slice(-MAX_TEXT);
    }
    return text.trimEnd().split(/\r?\n/).filter((line) => line !== "").slice(-LINES);
  } catch {
    return []; // they go with an error that tells more than why they can't be read
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}

/**
 * Since when a container's output is that of its last run, as the engine wants it. Old engines (20.10)
 * call a container started some milliseconds after its program has begun to write; so it is half-way
 * from the end of the run before, or a second before the start if that is later.
 *
 * @param state The container's state.
 * @returns Seconds since 1970; `undefined` if there was no run before.
 */
export function runBegin(state: ContainerState | null | undefined): string | undefined {
  const started = parseTimestamp(state?.StartedAt ?? "")?.timeNano ?? 0n;
  const finished = parseTimestamp(state?.FinishedAt ?? "")?.timeNano ?? 0n;
  if (started <= 0n || finished <= 0n) return undefined;
  // It has exited since: what is known of the run before is gone.
  if (finished >= started) return toSeconds(started - SHORT_START_LAG);
  const halfWay = finished + (started - finished) / 2n;
  return toSeconds(halfWay > started - START_LAG ? halfWay : started - START_LAG);
}

function toSeconds(nanoseconds: bigint): string {
  const fraction = `${nanoseconds % 1_000_000_000n}`.padStart(9, "0");
  return `${nanoseconds / 1_000_000_000n}.${fraction}`;
}
