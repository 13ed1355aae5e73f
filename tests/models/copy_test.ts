/** What is copied by path: what is asked for it, what is made of it, and what is refused before. */

import assert from "node:assert/strict";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { ConflictError, type Container, FileError, ProtocolError } from "@fairlead/docker";
import type { CopyFromSettings, CopyToSettings } from "../../src/types/copy.ts";
import { contents, inFolder } from "../transport/temporary_folder.ts";
import { refusal } from "./container_engine.ts";
import { copyEngine } from "./copy_engine.ts";

/** What the copying engine calls a path that something is put into. */
function put(folder: string, more = "copyUIDGID=false&noOverwriteDirNonDir=true"): string {
  return `PUT ${folder}&${more}`;
}

test("container.copyTo() looks at the target, and puts an archive into a folder", async () => {
  await inFolder(async (root) => {
    await writeFile(`${root}/file`, "content", { mode: 0o640 });
    await mkdir(`${root}/folder`);
    await writeFile(`${root}/folder/a`, "a");
    await symlink("file", `${root}/link`);
    const { container, engine, lines, put: entries } = await copyEngine({
      "/srv": { kind: "folder" },
      "/to-srv": { kind: "link", linkTarget: "/srv" },
      "/old": { kind: "file" },
    });
    const rows: [source: string | URL, path: string, lines: string[], entries: string[]][] = [
      ["file", "/new", ["HEAD /new", put("/")], ["new file 640 content"]],
      ["file", "/old", ["HEAD /old", put("/")], ["old file 640 content"]],
      ["file", "/srv", ["HEAD /srv", put("/srv")], ["file file 640 content"]],
      ["file", "/to-srv", ["HEAD /to-srv", "HEAD /srv", put("/srv")], ["file file 640 content"]],
      ["link", "/new", ["HEAD /new", put("/")], ["new symlink 777 file"]],
      ["folder", "/new", ["HEAD /new", put("/")], ["new directory 755", "new/a file 644 a"]],
      ["folder/.", "/srv", ["HEAD /srv", put("/srv")], [". directory 755", "./a file 644 a"]],
      [pathToFileURL(`${root}/file`), "/a b/ü", ["HEAD /a b/ü", put("/a b")], [
        "ü file 640 content",
      ]],
    ];
    let before = 0;
    for (const [source, path, expected, archived] of rows) {
      await container.copyTo(typeof source === "string" ? `${root}/${source}` : source, path);
      assert.deepEqual(lines().slice(before), expected, `${source} → ${path}`);
      before = lines().length;
      assert.deepEqual(await entries(), archived, `${source} → ${path}`);
    }
    await container.copyTo(`${root}/link`, "/srv", {
      followLink: true,
      archive: true,
      noOverwriteDirNonDir: false,
    });
    assert.deepEqual(lines().slice(before), [
      "HEAD /srv",
      put("/srv", "copyUIDGID=true&noOverwriteDirNonDir=false"),
    ]);
    assert.deepEqual(await entries(), ["link file 640 content"]);
    assert.equal(engine.open, 0, "the connections are given back");
  });
});

test("container.copyTo() refuses before anything is sent to be unpacked", async () => {
  await inFolder(async (root) => {
    await mkdir(`${root}/folder`);
    await writeFile(`${root}/file`, "");
    const { container, lines } = await copyEngine({
      "/old": { kind: "file" },
      "/dev/sda": { kind: "device" },
    });
    const refuses = (source: string, path: string, code: string, message: RegExp) =>
      assert.rejects(container.copyTo(`${root}/${source}`, path), {
        name: FileError.name,
        code,
        message,
      });
    await refuses("none", "/new", "not-found", /^Cannot copy ".*\/none": there is no such file/);
    await refuses("none/file", "/new", "not-found", /^Cannot look at ".*\/none\/": there is no/);
    await refuses("file/", "/new", "not-found", /a part of the path is a file, not a folder$/);
    assert.deepEqual(lines(), []);
    await refuses(
      "folder",
      "/old",
      "conflict",
      /that is a file, and a folder can't take its place/,
    );
    await refuses("file", "/new/", "not-found", /there is no such folder; make it first/);
    await refuses("file", "/dev/sda", "conflict", /: it is a device, not a file or folder$/);
    assert.deepEqual(lines(), ["HEAD /old", "HEAD /new/", "HEAD /dev/sda"]);
  });
});

