/** What images are made of, named and carried in, operation by operation, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, ImageNotFoundError, NotFoundError } from "../../../src/errors.ts";
import { IMAGE, onEngine } from "../engine_test_case.ts";
import { importImage } from "../import_image.ts";
import { create, remove } from "../shell_container.ts";

test(
  "a container is committed, and its image's history told",
  onEngine(async (here) => {
    const { images } = here.docker.api;
    const container = await create(here, "true");
    const repo = `fairlead-test/${crypto.randomUUID()}`;
    const query = { container, repo, tag: "1", comment: "said", author: "me" };
    const changes = ["ENV A=1", "USER app"];
    const body = { Cmd: ["ls", "ü"], Labels: { role: "test" } };
    const { Id } = await images.commit({ query: { ...query, changes }, body });
    const image = await images.inspect(`${repo}:1`);
    assert.equal(image.Id, Id);
    assert.equal(image.Comment, "said");
    assert.equal(image.Author, "me");
    assert.deepEqual(image.Config?.Cmd, ["ls", "ü"]);
    assert.equal(image.Config?.User, "app");
    assert.ok(image.Config?.Env?.includes("A=1"));
    assert.equal(image.Config?.Labels?.["role"], "test");
    const [last, ...before] = await images.history(Id);
    assert.deepEqual([last?.Comment, last?.Tags], ["said", [`${repo}:1`]]);
    const madeBy = (list: typeof before) => list.map(({ CreatedBy, Size }) => [CreatedBy, Size]);
    assert.deepEqual(madeBy(before), madeBy(await images.history(IMAGE)));
    await images.delete(`${repo}:1`);
    const plain = await images.commit({ query: { container, pause: false } });
    const { Cmd } = (await images.inspect(plain.Id)).Config ?? {};
    assert.deepEqual(Cmd, ["sh", "-c", "true"], "it is the container's own");
    await images.delete(plain.Id);
    await remove(here.docker.api, container);
  }),
);

test(
  "an image is given names, and loses the last with itself",
  onEngine(async ({ docker: { api: { images } } }) => {
    const { id, name } = await importImage(images);
    const other = `localhost:5000/fairlead-test/${crypto.randomUUID()}`;
    await images.tag(name, { query: { repo: other, tag: "a.b-c_1" } });
    await images.tag(id, { query: { repo: other } });
    const { RepoTags } = await images.inspect(id);
    assert.deepEqual(RepoTags?.toSorted(), [name, `${other}:a.b-c_1`, `${other}:latest`].sort());
    for (const repo of ["UPPER", "a b"]) {
      await assert.rejects(images.tag(name, { query: { repo } }), ApiError);
    }
    for (const given of [`${other}:latest`, `${other}:a.b-c_1`]) await images.delete(given);
    const gone = await images.delete(name);
    assert.ok(gone.some(({ Deleted }) => Deleted === id), JSON.stringify(gone));
    await assert.rejects(images.inspect(id), ImageNotFoundError);
  }),
);

test(
  "images are exported and loaded again, one and several",
  onEngine(async ({ docker: { api: { images } } }) => {
    const first = await importImage(images);
    const second = await importImage(images);
    const one = await new Response(await images.get(first.name)).bytes();
    const names = [first.name, second.name];
    const both = await new Response(await images.getAll({ query: { names } })).bytes();
    for (const name of names) await images.delete(name);
    await Array.fromAsync(await images.load({ body: one }));
    assert.equal((await images.inspect(first.name)).Id, first.id);
    await assert.rejects(images.inspect(second.name), ImageNotFoundError);
    await Array.fromAsync(await images.load({ body: both }));
    assert.equal((await images.inspect(second.name)).Id, second.id);
    const missing = images.getAll({ query: { names: [first.name, "fairlead-test/no"] } });
    await assert.rejects(missing, ImageNotFoundError);
    for (const name of names) await images.delete(name);
  }),
);

test(
  "images that no container uses are pruned by label, and no others",
  onEngine(async (here) => {
    const { images } = here.docker.api;
    const [[key, value] = []] = Object.entries(here.labels);
    const label = [`${key}=${value}`];
    const doomed = await importImage(images, [`LABEL ${label}`]);
    const spared = await importImage(images);
    const named = await images.prune({ query: { filters: { label, dangling: true } } });
    assert.deepEqual(named, { ImagesDeleted: null, SpaceReclaimed: 0 });
    const pruned = await images.prune({ query: { filters: { label, dangling: false } } });
    const untagged = pruned.ImagesDeleted?.flatMap(({ Untagged = [] }) => Untagged);
    assert.deepEqual(untagged, [doomed.name]);
    assert.ok(pruned.ImagesDeleted?.some(({ Deleted }) => Deleted === doomed.id));
    await images.delete(spared.name);
  }),
);

test(
  "every operation tells that there is no such image",
  onEngine(async ({ docker: { api: { images } } }) => {
    const name = "fairlead-test/no";
    const calls = [
      () => images.history(name),
      () => images.tag(name, { query: { repo: "fairlead-test/other" } }),
      () => images.get(name),
      () => images.getAll({ query: { names: [name] } }),
    ];
    for (const call of calls) {
      await assert.rejects(call(), (error: unknown) => {
        assert.ok(error instanceof ImageNotFoundError);
        assert.match(error.explanation, /no such image/i);
        return true;
      });
    }
    await assert.rejects(images.commit({ query: { container: "no" } }), (error: unknown) => {
      assert.ok(error instanceof NotFoundError);
      assert.equal(error.constructor, NotFoundError);
      return true;
    });
  }),
);
