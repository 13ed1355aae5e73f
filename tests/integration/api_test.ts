/** The operations of the Engine API, one by one, on a real engine. */

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Api } from "../../src/api/api.ts";
import {
  ApiError,
  ConflictError,
  ImageNotFoundError,
  NotFoundError,
  StreamError,
  VersionError,
} from "../../src/errors.ts";
import { fixture } from "../engine/mod.ts";
import { turn } from "../read_body.ts";
import { engineTest, type Here, IMAGE } from "./engine_test_case.ts";

const ALL = { stdout: true, stderr: true };
const STREAM = { stream: true, stdout: true, stderr: true };

/** Creates a container that runs a shell script. */
async function create(here: Here, script: string, settings: object = {}): Promise<string> {
  const { Id } = await here.docker.api.containers.create({
    body: { Image: IMAGE, Cmd: ["sh", "-c", script], Labels: here.labels, ...settings },
  });
  return Id;
}

/** Removes a container, whatever it does. */
async function remove(api: Api, id: string): Promise<void> {
  await api.containers.delete(id, { query: { force: true, v: true } });
}

engineTest("the engine tells of itself", async ({ docker: { api }, engine }) => {
  const ping = await api.system.ping();
  assert.equal(ping.apiVersion, engine.apiVersion);
  assert.equal(ping.osType, "linux");
  const version = await api.system.version();
  assert.equal(version.ApiVersion, engine.apiVersion);
  assert.equal(version.Version, engine.version);
  const info = await api.system.info();
  assert.equal(info.OSType, "linux");
  assert.equal(info.ServerVersion, engine.version);
});

engineTest("a container goes through its states", async (here) => {
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
  await containers.restart(id, { query: { t: 5 } });
  assert.equal(await state(), "running");
  await containers.stop(id, { query: { t: 5 } });
  await containers.stop(id); // 304
  assert.equal(await state(), "exited");
  assert.deepEqual((await containers.wait(id)).StatusCode, 3);
  await assert.rejects(containers.kill(id), ConflictError);
  assert.deepEqual(await containers.list({ query: { filters } }), []);
  await containers.delete(id);
  await assert.rejects(containers.inspect(id), NotFoundError);
});

engineTest("every operation tells that there is no such container", async ({ docker: { api } }) => {
  const { containers } = api;
  const name = "no such container of ours";
  const calls = [
    containers.inspect(name),
    containers.logs(name, { query: ALL, tty: false }),
    containers.start(name),
    containers.stop(name),
    containers.restart(name),
    containers.kill(name),
    containers.attach(name, { query: STREAM, tty: false }),
    containers.wait(name),
    containers.beginWait(name),
    containers.delete(name),
  ];
  for (const call of calls) {
    await assert.rejects(call, (error: unknown) => {
      assert.ok(error instanceof NotFoundError);
      assert.equal(error.constructor, NotFoundError);
      assert.match(error.explanation, /no such container/i);
      return true;
    });
  }
});

engineTest("a name reaches the operation that it was given to, whatever is in it", async (here) => {
  const { containers, images } = here.docker.api;
  for (const name of ["a/b", "%2e%2e", "a?force=1", "a#b", "x".repeat(300), "ü", "a b"]) {
    await assert.rejects(containers.delete(name), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.ok(error.explanation.includes(name), `"${error.explanation}" names ${name}`);
      return true;
    });
    await assert.rejects(images.inspect(`${name}/c`), ApiError);
  }
});

engineTest("a container's log is told apart, and that of a terminal is not", async (here) => {
  const { containers } = here.docker.api;
  const script = "echo out; sleep 0.1; echo err >&2; sleep 0.1; printf 'zwölf 🐳'";
  const plain = await create(here, script);
  const terminal = await create(here, script, { Tty: true });
  for (const id of [plain, terminal]) {
    await containers.start(id);
    await containers.wait(id);
  }
  const read = async (id: string, tty: boolean) => {
    const chunks: string[] = [];
    for await (const { stream, data } of await containers.logs(id, { query: ALL, tty })) {
      chunks.push(`${stream}: ${new TextDecoder().decode(data)}`);
    }
    return chunks.join("|");
  };
  assert.match(await read(plain, false), /^stdout: out\n\|stderr: err\n\|stdout: zwölf 🐳$/);
  const seen = (await read(terminal, true)).replaceAll("|stdout: ", "");
  assert.equal(seen, "stdout: out\r\nerr\r\nzwölf 🐳");
  const some = await containers.logs(plain, { query: { stderr: true }, tty: false });
  assert.equal(await some.text(), "err\n");
  const last = await containers.logs(plain, { query: { ...ALL, tail: "1" }, tty: false });
  assert.equal(await last.text(), "zwölf 🐳");
  for (const id of [plain, terminal]) await remove(here.docker.api, id);
});

