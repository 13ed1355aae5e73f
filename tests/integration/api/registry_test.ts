/** What engines ask of registries, with the credentials that they are given, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  ImageNotFoundError,
  NotFoundError,
  StreamError,
  UnauthorizedError,
} from "../../../src/errors.ts";
import { REGISTRIES, REGISTRY_CREDENTIALS as auth } from "../../engine/mod.ts";
import { onEngine } from "../engine_test_case.ts";
import { importImage } from "../import_image.ts";
import { create, remove } from "../shell_container.ts";
import { smallArchive } from "../small_archive.ts";

const wrong = { ...auth, password: "wrong" };
const WANTED = /no basic auth credentials/;
const REFUSED = /unauthorized/i;

test(
  "an image goes to a registry and back, with the right credentials only",
  onEngine(async ({ docker: { api }, engine }) => {
    const { distribution, images } = api;
    const store = engine.name === "store";
    const { id, name } = await importImage(images);
    const repo = `${REGISTRIES.password}/${name.replace(/:1$/, "")}`;
    await images.tag(name, { query: { repo, tag: "1" } });
    const push = async (auth?: object) =>
      await Array.fromAsync(
        await images.push(repo, { query: { tag: "1" }, ...(auth && { auth }) }),
      );

    await assert.rejects(push(wrong), refusal(StreamError, REFUSED));
    // Containerd's store tries for ten seconds before it tells.
    if (!store) await assert.rejects(push(), refusal(StreamError, WANTED));
    const pushed = (await push(auth)).map(({ status }) => status ?? "").join("\n");
    const digest = /digest: (sha256:[0-9a-f]{64})/.exec(pushed)?.[1];
    assert.ok(digest !== undefined, pushed);

    const reference = `${repo}:1`;
    await assert.rejects(distribution.inspect(reference), refusal(ApiError, WANTED));
    const denied = distribution.inspect(reference, { auth: wrong });
    await assert.rejects(denied, refusal(UnauthorizedError, REFUSED));
    const { Descriptor, Platforms } = await distribution.inspect(reference, { auth });
    assert.equal(Descriptor.digest, digest);
    if (store) assert.equal(Platforms, null, "nothing tells them of a manifest in OCI's format");
    else assert.equal(Platforms?.[0]?.os, "linux");
    await assert.rejects(distribution.inspect(`${repo}:2`, { auth }), (error: unknown) => {
      assert.ok(error instanceof NotFoundError);
      return true;
    });

    for (const one of [name, reference]) await images.delete(one);
    const pull = (tag: string, auth?: object) =>
      images.create({ query: { fromImage: repo, tag }, ...(auth && { auth }) });
    await assert.rejects(pull("1"), refusal(ApiError, WANTED));
    await assert.rejects(pull("1", wrong), refusal(ApiError, REFUSED));
    await assert.rejects(pull("2", auth), ImageNotFoundError);
    const build = async (auth: object) =>
      await Array.fromAsync(
        await images.build({
          body: smallArchive({ Dockerfile: `FROM ${reference}\n` }),
          registryConfig: { [REGISTRIES.open]: {}, [REGISTRIES.password]: auth },
        }),
      );
    await assert.rejects(build(wrong), refusal(StreamError, REFUSED));
    const built = (await build(auth)).map(({ stream = "" }) => stream).join("");
    assert.match(built, /^Successfully built /m);
    await images.delete(reference);
    const statuses = (await Array.fromAsync(await pull("1", auth))).map(({ status }) => status);
    assert.ok(statuses.includes(`Digest: ${digest}`), statuses.join("\n"));
    if (!store) assert.equal((await images.inspect(reference)).Id, id);
    await images.delete(reference);
  }),
);

test(
  "a push of what is not there fails in the middle, or at once where the name is none",
  onEngine(async ({ docker: { api: { images } } }) => {
    const push = async (name: string) =>
      await Array.fromAsync(await images.push(name, { query: { tag: "1" } }));
    await assert.rejects(push(`${REGISTRIES.open}/fairlead-test/no`), StreamError);
    await assert.rejects(push("UPPER"), ApiError);
  }),
);

test(
  "a search takes its credentials along (row 15), and fails without a registry",
  onEngine(async (here) => {
    const { containers, images } = here.docker.api;
    await assert.rejects(images.search({ query: { term: "busybox" } }), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.code, "server-error");
      return true;
    });
    const found = '{"num_results":1,"query":"a","results":[{"name":"fairlead/a","star_count":7}]}';
    const id = await create(
      here,
      `mkdir -p /w/v1; echo '{}' > /w/v1/_ping; echo '${found}' > /w/v1/search
      echo '/v1/search:user:secret' > /conf
      httpd -p 127.0.0.1:8765 -h /w -c /conf && echo ready && sleep 600`,
      { HostConfig: { NetworkMode: "host" } },
    );
    await containers.start(id);
    const query = { follow: true, stdout: true, stderr: true };
    for await (const { line } of (await containers.logs(id, { query, tty: false })).lines()) {
      if (line === "ready") break;
    }
    const search = (auth?: object) =>
      images.search({
        query: { term: "127.0.0.1:8765/a", limit: 3, filters: { stars: 5 } },
        ...(auth && { auth }),
      });
    for (const auth of [undefined, wrong]) {
      await assert.rejects(search(auth), refusal(ApiError, /401/));
    }
    const [result] = await search(auth);
    assert.deepEqual([result?.name, result?.star_count], ["fairlead/a", 7]);
    await remove(here.docker.api, id);
  }),
);

/** Whether an error is of that class and has these words. */
function refusal(
  Class: typeof ApiError | typeof UnauthorizedError | typeof StreamError,
  words: RegExp,
): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof Class, `${error}`);
    assert.match(error instanceof ApiError ? error.explanation : error.detail, words);
    return true;
  };
}
