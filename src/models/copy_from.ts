import { untar } from "../api/streams/tar/reader.ts";
import { FileError } from "../errors.ts";
import { extractEntries } from "../transport/extract.ts";
import type { Files, FileStat } from "../transport/files.ts";
import type { CopyFromSettings } from "../types/copy.ts";
import { checkFlag } from "./convert/check.ts";
import { COPY_FROM_KEYS } from "./convert/copy_keys.ts";
import {
  archivedName,
  type CopyTarget,
  type FollowedPath,
  followedPath,
  linkedPath,
  planCopy,
  renamer,
  splitPath,
} from "./convert/copy_paths.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { checkContainerPath, checkLocalPath, type CopyContainer } from "./copy_container.ts";
import { pathKind, statUnlessRefused } from "./path_kind.ts";

/** How many links one after the other are followed: as many as `docker cp` follows. */
const MAX_LINKS = 10;

/**
 * Copies a file or folder of a container to a local path.
 *
 * @param container The container.
 * @param files The local files.
 * @param path What to copy.
 * @param target Where to.
 * @param settings How.
 */
export async function copyFrom(
  container: CopyContainer,
  files: () => Promise<Files>,
  path: string,
  target: string | URL,
  settings: CopyFromSettings,
): Promise<void> {
  checkKeys("copy from a container", settings, COPY_FROM_KEYS);
  checkContainerPath(path);
  checkLocalPath("target", target);
  const followLink = checkFlag("followLink", settings.followLink) ?? false;
  const { signal } = settings;
  signal?.throwIfAborted();
  const local = await files();
  const place = await findTarget(local, local.resolve(target));
  const source = followLink ? await followPath(container, path, signal) : { path };
  const { archive, stat } = await container.getArchive(source.path, { signal });
  try {
    const plan = planCopy({ ...source, isFolder: pathKind(stat) === "folder" }, place);
    const rename = renamer(archivedName(source.path), plan.name);
    const entries = untar(archive, { signal });
    await extractEntries(local, plan.folder, entries, { rename, signal });
  } catch (error) {
    await archive[Symbol.asyncDispose]();
    throw error;
  }
}

/** Where a link in the container leads to. The engine has followed all of them already. */
async function followPath(
  container: CopyContainer,
  path: string,
  signal: AbortSignal | undefined,
): Promise<FollowedPath> {
  const stat = await statUnlessRefused(() => container.stat(path, { signal }));
  if (stat?.linkTarget === undefined) return { path };
  return followedPath(path, linkedPath(path, stat.linkTarget));
}

/** Looks at where it is to be copied to. A link there stands for what it leads to. */
async function findTarget(files: Files, path: string): Promise<CopyTarget> {
  let target = path;
  let stat = await files.stat(target);
  for (let links = 0; stat?.kind === "symlink"; links++) {
    if (links > MAX_LINKS) throw unfit(path, "too many links lead one to the other");
    target = linkedPath(target, await files.readLink(target));
    stat = await files.stat(target);
  }
  if (stat !== undefined) return { path: target, found: foundAt(path, stat) };
  const { folder } = splitPath(target);
  const parent = await files.stat(await files.realPath(folder));
  if (parent?.kind !== "directory") throw unfit(path, `${JSON.stringify(folder)} is no folder`);
  return { path: target, found: undefined };
}

function foundAt(path: string, { kind }: FileStat): "folder" | "file" {
  switch (kind) {
    case "directory":
      return "folder";
    case "character-device":
    case "block-device":
      throw unfit(path, "it is a device, not a file or folder");
    default:
      return "file";
  }
}

function unfit(path: string, why: string): FileError {
  return new FileError(`Cannot copy to ${JSON.stringify(path)}: ${why}`, "conflict", path);
}
