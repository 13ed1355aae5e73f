/** Does what the docker CLI does, beside it, and compares what comes of it. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmod,
  lchown,
  link,
  lstat,
  lutimes,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import process from "node:process";
import type { Container } from "@fairlead/docker";
import { untar } from "../../../src/api/streams/tar/reader.ts";
import { tar } from "../../../src/api/streams/tar/writer.ts";
import type { TarEntrySettings } from "../../../src/types/tar.ts";
import { DOCKER_CLI } from "../../engine/mod.ts";
import { type CopyCase, SOURCES, TARGETS } from "./copy_cases.ts";

/** How a tree looks: a line for each file, by its name. */
export type Tree = ReadonlyMap<string, string>;

type Who = "docker" | "ours";
type Direction = "to" | "from";

interface Job extends CopyCase {
  readonly direction: Direction;
  readonly number: number;
}

/** How many cases are done side by side. */
const SIDE_BY_SIDE = 4;

/**
 * Does cases with a container, whose trees lie in `base`, and with local ones.
 *
 * @returns How many were compared.
 */
export async function compare(
  container: Container,
  host: string,
  base: string,
  cases: readonly CopyCase[],
): Promise<number> {
  const local = await mkdtemp(`${tmpdir()}/docker-cp-`);
  const start = Math.floor(Date.now() / 1000) * 1000;
  try {
    const jobs = cases.flatMap(({ only, ...rest }): Job[] =>
      (["to", "from"] as const).filter((direction) => (only ?? direction) === direction)
        .map((direction) => ({ ...rest, direction, number: 0 }))
    ).map((job, number): Job => ({ ...job, number }));
    await makeLocal(`${local}/src`, SOURCES);
    await mkfifo(`${local}/src/fifo`, `${local}/src/zero`);
    const inside: TarEntrySettings[] = below("src", SOURCES);
    for (const { direction, number } of jobs) {
      for (const who of ["docker", "ours"]) {
        if (direction === "to") inside.push(...below(`${who}/${number}`, TARGETS));
        else await makeLocal(`${local}/${who}/${number}`, TARGETS);
      }
    }
    await container.putArchive(base, tar(inside));
    const failures: string[] = [];
    const outcomes = new Map<number, Record<Who, string>>();
    const left = [...jobs];
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let job = left.shift(); job !== undefined; job = left.shift()) {
        outcomes.set(job.number, {
          docker: await byDocker(container, host, base, local, job),
          ours: await byUs(container, base, local, job),
        });
      }
    }));
    const insideTree = await containerTree(container, base, start);
    const localTree = await readLocal(local, start);
    for (const job of jobs) {
      const title = `${job.direction} ${job.flags ?? ""} ${job.source} → ${job.target}`;
      const { docker = "", ours = "" } = outcomes.get(job.number) ?? {};
      const refused = typeof job.refused === "object" ? job.refused[job.direction] : job.refused;
      const [name = ""] = ours.split(":");
      if ((docker === "") !== (ours === "") || name !== (refused ?? "")) {
        failures.push(`${title}: docker cp says "${docker}", and we "${ours}"`);
        continue;
      }
      const tree = job.direction === "to" ? insideTree : localTree;
      const [theirs, mine] = ["docker", "ours"].map((who) => part(tree, `${who}/${job.number}`));
      try {
        assert.deepEqual(mine, theirs);
      } catch (error) {
        failures.push(`${title}: ${error instanceof Error ? error.message : error}`);
      }
    }
    assert.deepEqual(failures, []);
    return jobs.length;
  } finally {
    await rm(local, { recursive: true });
  }
}

/** The paths of a case: that of what is copied, and that of where to. */
function paths(base: string, local: string, who: Who, job: Job): [source: string, target: string] {
  const [from, to] = job.direction === "to" ? [local, base] : [base, local];
  return [`${from}/src/${job.source}`, `${to}/${who}/${job.number}/${job.target}`];
}

async function byDocker(
  container: Container,
  host: string,
  base: string,
  local: string,
  job: Job,
): Promise<string> {
  const [source, target] = paths(base, local, "docker", job);
  const ends = job.direction === "to"
    ? [source, `${container.id}:${target}`]
    : [`${container.id}:${source}`, target];
  const flags = job.flags === undefined ? [] : [`-${job.flags}`];
  return await dockerCp(host, ...flags, ...ends);
}

/** Runs the docker CLI; gives what it said when it failed, and `""` otherwise. */
export async function dockerCp(host: string, ...args: readonly string[]): Promise<string> {
  return await run(DOCKER_CLI, ["cp", ...args], { DOCKER_HOST: host });
}

async function byUs(
  container: Container,
  base: string,
  local: string,
  job: Job,
): Promise<string> {
  const [source, target] = paths(base, local, "ours", job);
  const followLink = job.flags === "L";
  try {
    if (job.direction === "from") await container.copyFrom(source, target, { followLink });
    else await container.copyTo(source, target, { followLink, archive: job.flags === "a" });
    return "";
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : `${error}`;
  }
}

