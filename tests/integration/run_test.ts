/** Running containers, against a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, ContainerError, NotFoundError, type RunSettings } from "@fairlead/docker";
import { type Here, IMAGE, onEngine } from "./engine_test_case.ts";

/** Which containers are removed, and by whom. */
const REMOVALS: readonly Pick<RunSettings, "remove" | "autoRemove">[] = [
  {},
  { remove: true },
  { autoRemove: true },
];

/** Removes the containers of a test that were to stay, and tells how many there were. */
async function removeLeft({ docker, left }: Here): Promise<number> {
  const ids = await left();
  for (const id of ids) {
    await docker.api.containers.delete(id, { query: { force: true, v: true } });
  }
  return ids.length;
}

test(
  "run() answers what a command wrote, and its exit code",
  onEngine(async ({ docker, labels }) => {
    const output = await docker.containers.run(IMAGE, ["sh", "-c", "echo out; echo err >&2"], {
      labels,
      remove: true,
    });
    assert.equal(output.exitCode, 0);
    assert.equal(output.stdout, "out\n");
    assert.equal(output.stderr, "err\n");
    assert.equal(`${output}`, "out\n");
    assert.deepEqual(output.bytes.stderr, new TextEncoder().encode("err\n"));
  }),
);

test(
  "run() takes the command as text, in the settings, or from the image",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const settings = { labels, remove: true };
    const text = await docker.containers.run(IMAGE, "echo 'a  b' c", settings);
    assert.equal(text.stdout, "a  b c\n");
    const inside = await docker.containers.run(IMAGE, { ...settings, command: ["echo", "x"] });
    assert.equal(inside.stdout, "x\n");
    const image = await docker.containers.run(IMAGE, { ...settings, entrypoint: ["echo"] });
    assert.match(image.stdout, /^(sh)?\n$/);
  }),
);

test(
  "run() keeps every byte and exit code of 8 containers, 4 at a time",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const numbers = Array.from({ length: 8 }, (_, index) => index);
    const left = numbers.values();
    await Promise.all(Array.from({ length: 4 }, async () => {
      for (const number of left) {
        const code = number % 4;
        const removal = number % 2 === 0 ? { remove: true } : { autoRemove: true };
        const command = ["sh", "-c", `seq ${number * 1_000}; echo e${number} >&2; exit ${code}`];
        const result = await docker.containers.run(IMAGE, command, { ...removal, labels })
          .catch((error) => error);
        if (code !== 0) assert.ok(result instanceof ContainerError, `${result}`);
        assert.equal(result.exitCode, code);
        assert.equal(result.stdout.split("\n").length - 1, number * 1_000);
        assert.equal(result.stderr, `e${number}\n`);
      }
    }));
  }),
);

test(
  "run() takes input as text, a Blob and a stream",
  onEngine(async ({ docker, labels }) => {
    const bytes = new TextEncoder().encode("grüße");
    for (
      const stdin of [
        "grüße",
        new Blob(["grüße"]),
        new ReadableStream({
          start(controller) {
            controller.enqueue(bytes);
            controller.close();
          },
        }),
        "",
      ]
    ) {
      const output = await docker.containers.run(IMAGE, "cat", { labels, remove: true, stdin });
      assert.equal(output.stdout, stdin === "" ? "" : "grüße");
    }
  }),
);

test(
  "run() does not mind a process that leaves its input unread",
  onEngine(async (here) => {
    const { docker, labels } = here;
    let cancelled = 0;
    function endless(): ReadableStream<Uint8Array> {
      return new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
        cancel: () => {
          cancelled++;
        },
      });
    }
    const settings = { labels, remove: true };
    const none = await docker.containers.run(IMAGE, "echo done", { ...settings, stdin: endless() });
    assert.equal(none.stdout, "done\n");
    const some = await docker.containers.run(IMAGE, "head -c 10", {
      ...settings,
      stdin: endless(),
    });
    assert.equal(some.bytes.stdout.length, 10);
    assert.equal(cancelled, 2);
    // A source that waits for ever must not keep the call.
    const silent = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });
    const early = await docker.containers.run(IMAGE, "echo done", { ...settings, stdin: silent });
    assert.equal(early.stdout, "done\n");
  }),
);

test(
  "run() gives all output of a terminal as standard output",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const settings = { labels, remove: true, tty: true };
    const output = await docker.containers.run(IMAGE, ["sh", "-c", "echo a; echo b >&2"], settings);
    assert.equal(output.stdout, "a\r\nb\r\n");
    assert.equal(output.stderr, "");
  }),
);

