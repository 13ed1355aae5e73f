/** The operations of the Engine API, one by one, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";
import {
  ApiError,
  ConflictError,
  ImageNotFoundError,
  NotFoundError,
  StreamError,
  VersionError,
} from "../../src/errors.ts";
import { fixture } from "../engine/mod.ts";
import { IMAGE, onEngine } from "./engine_test_case.ts";
import { create, remove } from "./shell_container.ts";

const ALL = { stdout: true, stderr: true };
const STREAM = { stream: true, stdout: true, stderr: true };

test(
  "the engine tells of itself",
  onEngine(async ({ docker: { api }, engine }) => {
    const ping = await api.system.ping();
    assert.equal(ping.apiVersion, engine.apiVersion);
    assert.equal(ping.osType, "linux");
    const version = await api.system.version();
    assert.equal(version.ApiVersion, engine.apiVersion);
    assert.equal(version.Version, engine.version);
    const info = await api.system.info();
    assert.equal(info.OSType, "linux");
    assert.equal(info.ServerVersion, engine.version);
  }),
);

test(
  "a container goes through its states",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, "trap 'exit 3' TERM; while :; do sleep 0.1; done");
    const state = async () => (await containers.inspect(id)).State?.Status;
    assert.equal(await state(), "created");
    await containers.start(id);
    await containers.start(id); // 304
    assert.equal(await state(), "running");
    const filters = { label: Object.entries(here.labels).map(([key, value]) => `${key}=${value}`) };
    const listed = await containers.list({ query: { filters } });
    assert.deepEqual(listed.map(({ Id, State }) => [Id, State]), [[id, "running"]]);
    await assert.rejects(containers.delete(id), ConflictError);
    await containers.restart(id, { query: { t: 60 } });
    assert.equal(await state(), "running");
    await containers.stop(id, { query: { t: 60 } });
    await containers.stop(id); // 304
    assert.equal(await state(), "exited");
    assert.deepEqual((await containers.wait(id)).StatusCode, 3);
    await assert.rejects(containers.kill(id), ConflictError);
    assert.deepEqual(await containers.list({ query: { filters } }), []);
    await containers.delete(id);
    await assert.rejects(containers.inspect(id), NotFoundError);
  }),
);

test(
  "every operation tells that there is no such container",
  onEngine(async ({ docker: { api } }) => {
    const { containers } = api;
    const name = "no such container of ours";
    const calls = [
      () => containers.inspect(name),
      () => containers.logs(name, { query: ALL, tty: false }),
      () => containers.start(name),
      () => containers.stop(name),
      () => containers.restart(name),
      () => containers.kill(name),
      () => containers.attach(name, { query: STREAM, tty: false }),
      () => containers.wait(name),
      () => containers.beginWait(name),
      () => containers.delete(name),
    ];
    for (const call of calls) {
      await assert.rejects(call(), (error: unknown) => {
        assert.ok(error instanceof NotFoundError);
        assert.equal(error.constructor, NotFoundError);
        assert.match(error.explanation, /no such container/i);
        return true;
      });
    }
  }),
);

test(
  "a name reaches the operation that it was given to, whatever is in it",
  onEngine(async (here) => {
    const { containers, images } = here.docker.api;
    for (const name of ["a/b", "%2e%2e", "a?force=1", "a#b", "x".repeat(300), "ü", "a b"]) {
      await assert.rejects(containers.delete(name), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.ok(error.explanation.includes(name), `"${error.explanation}" names ${name}`);
        return true;
      });
      await assert.rejects(images.inspect(`${name}/c`), ApiError);
    }
  }),
);

test(
  "a create tells what is missing, or leaves it to the start (row 7)",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const body = { Image: IMAGE, Labels: here.labels };
    const createWith = (more: object) => containers.create({ body: { ...body, ...more } });
    await assert.rejects(createWith({ Image: "fairlead-test/missing:1" }), (error: unknown) => {
      assert.ok(error instanceof ImageNotFoundError);
      assert.match(error.explanation, /fairlead-test\/missing:1/);
      return true;
    });
    await assert.rejects(
      createWith({ HostConfig: { VolumesFrom: ["fairlead-missing"] } }),
      (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.equal(error.code, "invalid");
        return true;
      },
    );
    for (const NetworkMode of ["container:fairlead-missing", "fairlead-missing"]) {
      const { Id } = await createWith({ HostConfig: { NetworkMode } });
      await assert.rejects(containers.start(Id), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.ok(!(error instanceof ImageNotFoundError));
        if (NetworkMode === "fairlead-missing") assert.equal(error.constructor, NotFoundError);
        return true;
      });
      await remove(here.docker.api, Id);
    }
  }),
);

test(
  "a version that the engine does not speak is told (row 6)",
  onEngine(async (here) => {
    const { system } = here.client({ apiVersion: "1.56" }).api;
    await assert.rejects(system.info(), (error: unknown) => {
      assert.ok(error instanceof VersionError);
      assert.ok(error.message.endsWith(`the engine speaks up to ${here.engine.apiVersion}`));
      return true;
    });
    assert.equal((await system.ping()).apiVersion, here.engine.apiVersion);
    const old = await here.docker.fetch("/v1.10/info");
    assert.equal(old.status, 400);
    assert.match(await old.text(), /client version 1\.10 is too old/);
  }),
);

test(
  "images are told, and what is missing is an ImageNotFoundError",
  onEngine(async (here) => {
    const { images } = here.docker.api;
    const { Id, RepoTags } = await images.inspect(IMAGE);
    assert.ok(RepoTags?.includes(IMAGE));
    const listed = await images.list({ query: { filters: { reference: IMAGE } } });
    assert.deepEqual(listed.map((image) => image.Id), [Id]);
    await assert.rejects(images.inspect("fairlead-test/no"), ImageNotFoundError);
    await assert.rejects(images.delete("fairlead-test/no"), ImageNotFoundError);
  }),
);

test(
  "an archive is loaded and imported, and its messages are told",
  onEngine(async (here) => {
    const { images } = here.docker.api;
    const loaded: string[] = [];
    for await (
      const { stream } of await images.load({ body: await readFile(fixture("busybox.tar")) })
    ) {
      if (stream !== undefined) loaded.push(stream);
    }
    assert.match(loaded.join(""), /Loaded image: busybox:test\n$/);
    const query = { fromSrc: "-", repo: "fairlead-test/api", tag: `t${crypto.randomUUID()}` };
    const body = new Blob([new Uint8Array(await readFile(fixture("rootfs.tar")))]).stream();
    const statuses: string[] = [];
    for await (const { status } of await images.create({ query, body })) {
      if (status !== undefined) statuses.push(status);
    }
    const { Id } = await images.inspect(`${query.repo}:${query.tag}`);
    assert.deepEqual(statuses.slice(-1), [Id]);
    const gone = await images.delete(`${query.repo}:${query.tag}`);
    assert.ok(gone.some(({ Untagged }) => Untagged === `${query.repo}:${query.tag}`));
  }),
);

test(
  "an archive that is none is refused, at once or in the middle, and never loaded",
  onEngine(async (here) => {
    const { images } = here.docker.api;
    const archive = await readFile(fixture("busybox.tar"));
    const rootfs = await readFile(fixture("rootfs.tar"));
    const broken = [new TextEncoder().encode("this is no archive"), archive.subarray(0, 100_000)];
    const read = async (stream: AsyncIterable<unknown>) => {
      for await (const _ of stream);
    };
    for (const body of broken) {
      await assert.rejects(async () => await read(await images.load({ body })), isRefusal);
    }
    const query = { fromSrc: "-", repo: "fairlead-test/broken" };
    for (const body of [broken[0], rootfs.subarray(0, 100_000)]) {
      await assert.rejects(async () => await read(await images.create({ query, body })), isRefusal);
    }
    await assert.rejects(images.inspect(query.repo), ImageNotFoundError);
  }),
);

function isRefusal(error: unknown): boolean {
  assert.ok(error instanceof ApiError || error instanceof StreamError, `${error}`);
  const words = error instanceof ApiError ? error.explanation : error.detail;
  assert.match(words, /EOF|archive|tar|invalid/i);
  return true;
}
