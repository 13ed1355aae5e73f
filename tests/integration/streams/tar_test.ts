/** What engines make of archives of ours, and we of theirs. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { untar } from "../../../src/api/streams/tar/reader.ts";
import { tar } from "../../../src/api/streams/tar/writer.ts";
import type { TarEntrySettings, TarHeader } from "../../../src/types/tar.ts";
import { onEngine } from "../engine_test_case.ts";
import { create, remove } from "../shell_container.ts";

const mtime = new Date("2024-02-29T12:34:56Z");
const deep = ["a", "b", "c", "n"].map((letter) => letter.repeat(90)).join("/");

const ENTRIES: readonly TarEntrySettings[] = [
  { name: "top", type: "directory", mtime },
  { name: "top/set-user-id", mode: 0o4755, body: "run", mtime },
  { name: "top/sticky", type: "directory", mode: 0o1777, mtime },
  { name: `top/${deep}`, body: "deep", mtime },
  { name: "top/first", body: "linked", mtime },
  { name: "top/second", type: "link", linkTarget: "top/first", mtime },
  { name: "top/soft", type: "symlink", linkTarget: "../ünder/".repeat(20), mtime },
  { name: "top/fifo", type: "fifo", mtime },
  { name: "top/naïve-ファイル-😀", body: "names", mtime },
  { name: "top/new\nline", body: "lines", mtime },
  { name: "top/caf\udce9", body: "latin", mtime },
  { name: "top/old", body: "old", mtime: new Date("1960-07-01T00:00:00Z") },
  { name: "top/owned", uid: 3_000_000, gid: 4_000_000, mtime },
];

test(
  "what is put into a container as an archive comes out again",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, "true");
    try {
      await containers.putArchive(id, { query: { path: "/tmp" }, body: tar(ENTRIES) });
      const { archive } = await containers.archive(id, { query: { path: "/tmp/top" } });
      const found = new Map<string, TarHeader & { text: string }>();
      for await (const { body: _, bytes, ...header } of untar(archive)) {
        found.set(header.name, { ...header, text: new TextDecoder().decode(await bytes()) });
      }
      // Of the names of one file, any may come first.
      const names = ["top/first", "top/second"];
      const [file, link] = names.map((name) => found.get(name)).sort((a) =>
        a?.type === "link" ? 1 : -1
      );
      assert.deepEqual([file?.text, link?.type, link?.linkTarget], ["linked", "link", file?.name]);
      for (const { name, body = "", ...fields } of ENTRIES) {
        if (names.includes(name)) continue;
        const entry: Partial<Record<string, unknown>> = { ...found.get(name) };
        assert.equal(entry["text"], body, name);
        for (const [key, value] of Object.entries(fields)) {
          const expected = changed(here.engine.name, name, key) ?? value;
          assert.deepEqual(entry[key], expected, `${key} of ${name}`);
        }
      }
    } finally {
      await remove(here.docker.api, id);
    }
  }),
);

/** What engines make something else of: Docker of times before 1970, Podman of owners. */
function changed(engine: string, name: string, key: string): unknown {
  if (engine === "podman") return key === "uid" || key === "gid" ? 0 : undefined;
  return name === "top/old" && key === "mtime" ? new Date(0) : undefined;
}