test(
  "run() reads only what is asked for",
  onEngine(async ({ docker, labels }) => {
    const command = ["sh", "-c", "echo out; echo err >&2"];
    const settings = { labels, remove: true };
    const out = await docker.containers.run(IMAGE, command, { ...settings, stderr: false });
    assert.equal(out.output, "out\n");
    const err = await docker.containers.run(IMAGE, command, { ...settings, stdout: false });
    assert.equal(err.output, "err\n");
    const none = await docker.containers.run(IMAGE, "sh -c 'cat; exit 0'", {
      ...settings,
      stdin: "x",
      stdout: false,
      stderr: false,
    });
    assert.equal(none.output, "");
  }),
);

test(
  "run() ends with its signal's reason, whenever that comes",
  onEngine(async (here) => {
    const { docker, labels } = here;
    for (const removal of REMOVALS) {
      for (const milliseconds of [5, 60, 250]) {
        const reason = new Error(`after ${milliseconds} ms`);
        const ending = new AbortController();
        const timer = setTimeout(() => ending.abort(reason), milliseconds);
        const call = docker.containers.run(IMAGE, "sh -c 'yes | head -c 100000; sleep 30'", {
          ...removal,
          labels,
          logConfig: { type: "none" }, // else engines take long to kill what floods its log
          signal: ending.signal,
        });
        await assert.rejects(call, (error) => error === reason);
        clearTimeout(timer);
        assert.equal(here.open(), 0, "no connection stays held");
        // Asked one by one: engines list a container as running for a moment after they killed it.
        for (const id of await here.left()) {
          const { State } = await docker.api.containers.inspect(id);
          assert.equal(State?.Running, false, `it runs on, aborted after ${milliseconds} ms`);
        }
        if (removal.remove || removal.autoRemove) assert.deepEqual(await here.left(), []);
        await removeLeft(here);
      }
    }
  }),
);

test(
  "run() hands settings to the engine that it then obeys",
  onEngine(async ({ docker, labels }) => {
    const output = await docker.containers.run(IMAGE, [
      "sh",
      "-c",
      "id -u; hostname; pwd; echo $FOO; cat /data/x 2>&1; ls -d /scratch; ulimit -n; cat /etc/hosts",
    ], {
      labels,
      remove: true,
      user: 1000,
      hostname: "here",
      workingDir: "/tmp",
      environment: { FOO: "b a r" },
      tmpfs: { "/scratch": "size=1m" },
      ulimits: [{ name: "nofile", soft: 99 }],
      extraHosts: { other: "10.9.8.7" },
      memLimit: "64m",
      networkMode: "none",
      volumes: ["/data"],
    });
    const lines = output.stdout.split("\n");
    assert.deepEqual(lines.slice(0, 4), ["1000", "here", "/tmp", "b a r"]);
    assert.match(lines[4] ?? "", /No such file/);
    assert.deepEqual(lines.slice(5, 7), ["/scratch", "99"]);
    assert.match(output.stdout, /10\.9\.8\.7\s+other/);
  }),
);

test(
  "spawn() lets one talk to a process",
  onEngine(async ({ docker, labels, keep }) => {
    const session = keep(
      await docker.containers.spawn(IMAGE, "cat", { labels, remove: true, stdin: true }),
    );
    assert.equal(session.container.status, "created");
    const writer = session.stdin.getWriter();
    const reader = session.output.getReader();
    for (const word of ["one", "two"]) {
      await writer.write(new TextEncoder().encode(word));
      const { value } = await reader.read();
      assert.equal(new TextDecoder().decode(value?.data), word);
    }
    await writer.close();
    assert.equal((await reader.read()).done, true);
    assert.equal(await session.exitCode(), 0);
    assert.equal(await session.exitCode(), 0);
  }),
);

test(
  "spawn() keeps what a container wrote for who reads it after the exit",
  onEngine(async (here) => {
    const { docker, labels } = here;
    for (const removal of [{ remove: true }, { autoRemove: true }]) {
      const command = ["sh", "-c", "head -c 200000 /dev/zero; exit 3"];
      const session = here.keep(
        await docker.containers.spawn(IMAGE, command, { ...removal, labels }),
      );
      assert.equal(await session.exitCode(), 3);
      assert.equal((await session.output.toBytes()).length, 200_000);
    }
  }),
);

test(
  "a process may close its output long before it exits",
  onEngine(async ({ docker, labels }) => {
    const output = await docker.containers.run(
      IMAGE,
      ["sh", "-c", "echo last; exec >&- 2>&- <&-; sleep 4"],
      { labels, remove: true },
    );
    assert.equal(output.stdout, "last\n");
  }),
);

