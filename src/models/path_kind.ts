import { ApiError } from "../errors.ts";
import type { PathStat } from "./path_stat.ts";

/** What a container has at a path, for people too. */
export type PathKind = "file" | "folder" | "link" | "fifo" | "socket" | "device" | "thing";

const KINDS: Readonly<Record<number, PathKind>> = {
  0o100000: "file",
  0o040000: "folder",
  0o120000: "link",
  0o010000: "fifo",
  0o140000: "socket",
  0o020000: "device",
  0o060000: "device",
};

/** What kind of file a container has at a path. */
export function pathKind({ mode }: PathStat): PathKind {
  return KINDS[mode & 0o170000] ?? "thing";
}

/**
 * What a container has at a path, if the engine can tell.
 *
 * @returns `undefined` if it refuses: for most reasons there is just nothing there, and for the others
 * so will what comes next, whose refusal explains itself.
 */
export async function statUnlessRefused(
  stat: () => Promise<PathStat>,
): Promise<PathStat | undefined> {
  try {
    return await stat();
  } catch (error) {
    if (error instanceof ApiError) return undefined;
    throw error;
  }
}
