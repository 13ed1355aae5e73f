/** What is copied in comparison with the docker CLI, and what comes of it. */

import type { TarEntrySettings } from "../../../src/types/tar.ts";

/** Something to copy: `source` is in the tree of sources, `target` in the case's own tree of targets. */
export interface CopyCase {
  readonly source: string;
  readonly target: string;
  /** `-L` and `-a` of the CLI. */
  readonly flags?: "L" | "a";
  /** The name of our error, if it is refused. In both directions, unless it says. */
  readonly refused?: string | { readonly to?: string; readonly from?: string };
  /** In which direction; both when absent. */
  readonly only?: "to" | "from";
}

const mtime = new Date("2024-02-29T12:34:56Z");
const LONG = "long-".repeat(30);

/** What is copied. */
export const SOURCES: readonly TarEntrySettings[] = [
  { name: "folder", type: "directory", mode: 0o750, uid: 1234, gid: 2345 },
  { name: "folder/a", mode: 0o640, uid: 1234, gid: 2345, body: "a" },
  { name: "folder/absolute", type: "symlink", linkTarget: "/etc/passwd" },
  { name: "folder/hard", type: "link", linkTarget: "folder/a" },
  { name: "folder/link", type: "symlink", linkTarget: "a" },
  { name: "folder/naïve ファイル 😀", body: "names" },
  { name: `folder/${LONG}`, body: "long" },
  { name: "folder/sub", type: "directory", mode: 0o1777 },
  { name: "folder/sub/b", mode: 0o755, body: "b".repeat(100_000) },
  { name: "folder/sub/back", type: "symlink", linkTarget: "../sub/b" },
  { name: "file", mode: 0o640, uid: 1234, gid: 2345, body: "new" },
  { name: "large", body: "large".repeat(300_000) },
  { name: "program", mode: 0o4755, body: "#!/bin/sh\n" },
  { name: "empty", type: "directory", mode: 0o700 },
  { name: "to-file", type: "symlink", linkTarget: "file" },
  { name: "to-folder", type: "symlink", linkTarget: "folder" },
  { name: "to-link", type: "symlink", linkTarget: "to-file" },
  { name: "broken", type: "symlink", linkTarget: "nowhere" },
  { name: "circle", type: "symlink", linkTarget: "circle" },
  { name: "escaping", type: "directory" },
  { name: "escaping/out", type: "symlink", linkTarget: "../file" },
].map((entry): TarEntrySettings => ({ mtime, ...entry } as TarEntrySettings));

/** Where it is copied to: each case has its own. */
export const TARGETS: readonly TarEntrySettings[] = [
  { name: "file", mode: 0o600, uid: 77, gid: 88, body: "old" },
  { name: "folder", type: "directory", mode: 0o711, uid: 77, gid: 88 },
  { name: "folder/a", mode: 0o600, uid: 77, gid: 88, body: "old" },
  { name: "folder/kept", body: "kept" },
  { name: "to-file", type: "symlink", linkTarget: "file" },
  { name: "to-folder", type: "symlink", linkTarget: "folder" },
  { name: "to-link", type: "symlink", linkTarget: "to-file" },
  { name: "broken", type: "symlink", linkTarget: "made" },
  { name: "astray", type: "symlink", linkTarget: "none/made" },
  { name: "links", type: "directory" },
  { name: "links/a", type: "symlink", linkTarget: "../file" },
  { name: "links/sub", type: "symlink", linkTarget: "../folder" },
  { name: "links/file", type: "symlink", linkTarget: "../file" },
  { name: "conflict", type: "directory" },
  { name: "conflict/file", type: "directory" },
  { name: "conflict/folder", body: "in the way" },
  { name: "clash", type: "directory" },
  { name: "clash/a", type: "directory" },
  { name: "clash-below", type: "directory" },
  { name: "clash-below/sub", body: "in the way" },
].map((entry): TarEntrySettings => ({ mtime, ...entry } as TarEntrySettings));

/** Refusals: on the way in the engine's, on the way out those of the system here. */
const MISSING = { to: "NotFoundError", from: "FileError" };
const IN_THE_WAY = { to: "ApiError", from: "FileError" };
const NO_SOURCE = { to: "FileError", from: "NotFoundError" };

