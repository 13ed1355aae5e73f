import type { Api } from "../api/api.ts";
import { ConflictError, ForbiddenError, NotFoundError } from "../errors.ts";
import type { SweepResult, SweepSettings } from "../types/sweep.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { toTimestamp } from "./convert/timestamps.ts";
import { OWNER_LABEL, type OwnerLife, ownerLife } from "./owner.ts";
import { mapSideBySide } from "./side_by_side.ts";

/** So many things are removed at a time. */
const REMOVE_AT_ONCE = 4;

/** Something that has an owner's label. */
interface Owned {
  /** What it is removed by. */
  readonly id: string;
  readonly labels: Readonly<Record<string, string>> | null | undefined;
  /** Seconds since 1970; `undefined` if the engine does not tell. */
  readonly created: number | undefined;
}

/**
 * Removes what processes have left behind that are gone.
 *
 * @param api The engine's API.
 * @param settings What to remove.
 */
export async function sweep(api: Api, settings: SweepSettings): Promise<SweepResult> {
  checkKeys("sweep", settings, { olderThan: true, signal: true });
  const { signal } = settings;
  const olderThan = toTimestamp("olderThan", settings.olderThan);
  signal?.throwIfAborted();
  const limit = olderThan === undefined ? undefined : Number(olderThan);
  const processes = await api.host.processes();
  const lives = new Map<string, Promise<OwnerLife | undefined>>();

  async function isLeft({ labels, created }: Owned): Promise<boolean> {
    const owner = labels?.[OWNER_LABEL];
    if (owner === undefined) return false;
    const looking = lives.get(owner) ?? ownerLife(owner, processes);
    lives.set(owner, looking);
    const life = await looking;
    if (life === undefined || life === "alive") return false;
    if (limit === undefined) return life === "dead";
    return created !== undefined && created < limit;
  }

  async function removeLeft(
    owned: readonly Owned[],
    remove: (id: string) => Promise<void>,
  ): Promise<string[]> {
    const removed = await mapSideBySide(owned, REMOVE_AT_ONCE, async (one) => {
      if (!(await isLeft(one))) return undefined;
      try {
        await remove(one.id);
        return one.id;
      } catch (error) {
        if (isElsewhere(error)) return undefined;
        throw error;
      }
    });
    return removed.filter((id) => id !== undefined);
  }

  const filters = { label: OWNER_LABEL };
  const containers = await api.containers.list({ query: { all: true, filters }, signal });
  return {
    containers: await removeLeft(
      containers.map(({ Id, Labels, Created }) => ({ id: Id, labels: Labels, created: Created })),
      (id) => api.containers.delete(id, { query: { force: true, v: true }, signal }),
    ),
    // After the containers, which hold the others.
    networks: await removeLeft(
      (await api.networks.list({ query: { filters }, signal })).map(
        ({ Id = "", Labels, Created }) => ({ id: Id, labels: Labels, created: toSeconds(Created) }),
      ),
      (id) => api.networks.delete(id, { signal }),
    ),
    volumes: await removeLeft(
      ((await api.volumes.list({ query: { filters }, signal })).Volumes ?? []).map(
        ({ Name, Labels, CreatedAt }) => ({
          id: Name,
          labels: Labels,
          created: toSeconds(CreatedAt),
        }),
      ),
      (name) => api.volumes.delete(name, { signal }),
    ),
  };
}

/** Somebody else is removing it, or has done so, or uses it: it is not ours to remove. */
function isElsewhere(error: unknown): boolean {
  return error instanceof NotFoundError || error instanceof ConflictError ||
    error instanceof ForbiddenError;
}

function toSeconds(time: string | null | undefined): number | undefined {
  const milliseconds = Date.parse(time ?? "");
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1_000;
}
