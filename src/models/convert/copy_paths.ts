/** The rules by which `docker cp` decides what a copy is called and where it goes to. Pure. */

import { FileError } from "../../errors.ts";

/** What is copied. */
export interface CopySource {
  /** Its path. A `/` or `/.` at its end means something. */
  readonly path: string;
  /** Whether it is a folder. */
  readonly isFolder: boolean;
  /** What it is called instead of the last part of its path, which is that of a link's target. */
  readonly name?: string | undefined;
}

/** Where it is copied to. */
export interface CopyTarget {
  /** The path, all links at its end followed. A `/` or `/.` at its end means something. */
  readonly path: string;
  /** What is there: `undefined` for nothing. */
  readonly found: "folder" | "file" | undefined;
}

/** What comes of it. */
export interface CopyPlan {
  /** The folder in which the copy is made. */
  readonly folder: string;
  /** What it is called there: `"."` for what a folder has, without itself. */
  readonly name: string;
}

/** A path with links followed, and what the copy is called if that is not its last part. */
export interface FollowedPath {
  /** The path. */
  readonly path: string;
  /** The name. */
  readonly name?: string | undefined;
}

/**
 * Decides what a copy is called, and in which folder it is made.
 *
 * @param source What is copied.
 * @param target Where to.
 * @throws {FileError} If a folder would have to take the place of a file, or a file be a folder.
 */
export function planCopy(source: CopySource, target: CopyTarget): CopyPlan {
  if (target.found === "folder") {
    const name = source.name ?? splitPath(source.path).name;
    return { folder: target.path, name: name === "/" ? "." : name };
  }
  const quoted = `Cannot copy ${JSON.stringify(source.path)} to ${JSON.stringify(target.path)}`;
  if (target.found === "file" && source.isFolder) {
    throw new FileError(
      `${quoted}: that is a file, and a folder can't take its place; remove it first, or name ` +
        "another target",
      "conflict",
      target.path,
    );
  }
  if (target.found === undefined && !source.isFolder && assertsFolder(target.path)) {
    throw new FileError(
      `${quoted}: there is no such folder; make it first, or leave out the "/" at its end`,
      "not-found",
      target.path,
    );
  }
  return splitPath(target.path);
}

/**
 * Gives the name by which an archive of a path calls it.
 *
 * @param path The path that was packed.
 */
export function archivedName(path: string): string {
  return splitPath(path).name;
}

/**
 * Gives entries of an archive other names.
 *
 * @param from What the first part of their names is; `"/"` for those of a whole file system.
 * @param to What it is to be.
 * @returns Gives a name another one. What does not begin with `from` stays.
 */
export function renamer(from: string, to: string): (name: string) => string {
  return (name) => {
    if (name === from) return to;
    if (from === "/") return name.startsWith("/") ? `${to}${name}` : `${to}/${name}`;
    return name.startsWith(`${from}/`) ? to + name.slice(from.length) : name;
  };
}

/**
 * Puts on a path that links were followed of what its end meant before.
 *
 * @param path The path as it was given.
 * @param followed Where its links lead to.
 */
export function followedPath(path: string, followed: string): FollowedPath {
  let end = followed;
  if (endsInDot(path) && !endsInDot(end)) end = end.endsWith("/") ? `${end}.` : `${end}/.`;
  if (path.endsWith("/") && !end.endsWith("/")) end += "/";
  const name = lastPart(path);
  return { path: end, ...(name === lastPart(end) ? {} : { name }) };
}

/**
 * Gives the path that a link leads to.
 *
 * @param path The link's.
 * @param target What it says.
 */
export function linkedPath(path: string, target: string): string {
  return target.startsWith("/") ? target : cleanPath(`${splitPath(path).folder}/${target}`);
}

/**
 * Takes a path apart into a folder and a name, which is `"."` if the path's last part is.
 *
 * @param path The path.
 */
export function splitPath(path: string): CopyPlan {
  const clean = cleanPath(path);
  if (endsInDot(path)) return { folder: clean, name: "." };
  const slash = clean.lastIndexOf("/");
  const folder = slash > 0 ? clean.slice(0, slash) : slash === 0 ? "/" : ".";
  return { folder, name: clean === "/" ? "/" : clean.slice(slash + 1) };
}

/** Whether a path can only be that of a folder. */
export function assertsFolder(path: string): boolean {
  return path.endsWith("/") || endsInDot(path);
}

/**
 * Takes out of a path what has no effect, without looking at links.
 *
 * @param path The path.
 */
export function cleanPath(path: string): string {
  const isAbsolute = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== ".." || (parts.length === 0 ? !isAbsolute : parts.at(-1) === "..")) {
      parts.push(part);
    } else parts.pop();
  }
  const clean = parts.join("/");
  return isAbsolute ? `/${clean}` : clean || ".";
}

function endsInDot(path: string): boolean {
  return lastPart(path) === ".";
}

/** The last part of a path as it is written; `"."` if it is empty. */
function lastPart(path: string): string {
  if (path === "") return ".";
  const end = path.replace(/\/+$/, "");
  return end === "" ? "/" : end.slice(end.lastIndexOf("/") + 1);
}
