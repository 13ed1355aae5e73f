/** What is copied by path, compared with what the docker CLI makes of the same. */

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { test } from "node:test";
import { type Container, DockerError, FileError } from "@fairlead/docker";
import { tar } from "../../../src/api/streams/tar/writer.ts";
import { IMAGE, onEngine } from "../engine_test_case.ts";
import { ARCHIVED, CASES, FEW } from "./copy_cases.ts";
import { compare, dockerCp } from "./copy_oracle.ts";

async function makeFolder(container: Container, name: string): Promise<void> {
  await container.putArchive("/", tar([{ name, type: "directory" }]));
}

test(
  "files are copied as docker cp copies them, in all its cases",
  onEngine(async ({ docker, engine, labels }) => {
    const container = await docker.containers.create(IMAGE, "true", { labels });
    await makeFolder(container, "srv");
    assert.ok(await compare(container, engine.host, "/srv", CASES) > 100);
    await container.remove();
  }),
);

test(
  "files are copied as docker cp copies them, for a container that runs, and one that is paused",
  onEngine(async ({ docker, engine, labels }) => {
    const settings = { labels, init: true, user: "1000:1001", tmpfs: ["/tmpfs"] };
    const container = await docker.containers.runDetached(IMAGE, "sleep 600", settings);
    for (const name of ["running", "paused"]) await makeFolder(container, name);
    await compare(container, engine.host, "/running", [...FEW, ...ARCHIVED]);
    await compare(container, engine.host, "/tmpfs", FEW.slice(0, 2));
    await container.pause();
    await compare(container, engine.host, "/paused", FEW);
    await container.remove({ force: true });
  }),
);

test(
  "files are copied as docker cp copies them, where only a volume can be written",
  onEngine(async ({ docker, engine, labels }) => {
    const settings = { labels, readOnly: true, volumes: ["/volume"], init: true };
    const container = await docker.containers.runDetached(IMAGE, "sleep 600", settings);
    await compare(container, engine.host, "/volume", FEW);
    const local = await mkdtemp(`${tmpdir()}/docker-cp-`);
    try {
      await writeFile(`${local}/file`, "file");
      for (const path of ["/new", "/etc", "/etc/passwd", "/dev/null", "/etc/none/new"]) {
        const ends = [`${local}/file`, `${container.id}:${path}`] as const;
        assert.notEqual(await dockerCp(engine.host, ...ends), "", path);
        await assert.rejects(container.copyTo(`${local}/file`, path), DockerError, path);
      }
      assert.equal(await dockerCp(engine.host, `${container.id}:/etc/passwd`, `${local}/a`), "");
      await container.copyFrom("/etc/passwd", `${local}/b`);
      assert.deepEqual(await readFile(`${local}/b`), await readFile(`${local}/a`));
      assert.notEqual(await dockerCp(engine.host, `${container.id}:/etc`, "/dev/null"), "");
      await assert.rejects(container.copyFrom("/etc", "/dev/null"), FileError);
    } finally {
      await rm(local, { recursive: true });
    }
    await container.remove({ force: true, volumes: true });
  }),
);