test("container.copyTo() rejects with the engine's refusal, and reads the files no further", async () => {
  await inFolder(async (root) => {
    await writeFile(`${root}/large`, new Uint8Array(20_000_000));
    const { container, engine } = await copyEngine({}, refusal("409 Conflict", "read-only"));
    await assert.rejects(container.copyTo(`${root}/large`, "/new"), ConflictError);
    assert.equal(engine.open, 0, "no connection stays held");
  });
});

test("container.copyFrom() asks once, and writes what comes under its new name", async () => {
  await inFolder(async (root) => {
    const { container, engine, lines } = await copyEngine({
      "/etc/file": { kind: "file", archive: [{ name: "file", body: "content" }] },
      "/etc": {
        kind: "folder",
        archive: [
          { name: "etc", type: "directory" },
          { name: "etc/file", body: "content" },
          { name: "etc/hard", type: "link", linkTarget: "etc/file" },
        ],
      },
      "/etc/.": {
        kind: "folder",
        archive: [{ name: ".", type: "directory" }, { name: "./file", body: "content" }],
      },
      "/": {
        kind: "folder",
        archive: [{ name: "/", type: "directory" }, { name: "/bin", body: "content" }],
      },
      "/link": { kind: "link", linkTarget: "/etc/file", archive: [] },
      "/folder-link/": { kind: "link", linkTarget: "/etc", archive: [] },
      "/etc/": { kind: "folder", archive: [{ name: "etc", type: "directory" }] },
    });
    for (const name of ["one", "two", "root"]) await mkdir(`${root}/${name}`);
    await symlink("one", `${root}/link`);
    await symlink("made", `${root}/broken`);
    await container.copyFrom("/etc/file", `${root}/new`);
    await container.copyFrom("/etc/file", pathToFileURL(`${root}/link`));
    await container.copyFrom("/etc/file", `${root}/broken`);
    await container.copyFrom("/etc", `${root}/one`);
    await container.copyFrom("/etc", `${root}/all`);
    await container.copyFrom("/etc/.", `${root}/two`);
    await container.copyFrom("/", `${root}/root`);
    await container.copyFrom("/link", `${root}/two`, { followLink: true });
    await container.copyFrom("/folder-link/", `${root}/two`, { followLink: true });
    assert.deepEqual(await contents(root), {
      "all": "/",
      "all/file": "content",
      "all/hard": "content",
      "broken": "→made",
      "link": "→one",
      "made": "content",
      "new": "content",
      "one": "/",
      "one/etc": "/",
      "one/etc/file": "content",
      "one/etc/hard": "content",
      "one/file": "content",
      "root": "/",
      "root/bin": "content",
      "two": "/",
      "two/file": "content",
      "two/folder-link": "/",
      "two/link": "content",
    });
    assert.deepEqual(lines(), [
      ...Array.from({ length: 3 }, () => "GET /etc/file"),
      ...Array.from({ length: 2 }, () => "GET /etc"),
      "GET /etc/.",
      "GET /",
      "HEAD /link",
      "GET /etc/file",
      "HEAD /folder-link/",
      "GET /etc/",
    ]);
    assert.equal(engine.open, 0, "the connections are given back");
  });
});

test("container.copyFrom() refuses before it asks, where the target won't do", async () => {
  await inFolder(async (root) => {
    await writeFile(`${root}/file`, "");
    await symlink("circle", `${root}/circle`);
    const { container, lines } = await copyEngine({});
    const refuses = (target: string, code: string, message: RegExp) =>
      assert.rejects(container.copyFrom("/etc", target), { name: FileError.name, code, message });
    await refuses(`${root}/none/new`, "not-found", /there is no such file or folder$/);
    await refuses(`${root}/file/new`, "not-found", /a part of the path is a file, not a folder$/);
    await refuses(`${root}/circle`, "conflict", /too many links lead one to the other$/);
    await refuses("/dev/null", "conflict", /it is a device, not a file or folder$/);
    assert.deepEqual(lines(), []);
  });
});

