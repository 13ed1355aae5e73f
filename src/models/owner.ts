import type { Api } from "../api/api.ts";
import type { Processes, ProcessMark } from "../transport/processes.ts";

/** The label that tells which process something belongs to. */
export const OWNER_LABEL = "io.fairlead.owner";

/** What stands for the place of a process where that is not known. */
const NOWHERE = "unknown";

/** Whether an owner lives, as far as can be told from here; `"unknown"` if it can't. */
export type OwnerLife = "alive" | "dead" | "unknown";

/** The label of what belongs to this process. */
export async function ownerLabels(api: Api): Promise<Readonly<Record<string, string>>> {
  const { self } = await api.host.processes();
  return { [OWNER_LABEL]: formatOwner(self) };
}

/** A process as the label's value. */
export function formatOwner({ place, pid, started }: ProcessMark): string {
  return `${place === "" ? NOWHERE : place}/${pid}/${started}`;
}

/** Reads the label's value; `undefined` if it is none of ours. */
export function parseOwner(value: string): ProcessMark | undefined {
  const [, place = "", pid, started = ""] = /^([\w.-]+)\/(\d+)\/(\d*)$/.exec(value) ?? [];
  if (pid === undefined) return undefined;
  return { place: place === NOWHERE ? "" : place, pid: Number(pid), started };
}

/**
 * Whether an owner lives.
 *
 * @param value The label's value.
 * @param processes The processes that can be looked for.
 * @returns `undefined` if the value is none of ours.
 */
export async function ownerLife(
  value: string,
  processes: Processes,
): Promise<OwnerLife | undefined> {
  const owner = parseOwner(value);
  if (owner === undefined) return undefined;
  switch (await processes.isRunning(owner)) {
    case true:
      return "alive";
    case false:
      return "dead";
    default: {
      // Of this number it may well be this process, which has no better name for itself.
      const { self } = processes;
      return owner.place === "" && self.place === "" && owner.pid === self.pid
        ? "alive"
        : "unknown";
    }
  }
}
