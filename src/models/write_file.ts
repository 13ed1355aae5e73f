import { tar } from "../api/streams/tar/writer.ts";
import { FileError } from "../errors.ts";
import type { BodySource } from "../types/body_source.ts";
import type { WriteFileSettings } from "../types/copy.ts";
import { checkWhole, unusable } from "./convert/check.ts";
import { WRITE_FILE_KEYS } from "./convert/copy_keys.ts";
import { assertsFolder, linkedPath, splitPath } from "./convert/copy_paths.ts";
import { checkKeys } from "./convert/known_keys.ts";
import { checkContainerPath, type CopyContainer } from "./copy_container.ts";
import { pathKind, statUnlessRefused } from "./path_kind.ts";

/**
 * Writes a file into a container.
 *
 * @param container The container.
 * @param path The file.
 * @param content Its content.
 * @param settings What else it has.
 */
export async function writeFile(
  container: CopyContainer,
  path: string,
  content: BodySource,
  settings: WriteFileSettings,
): Promise<void> {
  checkKeys("write a file of a container", settings, WRITE_FILE_KEYS);
  checkContainerPath(path);
  if (assertsFolder(path)) throw unusable("path", path, "expected that of a file, not of a folder");
  const size = checkSize(content, settings.size);
  const mode = checkWhole("mode", settings.mode, { minimum: 0, maximum: 0o7777 });
  const uid = checkWhole("uid", settings.uid, { minimum: 0 });
  const gid = checkWhole("gid", settings.gid, { minimum: 0 });
  const mtime = checkTime(settings.mtime);
  const { signal } = settings;
  const { folder, name } = splitPath(await findFile(container, path, signal));
  const archive = tar([{ name, mode, uid, gid, mtime, size, body: content }], { signal });
  await container.putArchive(folder, archive, { noOverwriteDirNonDir: true, signal });
}

/** Where the file is to be: a link stands for what it leads to. */
async function findFile(
  container: CopyContainer,
  path: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  let file = path;
  let stat = await statUnlessRefused(() => container.stat(path, { signal }));
  if (stat?.linkTarget !== undefined) {
    file = linkedPath(path, stat.linkTarget);
    stat = await statUnlessRefused(() => container.stat(file, { signal }));
  }
  const kind = stat === undefined ? "file" : pathKind(stat);
  if (kind === "file") return file;
  const advice = kind === "folder" ? "; name a file in it" : "; remove it first";
  throw new FileError(
    `Cannot write ${JSON.stringify(path)}: it is a ${kind}${advice}`,
    "conflict",
    path,
  );
}

/** The content's size: archives have it before the content. */
function checkSize(content: BodySource, size: number | undefined): number {
  const given = checkWhole("size", size, { minimum: 0 });
  const known = knownSize(content);
  const actual = known ?? given;
  if (actual === undefined) {
    throw new TypeError(
      "Cannot write a file of a container: size is needed, as the content is a stream or an iterable",
    );
  }
  if (given === undefined || given === actual) return actual;
  throw new RangeError(`Cannot use size ${given}: the content has ${actual} bytes`);
}

function knownSize(content: BodySource): number | undefined {
  if (typeof content === "string") return new TextEncoder().encode(content).length;
  if (content instanceof Uint8Array || content instanceof ArrayBuffer) return content.byteLength;
  if (typeof Blob !== "undefined" && content instanceof Blob) return content.size;
  if (typeof content !== "object" || content === null) {
    throw unusable("content", content, "expected text, bytes, a Blob, a stream or an iterable");
  }
  return undefined;
}

function checkTime(mtime: Date | undefined): Date | undefined {
  if (mtime === undefined) return undefined;
  if (!(mtime instanceof Date)) throw unusable("mtime", mtime, "expected a Date");
  if (!Number.isNaN(mtime.getTime())) return mtime;
  throw new RangeError("Cannot use mtime: it is no valid date");
}