test("container.copyFrom() closes the archive when it won't do, and keeps what is outside safe", async () => {
  await inFolder(async (root) => {
    await writeFile(`${root}/file`, "old");
    await mkdir(`${root}/folder`);
    const large = { name: "etc/large", body: new Uint8Array(3_000_000) };
    const { container, engine } = await copyEngine({
      "/etc": { kind: "folder", archive: [{ name: "etc", type: "directory" }, large] },
      "/evil": {
        kind: "folder",
        archive: [{ name: "evil", type: "directory" }, { name: "../../evil", body: "x" }, large],
      },
      "/odd": { kind: "file", archive: [{ name: "../file", body: "evil" }] },
      "/cut": { kind: "file", archive: ["Content-Length: 3\r\n\r\n", "tar"] },
    });
    const target = `${root}/folder`;
    await assert.rejects(container.copyFrom("/etc", `${root}/file`), { code: "conflict" });
    await assert.rejects(container.copyFrom("/evil", target), ProtocolError);
    await assert.rejects(container.copyFrom("/odd", target), ProtocolError);
    await assert.rejects(container.copyFrom("/cut", target), ProtocolError);
    assert.equal(engine.open, 0, "no connection stays held");
    assert.deepEqual(await contents(root), { "file": "old", "folder": "/", "folder/evil": "/" });
  });
});

test("copies with settings that can't be used are refused before anything is sent", async () => {
  const { container, lines } = await copyEngine({ "/etc": { kind: "folder" } });
  const to = (path: unknown, settings: unknown = {}, source: unknown = "/tmp") =>
    container.copyTo(source as string, path as string, settings as CopyToSettings);
  const from = (target: unknown, settings: unknown = {}, path: unknown = "/etc") =>
    container.copyFrom(path as string, target as string, settings as CopyFromSettings);
  for (const copy of [to, from]) {
    await assert.rejects(copy(""), TypeError);
    await assert.rejects(copy(1), TypeError);
    await assert.rejects(copy("/a\0b"), TypeError);
    await assert.rejects(copy("/a", {}, ""), TypeError);
    await assert.rejects(copy("/a", {}, null), TypeError);
    await assert.rejects(copy("/a", { followLink: 1 }), /^TypeError: Cannot use followLink 1/);
    await assert.rejects(copy("/a", { follow_link: true }), /did you mean "followLink"\?$/);
  }
  await assert.rejects(to("/a", { archive: "yes" }), TypeError);
  await assert.rejects(to("/a", { noOverwriteDirNonDir: 1 }), TypeError);
  await assert.rejects(from("/a", { archive: true }), /there is no setting "archive"/);
  await assert.rejects(to("/a", {}, new URL("https://example.com/")), /expected a file URL$/);
  assert.deepEqual(lines(), []);
});

test("copies end with their signal's reason, at every stage", async () => {
  await inFolder(async (root) => {
    await writeFile(`${root}/file`, new Uint8Array(3_000_000));
    const reason = new Error("enough");
    const isReason = (error: unknown) => error === reason;
    let aborting = new AbortController();
    const abort = () => (aborting.abort(reason), false);
    const calls: [(container: Container, signal: AbortSignal) => Promise<unknown>, string][] = [
      [(container, signal) => container.copyTo(`${root}/file`, "/here", { signal }), "upload"],
      [(container, signal) => container.copyFrom("/there", `${root}/new`, { signal }), "download"],
      [(container, signal) => container.readFile("/there", { signal }), "download"],
      [(container, signal) => container.writeFile("/here", "x", { signal }), "upload"],
    ];
    for (const [call] of calls) {
      const { container, engine, lines } = await copyEngine({
        "/there": {
          kind: "file",
          size: 1_000_000,
          archive: ["Content-Length: 1002000\r\n\r\n", new Uint8Array(0), abort],
        },
      }, [abort]);
      await assert.rejects(call(container, AbortSignal.abort(reason)), isReason);
      assert.deepEqual(lines(), []);
      aborting = new AbortController();
      await assert.rejects(call(container, aborting.signal), isReason);
      assert.equal(engine.open, 0, "no connection stays held");
    }
  });
});

