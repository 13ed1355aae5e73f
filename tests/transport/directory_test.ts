import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import {
  chmod,
  link,
  lutimes,
  mkdir,
  readdir,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import { test } from "node:test";
import { promisify } from "node:util";
import { FileError } from "@fairlead/docker";
import { untar } from "../../src/api/streams/tar/reader.ts";
import { tar } from "../../src/api/streams/tar/writer.ts";
import { NodeFiles } from "../../src/transport/adapters/node_files.ts";
import { Pace } from "../../src/transport/adapters/pace.ts";
import { packPath } from "../../src/transport/directory.ts";
import type { TarEntry } from "../../src/types/tar.ts";
import { inFolder } from "./temporary_folder.ts";

const mtime = new Date("2024-02-29T12:34:56Z");
const isDeno = "Deno" in globalThis;

/** Both paces: one that waits for the disk, and one that never does. */
const PACES: readonly (() => Pace)[] = [() => new Pace(), () => new Pace(-1)];

/** What comes out of an archive of a path, each entry as a short text. */
async function packed(path: string, name: string, pace: Pace = new Pace()): Promise<string[]> {
  const lines: string[] = [];
  for await (const entry of untar(tar(packPath(new NodeFiles(pace), path, { name })))) {
    lines.push(`${entry.name} ${await describe(entry)}`);
  }
  return lines;
}

async function describe({ type, size, mode, linkTarget, bytes }: TarEntry): Promise<string> {
  if (type === "symlink") return `→ ${linkTarget}`;
  if (type === "link") return `= ${linkTarget}`;
  const bits = mode.toString(8);
  if (type !== "file") return `${type} ${bits}`;
  return `${bits} ${size > 100 ? size : JSON.stringify(new TextDecoder().decode(await bytes()))}`;
}

test("packPath() gives folders before what they have, in order, with links as links", async () => {
  await inFolder(async (root) => {
    await mkdir(`${root}/b/deep/er`, { recursive: true });
    await mkdir(`${root}/empty`, { mode: 0o700 });
    await writeFile(`${root}/b/naïve ファイル 😀`, "names");
    await writeFile(`${root}/b/deep/er/program`, "#!", { mode: 0o755 });
    await writeFile(`${root}/a`, "first");
    await writeFile(`${root}/large`, new Uint8Array(300_000));
    await writeFile(`${root}/none`, "");
    await chmod(`${root}/a`, 0o4640);
    await chmod(`${root}/b`, 0o1755);
    await link(`${root}/a`, `${root}/b/hard`);
    await symlink("../a", `${root}/b/soft`);
    await symlink("b", `${root}/folder-link`);
    await symlink("nowhere", `${root}/broken`);
    for (const pace of PACES) {
      assert.deepEqual(await packed(root, "top", pace()), [
        `top directory ${((await stat(root)).mode & 0o7777).toString(8)}`,
        'top/a 4640 "first"',
        "top/b directory 1755",
        "top/b/deep directory 755",
        "top/b/deep/er directory 755",
        'top/b/deep/er/program 755 "#!"',
        "top/b/hard = top/a",
        'top/b/naïve ファイル 😀 644 "names"',
        "top/b/soft → ../a",
        "top/broken → nowhere",
        "top/empty directory 700",
        "top/folder-link → b",
        "top/large 644 300000",
        'top/none 644 ""',
      ]);
    }
  });
});

test("packPath() tells the time and the owner of everything", async () => {
  await inFolder(async (root) => {
    await mkdir(`${root}/folder`);
    await writeFile(`${root}/folder/file`, "x");
    await symlink("file", `${root}/folder/link`);
    await lutimes(`${root}/folder/link`, mtime, mtime);
    for (const path of ["folder/file", "folder"]) await utimes(`${root}/${path}`, mtime, mtime);
    const { uid, gid } = await stat(root);
    for (const pace of PACES) {
      const found: TarEntry[] = [];
      const entries = packPath(new NodeFiles(pace()), `${root}/folder`, { name: "folder" });
      for await (const entry of untar(tar(entries))) found.push(entry);
      assert.deepEqual(
        found.map((entry) => [entry.name, entry.mtime, entry.uid, entry.gid]),
        ["folder", "folder/file", "folder/link"].map((name) => [name, mtime, uid, gid]),
      );
    }
  });
});

test("packPath() packs a single file, link or empty folder under the name that is given", async () => {
  await inFolder(async (root) => {
    await writeFile(`${root}/file`, "content");
    await symlink("file", `${root}/link`);
    await mkdir(`${root}/folder`);
    await writeFile(`${root}/folder/.hidden`, "dot");
    assert.deepEqual(await packed(`${root}/file`, "other"), ['other 644 "content"']);
    assert.deepEqual(await packed(`${root}/link`, "other"), ["other → file"]);
    assert.deepEqual(await packed(`${root}/folder/.`, "."), [
      ". directory 755",
      './.hidden 644 "dot"',
    ]);
  });
});

test("packPath() keeps fifos and devices, and leaves sockets out", async () => {
  await inFolder(async (root) => {
    await promisify(execFile)("mkfifo", [`${root}/fifo`]);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(`${root}/socket`, resolve));
    try {
      assert.deepEqual((await packed(root, "top")).slice(1), ["top/fifo fifo 644"]);
      await assert.rejects(packed(`${root}/socket`, "x"), {
        name: FileError.name,
        code: "invalid",
        message: `Cannot copy "${root}/socket": it is a socket, which archives don't have`,
      });
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
    for await (const entry of untar(tar(packPath(new NodeFiles(), "/dev/zero", { name: "z" })))) {
      assert.deepEqual([entry.type, entry.deviceMajor, entry.deviceMinor], [
        "character-device",
        1,
        5,
      ]);
    }
  });
});

test("packPath() keeps names that are no UTF-8, where the runtime can", async () => {
  await inFolder(async (root) => {
    // A shell makes what not every runtime can.
    const make =
      `printf x > "$(printf 'caf\\351')"; ln -s "$(printf 'caf\\351')" link; mkdir "$(printf 'd\\377')"; printf y > "$(printf 'd\\377')/in"`;
    await promisify(execFile)("sh", ["-c", make], { cwd: root });
    for (const pace of PACES) {
      if (isDeno) {
        await assert.rejects(packed(root, "top", pace()), {
          name: FileError.name,
          code: "invalid",
          message: /no UTF-8, and this runtime has no way to files of such names$/,
        });
        continue;
      }
      assert.deepEqual((await packed(root, "top", pace())).slice(1), [
        'top/caf\udce9 644 "x"',
        "top/d\udcff directory 755",
        'top/d\udcff/in 644 "y"',
        "top/link → caf\udce9",
      ]);
    }
  });
});

test("packPath() takes a name with a replacement character for what it is", async () => {
  await inFolder(async (root) => {
    await writeFile(`${root}/odd\ufffd`, "x");
    assert.deepEqual((await packed(root, "top")).slice(1), ['top/odd\ufffd 644 "x"']);
  });
});

test("packPath() rejects for what is not there, and what can't be read", async () => {
  await inFolder(async (root) => {
    await assert.rejects(packed(`${root}/none`, "x"), {
      name: FileError.name,
      code: "not-found",
      path: `${root}/none`,
      message: `Cannot copy "${root}/none": there is no such file or folder`,
    });
    await writeFile(`${root}/file`, "");
    await assert.rejects(packed(`${root}/file/below`, "x"), {
      name: FileError.name,
      code: "not-found",
      message: `Cannot look at "${root}/file/below": a part of the path is a file, not a folder`,
    });
  });
});

test("packPath() leaves out what goes away while it reads, and follows no link that comes", async () => {
  await inFolder(async (root) => {
    for (const name of ["a", "b", "c", "d"]) await writeFile(`${root}/${name}`, name);
    await mkdir(`${root}/e`);
    for (const pace of PACES) {
      const found: string[] = [];
      for await (const { name } of packPath(new NodeFiles(pace()), root, { name: "top" })) {
        found.push(name);
        if (name !== "top/a") continue;
        await rm(`${root}/b`);
        await rm(`${root}/e`, { recursive: true });
      }
      assert.deepEqual(found, ["top", "top/a", "top/c", "top/d"]);
      await writeFile(`${root}/b`, "b");
      await mkdir(`${root}/e`);
    }
    const entries = packPath(new NodeFiles(), root, { name: "top" });
    const packing = async (): Promise<void> => {
      for await (const { name } of entries) {
        if (name !== "top/a") continue;
        await rm(`${root}/b`);
        await symlink("/etc/passwd", `${root}/b`);
      }
    };
    await assert.rejects(packing(), { name: FileError.name, code: "invalid" });
  });
});

test("an archive of a file that grows or shrinks while it is packed fails", async () => {
  await inFolder(async (root) => {
    for (const size of [900_000, 1_100_000]) {
      await writeFile(`${root}/file`, new Uint8Array(1_000_000));
      const archive = tar(packPath(new NodeFiles(), `${root}/file`, { name: "file" })).getReader();
      await archive.read();
      await truncate(`${root}/file`, size);
      const reading = async (): Promise<void> => {
        while (!(await archive.read()).done) continue;
      };
      await assert.rejects(
        reading(),
        /^TypeError: Cannot write "file": its size is 1000000 bytes, but/,
      );
    }
  });
});

test("packPath() stops when it is aborted, and closes what it reads when it is cancelled", async () => {
  await inFolder(async (root) => {
    await writeFile(`${root}/a`, new Uint8Array(10_000_000));
    const controller = new AbortController();
    const reason = new Error("enough");
    const entries = packPath(new NodeFiles(), root, { name: "top", signal: controller.signal });
    const iterator = entries[Symbol.asyncIterator]();
    assert.equal((await iterator.next()).value?.name, "top");
    controller.abort(reason);
    await assert.rejects(async () => await iterator.next(), (error) => error === reason);
    const open = async () => (await readdir("/proc/self/fd")).length;
    const before = await open();
    for (let i = 0; i < 50; i++) {
      const reader = tar(packPath(new NodeFiles(), root, { name: "top" })).getReader();
      for (let j = 0; j < 3; j++) await reader.read();
      await reader.cancel();
    }
    for (let i = 0; i < 100 && await open() > before + 5; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.ok(await open() <= before + 5, `${await open()} files are open, ${before} were before`);
  });
});
