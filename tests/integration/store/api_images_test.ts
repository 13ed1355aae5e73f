/** Images of several platforms, operation by operation, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, ImageNotFoundError } from "../../../src/errors.ts";
import { REGISTRIES } from "../../engine/mod.ts";
import { onEngine } from "../engine_test_case.ts";
import { eventually } from "../eventually.ts";
import { multiPlatformArchive } from "../multi_platform_archive.ts";

const AMD64 = { os: "linux", architecture: "amd64" };
const ARM64 = { os: "linux", architecture: "arm64" };
const NEITHER = { os: "linux", architecture: "s390x" };

test(
  "an image of several platforms is told, exported, pushed, loaded and removed for one",
  onEngine(async ({ docker: { api: { distribution, images } } }) => {
    const name = `localhost/fairlead-${crypto.randomUUID()}:multi`;
    await Array.fromAsync(await images.load({ body: await multiPlatformArchive(name) }));
    for (const platform of [AMD64, ARM64]) {
      const { Architecture } = await images.inspect(name, { query: { platform } });
      assert.equal(Architecture, platform.architecture);
      assert.equal((await images.history(name, { query: { platform } }))[0]?.CreatedBy, "tests");
    }
    await assert.rejects(
      images.history(name, { query: { platform: NEITHER } }),
      ImageNotFoundError,
    );

    const sizeOf = async (platform?: object) => {
      const archive = await images.get(name, platform && { query: { platform } });
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
    await images.tag(name, { query: { repo, tag: "all" } });
    await images.tag(name, { query: { repo, tag: "arm64" } });
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

    await images.delete(name, { query: { platforms: [ARM64], force: true } });
    await images.inspect(name, { query: { platform: AMD64 } });
    await assert.rejects(
      images.inspect(name, { query: { platform: ARM64 } }),
      ImageNotFoundError,
    );
    await images.delete(name);

    const body = await multiPlatformArchive(name);
    await Array.fromAsync(await images.load({ query: { platform: ARM64 }, body }));
    await images.inspect(name, { query: { platform: ARM64 } });
    // The whole archive is taken in, and what is not asked for is given up some time later.
    await eventually(async () => {
      try {
        await images.inspect(name, { query: { platform: AMD64 } });
        return undefined;
      } catch (error) {
        assert.ok(error instanceof ImageNotFoundError, `${error}`);
        return true;
      }
    });
    await images.delete(name);
  }),
);