test("copies where there are no files reject with what is missing", async () => {
  const { copyTo } = await import("../../src/models/copy_to.ts");
  const { container, lines } = await copyEngine({});
  const missing = new FileError("Cannot use files: this runtime has none", "other", "");
  const none = () => Promise.reject(missing);
  await assert.rejects(copyTo(container, none, "/tmp", "/tmp", {}), (error) => error === missing);
  assert.deepEqual(lines(), []);
});

test("container.readFile() reads a file with one call, and follows links", async () => {
  const { container, engine, lines } = await copyEngine({
    "/etc/motd": { kind: "file", size: 7, archive: [{ name: "motd", body: "welcome" }] },
    "/etc/empty": { kind: "file", archive: [{ name: "empty" }] },
    "/link": {
      kind: "link",
      linkTarget: "/etc/motd",
      archive: [{ name: "link", type: "symlink", linkTarget: "etc/motd" }],
    },
    "/a/relative": { kind: "link", linkTarget: "../link", archive: [] },
    "/circle": { kind: "link", linkTarget: "/circle", archive: [] },
    "/etc": { kind: "folder", archive: [{ name: "etc", type: "directory" }] },
    "/fifo": { kind: "fifo", archive: [{ name: "fifo", type: "fifo" }] },
    "/swapped": { kind: "file", archive: [{ name: "swapped", type: "directory" }] },
    "/grown": { kind: "file", size: 3, archive: [{ name: "grown", body: "grown" }] },
    "/cut": { kind: "file", size: 7, archive: ["Content-Length: 3\r\n\r\n", "cut"] },
  });
  const text = async (path: string) => new TextDecoder().decode(await container.readFile(path));
  assert.equal(await text("/etc/motd"), "welcome");
  assert.equal(await text("/etc/empty"), "");
  assert.equal(await text("/link"), "welcome");
  assert.equal(await text("/a/relative"), "welcome");
  assert.deepEqual(lines(), [
    "GET /etc/motd",
    "GET /etc/empty",
    "GET /link",
    "GET /etc/motd",
    "GET /a/relative",
    "GET /link",
    "GET /etc/motd",
  ]);
  const refuses = (path: string, expected: object, settings = {}) =>
    assert.rejects(container.readFile(path, settings), expected);
  await refuses("/etc", {
    name: "FileError",
    code: "conflict",
    message: 'Cannot read "/etc": it is a folder; use copyFrom() or getArchive()',
  });
  await refuses("/fifo", { message: 'Cannot read "/fifo": it is a fifo, not a file' });
  await refuses("/circle", { message: 'Cannot read "/circle": links lead in a circle' });
  await refuses("/swapped", { name: "FileError", code: "other" });
  await refuses("/none", { name: "NotFoundError" });
  await refuses("/cut", { name: "ProtocolError" });
  const tooLarge = { name: "OutputLimitError", limit: 4 };
  await refuses("/etc/motd", tooLarge, { maxSize: 4 });
  await refuses("/grown", tooLarge, { maxSize: 4 });
  assert.equal(engine.open, 0, "the connections are given back");
  const before = lines().length;
  await refuses("", { name: "TypeError" });
  await refuses("/a", { name: "RangeError" }, { maxSize: -1 });
  await refuses("/a", { name: "TypeError" }, { max: 1 });
  assert.equal(lines().length, before, "nothing is sent");
});

