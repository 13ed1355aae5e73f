/** Images of several platforms, operation by operation, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import { ApiError, ImageNotFoundError } from "../../../src/errors.ts";
import { fixture, REGISTRIES } from "../../engine/mod.ts";
import { onEngine } from "../engine_test_case.ts";
import { eventually } from "../eventually.ts";

const MULTI = "localhost/busybox:multi";
const AMD64 = { os: "linux", architecture: "amd64" };
const ARM64 = { os: "linux", architecture: "arm64" };
const NEITHER = { os: "linux", architecture: "s390x" };

test(
  "an image of several platforms is told, exported, pushed, loaded and removed for one",
  onEngine(async ({ docker: { api: { distribution, images } } }) => {
    await Array.fromAsync(await images.load({ body: await readFile(fixture("multi.tar")) }));
    for (const platform of [AMD64, ARM64]) {
      const { Architecture } = await images.inspect(MULTI, { query: { platform } });
      assert.equal(Architecture, platform.architecture);
      assert.equal((await images.history(MULTI, { query: { platform } }))[0]?.CreatedBy, "tests");
    }
    await assert.rejects(
      images.history(MULTI, { query: { platform: NEITHER } }),
      ImageNotFoundError,
    );

    const sizeOf = async (platform?: object) => {
      const archive = await images.get(MULTI, platform && { query: { platform } });
      return (await new Response(archive).bytes()).length;
    };
    const [both, one] = [await sizeOf(), await sizeOf(ARM64)];
    assert.ok(one < both * 0.75, `${one} of ${both} bytes`);
    await assert.rejects(sizeOf(NEITHER), ImageNotFoundError);
    await assert.rejects(sizeOf([AMD64, ARM64]), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.match(error.explanation, /multiple platform/);
      return true;
    });

    const repo = `${REGISTRIES.open}/fairlead-test/${crypto.randomUUID()}`;
    await images.tag(MULTI, { query: { repo, tag: "all" } });
    await images.tag(MULTI, { query: { repo, tag: "arm64" } });
    await Array.fromAsync(await images.push(repo, { query: { tag: "all" } }));
    await Array.fromAsync(await images.push(repo, { query: { tag: "arm64", platform: ARM64 } }));
    const { Platforms } = await distribution.inspect(`${repo}:all`);
    assert.deepEqual(
      Platforms?.map((platform) => platform?.architecture).sort(),
      ["amd64", "arm64"],
    );
    const { Descriptor } = await distribution.inspect(`${repo}:arm64`);
    assert.match(Descriptor.mediaType ?? "", /manifest\.v1/);
    for (const tag of ["all", "arm64"]) await images.delete(`${repo}:${tag}`);

    await images.delete(MULTI, { query: { platforms: [ARM64], force: true } });
    await images.inspect(MULTI, { query: { platform: AMD64 } });
    await assert.rejects(
      images.inspect(MULTI, { query: { platform: ARM64 } }),
      ImageNotFoundError,
    );
    await images.delete(MULTI);

    const body = await readFile(fixture("multi.tar"));
    // An image's content is not gone at once with the image: until it is, a load finds it again.
    await eventually(async () => {
      await Array.fromAsync(await images.load({ query: { platform: ARM64 }, body }));
      await images.inspect(MULTI, { query: { platform: ARM64 } });
      const other = images.inspect(MULTI, { query: { platform: AMD64 } });
      const isThere = await other.then(() => true, (error: unknown) => {
        assert.ok(error instanceof ImageNotFoundError, `${error}`);
        return false;
      });
      await images.delete(MULTI);
      return isThere ? undefined : true;
    });
  }),
);