/** What is copied in both directions, with a container that runs. */
export const CASES: readonly CopyCase[] = [
  { source: "file", target: "new" },
  { source: "file", target: "new/", refused: "FileError" },
  { source: "file", target: "new/.", refused: "FileError", only: "to" },
  { source: "file", target: "none/new", refused: MISSING },
  { source: "file", target: "file" },
  { source: "file", target: "file/", refused: "FileError" },
  { source: "file", target: "folder" },
  { source: "file", target: "folder/", only: "from" },
  { source: "file", target: "folder/.", only: "to" },
  { source: "file", target: "folder/a", only: "from" },
  { source: "file", target: "folder/../new", only: "to" },
  { source: "file", target: "to-file" },
  { source: "file", target: "to-link", only: "from" },
  { source: "file", target: "to-folder" },
  { source: "file", target: "to-folder/", only: "to" },
  { source: "file", target: "to-folder/new", only: "from" },
  { source: "file", target: "broken" },
  { source: "file", target: "astray", refused: MISSING },
  { source: "file", target: "links" },
  { source: "file", target: "conflict", refused: IN_THE_WAY },
  { source: "file", target: ".", only: "to" },
  { source: "large", target: "folder", only: "from" },
  { source: "program", target: "folder", only: "from" },
  { source: "folder", target: "new" },
  { source: "folder", target: "new/" },
  { source: "folder", target: "none/new", refused: MISSING },
  { source: "folder", target: "file", refused: "FileError" },
  { source: "folder", target: "to-file", refused: "FileError", only: "from" },
  { source: "folder", target: "folder" },
  { source: "folder", target: "folder/." },
  { source: "folder", target: "to-folder", only: "from" },
  { source: "folder", target: "broken" },
  { source: "folder", target: "conflict", refused: IN_THE_WAY },
  { source: "folder/", target: "folder" },
  { source: "folder/", target: "new", only: "from" },
  { source: "folder/.", target: "new" },
  { source: "folder/.", target: "new/", only: "to" },
  { source: "folder/.", target: "folder" },
  { source: "folder/.", target: "folder/", only: "from" },
  { source: "folder/.", target: "folder/.", only: "to" },
  { source: "folder/.", target: "to-folder" },
  { source: "folder/.", target: "file", refused: "FileError", only: "to" },
  { source: "folder/.", target: "clash", refused: IN_THE_WAY },
  { source: "folder/.", target: "clash-below", refused: IN_THE_WAY },
  { source: "folder/.", target: "links", refused: IN_THE_WAY },
  { source: "folder/./sub/../a", target: "new", only: "from" },
  { source: "folder//sub/b", target: "folder//b", only: "to" },
  { source: "folder/sub/..", target: "new", only: "to" },
  { source: "folder/naïve ファイル 😀", target: "folder" },
  { source: `folder/${LONG}`, target: `folder/${LONG.toUpperCase()}` },
  { source: "empty", target: "new", only: "from" },
  { source: "empty", target: "folder", only: "to" },
  { source: "empty/.", target: "folder" },
  { source: "to-file", target: "new" },
  { source: "to-file", target: "folder" },
  { source: "to-file", target: "to-file", only: "from" },
  { source: "to-file", target: "new", flags: "L" },
  { source: "to-file", target: "folder", flags: "L" },
  { source: "to-file", target: "file", flags: "L", only: "from" },
  { source: "to-link", target: "folder", flags: "L" },
  { source: "to-folder", target: "new" },
  { source: "to-folder", target: "folder" },
  { source: "to-folder/", target: "new", only: "from" },
  { source: "to-folder/", target: "folder" },
  { source: "to-folder/.", target: "new" },
  { source: "to-folder/.", target: "folder" },
  { source: "to-folder/a", target: "new", only: "to" },
  { source: "to-folder", target: "new", flags: "L" },
  { source: "to-folder", target: "folder", flags: "L" },
  { source: "to-folder/", target: "folder", flags: "L", only: "from" },
  { source: "to-folder/.", target: "folder", flags: "L" },
  { source: "to-folder", target: "file", flags: "L", refused: "FileError", only: "to" },
  { source: "file", target: "folder", flags: "L", only: "to" },
  { source: "folder", target: "new", flags: "L", only: "from" },
  { source: "broken", target: "new" },
  { source: "broken", target: "new", flags: "L", refused: NO_SOURCE },
  {
    source: "circle",
    target: "new",
    flags: "L",
    refused: { to: "FileError", from: "ApiError" },
    only: "to",
  },
  { source: "nowhere", target: "new", refused: NO_SOURCE },
  { source: "nowhere", target: "none/new", refused: "FileError", only: "from" },
  { source: "file/", target: "new", refused: { to: "FileError", from: "ApiError" } },
  { source: "file/.", target: "new", refused: { to: "FileError", from: "ApiError" }, only: "from" },
  { source: "escaping", target: "folder", only: "from" },
  { source: "escaping/.", target: "folder", refused: { from: "ProtocolError" } },
  { source: "escaping/out", target: "new", refused: { from: "ProtocolError" } },
  { source: "fifo", target: "folder", only: "to" },
  { source: "zero", target: "folder", only: "to" },
];

/** What is copied to and from containers in another state, and one that belongs to a user. */
export const FEW: readonly CopyCase[] = [
  { source: "file", target: "new" },
  { source: "folder", target: "folder" },
  { source: "folder/.", target: "new" },
  { source: "to-folder", target: "folder", flags: "L" },
  { source: "folder", target: "file", refused: "FileError" },
];

/** With `-a`, which means something on the way in only. */
export const ARCHIVED: readonly CopyCase[] = [
  { source: "file", target: "new", flags: "a", only: "to" },
  { source: "file", target: "file", flags: "a", only: "to" },
  { source: "folder", target: "folder", flags: "a", only: "to" },
  { source: "folder/.", target: "new", flags: "a", only: "to" },
  { source: "file", target: "new", only: "to" },
];
