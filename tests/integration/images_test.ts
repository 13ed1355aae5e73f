/** Images, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import { ImageLoadError, ImageNotFoundError } from "@fairlead/docker";
import { fixture } from "../engine/mod.ts";
import { IMAGE, onEngine } from "./engine_test_case.ts";

function name(): string {
  return `fairlead-test/${crypto.randomUUID()}`;
}

test(
  "get() finds an image by name and ID",
  onEngine(async ({ docker }) => {
    const image = await docker.images.get(IMAGE);
    assert.match(image.id, /^sha256:[0-9a-f]{64}$/);
    assert.equal(image.shortId, image.id.slice(0, 19));
    assert.ok(image.tags.includes(IMAGE), `${image.tags}`);
    assert.equal((await docker.images.get(image.id)).id, image.id);
    await image.reload();
    assert.equal(image.attrs.Os, "linux");
    await assert.rejects(docker.images.get("no-such-image:ever"), ImageNotFoundError);
  }),
);

test(
  "importFrom() makes an image of an archive, and remove() removes it",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const repository = name();
    const archive = await readFile(fixture("rootfs.tar"));
    const image = await docker.images.importFrom(archive, {
      repository,
      tag: "first",
      message: "made by a test",
      changes: ["CMD echo imported", "LABEL role=test"],
    });
    assert.deepEqual(image.tags, [`${repository}:first`]);
    assert.deepEqual(image.labels, { role: "test" });
    assert.equal(image.attrs.Comment, "made by a test");
    const output = await docker.containers.run(`${repository}:first`, { labels, remove: true });
    assert.equal(output.stdout, "imported\n");

    const found = await docker.images.list({ name: repository });
    assert.deepEqual(found.map(({ id }) => id), [image.id]);
    const labelled = await docker.images.list({ filters: { label: "role=test" } });
    assert.ok(labelled.some(({ id }) => id === image.id));

    const items = await docker.images.remove(`${repository}:first`);
    assert.ok(items.some(({ Untagged }) => Untagged?.includes(repository)), JSON.stringify(items));
    await assert.rejects(image.reload(), ImageNotFoundError);
    await assert.rejects(image.remove(), ImageNotFoundError);
  }),
);

test(
  "importFrom() makes an image without a name of a stream",
  onEngine(async ({ docker }) => {
    const archive = await readFile(fixture("rootfs.tar"));
    function* pieces(): Generator<Uint8Array> {
      for (let at = 0; at < archive.length; at += 65_536) yield archive.subarray(at, at + 65_536);
    }
    const image = await docker.images.importFrom(pieces());
    assert.deepEqual(image.tags, []);
    await image.remove({ force: true });
  }),
);

test(
  "importFrom() and load() reject what is no archive",
  onEngine(async (here) => {
    const { docker } = here;
    const garbage = new TextEncoder().encode("this is no archive ".repeat(1000));
    await assert.rejects(docker.images.importFrom(garbage));
    await assert.rejects(docker.images.load(garbage));
    assert.equal(here.open(), 0);
    await assert.rejects(docker.images.importFrom("", { tag: "x" }), TypeError);
  }),
);

test(
  "load() answers the images of an archive",
  onEngine(async ({ docker }) => {
    const images = await docker.images.load(await readFile(fixture("busybox.tar")));
    assert.deepEqual(images.map(({ tags }) => tags.includes(IMAGE)), [true]);
  }),
);

test(
  "load() rejects with what its source throws, and the signal's reason",
  onEngine(async (here) => {
    const { docker } = here;
    const archive = await readFile(fixture("busybox.tar"));
    const why = new Error("the source is broken");
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield archive.subarray(0, 100_000);
      await Promise.resolve();
      throw why;
    }
    await assert.rejects(docker.images.load(broken()), (error) => error === why);
    const ending = new AbortController();
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield archive.subarray(0, 100_000);
      ending.abort(why);
      await new Promise(() => undefined);
    }
    await assert.rejects(
      docker.images.load(slow(), { signal: ending.signal }),
      (error) => error === why,
    );
    assert.equal(here.open(), 0);
  }),
);

test(
  "load() rejects when the engine can't use a part of the archive",
  onEngine(async (here) => {
    const { docker } = here;
    const archive = await readFile(fixture("busybox.tar"));
    // The head of the archive is whole, and its end is missing.
    await assert.rejects(
      docker.images.load(archive.subarray(0, archive.length >> 1)),
      (error) => error instanceof ImageLoadError || (error as { status?: number }).status === 500,
    );
  }),
);
