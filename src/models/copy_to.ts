import { tar } from "../api/streams/tar/writer.ts";
import { FileError } from "../errors.ts";
import { packPath } from "../transport/directory.ts";
import type { Files } from "../transport/files.ts";
import type { CopyToSettings } from "../types/copy.ts";
import { checkFlag } from "./convert/check.ts";
import { COPY_TO_KEYS } from "./convert/copy_keys.ts";
import {
  type CopySource,
  type CopyTarget,
  followedPath,
  linkedPath,
  planCopy,
} from "./convert/copy_paths.ts";
import { checkKeys } from "./convert/known_keys.ts";
import type { CopyContainer } from "./copy_container.ts";
import { checkContainerPath, checkLocalPath } from "./copy_container.ts";
import { pathKind, statUnlessRefused } from "./path_kind.ts";

/**
 * Copies a local file or folder into a container.
 *
 * @param container The container.
 * @param files The local files.
 * @param source What to copy.
 * @param path Where to.
 * @param settings How.
 */
export async function copyTo(
  container: CopyContainer,
  files: () => Promise<Files>,
  source: string | URL,
  path: string,
  settings: CopyToSettings,
): Promise<void> {
  checkKeys("copy to a container", settings, COPY_TO_KEYS);
  checkLocalPath("source", source);
  checkContainerPath(path);
  const followLink = checkFlag("followLink", settings.followLink) ?? false;
  const archive = checkFlag("archive", settings.archive) ?? false;
  const strict = checkFlag("noOverwriteDirNonDir", settings.noOverwriteDirNonDir) ?? true;
  const { signal } = settings;
  signal?.throwIfAborted();
  const local = await files();
  const found = await findSource(local, local.resolve(source), followLink);
  const plan = planCopy(found, await findTarget(container, path, signal));
  const entries = packPath(local, found.path, { name: plan.name, signal });
  await container.putArchive(plan.folder, tar(entries, { signal }), {
    copyUidGid: archive,
    noOverwriteDirNonDir: strict,
    signal,
  });
}

/** Looks at what is to be copied. Links before its last part are followed in any case. */
async function findSource(files: Files, path: string, followLink: boolean): Promise<CopySource> {
  const slash = path.lastIndexOf("/") + 1;
  const followed = followLink
    ? followedPath(path, await files.realPath(path))
    : await followFolder(files, path.slice(0, slash), path.slice(slash));
  const stat = await files.stat(followed.path);
  if (stat === undefined) {
    throw new FileError(
      `Cannot copy ${JSON.stringify(path)}: there is no such file or folder`,
      "not-found",
      path,
    );
  }
  return { ...followed, isFolder: stat.kind === "directory" };
}

async function followFolder(files: Files, folder: string, last: string) {
  const real = await files.realPath(folder);
  if (last === "") return followedPath(folder, real);
  return { path: real.endsWith("/") ? real + last : `${real}/${last}` };
}

/** Looks at where it is to be copied to. A link there stands for what it leads to. */
async function findTarget(
  container: CopyContainer,
  path: string,
  signal: AbortSignal | undefined,
): Promise<CopyTarget> {
  let target = path;
  let stat = await statUnlessRefused(() => container.stat(path, { signal }));
  if (stat?.linkTarget !== undefined) {
    target = linkedPath(path, stat.linkTarget);
    stat = await statUnlessRefused(() => container.stat(target, { signal }));
  }
  const kind = stat === undefined ? undefined : pathKind(stat);
  if (kind === "device" || kind === "thing") {
    throw new FileError(
      `Cannot copy to ${JSON.stringify(path)}: it is a ${kind}, not a file or folder`,
      "conflict",
      path,
    );
  }
  return { path: target, found: kind === undefined || kind === "folder" ? kind : "file" };
}
