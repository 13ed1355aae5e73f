import assert from "node:assert/strict";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import process from "node:process";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { FileError } from "@fairlead/docker";
import { fileFailure } from "../../src/transport/adapters/file_failure.ts";
import { NodeFiles } from "../../src/transport/adapters/node_files.ts";
import { Pace } from "../../src/transport/adapters/pace.ts";
import { runtimeHost } from "../../src/transport/adapters/pick.ts";
import { inFolder } from "./temporary_folder.ts";

test("files.resolve() makes paths absolute, and keeps what their end means", () => {
  const here = process.cwd();
  const files = new NodeFiles();
  const rows: [path: string | URL, expected: string][] = [
    ["a", `${here}/a`],
    ["a/", `${here}/a/`],
    ["a/.", `${here}/a/.`],
    ["a/./", `${here}/a/.`],
    ["a//", `${here}/a/`],
    ["./a/../b.", `${here}/b.`],
    [".", `${here}/.`],
    ["./", `${here}/.`],
    ["..", here.slice(0, here.lastIndexOf("/")) || "/"],
    ["/", "/"],
    ["/.", "/."],
    ["/a/..", "/"],
    ["-", `${here}/-`],
    ["~/a", `${here}/~/a`],
    [pathToFileURL("/a b/ü"), "/a b/ü"],
    [new URL("file:///a/"), "/a/"],
  ];
  for (const [path, expected] of rows) assert.equal(files.resolve(path), expected, `${path}`);
  assert.throws(() => files.resolve(new URL("https://user:secret@example.com/a")), {
    name: "TypeError",
    message: "Cannot use https: as a local path: expected a file URL",
  });
});

test("files tell what is there without following links, at either pace", async () => {
  await inFolder(async (root) => {
    await writeFile(`${root}/file`, "content");
    await symlink("file", `${root}/link`);
    await mkdir(`${root}/folder`);
    for (const pace of [new Pace(), new Pace(-1)]) {
      const files = new NodeFiles(pace);
      const kinds = ["file", "link", "folder", "none", "file", "none"].map(async (name) =>
        (await files.stat(`${root}/${name}`))?.kind
      );
      assert.deepEqual(await Promise.all(kinds), [
        "file",
        "symlink",
        "directory",
        undefined,
        "file",
        undefined,
      ]);
      await assert.rejects(async () => await files.read(`${root}/none`), {
        name: FileError.name,
        code: "not-found",
        path: `${root}/none`,
        message: `Cannot read "${root}/none": there is no such file or folder`,
      });
      await assert.rejects(async () => await files.read(`${root}/link`), { code: "invalid" });
      await assert.rejects(async () => await files.list(`${root}/file`), { code: "not-found" });
      const body = new Uint8Array(1);
      const attributes = { mode: 0o600, mtime: new Date() };
      await assert.rejects(async () => await files.write(`${root}/link`, body, attributes), {
        code: "conflict",
        message: `Cannot write "${root}/link": there is something already`,
      });
    }
    assert.equal(await new NodeFiles().realPath(`${root}/folder/../link`), `${root}/file`);
  });
});

test("a pace waits for a disk that is quick, and for a while not for one that was slow", async () => {
  const pace = new Pace(3);
  const now = (milliseconds: number) => () => {
    const end = performance.now() + milliseconds;
    while (performance.now() < end) continue;
    return "now";
  };
  const later = () => Promise.resolve("later");
  assert.equal(pace.run(now(0), later), "now");
  assert.equal(pace.run(now(6), later), "now");
  for (let i = 0; i < 200; i++) assert.equal(await pace.run(now(0), later), "later");
  assert.equal(pace.run(now(0), later), "now");
  const refuse = () => {
    throw new Error("gone");
  };
  assert.throws(() => pace.run(refuse, later), /gone/);
});

test("failures of the system are told as such, and others are handed on", () => {
  const other = new Error("other");
  assert.equal(fileFailure("read", "/a", other), other);
  const odd = fileFailure("read", "/a", Object.assign(new Error("odd"), { code: "EODD" }));
  assert.ok(odd instanceof FileError);
  assert.deepEqual([odd.message, odd.code], ['Cannot read "/a": the system says EODD', "other"]);
  const node = Object.assign(new Error("x"), { code: "ERR_INVALID_ARG_TYPE" });
  assert.equal(fileFailure("read", "/a", node), node);
});

test("runtimeHost() has the files of this machine", async () => {
  const files = await runtimeHost().files();
  assert.equal((await files.stat("/"))?.kind, "directory");
});
