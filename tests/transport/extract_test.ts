import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { link, lstat, mkdir, readdir, readlink, stat, symlink, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { FileError, ProtocolError } from "@fairlead/docker";
import { untar } from "../../src/api/streams/tar/reader.ts";
import { tar } from "../../src/api/streams/tar/writer.ts";
import { NodeFiles } from "../../src/transport/adapters/node_files.ts";
import { Pace } from "../../src/transport/adapters/pace.ts";
import { extractEntries, type ExtractOptions } from "../../src/transport/extract.ts";
import type { TarEntrySettings } from "../../src/types/tar.ts";
import { contents, inFolder, insideAndOutside } from "./temporary_folder.ts";

const mtime = new Date("2024-02-29T12:34:56Z");
const UNSAFE = { name: ProtocolError.name };

async function extract(
  folder: string,
  entries: readonly TarEntrySettings[],
  options?: ExtractOptions,
): Promise<void> {
  await extractEntries(new NodeFiles(), folder, untar(tar(entries)), options);
}

/** Rejects, and changes nothing that lies outside. */
async function refuses(
  entries: readonly TarEntrySettings[],
  expected: object,
  prepare: (inside: string, outside: string) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await inFolder(async (root) => {
    const [inside, outside] = await insideAndOutside(root);
    await writeFile(`${outside}/victim`, "untouched");
    await prepare(inside, outside);
    await assert.rejects(extract(inside, entries), expected, JSON.stringify(entries));
    assert.deepEqual(await contents(outside), { victim: "untouched" });
    assert.equal((await stat(`${outside}/victim`)).mode & 0o7777, 0o644);
    assert.deepEqual((await readdir(root)).sort(), ["inside", "outside"]);
  });
}

test("extractEntries() restores content, permissions, times and links, at either pace", async () => {
  for (const pace of [new Pace(), new Pace(-1)]) {
    await inFolder(async (root) => {
      const entries = untar(tar([
        { name: "folder", type: "directory", mode: 0o500, mtime },
        { name: "folder/file", mode: 0o640, mtime, body: "small" },
        { name: "folder/large", mode: 0o600, mtime, body: new Uint8Array(300_000) },
        { name: "folder/empty", mtime },
        { name: "folder/set", mode: 0o4755, mtime: new Date("1969-01-01T00:00:00Z") },
        { name: "folder/symbolic", type: "symlink", linkTarget: "../folder/file", mtime },
        { name: "folder/away", type: "symlink", linkTarget: "/etc/none", mtime },
        { name: "folder/hard", type: "link", linkTarget: "folder/file", mtime },
        { name: "folder/hard-symbolic", type: "link", linkTarget: "folder/away", mtime },
        { name: "implied/deep/naïve ファイル", body: "names" },
        { name: "./dotted//twice", body: "dots" },
      ]));
      await extractEntries(new NodeFiles(pace), root, entries);
      assert.deepEqual(await contents(root), {
        "dotted": "/",
        "dotted/twice": "dots",
        "folder": "/",
        "folder/away": "→/etc/none",
        "folder/empty": "",
        "folder/file": "small",
        "folder/hard": "small",
        "folder/hard-symbolic": "→/etc/none",
        "folder/large": "(300000 bytes)",
        "folder/set": "",
        "folder/symbolic": "→../folder/file",
        "implied": "/",
        "implied/deep": "/",
        "implied/deep/naïve ファイル": "names",
      });
      const modes = ["folder", "folder/file", "folder/large", "folder/set", "implied"].map(
        async (name) => (await lstat(`${root}/${name}`)).mode & 0o7777,
      );
      assert.deepEqual(await Promise.all(modes), [0o500, 0o640, 0o600, 0o4755, 0o755]);
      for (const name of ["folder", "folder/file", "folder/large", "folder/symbolic"]) {
        assert.deepEqual((await lstat(`${root}/${name}`)).mtime, mtime, name);
      }
      assert.equal((await stat(`${root}/folder/set`)).mtimeMs, Date.UTC(1969, 0, 1));
      assert.equal((await stat(`${root}/folder/file`)).nlink, 2);
      await extract(root, [{ name: "folder", type: "directory", mode: 0o700 }]);
    });
  }
});

test("extractEntries() merges folders, and replaces files and links rather than follow them", async () => {
  await inFolder(async (root) => {
    const [inside, outside] = await insideAndOutside(root);
    await writeFile(`${outside}/victim`, "untouched");
    await mkdir(`${inside}/folder`);
    await writeFile(`${inside}/folder/kept`, "kept");
    await link(`${outside}/victim`, `${inside}/hard`);
    await symlink("../outside/victim", `${inside}/symbolic`);
    await extract(inside, [
      { name: "folder", type: "directory" },
      { name: "folder/new", body: "new" },
      { name: "hard", body: "new" },
      { name: "symbolic", body: "new" },
      { name: "twice", body: "first" },
      { name: "twice", body: "second" },
    ]);
    assert.deepEqual(await contents(root), {
      "inside": "/",
      "inside/folder": "/",
      "inside/folder/kept": "kept",
      "inside/folder/new": "new",
      "inside/hard": "new",
      "inside/symbolic": "new",
      "inside/twice": "second",
      "outside": "/",
      "outside/victim": "untouched",
    });
  });
});

test("extractEntries() gives names by rename(), those of hard links' files too", async () => {
  await inFolder(async (root) => {
    const rename = (name: string) => name.replace(/^old/, "new");
    await extract(root, [
      { name: "old", type: "directory" },
      { name: "old/file", body: "content" },
      { name: "old/hard", type: "link", linkTarget: "old/file" },
    ], { rename });
    assert.deepEqual(await contents(root), {
      "new": "/",
      "new/file": "content",
      "new/hard": "content",
    });
  });
});

test("extractEntries() keeps names that are no UTF-8, where the runtime can", async () => {
  await inFolder(async (root) => {
    const entries: TarEntrySettings[] = [
      { name: "d\udcff", type: "directory", mode: 0o700 },
      { name: "d\udcff/caf\udce9", body: "x" },
      { name: "link", type: "symlink", linkTarget: "caf\udce9" },
    ];
    if ("Deno" in globalThis) {
      await assert.rejects(extract(root, entries), { name: FileError.name, code: "invalid" });
      return;
    }
    await extract(root, entries);
    await extract(root, entries);
    const [folder, link] = (await readdir(root, { encoding: "buffer" })).sort(Buffer.compare);
    assert.deepEqual([folder?.toString("latin1"), link?.toString()], ["d\xff", "link"]);
    const path = Buffer.concat([Buffer.from(`${root}/`), folder ?? Buffer.of()]);
    const [file] = await readdir(path, { encoding: "buffer" });
    assert.equal(file?.toString("latin1"), "caf\xe9");
    const target = await readlink(`${root}/link`, { encoding: "buffer" });
    assert.equal(target.toString("latin1"), "caf\xe9");
  });
});

test("extractEntries() leaves the folder itself as it is", async () => {
  await inFolder(async (root) => {
    const { mode, mtimeMs } = await stat(root);
    await extract(root, [{ name: ".", type: "directory", mode: 0o777, mtime }]);
    const after = await stat(root);
    assert.deepEqual([after.mode, after.mtimeMs], [mode, mtimeMs]);
  });
});

test("extractEntries() refuses names that lead out of the folder", async () => {
  for (const name of ["../victim", "../outside/victim", "a/../../outside/victim", "a/.."]) {
    await refuses([{ name, body: "evil" }], UNSAFE);
    await refuses([{ name, type: "directory", mode: 0o777 }], UNSAFE);
    await refuses([{ name, type: "symlink", linkTarget: "x" }], UNSAFE);
  }
  await refuses([{ name: "/etc/fairlead-evil", body: "evil" }], UNSAFE);
  await refuses([{ name: "//etc/fairlead-evil", body: "evil" }], UNSAFE);
  await refuses([{ name: ".", body: "evil" }], UNSAFE);
});

test("extractEntries() writes nothing through a link, of the archive or from before", async () => {
  const through: TarEntrySettings[] = [
    { name: "way/victim", body: "evil" },
    { name: "way/new", body: "evil" },
    { name: "way/deep/new", body: "evil" },
    { name: "way/folder", type: "directory" },
    { name: "way/new", type: "symlink", linkTarget: "x" },
  ];
  for (const entry of through) {
    // An absolute target of the archive's own is let through as such, and never followed.
    await refuses([{ name: "way", type: "symlink", linkTarget: "/tmp" }, entry], UNSAFE);
    await refuses(
      [entry],
      UNSAFE,
      async (inside, outside) => await symlink(outside, `${inside}/way`),
    );
    await refuses(
      [{ name: "folder", type: "directory" }, { ...entry, name: `folder/${entry.name}` }],
      UNSAFE,
      async (inside, outside) => {
        await mkdir(`${inside}/folder`);
        await symlink(outside, `${inside}/folder/way`);
      },
    );
  }
  const conflict = { name: FileError.name, code: "conflict" };
  const entries: TarEntrySettings[] = [
    { name: "way", type: "directory", mode: 0o777 },
    { name: "way/new", body: "evil" },
  ];
  await refuses(entries, conflict, async (inside, outside) => {
    await symlink(outside, `${inside}/way`);
  });
});

test("extractEntries() refuses links that lead out of the folder", async () => {
  for (const linkTarget of ["..", "../outside/victim", "a/../../outside", "./../x"]) {
    await refuses([{ name: "out", type: "symlink", linkTarget }], UNSAFE);
  }
  const deep = [{ name: "a/b/out", type: "symlink" as const, linkTarget: "../../../outside" }];
  await refuses(deep, UNSAFE);
});

test("extractEntries() makes no hard link of a symbolic one that would lead out from there", async () => {
  const entries: TarEntrySettings[] = [
    { name: "a/b/inner", type: "symlink", linkTarget: "../../outside" },
    { name: "hard", type: "link", linkTarget: "a/b/inner" },
  ];
  await refuses(entries, UNSAFE);
});

test("extractEntries() makes hard links to files of the folder only", async () => {
  for (const linkTarget of ["../outside/victim", "/etc/passwd", "none", "folder"]) {
    const entries: TarEntrySettings[] = [
      { name: "folder", type: "directory" },
      { name: "hard", type: "link", linkTarget },
      { name: "hard", body: "evil" },
    ];
    await refuses(entries, UNSAFE);
  }
  const entries: TarEntrySettings[] = [{ name: "hard", type: "link", linkTarget: "way/victim" }];
  await refuses(entries, UNSAFE, async (inside, outside) => {
    await symlink(outside, `${inside}/way`);
  });
});

test("extractEntries() refuses devices and fifos", async () => {
  const types = ["character-device", "block-device", "fifo"] as const;
  for (const type of types) {
    const device = type === "fifo" ? {} : { deviceMajor: 1, deviceMinor: 3 };
    await refuses([{ name: "node", type, ...device }], { name: FileError.name, code: "invalid" });
  }
});

test("extractEntries() puts no file in the place of a folder, and no folder in that of a file", async () => {
  const conflict = { name: FileError.name, code: "conflict" };
  const folder = (inside: string) => mkdir(`${inside}/a`).then(() => undefined);
  const file = (inside: string) => writeFile(`${inside}/a`, "file");
  await refuses([{ name: "a", body: "file" }], conflict, folder);
  await refuses([{ name: "a", type: "symlink", linkTarget: "b" }], conflict, folder);
  await refuses([{ name: "a", type: "directory" }], conflict, file);
  await refuses([{ name: "a/b", body: "file" }], conflict, file);
});

test("extractEntries() stops between two entries when it is aborted, and cancels the archive", async () => {
  await inFolder(async (root) => {
    const controller = new AbortController();
    const reason = new Error("enough");
    let cancelled: unknown;
    const archive = tar([{ name: "a", body: "a" }, { name: "b", body: "b" }]);
    const source = new ReadableStream<Uint8Array>({
      async pull(stream) {
        for await (const chunk of archive) stream.enqueue(chunk);
        controller.abort(reason);
      },
      cancel: (why) => {
        cancelled = why;
      },
    }, { highWaterMark: 0 });
    const { signal } = controller;
    const extracting = extractEntries(new NodeFiles(), root, untar(source), { signal });
    await assert.rejects(extracting, (error) => error === reason);
    assert.ok(cancelled instanceof Error);
    assert.deepEqual(await contents(root), {});
  });
});

test("extractEntries() leaves no half of a file when the archive breaks off", async () => {
  await inFolder(async (root) => {
    const whole = tar([{
      name: "a",
      size: 300_000,
      body: (async function* () {
        yield new Uint8Array(100_000);
        throw new Error("cut");
      })(),
    }]);
    await assert.rejects(extractEntries(new NodeFiles(), root, untar(whole)), /cut/);
    assert.deepEqual(await contents(root), {});
  });
});