engineTest("the engine tells whether a log is framed, from API 1.42 on", async (here) => {
  const { containers } = here.docker.api;
  const id = await create(here, "echo out");
  await containers.start(id);
  await containers.wait(id);
  const call = containers.logs(id, { query: ALL });
  if (here.engine.apiVersion < "1.42") await assert.rejects(call, TypeError);
  else assert.equal(await (await call).text(), "out\n");
  await remove(here.docker.api, id);
});

engineTest(
  "a log is followed to the container's end, and no further than it is read",
  async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, "for i in 1 2 3; do echo $i; sleep 0.2; done");
    await containers.start(id);
    const query = { ...ALL, follow: true };
    const lines: string[] = [];
    for await (const { line } of (await containers.logs(id, { query, tty: false })).lines()) {
      lines.push(line);
    }
    assert.deepEqual(lines, ["1", "2", "3"]);
    await remove(here.docker.api, id);
  },
);

engineTest(
  "an attached process is spoken to, and half a close gives all back (row 3, 11)",
  async (here) => {
    const { containers } = here.docker.api;
    const settings = { OpenStdin: true, StdinOnce: true, AttachStdin: true };
    const id = await create(here, "cat; echo done >&2", settings);
    const session = await containers.attach(id, { query: { ...STREAM, stdin: true }, tty: false });
    await containers.start(id);
    const { stdout, stderr } = session.output.split();
    const [out, err] = [new Response(stdout).text(), new Response(stderr).text()];
    const writer = session.stdin.getWriter();
    const sent = "0123456789abcdef".repeat(65_536);
    await writer.write(new TextEncoder().encode(sent));
    await writer.close();
    assert.ok(await out === sent, "what was sent came back, and nothing else");
    assert.equal(await err, "done\n");
    assert.equal((await containers.wait(id)).StatusCode, 0);
    await remove(here.docker.api, id);
  },
);

engineTest(
  "half a close of an input that stays open detaches, and the process runs on (row 3)",
  async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, "cat; echo done", { OpenStdin: true, AttachStdin: true });
    const session = await containers.attach(id, { query: { ...STREAM, stdin: true }, tty: false });
    await containers.start(id);
    await session.stdin.close();
    assert.equal(await session.output.text(), "");
    assert.equal((await containers.inspect(id)).State?.Running, true);
    await remove(here.docker.api, id);
  },
);

engineTest("an attached terminal is spoken to", async (here) => {
  const { containers } = here.docker.api;
  const settings = { OpenStdin: true, StdinOnce: true, AttachStdin: true, Tty: true };
  const id = await create(here, "stty -echo; read name; echo hello $name", settings);
  const session = await containers.attach(id, { query: { ...STREAM, stdin: true }, tty: true });
  await containers.start(id);
  await turn(300); // until stty has been run
  await session.stdin.getWriter().write(new TextEncoder().encode("you\n"));
  assert.equal(await session.output.text(), "hello you\r\n");
  await remove(here.docker.api, id);
});

engineTest(
  "a stalled attachment stops the process, and a dropped one lets it go on (row 4)",
  async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, "dd if=/dev/zero bs=64k count=320 2>/dev/null", {
      HostConfig: { LogConfig: { Type: "none" } },
    });
    const session = await containers.attach(id, { query: STREAM, tty: false });
    await containers.start(id);
    await session.output.getReader().read();
    await turn(1_500);
    assert.equal((await containers.inspect(id)).State?.Running, true, "it waits to be read");
    await session[Symbol.asyncDispose]();
    assert.equal((await containers.wait(id)).StatusCode, 0);
    await remove(here.docker.api, id);
  },
);

