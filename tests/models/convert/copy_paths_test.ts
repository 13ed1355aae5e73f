import assert from "node:assert/strict";
import { test } from "node:test";
import { FileError } from "@fairlead/docker";
import {
  archivedName,
  assertsFolder,
  cleanPath,
  followedPath,
  linkedPath,
  planCopy,
  renamer,
  splitPath,
} from "../../../src/models/convert/copy_paths.ts";

test("planCopy() decides by what the source is, and what is at the target", () => {
  const rows: [source: string, target: string, folder: string, name: string][] = [
    // "d:" and "f:" tell what is there: a folder or a file.
    ["f:/s/file", "/t/new", "/t", "new"],
    ["f:/s/file", "f:/t/file", "/t", "file"],
    ["f:/s/file", "d:/t/folder", "/t/folder", "file"],
    ["f:/s/file", "d:/t/folder/", "/t/folder/", "file"],
    ["f:/s/file", "d:/", "/", "file"],
    ["f:/s/file", "new", ".", "new"],
    ["f:/s/file", "/new", "/", "new"],
    ["f:/s/file", "/t/../new", "/", "new"],
    ["d:/s/folder", "/t/new", "/t", "new"],
    ["d:/s/folder", "/t/new/", "/t", "new"],
    ["d:/s/folder", "/t/new/.", "/t/new", "."],
    ["d:/s/folder/.", "/t/new", "/t", "new"],
    ["d:/s/folder", "d:/t/folder", "/t/folder", "folder"],
    ["d:/s/folder/", "d:/t/folder", "/t/folder", "folder"],
    ["d:/s/folder/.", "d:/t/folder", "/t/folder", "."],
    ["d:/s/folder/.", "d:/t/folder/.", "/t/folder/.", "."],
    ["d:/", "d:/t/folder", "/t/folder", "."],
    ["d:/.", "d:/t/folder", "/t/folder", "."],
    ["d:/", "/t/new", "/t", "new"],
  ];
  const bare = (path: string) => path.replace(/^[df]:/, "");
  for (const [source, target, folder, name] of rows) {
    const found = target.startsWith("d:") ? "folder" : target.startsWith("f:") ? "file" : undefined;
    const from = { path: bare(source), isFolder: source.startsWith("d:") };
    const plan = planCopy(from, { path: bare(target), found });
    assert.deepEqual(plan, { folder, name }, `${source} → ${target}`);
  }
});

test("planCopy() calls what a link leads to by the link's name, where the target has none", () => {
  const source = { path: "/s/folder", isFolder: true, name: "link" };
  const plan = (path: string, found?: "folder") => planCopy(source, { path, found });
  assert.deepEqual(plan("/t/folder", "folder"), { folder: "/t/folder", name: "link" });
  assert.deepEqual(plan("/t/new"), { folder: "/t", name: "new" });
});

test("planCopy() refuses what docker cp refuses, and tells what to do", () => {
  const refuses = (source: string, isFolder: boolean, target: string, found?: "file") => {
    let error: unknown;
    try {
      planCopy({ path: source, isFolder }, { path: target, found });
    } catch (caught) {
      error = caught;
    }
    assert.ok(error instanceof FileError);
    return [error.code, error.path, error.message];
  };
  assert.deepEqual(refuses("/s/folder/.", true, "/t/file", "file"), [
    "conflict",
    "/t/file",
    'Cannot copy "/s/folder/." to "/t/file": that is a file, and a folder can\'t take its place; ' +
    "remove it first, or name another target",
  ]);
  for (const target of ["/t/new/", "/t/new/."]) {
    assert.deepEqual(refuses("/s/file", false, target), [
      "not-found",
      target,
      `Cannot copy "/s/file" to "${target}": there is no such folder; make it first, or leave out ` +
      'the "/" at its end',
    ]);
  }
});

test("followedPath() keeps what the end of a path means, and its name", () => {
  const rows: [path: string, followed: string, expected: string, name?: string][] = [
    ["/a/link", "/b/target", "/b/target", "link"],
    ["/a/link/", "/b/target", "/b/target/", "link"],
    ["/a/link/.", "/b/target", "/b/target/."],
    ["/a/same", "/b/same", "/b/same"],
    ["/a/same/", "/b/same", "/b/same/"],
    ["/a/link", "/", "/", "link"],
    ["/a/link/.", "/", "/."],
    ["/", "/", "/"],
    ["/.", "/", "/."],
  ];
  for (const [path, followed, expected, name] of rows) {
    const found = followedPath(path, followed);
    assert.deepEqual([found.path, found.name], [expected, name], path);
  }
});

test("renamer() changes the first part of a name, and of nothing else", () => {
  const rows: [from: string, to: string, name: string, expected: string][] = [
    ["a", "b", "a", "b"],
    ["a", "b", "a/a", "b/a"],
    ["a", "b", "aa/a", "aa/a"],
    [".", "b", ".", "b"],
    [".", "b", "./c", "b/c"],
    [".", "b", "./.c", "b/.c"],
    ["a", ".", "a/c", "./c"],
    ["/", "b", "/", "b"],
    ["/", "b", "/c/d", "b/c/d"],
    ["/", "b", "c", "b/c"],
    ["/", ".", "/c", "./c"],
  ];
  for (const [from, to, name, expected] of rows) {
    assert.equal(renamer(from, to)(name), expected, `${from} → ${to}: ${name}`);
  }
});

test("paths are cleaned, taken apart and followed as Go does", () => {
  const cleaned: [string, string][] = [
    ["/a/./b//c/", "/a/b/c"],
    ["/a/../../b", "/b"],
    ["a/../..", ".."],
    ["../../a", "../../a"],
    ["", "."],
    [".", "."],
    ["a/..", "."],
    ["//", "/"],
  ];
  for (const [path, expected] of cleaned) assert.equal(cleanPath(path), expected, path);
  const taken: [path: string, folder: string, name: string][] = [
    ["/a/b", "/a", "b"],
    ["/a/b/", "/a", "b"],
    ["/a/b/.", "/a/b", "."],
    ["/a/b/./", "/a/b", "."],
    ["/a/..", "/", "/"],
    ["/", "/", "/"],
    ["/.", "/", "."],
    ["a", ".", "a"],
    [".", ".", "."],
  ];
  for (const [path, folder, name] of taken) {
    assert.deepEqual(splitPath(path), { folder, name }, path);
    assert.equal(archivedName(path), name);
  }
  assert.equal(linkedPath("/a/link", "b"), "/a/b");
  assert.equal(linkedPath("/a/link", "../b"), "/b");
  assert.equal(linkedPath("/a/link", "/b/../c"), "/b/../c");
  for (const path of ["/a/", "/a/.", ".", "/"]) assert.equal(assertsFolder(path), true, path);
  for (const path of ["/a", "/a/..", "/a/.b", "b."]) assert.equal(assertsFolder(path), false, path);
});
