/** Where clients go wrong with engines, and how containers run, seen on a real one. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  ConnectionError,
  ContainerError,
  DockerClient,
  ImageNotFoundError,
  NotFoundError,
  OutputLimitError,
  type SpawnSettings,
} from "../../mod.ts";
import { engine } from "../engine/mod.ts";

const IMAGE = "busybox:test";

/** A client, and a label of which no container may be left. */
async function withDocker(
  use: (docker: DockerClient, settings: { labels: Record<string, string> }) => Promise<void>,
): Promise<void> {
  const { host } = await engine();
  const docker = new DockerClient({ host });
  const label = `fairlead-test-${crypto.randomUUID()}`;
  try {
    await use(docker, { labels: { [label]: "" } });
    const left = () => docker.containers.summaries({ all: true, filters: { label } });
    // An engine that removes by itself is not done when the container has exited.
    for (let i = 0; i < 100 && (await left()).length > 0; i++) await pause(50);
    assert.deepEqual((await left()).map(({ Names, State }) => [Names, State]), []);
  } finally {
    for (const { Id } of await docker.containers.summaries({ all: true, filters: { label } })) {
      await docker.api.containers.delete(Id, { query: { force: true, v: true } });
    }
    docker.close();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

for (const type of ["json-file", "local", "none"]) {
  test(`run() misses nothing of a container that exits at once, log driver ${type}`, async () => {
    await withDocker(async (docker, labels) => {
      for (const how of [{ remove: true }, { autoRemove: true }]) {
        const result = await docker.containers.run(IMAGE, ["sh", "-c", "echo out; echo err >&2"], {
          ...labels,
          ...how,
          logConfig: { type },
        });
        assert.equal(result.exitCode, 0);
        assert.equal(result.stdout, "out\n");
        assert.equal(result.stderr, "err\n");
        assert.equal(`${result}`, "out\n");
      }
    });
  });
}

test("run() rejects with the exit code and the output, removed or not", async () => {
  await withDocker(async (docker, labels) => {
    for (const how of [{}, { remove: true }, { autoRemove: true }]) {
      const error = await rejection(
        docker.containers.run(IMAGE, ["sh", "-c", "echo out; echo why >&2; exit 3"], {
          ...labels,
          ...how,
        }),
      );
      assert.ok(error instanceof ContainerError);
      assert.deepEqual([error.exitCode, error.stdout, error.stderr], [3, "out\n", "why\n"]);
      if (Object.keys(how).length === 0) {
        await (await docker.containers.get(error.containerId)).remove();
      }
    }
  });
});

test("run() keeps every byte of twenty fast containers side by side", async () => {
  await withDocker(async (docker, labels) => {
    const results = await Promise.all(
      Array.from(
        { length: 20 },
        (_, i) =>
          docker.containers.run(IMAGE, ["sh", "-c", `echo ${i}; seq 1 500`], {
            ...labels,
            remove: true,
          }),
      ),
    );
    const numbers = Array.from({ length: 500 }, (_, n) => `${n + 1}\n`).join("");
    results.forEach(({ stdout }, i) => assert.equal(stdout, `${i}\n${numbers}`));
  });
});

test("run() feeds 20 MB through cat and gets them back (row 3)", async () => {
  await withDocker(async (docker, labels) => {
    const block = new Uint8Array(1_000_000).map((_, i) => i % 251);
    const result = await docker.containers.run(IMAGE, ["cat"], {
      ...labels,
      remove: true,
      stdin: Array.from({ length: 20 }, () => block),
    });
    assert.equal(result.bytes.stdout.length, 20_000_000);
    for (let at = 0; at < 20_000_000; at += 1_000_000) {
      assert.deepEqual(result.bytes.stdout.subarray(at, at + 1_000_000), block);
    }
  });
});

test("run() takes a process that does not read its input for no error", async () => {
  await withDocker(async (docker, labels) => {
    const { exitCode } = await docker.containers.run(IMAGE, ["true"], {
      ...labels,
      remove: true,
      stdin: Array.from({ length: 50 }, () => new Uint8Array(100_000)),
    });
    assert.equal(exitCode, 0);
  });
});

test("run() rejects with what its input's source threw, and ends the container", async () => {
  await withDocker(async (docker, labels) => {
    const failure = new Error("the source is dry");
    const error = await rejection(docker.containers.run(IMAGE, ["cat"], {
      ...labels,
      remove: true,
      stdin: (function* () {
        yield new Uint8Array(10);
        throw failure;
      })(),
    }));
    assert.equal(error, failure);
  });
});

test("run() ends a container that writes more than maxOutput", async () => {
  await withDocker(async (docker, labels) => {
    const error = await rejection(
      docker.containers.run(IMAGE, ["yes"], { ...labels, remove: true, maxOutput: 100_000 }),
    );
    assert.ok(error instanceof OutputLimitError);
    assert.equal(error.limit, 100_000);
  });
});

test("run() rejects with the signal's reason, and leaves nothing behind", async () => {
  await withDocker(async (docker, labels) => {
    for (const how of [{ remove: true }, { autoRemove: true }]) {
      const controller = new AbortController();
      const reason = new Error("enough");
      setTimeout(() => controller.abort(reason), 700);
      const error = await rejection(
        docker.containers.run(IMAGE, ["sleep", "60"], {
          ...labels,
          ...how,
          signal: controller.signal,
        }),
      );
      assert.equal(error, reason);
    }
  });
});

for (const how of [{}, { remove: true }, { autoRemove: true }]) {
  const name = Object.keys(how)[0] ?? "neither remove nor autoRemove";
  test(`a refused start rejects with the engine's error, ${name} (row 2, 7)`, async () => {
    await withDocker(async (docker, labels) => {
      for (
        const [command, settings, status] of [
          [["/no/such/program"], {}, [400, 404, 500]],
          [["true"], { network: "no-such-network" }, [404]],
        ] as const
      ) {
        const started = Date.now();
        const error = await rejection(
          docker.containers.run(IMAGE, command, { ...labels, ...how, ...settings }),
        );
        assert.ok(error instanceof ApiError, `${error}`);
        assert.ok(!(error instanceof ImageNotFoundError), "only create speaks of the image");
        assert.ok((status as readonly number[]).includes(error.status), `${error}`);
        assert.match(error.containerId ?? "", /^[0-9a-f]{64}$/);
        assert.ok(Date.now() - started < 30_000, "it does not wait for the wait, which never ends");
        if (Object.keys(how).length === 0) {
          await docker.api.containers.delete(error.containerId ?? "", { query: { force: true } });
        }
      }
    });
  });
}

test("a missing image is an ImageNotFoundError from create (row 7)", async () => {
  await withDocker(async (docker, labels) => {
    for (const call of ["run", "runDetached", "spawn", "create"] as const) {
      const error = await rejection<unknown>(
        docker.containers[call]("no-such-image:none", ["true"], labels),
      );
      assert.ok(error instanceof ImageNotFoundError, `${error}`);
    }
    assert.ok(await rejection(docker.containers.get("no-such-container")) instanceof NotFoundError);
  });
});

test("an attachment that is cut between frames is a lost connection, never an end (row 1)", async () => {
  await withDocker(async (_, labels) => {
    const { host } = await engine();
    // A connection whose peer seems to end when told to, as behind a proxy that is stopped.
    const { connector } = await import("../../src/transport/adapters/pick.ts");
    const { parseEndpoint } = await import("../../src/transport/endpoint.ts");
    const dial = connector(parseEndpoint(host));
    let cut: (() => void) | undefined;
    const docker = new DockerClient({
      host,
      connect: async (signal) => {
        const connection = await dial(signal);
        assert.ok("read" in connection);
        let attached = false;
        let end = (): void => {};
        const ended = new Promise<null>((resolve) => {
          end = () => resolve(null);
        });
        return {
          closed: connection.closed,
          ref: () => connection.ref(),
          unref: () => connection.unref(),
          close: (reason) => connection.close(reason),
          closeWrite: () => connection.closeWrite(),
          write: (bytes) => {
            if (new TextDecoder().decode(bytes).includes("/attach?")) {
              attached = true;
              cut = end;
            }
            return connection.write(bytes);
          },
          read: () => {
            const read = connection.read();
            if (!attached || !(read instanceof Promise)) return read;
            return Promise.race([read, ended]);
          },
        };
      },
    });
    try {
      const session = await docker.containers.spawn(
        IMAGE,
        ["sh", "-c", "echo begun; sleep 60"],
        { ...labels, remove: true },
      );
      const lines = session.output.lines()[Symbol.asyncIterator]();
      assert.deepEqual((await lines.next()).value, { stream: "stdout", line: "begun" });
      cut?.();
      const error = await rejection(lines.next());
      assert.ok(error instanceof ConnectionError && error.code === "lost", `${error}`);
      await session[Symbol.asyncDispose]();
    } finally {
      docker.close();
    }
  });
});

test("a stalled reader stops the program, and a dropped session lets it go on (row 4)", async () => {
  await withDocker(async (docker, labels) => {
    const session = await docker.containers.spawn(
      IMAGE,
      ["sh", "-c", "dd if=/dev/zero bs=1M count=20 2>/dev/null; touch /done; sleep 60"],
      { ...labels, logConfig: { type: "none" } } satisfies SpawnSettings,
    );
    const reader = session.output.getReader();
    assert.equal((await reader.read()).done, false);
    await pause(1_000);
    const isDone = async (): Promise<boolean> => {
      const path = `/containers/${session.container.id}/archive?path=/done`;
      const response = await docker.fetch(path, { method: "HEAD" });
      return response.status === 200;
    };
    assert.equal(await isDone(), false, "20 MB don't fit between the program and a stalled reader");
    await session[Symbol.asyncDispose]();
    for (let i = 0; i < 100 && !await isDone(); i++) await pause(100);
    assert.equal(await isDone(), true);
    await session.container.remove({ force: true });
  });
});

test("the ping names the engine's newest version; an older one than it takes is refused (row 6)", async () => {
  const { host, apiVersion } = await engine();
  const docker = new DockerClient({ host });
  try {
    assert.equal((await docker.ping()).apiVersion, apiVersion);
    assert.equal((await docker.version()).ApiVersion, apiVersion);
    const response = await docker.fetch("/v1.10/version");
    assert.equal(response.status, 400);
    assert.match(await response.text(), /too old/);
  } finally {
    docker.close();
  }
});

test("text is decoded stream by stream: split characters, CRLF, no final newline, 10 MB line", async () => {
  await withDocker(async (docker, labels) => {
    const split = await docker.containers.run(IMAGE, [
      "sh",
      "-c",
      "printf 'gr\\303'; sleep 0.3; printf 'E' >&2; sleep 0.3; printf '\\274n'",
    ], { ...labels, remove: true });
    assert.equal(split.stdout, "grün");
    assert.equal(split.output, "grEün");

    const session = await docker.containers.spawn(IMAGE, [
      "sh",
      "-c",
      "printf 'one\\r\\ntwo\\n\\nlast'",
    ], { ...labels, remove: true });
    const lines: string[] = [];
    for await (const { line } of session.output.lines()) lines.push(line);
    assert.deepEqual(lines, ["one", "two", "", "last"]);
    assert.equal(await session.exitCode(), 0);

    const long = await docker.containers.spawn(IMAGE, [
      "sh",
      "-c",
      "head -c 10000000 /dev/zero | tr '\\0' x; echo; echo end",
    ], { ...labels, remove: true });
    const lengths: number[] = [];
    for await (const { line } of long.output.lines()) lengths.push(line.length);
    assert.deepEqual(lengths, [10_000_000, 3]);
    assert.equal(await long.exitCode(), 0);
  });
});

test("a container lives through all that can be done with it", async () => {
  await withDocker(async (docker, labels) => {
    const name = `fairlead-${crypto.randomUUID().slice(0, 8)}`;
    const container = await docker.containers.create(
      IMAGE,
      ["sh", "-c", "trap 'echo term; exit 5' TERM; echo up; while :; do sleep 0.1; done"],
      { ...labels, name },
    );
    assert.equal(container.status, "created");
    assert.equal(container.name, name);
    assert.equal(container.shortId, container.id.slice(0, 12));
    assert.ok(Object.keys(labels.labels).every((label) => label in container.labels));
    await container.start();
    await container.start();
    await container.reload();
    assert.equal(container.status, "running");
    const followed = (await container.logs({ follow: true })).text();
    assert.equal((await docker.containers.get(name)).id, container.id);
    const filters = { name };
    assert.deepEqual((await docker.containers.list({ filters })).map(({ id }) => id), [
      container.id,
    ]);
    await pause(300);
    const waiting = container.wait({ condition: "next-exit" });
    await container.stop({ timeout: 5 });
    assert.deepEqual(await waiting, { exitCode: 5, error: undefined });
    assert.equal(await followed, "up\nterm\n");
    assert.equal(await (await container.logs({ tail: 1 })).text(), "term\n");
    await container.restart({ timeout: 0 });
    await container.kill("SIGKILL");
    assert.equal((await container.wait()).exitCode, 137);
    const conflict = await rejection(docker.containers.create(IMAGE, "true", { name }));
    assert.ok(conflict instanceof ApiError && conflict.status === 409);
    await container.remove({ volumes: true });
    assert.ok(await rejection(container.reload()) instanceof NotFoundError);
  });
});

test("bad input is refused before anything is sent", async () => {
  let dialed = 0;
  const docker = new DockerClient({
    connect: () => {
      dialed++;
      return Promise.reject(new Error("nothing may be sent"));
    },
  });
  const { containers } = docker;
  const wrong = <T>(value: unknown): T => value as T;
  for (const name of ["a/b", "two words", "", "x"]) {
    assert.ok(await rejection(containers.create(IMAGE, "true", { name })) instanceof TypeError);
  }
  assert.ok(await rejection(containers.get("")) instanceof TypeError);
  assert.ok(await rejection(containers.run("")) instanceof TypeError);
  assert.ok(await rejection(containers.run(IMAGE, wrong<string>(5))) instanceof TypeError);
  assert.match(
    `${await rejection(containers.run(IMAGE, "true", wrong({ detach: true })))}`,
    /TypeError: .*runDetached/,
  );
  assert.ok(await rejection(containers.run(IMAGE, "x", { stopTimeout: -2 })) instanceof RangeError);
  assert.equal(dialed, 0);
  assert.throws(() => new DockerClient({ host: "gopher://x" }), TypeError);
  assert.throws(() => new DockerClient({ connectTimeout: -1 }), RangeError);
});

async function rejection<T>(promise: Promise<T>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: "it should have rejected" });
}
