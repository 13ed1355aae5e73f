import type { Bytes } from "../transport/connection.ts";
import { untar } from "../api/streams/tar/reader.ts";
import { FileError, OutputLimitError } from "../errors.ts";
import type { ReadFileSettings } from "../types/copy.ts";
import { checkWhole } from "./convert/check.ts";
import { READ_FILE_KEYS } from "./convert/copy_keys.ts";
import { linkedPath } from "./convert/copy_paths.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { checkContainerPath, type CopyContainer } from "./copy_container.ts";
import { pathKind } from "./path_kind.ts";
import type { PathArchive } from "./path_stat.ts";

const MAX_SIZE = 67_108_864;

/**
 * Engines follow all links at once. Who does not is followed so far.
 */
const MAX_LINKS = 10;

/**
 * Reads a file of a container.
 *
 * @param container The container.
 * @param path The file.
 * @param settings How.
 */
export async function readFile(
  container: CopyContainer,
  path: string,
  settings: ReadFileSettings,
): Promise<Bytes> {
  checkKeys("read a file of a container", settings, READ_FILE_KEYS);
  checkContainerPath(path);
  const maxSize = checkWhole("maxSize", settings.maxSize, { minimum: 0 }) ?? MAX_SIZE;
  const { signal } = settings;
  const { archive } = await open(container, path, maxSize, signal);
  for await (const entry of untar(archive, { signal })) {
    // The file may be another one by now.
    if (entry.type !== "file") break;
    if (entry.size > maxSize) throw tooLarge(path, entry.size, maxSize);
    const bytes = await entry.bytes();
    return bytes;
  }
  throw new FileError(
    `Cannot read ${JSON.stringify(path)}: the engine's archive of it has no file`,
    "other",
    path,
  );
}

/** Packs the file, or what a link leads to. */
async function open(
  container: CopyContainer,
  path: string,
  maxSize: number,
  signal: AbortSignal | undefined,
): Promise<PathArchive> {
  let file = path;
  for (let links = 0; links <= MAX_LINKS; links++) {
    const found = await container.getArchive(file, { signal });
    const { archive, stat } = found;
    const kind = pathKind(stat);
    if (kind === "file" && stat.size <= maxSize) return found;
    await archive[Symbol.asyncDispose]();
    if (kind === "file") throw tooLarge(path, stat.size, maxSize);
    if (stat.linkTarget === undefined) throw noFile(path, kind);
    file = linkedPath(file, stat.linkTarget);
  }
  throw new FileError(
    `Cannot read ${JSON.stringify(path)}: links lead in a circle`,
    "invalid",
    path,
  );
}

function noFile(path: string, kind: string): FileError {
  const why = kind === "folder"
    ? "it is a folder; use copyFrom() or getArchive()"
    : `it is a ${kind}, not a file`;
  return new FileError(`Cannot read ${JSON.stringify(path)}: ${why}`, "conflict", path);
}

function tooLarge(path: string, size: number, limit: number): OutputLimitError {
  return new OutputLimitError(
    `Cannot read ${
      JSON.stringify(path)
    }: it has ${size} bytes, and maxSize is ${limit}; allow more, ` +
      "or read it from getArchive() as a stream",
    limit,
  );
}