test("container.writeFile() puts an archive of one file in place of what was there", async () => {
  const { container, engine, lines, put: entries } = await copyEngine({
    "/etc/motd": { kind: "file" },
    "/link": { kind: "link", linkTarget: "/etc/motd" },
    "/broken": { kind: "link", linkTarget: "/etc/made" },
  });
  const query = "noOverwriteDirNonDir=true";
  const stream = () => new Blob(["welcome"]).stream();
  const contents = ["welcome", new TextEncoder().encode("welcome"), new Blob(["welcome"])];
  for (const content of contents) {
    await container.writeFile("/etc/motd", content);
    assert.deepEqual(await entries(), ["motd file 644 welcome"]);
  }
  await container.writeFile("/link", stream(), { size: 7, mode: 0o4755 });
  assert.deepEqual(await entries(), ["motd file 4755 welcome"]);
  await container.writeFile("/broken", [new Uint8Array(2).fill(97)], { size: 2 });
  assert.deepEqual(await entries(), ["made file 644 aa"]);
  await container.writeFile("new", "");
  assert.deepEqual(await entries(), ["new file 644"]);
  assert.deepEqual(lines(), [
    ...contents.flatMap(() => ["HEAD /etc/motd", `PUT /etc&${query}`]),
    "HEAD /link",
    "HEAD /etc/motd",
    `PUT /etc&${query}`,
    "HEAD /broken",
    "HEAD /etc/made",
    `PUT /etc&${query}`,
    "HEAD new",
    `PUT .&${query}`,
  ]);
  assert.equal(engine.open, 0, "the connections are given back");
});

test("container.writeFile() refuses what it can't write", async () => {
  const { container, engine, lines } = await copyEngine({
    "/etc": { kind: "folder" },
    "/to-etc": { kind: "link", linkTarget: "/etc" },
    "/fifo": { kind: "fifo" },
  });
  const refuses = (path: string, content: unknown, settings: object, expected: object | RegExp) =>
    assert.rejects(container.writeFile(path, content as string, settings), expected);
  const stream = () => new Blob(["welcome"]).stream();
  await refuses(
    "/a",
    stream(),
    {},
    /^TypeError: Cannot write a file of a container: size is needed/,
  );
  await refuses("/a", [], {}, /size is needed/);
  await refuses("/a", "x", { size: 2 }, /^RangeError: Cannot use size 2: the content has 1 bytes$/);
  await refuses("/a", 1, {}, /^TypeError: Cannot use content 1: expected text, bytes, a Blob/);
  await refuses("/a", undefined, {}, TypeError);
  await refuses("/a/", "x", {}, /^TypeError: Cannot use path "\/a\/": expected that of a file/);
  await refuses("/a/.", "x", {}, TypeError);
  await refuses("", "x", {}, TypeError);
  await refuses("/a", "x", { mode: 0o10000 }, RangeError);
  await refuses("/a", "x", { mode: "644" }, TypeError);
  await refuses("/a", "x", { uid: -1 }, RangeError);
  await refuses("/a", "x", { gid: 0.5 }, RangeError);
  await refuses("/a", "x", { mtime: 1 }, TypeError);
  await refuses("/a", "x", { mtime: new Date(NaN) }, RangeError);
  await refuses("/a", "x", { perm: 1 }, TypeError);
  assert.deepEqual(lines(), []);
  const folder = {
    name: "FileError",
    code: "conflict",
    message: /is a folder; name a file in it$/,
  };
  await refuses("/etc", "x", {}, folder);
  await refuses("/to-etc", "x", {}, folder);
  await refuses("/fifo", "x", {}, { code: "conflict", message: /is a fifo; remove it first$/ });
  assert.equal(lines().some((line) => line.startsWith("PUT")), false);
  await refuses(
    "/a",
    stream(),
    { size: 8 },
    /^TypeError: Cannot write "a": its size is 8 bytes, but/,
  );
  await refuses(
    "/a",
    stream(),
    { size: 6 },
    /^TypeError: Cannot write "a": its size is 6 bytes, but/,
  );
  assert.equal(engine.open, 0, "no connection stays held");
});

test("container.copyTo() sends a folder whole, however large", async () => {
  await inFolder(async (root) => {
    await mkdir(`${root}/folder`);
    for (let i = 0; i < 50; i++) await writeFile(`${root}/folder/${i}`, new Uint8Array(i * 5000));
    const { container, put: entries } = await copyEngine({ "/srv": { kind: "folder" } });
    await container.copyTo(`${root}/folder`, "/srv");
    assert.equal((await entries()).length, 51);
  });
});
