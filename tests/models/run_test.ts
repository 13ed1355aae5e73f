/** What `run()` and `runDetached()` send, and what they do when things go wrong. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  ConflictError,
  ContainerError,
  ImageNotFoundError,
  NotFoundError,
  OutputLimitError,
} from "../../src/errors.ts";
import type { AttachedSettings } from "../../src/types/containers.ts";
import { whole } from "../scripted_engine.ts";
import { act, end } from "../scripted_connection.ts";
import {
  asked,
  bodyOf,
  containerEngine,
  DONE,
  frame,
  gate,
  ID,
  json,
  refusal,
  SWITCHED,
  waited,
  WAITING,
} from "./container_engine.ts";

const CREATE = "POST /containers/create";
const INSPECT = `GET /containers/${ID}/json`;
const ATTACH = `POST /containers/${ID}/attach`;
const WAIT = `POST /containers/${ID}/wait`;
const START = `POST /containers/${ID}/start`;
const KILL = `POST /containers/${ID}/kill`;
const REMOVE = `DELETE /containers/${ID}`;

test("containers.run() attaches and waits before it starts, and removes at the end", async () => {
  const engine = containerEngine();
  const output = await engine.client.containers.run("busybox", "echo 'a b'", { remove: true });
  assert.equal(output.stdout, "out");
  assert.equal(output.stderr, "err");
  assert.equal(output.output, "outerr");
  assert.equal(output.exitCode, 0);
  const lines = asked(engine);
  assert.equal(lines[0], CREATE);
  assert.deepEqual(lines.slice(1, 4).sort(), [
    INSPECT,
    `${ATTACH}?stream=true&stdin=false&stdout=true&stderr=true`,
    `${WAIT}?condition=next-exit`,
  ]);
  assert.deepEqual(lines.slice(4), [START, `${REMOVE}?force=true&v=true`]);
  const attach = lines.findIndex((line) => line.startsWith(ATTACH));
  assert.equal(engine.bodies[attach]?.length, 0, "a body would be the process's input");
  assert.deepEqual(bodyOf(engine, CREATE), {
    Image: "busybox",
    Cmd: ["echo", "a b"],
    Tty: false,
    OpenStdin: false,
    StdinOnce: false,
    AttachStdin: false,
    AttachStdout: true,
    AttachStderr: true,
    NetworkDisabled: false,
    HostConfig: { NetworkMode: "default" },
  });
  assert.equal(engine.open, 0, "every connection is given back");
});

test("containers.run() leaves the removal to the engine with autoRemove", async () => {
  const engine = containerEngine();
  await engine.client.containers.run("busybox", { autoRemove: true, name: "web-1" });
  const lines = asked(engine);
  assert.equal(lines[0], `${CREATE}?name=web-1`);
  assert.ok(lines.includes(`${WAIT}?condition=removed`));
  assert.ok(!lines.some((line) => line.startsWith("DELETE")));
});

test("containers.run() keeps the container if nothing is said", async () => {
  const engine = containerEngine();
  await engine.client.containers.run("busybox");
  assert.ok(!asked(engine).some((line) => line.startsWith("DELETE")));
});

test("containers.run() rejects with the exit code and the output, and still removes", async () => {
  const engine = containerEngine({}, 3);
  await assert.rejects(
    engine.client.containers.run("busybox", ["false"], { remove: true }),
    (error) => {
      assert.ok(error instanceof ContainerError);
      const { containerId, image, command, exitCode, stdout, stderr, code, name } = error;
      assert.deepEqual(
        { containerId, image, command, exitCode, stdout, stderr, code, name },
        {
          containerId: ID,
          image: "busybox",
          command: ["false"],
          exitCode: 3,
          stdout: "out",
          stderr: "err",
          code: "exit-code",
          name: "ContainerError",
        },
      );
      return true;
    },
  );
  assert.equal(asked(engine).at(-1), `${REMOVE}?force=true&v=true`);
  assert.equal(engine.open, 0);
});

test("containers.run() feeds its input and half-closes", async () => {
  const input = gate();
  const engine = containerEngine({
    [ATTACH]: [
      whole,
      SWITCHED,
      (link) => link.writeClosed && link.sentSinceMark().endsWith("the input"),
      frame("stdout", "had it"),
      end,
      act(() => input.open()),
    ],
    [WAIT]: [whole, WAITING, input.step, waited(0)],
  });
  const { stdout } = await engine.client.containers.run("busybox", ["cat"], {
    stdin: "the input",
  });
  assert.equal(stdout, "had it");
  const body = bodyOf(engine, CREATE);
  assert.deepEqual(
    Object.entries(body as object).filter(([name]) => name.includes("Stdin")),
    [["OpenStdin", true], ["StdinOnce", true], ["AttachStdin", true]],
  );
  assert.ok(
    asked(engine).some((line) =>
      line === `${ATTACH}?stream=true&stdin=true&stdout=true&stderr=true`
    ),
  );
});

test("containers.run() rejects with what its input throws, and removes", async () => {
  const engine = containerEngine({ [ATTACH]: [whole, SWITCHED], [WAIT]: [whole, WAITING] });
  const failure = new Error("the source broke");
  const stdin = new ReadableStream<Uint8Array>({
    pull: () => Promise.reject(failure),
  });
  await assert.rejects(
    engine.client.containers.run("busybox", { stdin, remove: true }),
    (error) => error === failure,
  );
  assert.equal(asked(engine).at(-1), `${REMOVE}?force=true&v=true`);
});

test("containers.run() refuses input that can't be sent before it creates anything", async () => {
  const engine = containerEngine();
  const stdin = 1 as unknown as string;
  await assert.rejects(engine.client.containers.run("busybox", { stdin }), TypeError);
  assert.deepEqual(engine.sent, []);
});

test("containers.run() cancels its input if it can't create the container", async () => {
  const engine = containerEngine({ [CREATE]: refusal("404 Not Found", "No such image: x") });
  let cancelled = false;
  const stdin = new ReadableStream<Uint8Array>({ cancel: () => void (cancelled = true) });
  await assert.rejects(engine.client.containers.run("x", { stdin }), ImageNotFoundError);
  assert.ok(cancelled);
});

test("containers.run() ends a container that writes more than maxOutput", async () => {
  for (const settings of [{ remove: true }, {}]) {
    const engine = containerEngine({
      [ATTACH]: [whole, SWITCHED, frame("stdout", "12345"), frame("stderr", "6")],
      [WAIT]: [whole, WAITING],
    });
    await assert.rejects(
      engine.client.containers.run("busybox", { maxOutput: 5, ...settings }),
      (error) => {
        assert.ok(error instanceof OutputLimitError);
        assert.equal(error.limit, 5);
        assert.match(error.message, /^Cannot keep the output of "web": it exceeds 5 bytes/);
        return true;
      },
    );
    assert.ok(asked(engine).at(-1)?.startsWith(settings.remove === true ? REMOVE : KILL));
  }
});

test("containers.run() takes as much as maxOutput", async () => {
  const engine = containerEngine();
  const output = await engine.client.containers.run("busybox", { maxOutput: 6 });
  assert.equal(output.output, "outerr");
});

const REFUSED_STARTS: readonly (readonly [settings: AttachedSettings, removed: boolean])[] = [
  [{}, false],
  [{ remove: true }, true],
  [{ autoRemove: true }, true],
];

for (const [settings, removed] of REFUSED_STARTS) {
  test(`a refused start ends wait and attachment, with ${JSON.stringify(settings)}`, async () => {
    for (const method of ["run", "spawn"] as const) {
      const engine = containerEngine({
        [START]: refusal("400 Bad Request", "no such program"),
        [ATTACH]: [whole, SWITCHED],
        [WAIT]: [whole, WAITING],
        [REMOVE]: settings.autoRemove === true
          ? refusal("404 Not Found", "No such container")
          : DONE,
      });
      await assert.rejects(engine.client.containers[method]("busybox", settings), (error) => {
        assert.ok(error instanceof ApiError);
        assert.equal(error.explanation, "no such program");
        assert.equal(error.containerId, ID);
        return true;
      });
      const deleted = asked(engine).some((line) => line === `${REMOVE}?force=true&v=true`);
      assert.equal(deleted, removed);
      assert.equal(engine.open, 0, "neither wait nor attachment is held");
    }
  });
}

test("a refused start waits for the engine's own removal if that is under way", async () => {
  const engine = containerEngine({
    [START]: refusal("400 Bad Request", "no such program"),
    [REMOVE]: refusal("409 Conflict", "removal of container is already in progress"),
    [WAIT]: json({ StatusCode: 127, Error: null }),
  });
  await assert.rejects(
    engine.client.containers.runDetached("busybox", { remove: true }),
    /no such program/,
  );
  assert.equal(asked(engine).at(-1), `${WAIT}?condition=removed`);
});

test("a missing network is no missing image", async () => {
  const engine = containerEngine({
    [START]: refusal("404 Not Found", "network x not found"),
    [ATTACH]: [whole, SWITCHED],
    [WAIT]: [whole, WAITING],
  });
  await assert.rejects(
    engine.client.containers.run("busybox", { network: "x" }),
    (error) => error instanceof NotFoundError && !(error instanceof ImageNotFoundError),
  );
});

test("containers.run() rejects with the signal's reason, and removes the container", async () => {
  for (const settings of [{ remove: true }, { autoRemove: true }, {}]) {
    const engine = containerEngine({ [ATTACH]: [whole, SWITCHED], [WAIT]: [whole, WAITING] });
    const controller = new AbortController();
    const reason = new Error("enough");
    const running = engine.client.containers.run("busybox", {
      ...settings,
      signal: controller.signal,
    });
    const rejected = assert.rejects(running, (error) => error === reason);
    setTimeout(() => controller.abort(reason), 50);
    await rejected;
    const last = asked(engine).at(-1) ?? "";
    assert.ok(last.startsWith(Object.keys(settings).length > 0 ? REMOVE : KILL), last);
    assert.equal(engine.open, 0);
  }
});

test("containers.run() removes a container whose creation was aborted", async () => {
  const created = gate();
  const engine = containerEngine({
    [CREATE]: [whole, created.step, json({ Id: ID, Warnings: [] }, "201 Created")],
  });
  const controller = new AbortController();
  const reason = new Error("enough");
  const running = engine.client.containers.run("busybox", { signal: controller.signal });
  const rejected = assert.rejects(running, (error) => error === reason);
  setTimeout(() => {
    controller.abort(reason);
    created.open();
  }, 20);
  await rejected;
  assert.deepEqual(asked(engine), [CREATE, `${REMOVE}?force=true&v=true`]);
});

test("containers.runDetached() attaches to nothing, and lets the engine remove", async () => {
  const engine = containerEngine();
  const container = await engine.client.containers.runDetached("busybox", ["sleep", "1"], {
    remove: true,
  });
  assert.equal(container.id, ID);
  assert.deepEqual(asked(engine), [CREATE, INSPECT, START, INSPECT]);
  const body = bodyOf(engine, CREATE) as { HostConfig: { AutoRemove: boolean } };
  assert.equal(body.HostConfig.AutoRemove, true);
});

test("containers.runDetached() keeps or removes what it can't start, as asked", async () => {
  for (const remove of [true, false]) {
    const engine = containerEngine({ [START]: refusal("409 Conflict", "port is taken") });
    await assert.rejects(
      engine.client.containers.runDetached("busybox", { remove }),
      (error) => error instanceof ConflictError && error.containerId === ID,
    );
    assert.equal(asked(engine).at(-1), remove ? `${REMOVE}?force=true&v=true` : START);
  }
});
