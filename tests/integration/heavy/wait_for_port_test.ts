/** How `waitFor({ port })` looks into a container that has nothing but one program. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { NotFoundError, type WaitForProgress } from "@fairlead/docker";
import { IMAGE, onEngine } from "../engine_test_case.ts";

test(
  "waitFor({ port }) sees the ports of a container that has no program to tell them",
  onEngine(async ({ docker, labels, left, keep }) => {
    const name = `fairlead-test/${crypto.randomUUID()}`;
    const source = await docker.containers.create(IMAGE, "true", { labels });
    const { archive } = await source.getArchive("/bin/busybox");
    const image = await docker.images.importFrom(archive, { repository: name });
    await source.remove();
    try {
      // It answers on IPv4 and IPv6, which the kernel tells of in one table only.
      const container = keep(
        await docker.containers.temporary(name, ["/busybox", "httpd", "-f", "-p", "8080"], {
          init: true,
          labels,
        }),
      );
      const seen: string[] = [];
      const onProgress = (progress: WaitForProgress): void => void seen.push(progress.seen);
      await container.waitFor({ port: 8080 }, { onProgress });
      assert.equal(seen.at(-1), "listening ports: 8080");
      await assert.rejects(container.waitFor({ port: 80 }, { waitTimeout: 1_000 }), {
        code: "timeout",
      });
      const exit = assert.rejects(container.waitFor({ port: 80 }), { exitCode: 137 });
      await container.kill();
      await exit;
      assert.deepEqual(await left(), [container.id]);
      const looking =
        (await docker.containers.summaries({ all: true, filters: { ancestor: name } }))
          .filter(({ Id }) => Id !== container.id);
      assert.deepEqual(looking, [], "who looked is gone");
      await container[Symbol.asyncDispose]();
    } finally {
      await docker.images.remove(name, { force: true });
    }
    await assert.rejects(docker.images.get(image.id), NotFoundError);
  }),
);
