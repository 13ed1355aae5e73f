/** Files that are copied by path, read and written, on every engine. */

import assert from "node:assert/strict";
import { mkdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { test } from "node:test";
import { FileError, NotFoundError } from "@fairlead/docker";
import { tar } from "../../../src/api/streams/tar/writer.ts";
import { contents, inFolder } from "../../transport/temporary_folder.ts";
import { IMAGE, onEngine } from "../engine_test_case.ts";

const mtime = new Date("2024-02-29T12:34:56Z");

test(
  "what is copied into a container comes out again, from one that never ran too",
  onEngine(async ({ docker, labels }) => {
    const container = await docker.containers.create(IMAGE, "true", { labels });
    await inFolder(async (root) => {
      await mkdir(`${root}/tree/deep`, { recursive: true });
      await writeFile(`${root}/tree/naïve ファイル 😀`, "names");
      await writeFile(`${root}/tree/deep/large`, new Uint8Array(3_000_000).fill(97));
      await symlink("deep/large", `${root}/tree/link`);
      await container.copyTo(`${root}/tree`, "/tree");
      await container.copyTo(`${root}/tree/.`, "/tmp");
      await container.copyFrom("/tree", `${root}/back`);
      await container.copyFrom("/tmp/link", `${root}/back`, { followLink: true });
      const expected = await contents(`${root}/tree`);
      const { link: _, ...rest } = expected;
      assert.deepEqual(await contents(`${root}/back`), { ...rest, link: expected["deep/large"] });
      const [large, copy] = ["tree/deep/large", "back/link"].map((name) =>
        readFile(`${root}/${name}`)
      );
      assert.ok((await large)?.equals(await copy ?? new Uint8Array(0)));
      await assert.rejects(container.copyTo(`${root}/tree`, "/none/new"), NotFoundError);
      await assert.rejects(container.copyTo(`${root}/tree`, "/etc/passwd"), FileError);
      await assert.rejects(container.copyFrom("/none", `${root}/new`), NotFoundError);
      await assert.rejects(stat(`${root}/new`));
    });
    await container.remove();
  }),
);

test(
  "files of a container are written and read",
  onEngine(async ({ docker, labels }) => {
    const container = await docker.containers.create(IMAGE, "true", { labels });
    const read = async (path: string) => new TextDecoder().decode(await container.readFile(path));
    const content = new Blob(["welcome\n"]).stream();
    await container.writeFile("/etc/motd", content, { size: 8, mode: 0o640, mtime });
    const found = await container.stat("/etc/motd");
    assert.deepEqual([found.mode, found.size, found.mtime], [0o100640, 8, mtime]);
    assert.equal(await read("/etc/motd"), "welcome\n");
    await container.putArchive(
      "/",
      tar([{ name: "link", type: "symlink", linkTarget: "etc/motd" }]),
    );
    await container.writeFile("/link", "through the link");
    assert.equal(await read("/etc/motd"), "through the link");
    assert.equal(await read("/link"), "through the link");
    await assert.rejects(container.readFile("/etc"), FileError);
    await assert.rejects(container.readFile("/none"), NotFoundError);
    await assert.rejects(container.writeFile("/etc", "x"), FileError);
    await assert.rejects(container.writeFile("/none/new", "x"), NotFoundError);
    await container.remove();
  }),
);