test(
  "a session that is disposed of leaves only what it was asked to",
  onEngine(async (here) => {
    const { docker, labels, left } = here;
    for (const removal of REMOVALS) {
      const session = await docker.containers.spawn(IMAGE, "sleep 60", { ...removal, labels });
      const output = assert.rejects(session.output.text(), { code: "closed" });
      await session[Symbol.asyncDispose]();
      await session[Symbol.asyncDispose]();
      await output;
      await assert.rejects(session.exitCode(), { code: "closed" });
      assert.equal(here.open(), 0, "no connection stays held");
      if (removal.remove || removal.autoRemove) {
        assert.deepEqual(await left(), []);
      } else {
        await session.container.reload();
        assert.equal(session.container.status, "running");
        await session.container.remove({ force: true });
      }
    }
  }),
);

test(
  "session.kill() ends a container, once",
  onEngine(async ({ docker, labels }) => {
    const session = await docker.containers.spawn(IMAGE, "sleep 60", { labels });
    await session.kill();
    await session.kill();
    assert.equal(await session.exitCode(), 137);
    await session.container.remove();
  }),
);

test(
  "output whose connection is cut is lost, and so is the exit code (row 1)",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const lost = { name: "ConnectionError", code: "lost" };
    const session = here.keep(
      await docker.containers.spawn(IMAGE, "sh -c 'echo up; sleep 60'", { labels, remove: true }),
    );
    const reader = session.output.getReader();
    assert.equal(new TextDecoder().decode((await reader.read()).value?.data), "up\n");
    here.cut("/attach?");
    await assert.rejects(reader.read(), lost);
    await assert.rejects(session.exitCode(), lost);
  }),
);

test(
  "runDetached() answers a container that runs, or that is gone already",
  onEngine(async (here) => {
    const { docker, labels, left } = here;
    const running = await docker.containers.runDetached(IMAGE, "sleep 60", { labels });
    assert.equal(running.status, "running");
    await running.remove({ force: true });
    for (let i = 0; i < 5; i++) {
      const brief = await docker.containers.runDetached(IMAGE, "true", { labels, remove: true });
      assert.match(brief.id, /^[0-9a-f]{64}$/);
      await docker.api.containers.wait(brief.id, { query: { condition: "removed" } }).catch(
        (error) => assert.ok(error instanceof NotFoundError, `${error}`),
      );
    }
    assert.deepEqual(await left(), []);
  }),
);

test(
  "runDetached() keeps what can't be started, unless it was to be removed",
  onEngine(async (here) => {
    const { docker, labels, left } = here;
    const command = ["/no/such/program"];
    const error = await docker.containers.runDetached(IMAGE, command, { labels }).then(
      () => assert.fail("it must not start"),
      (error) => error,
    );
    assert.ok(error instanceof ApiError, `${error}`);
    assert.deepEqual(await left(), [error.containerId]);
    await removeLeft(here);
    await assert.rejects(docker.containers.runDetached(IMAGE, command, { labels, remove: true }), {
      name: "ApiError",
      status: 400,
    });
  }),
);

test(
  "the input of a terminal has no end, and closing it loses no output",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const settings = { labels, remove: true, tty: true };
    await assert.rejects(
      docker.containers.run(IMAGE, "cat", { ...settings, stdin: "x" }),
      TypeError,
    );
    const session = here.keep(
      await docker.containers.spawn(IMAGE, "sh -c 'head -n 1; sleep 0.5; echo after'", {
        ...settings,
        stdin: true,
      }),
    );
    const writer = session.stdin.getWriter();
    await writer.write(new TextEncoder().encode("line\n"));
    await writer.close();
    assert.match(await session.output.text(), /line\r\nafter\r\n$/);
    assert.equal(await session.exitCode(), 0);
  }),
);

test(
  "the keys that detach leave a container running, whose exit code can still be had",
  onEngine(async (here) => {
    const { docker, labels } = here;
    const settings = { labels, remove: true, tty: true, stdin: true };
    const session = here.keep(await docker.containers.spawn(IMAGE, "sh", settings));
    const text = session.output.text();
    await session.resize(21, 43);
    await session.stdin.getWriter().write(new TextEncoder().encode("exec sleep 60\n\x10\x11"));
    assert.ok(!(await text).includes("\x10"), "it ends in good order");
    await session.container.reload();
    assert.equal(session.container.status, "running");
    await session.container.kill();
    assert.equal(await session.exitCode(), 137);
  }),
);