engineTest("a wait that was begun before the start misses nothing", async (here) => {
  const { containers } = here.docker.api;
  const id = await create(here, "exit 7");
  const next = await containers.beginWait(id, { query: { condition: "next-exit" } });
  const removed = await containers.beginWait(id, { query: { condition: "removed" } });
  const given = await containers.beginWait(id, { query: { condition: "next-exit" } });
  given.cancel("given up");
  await assert.rejects(given.result, (error) => error === "given up");
  await containers.start(id);
  assert.equal((await next.result).StatusCode, 7);
  await containers.delete(id);
  assert.equal((await removed.result).StatusCode, 7);
});

engineTest("a create tells what is missing, or leaves it to the start (row 7)", async (here) => {
  const { containers } = here.docker.api;
  const body = { Image: IMAGE, Labels: here.labels };
  const create = (more: object) => containers.create({ body: { ...body, ...more } });
  await assert.rejects(create({ Image: "fairlead-test/missing:1" }), (error: unknown) => {
    assert.ok(error instanceof ImageNotFoundError);
    assert.match(error.explanation, /fairlead-test\/missing:1/);
    return true;
  });
  await assert.rejects(
    create({ HostConfig: { VolumesFrom: ["fairlead-missing"] } }),
    (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.code, "invalid");
      return true;
    },
  );
  const volume = { VolumeDriver: "fairlead-missing", Binds: ["v:/v"] };
  await assert.rejects(create({ HostConfig: volume }), (error: unknown) => {
    assert.ok(error instanceof NotFoundError);
    assert.equal(error.constructor, NotFoundError);
    return true;
  });
  for (const NetworkMode of ["container:fairlead-missing", "fairlead-missing"]) {
    const { Id } = await create({ HostConfig: { NetworkMode } });
    await assert.rejects(containers.start(Id), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.ok(!(error instanceof ImageNotFoundError));
      if (NetworkMode === "fairlead-missing") assert.equal(error.constructor, NotFoundError);
      return true;
    });
    await remove(here.docker.api, Id);
  }
});

engineTest("a version that the engine does not speak is told (row 6)", async (here) => {
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
});

engineTest("images are told, and what is missing is an ImageNotFoundError", async (here) => {
  const { images } = here.docker.api;
  const { Id, RepoTags } = await images.inspect(IMAGE);
  assert.ok(RepoTags?.includes(IMAGE));
  const listed = await images.list({ query: { filters: { reference: IMAGE } } });
  assert.deepEqual(listed.map((image) => image.Id), [Id]);
  for (const call of [images.inspect("fairlead-test/no"), images.delete("fairlead-test/no")]) {
    await assert.rejects(call, ImageNotFoundError);
  }
});

engineTest("an archive is loaded and imported, and its messages are told", async (here) => {
  const { images } = here.docker.api;
  const loaded: string[] = [];
  for await (
    const { stream } of await images.load({ body: await readFile(fixture("busybox.tar")) })
  ) {
    if (stream !== undefined) loaded.push(stream);
  }
  assert.match(loaded.join(""), /Loaded image: busybox:test\n$/);
  const query = { fromSrc: "-", repo: "fairlead-test/api", tag: `t${crypto.randomUUID()}` };
  const body = new Blob([await readFile(fixture("rootfs.tar"))]).stream();
  const statuses: string[] = [];
  for await (const { status } of await images.create({ query, body })) {
    if (status !== undefined) statuses.push(status);
  }
  const { Id } = await images.inspect(`${query.repo}:${query.tag}`);
  assert.deepEqual(statuses.slice(-1), [Id]);
  const gone = await images.delete(`${query.repo}:${query.tag}`);
  assert.ok(gone.some(({ Untagged }) => Untagged === `${query.repo}:${query.tag}`));
});

engineTest(
  "an archive that is none is refused, at once or in the middle, and never loaded",
  async (here) => {
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
  },
);

function isRefusal(error: unknown): boolean {
  assert.ok(error instanceof ApiError || error instanceof StreamError, `${error}`);
  const words = error instanceof ApiError ? error.explanation : error.detail;
  assert.match(words, /EOF|archive|tar|invalid/i);
  return true;
}