function below(folder: string, entries: readonly TarEntrySettings[]): TarEntrySettings[] {
  return entries.map((entry) => ({
    ...entry,
    name: `${folder}/${entry.name}`,
    ...(entry.type === "link" ? { linkTarget: `${folder}/${entry.linkTarget}` } : {}),
  }));
}

function part(tree: Tree, folder: string): Record<string, string> {
  return Object.fromEntries(
    [...tree].filter(([name]) => name.startsWith(`${folder}/`))
      .map(([name, line]) => [name.slice(folder.length), line.replaceAll(`${folder}/`, "")]),
  );
}

function describe(
  what: { type: string; mode: number; uid: number; gid: number; mtime: Date },
  rest: string,
  start: number,
): string {
  const { type, mode, uid, gid, mtime } = what;
  const seconds = Math.floor(mtime.getTime() / 1000) * 1000;
  const time = seconds >= start ? "now" : new Date(seconds).toISOString();
  return `${type} ${(mode & 0o7777).toString(8)} ${uid}:${gid} ${time} ${rest}`;
}

function hash(bytes: Uint8Array): string {
  return `${bytes.length} ${createHash("sha256").update(bytes).digest("hex").slice(0, 8)}`;
}

/** All that a container has below a folder. Of names of one file, the first in order stands for it. */
async function containerTree(container: Container, base: string, start: number): Promise<Tree> {
  const tree = new Map<string, string>();
  const { archive } = await container.getArchive(base);
  const root = `${base.slice(base.lastIndexOf("/") + 1)}/`;
  for await (const entry of untar(archive)) {
    const rest = entry.type === "file"
      ? hash(await entry.bytes())
      : `${entry.linkTarget.replace(root, "")} ${entry.deviceMajor}.${entry.deviceMinor}`;
    tree.set(entry.name.replace(root, ""), describe(entry, rest, start));
  }
  return tree;
}

/** All that there is in a local folder. */
async function readLocal(root: string, start: number): Promise<Tree> {
  const tree = new Map<string, string>();
  const seen = new Map<number, string>();
  const read = async (folder: string): Promise<void> => {
    for (const name of (await readdir(`${root}/${folder}`)).sort()) {
      const path = folder === "" ? name : `${folder}/${name}`;
      const stat = await lstat(`${root}/${path}`);
      const first = stat.isDirectory() ? undefined : seen.get(stat.ino);
      if (first === undefined) seen.set(stat.ino, path);
      const type = stat.isDirectory()
        ? "directory"
        : stat.isSymbolicLink()
        ? "symlink"
        : stat.isFile()
        ? "file"
        : "other";
      const rest = type === "symlink"
        ? await readlink(`${root}/${path}`)
        : type === "file"
        ? `${hash(await readFile(`${root}/${path}`))} ${first ?? ""}`
        : "";
      tree.set(path, describe({ ...stat, type, mtime: stat.mtime }, rest, start));
      if (type === "directory") await read(path);
    }
  };
  await read("");
  return tree;
}

async function makeLocal(root: string, entries: readonly TarEntrySettings[]): Promise<void> {
  await mkdir(root, { recursive: true });
  for (const { name, type = "file", mode, uid = 0, gid = 0, mtime, linkTarget, body } of entries) {
    const path = `${root}/${name}`;
    if (type === "directory") await mkdir(path);
    else if (type === "symlink") await symlink(linkTarget ?? "", path);
    else if (type === "link") await link(`${root}/${linkTarget}`, path);
    else await writeFile(path, String(body));
    if (type === "link") continue;
    await lchown(path, uid, gid);
    if (type !== "symlink") await chmod(path, mode ?? (type === "directory" ? 0o755 : 0o644));
    if (type === "symlink") await lutimes(path, mtime ?? 0, mtime ?? 0);
  }
  // Folders change with what is put into them.
  for (const { name, type, mtime = 0 } of entries) {
    if (type !== "symlink" && type !== "link") await utimes(`${root}/${name}`, mtime, mtime);
  }
}

/** A fifo, and a device that gives zeros. */
async function mkfifo(fifo: string, zero: string): Promise<void> {
  assert.equal(await run("mkfifo", [fifo]), "");
  assert.equal(await run("mknod", [zero, "c", "1", "5"]), "");
}

/** Runs a program; gives what it said when it failed, and `""` otherwise. */
function run(program: string, args: readonly string[], env: object = {}): Promise<string> {
  return new Promise((resolve) => {
    execFile(program, args, { env: { ...process.env, ...env } }, (error, _, stderr) => {
      resolve(error === null ? "" : stderr.trim() || error.message);
    });
  });
}
