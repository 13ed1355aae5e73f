/** What GNU tar makes of archives of ours. */

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { spawn } from "node:child_process";
import process from "node:process";
import { test } from "node:test";
import { tar } from "../../../../src/api/streams/tar/writer.ts";
import type { TarEntrySettings } from "../../../../src/types/tar.ts";
import { concat } from "../feed.ts";
import { readChunks } from "./sources.ts";

const mtime = new Date("2024-02-29T12:34:56Z");
const deep = ["a", "b", "c", "n"].map((letter) => letter.repeat(90)).join("/");

/** Entries, and how GNU tar lists them: mode, owner, size or device, time, name. */
const ENTRIES: readonly (readonly [TarEntrySettings, string])[] = [
  [{ name: "folder", type: "directory", mtime }, "drwxr-xr-x 0/0 0 2024-02-29 12:34:56 folder/"],
  [
    { name: "folder/set-user-id", mode: 0o4755, body: "run", mtime },
    "-rwsr-xr-x 0/0 3 2024-02-29 12:34:56 folder/set-user-id",
  ],
  [
    { name: "sticky", type: "directory", mode: 0o1777, mtime },
    "drwxrwxrwt 0/0 0 2024-02-29 12:34:56 sticky/",
  ],
  [{ name: deep, body: "deep", mtime }, `-rw-r--r-- 0/0 4 2024-02-29 12:34:56 ${deep}`],
  [
    { name: `${"p".repeat(150)}/${"n".repeat(90)}`, body: "split", mtime },
    `-rw-r--r-- 0/0 5 2024-02-29 12:34:56 ${"p".repeat(150)}/${"n".repeat(90)}`,
  ],
  [
    { name: "hard", type: "link", linkTarget: deep, mtime },
    `hrw-r--r-- 0/0 0 2024-02-29 12:34:56 hard link to ${deep}`,
  ],
  [
    { name: "soft", type: "symlink", linkTarget: "../ünder", mtime },
    "lrwxrwxrwx 0/0 0 2024-02-29 12:34:56 soft -> ../\\303\\274nder",
  ],
  [{ name: "fifo", type: "fifo", mtime }, "prw-r--r-- 0/0 0 2024-02-29 12:34:56 fifo"],
  [
    { name: "null", type: "character-device", deviceMajor: 1, deviceMinor: 3, mode: 0o666, mtime },
    "crw-rw-rw- 0/0 1,3 2024-02-29 12:34:56 null",
  ],
  [
    { name: "loop", type: "block-device", deviceMajor: 7, deviceMinor: 300, mtime },
    "brw-r--r-- 0/0 7,300 2024-02-29 12:34:56 loop",
  ],
  [
    { name: "naïve-😀", body: "names", mtime },
    "-rw-r--r-- 0/0 5 2024-02-29 12:34:56 na\\303\\257ve-\\360\\237\\230\\200",
  ],
  [{ name: "new\nline", mtime }, "-rw-r--r-- 0/0 0 2024-02-29 12:34:56 new\\nline"],
  [{ name: "caf\udce9", mtime }, "-rw-r--r-- 0/0 0 2024-02-29 12:34:56 caf\\351"],
  [
    { name: `${"x".repeat(120)}\udce9`, mtime },
    `-rw-r--r-- 0/0 0 2024-02-29 12:34:56 ${"x".repeat(120)}\\351`,
  ],
  [{ name: "old", mtime: new Date("1960-07-01") }, "-rw-r--r-- 0/0 0 1960-07-01 00:00:00 old"],
  [{ name: "late", mtime: new Date("2250-01-01") }, "-rw-r--r-- 0/0 0 2250-01-01 00:00:00 late"],
  [
    { name: "owned", uid: 3_000_000, gid: 4_000_000, mtime },
    "-rw-r--r-- 3000000/4000000 0 2024-02-29 12:34:56 owned",
  ],
];

interface Ran {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs `tar`; not with `spawnSync()`, which on Deno 2.9 writes all its input before it reads. */
function run(args: readonly string[], input: Uint8Array): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn("tar", args, { env: { ...process.env, LC_ALL: "C", TZ: "UTC" } });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk) => stdout.push(chunk));
    child.stderr.on("data", (chunk) => stderr.push(chunk));
    child.on("error", reject);
    child.stdin.on("error", () => {}); // of a program that reads no more, whose status tells why
    child.on("close", (status) => {
      resolve({ status, stdout: Buffer.concat(stdout), stderr: `${Buffer.concat(stderr)}` });
    });
    child.stdin.end(input);
  });
}

async function gnuTar(args: readonly string[], archive: Uint8Array): Promise<Ran> {
  const ran = await run(args, archive);
  assert.equal(ran.status, 0, ran.stderr);
  return ran;
}

async function isGnuTar(): Promise<boolean> {
  try {
    return `${(await run(["--version"], new Uint8Array(0))).stdout}`.includes("GNU tar");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}

const options = await isGnuTar() ? {} : { skip: "there is no GNU tar" };

test("GNU tar lists what was packed, and has nothing to say against it", options, async () => {
  for (const [entry, line] of ENTRIES) {
    const archive = concat(...await readChunks(tar([entry])));
    const list = ["-tv", "--full-time", "--numeric-owner", "--quoting-style=escape"];
    const { stdout, stderr } = await gnuTar(list, archive);
    assert.equal(`${stdout}`.replace(/ +/g, " "), `${line}\n`);
    const complaints = stderr.split("\n").filter((line) => !/'hdrcharset'$/.test(line));
    assert.deepEqual(complaints, [""]);
  }
});

test("GNU tar unpacks the content that was packed", options, async () => {
  const contents = [0, 1, 511, 512, 513, 70_000, 300_000].map((length) =>
    Uint8Array.from({ length }, (_, at) => (at * 7 + length) % 256)
  );
  const entries = contents.map((body, i) => ({ name: `${"long/".repeat(i * 8)}file-${i}`, body }));
  const archive = concat(...await readChunks(tar(entries)));
  const { stdout, stderr } = await gnuTar(["-xO"], archive);
  assert.equal(stderr, "");
  assert.ok(stdout.equals(concat(...contents)));
});
