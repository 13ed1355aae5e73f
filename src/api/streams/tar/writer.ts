import type { TarEntrySettings } from "../../../types/tar.ts";
import { Packer } from "./packer.ts";
import { Source } from "./source.ts";

/** How to write an archive. */
export interface TarOptions {
  /** Ends the writing at any stage; reading from the archive rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Packs entries into a tar archive, in the format of POSIX (PAX), which every tar reads: names of any
 * length and script, sizes from 8 GiB on, times before 1970.
 *
 * It pulls: entries and their content are asked for when the archive is read, one at a time. What is
 * there already is handed on before waiting for more. When the archive is cancelled or fails, so are
 * the entries, the content that is being read, and the bodies of an array's further entries.
 *
 * The archive fails with a `TypeError` or `RangeError` when an entry can't be written, or its content
 * has more or fewer bytes than its size says.
 *
 * @example Put files into a container
 * ```ts
 * import { DockerClient } from "@fairlead/docker";
 * import { tar } from "@fairlead/docker/streams";
 *
 * await using docker = DockerClient.fromEnv();
 * const archive = tar([
 *   { name: "app", type: "directory" },
 *   { name: "app/start.sh", mode: 0o755, body: "#!/bin/sh\necho started\n" },
 *   { name: "app/current", type: "symlink", linkTarget: "start.sh" },
 * ]);
 * await docker.api.containers.putArchive("web", { query: { path: "/" }, body: archive });
 * ```
 *
 * @example Change an archive on the way
 * ```ts
 * import assert from "node:assert/strict";
 * import { tar, type TarEntrySettings, untar } from "@fairlead/docker/streams";
 *
 * async function* moved(archive: ReadableStream<Uint8Array>): AsyncIterable<TarEntrySettings> {
 *   for await (const entry of untar(archive)) yield { ...entry, name: `moved/${entry.name}` };
 * }
 *
 * const names: string[] = [];
 * for await (const { name } of untar(tar(moved(tar([{ name: "a", body: "1" }]))))) names.push(name);
 * assert.deepEqual(names, ["moved/a"]);
 * ```
 *
 * @param entries The entries, in the order in which they are written.
 * @param options How to write them.
 * @returns The archive, not compressed.
 * @throws {TypeError} If the entries are not iterable.
 */
export function tar(
  entries: Iterable<TarEntrySettings> | AsyncIterable<TarEntrySettings>,
  options: TarOptions = {},
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const further: Iterable<TarEntrySettings> = Array.isArray(entries) ? entries.values() : [];
  const source = Source.open(Array.isArray(entries) ? further : entries);
  if (source === undefined) {
    throw new TypeError(
      `Cannot write an archive: expected an iterable of entries, got ${
        entries === null ? "null" : typeof entries
      }`,
    );
  }
  return new ReadableStream(new Packer(source, further, options.signal), { highWaterMark: 0 });
}
