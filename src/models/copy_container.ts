import type { CallSettings } from "../types/call.ts";
import type { PutArchiveSettings } from "../types/container_operations.ts";
import type { BodySource } from "../types/body_source.ts";
import { unusable } from "./convert/check.ts";
import type { PathArchive, PathStat } from "./path_stat.ts";

/** What copying needs of a container. */
export interface CopyContainer {
  /** Packs what it has at a path. */
  getArchive(path: string, settings: CallSettings): Promise<PathArchive>;
  /** Unpacks an archive. */
  putArchive(path: string, archive: BodySource, settings: PutArchiveSettings): Promise<void>;
  /** Tells what it has at a path. */
  stat(path: string, settings: CallSettings): Promise<PathStat>;
}

/**
 * A path in a container.
 *
 * @throws {TypeError} If it is none.
 */
export function checkContainerPath(path: unknown): void {
  if (typeof path === "string" && path !== "" && !path.includes("\0")) return;
  throw unusable("path", path, 'expected a path in the container, such as "/etc"');
}

/**
 * A local path.
 *
 * @throws {TypeError} If it is none.
 */
export function checkLocalPath(option: string, path: unknown): void {
  if (path instanceof URL) return;
  if (typeof path === "string" && path !== "" && !path.includes("\0")) return;
  throw unusable(option, path, "expected a local path or a file URL");
}
