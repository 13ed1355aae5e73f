/** What `container.execRun()` sends, and what it does when things go wrong. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ConflictError,
  ConnectionError,
  ContainerError,
  type ExecRunSettings,
  OutputLimitError,
  StreamError,
} from "../../mod.ts";
import { clean } from "../leaks.ts";
import { act, end, pause, reset } from "../scripted_connection.ts";
import { whole } from "../scripted_engine.ts";
import { asked, bodyOf, frame, ID, json, refusal, SWITCHED } from "./container_engine.ts";
import {
  containerOf,
  CREATE,
  EXEC,
  execEngine,
  INSPECT,
  inTurn,
  RUNNING,
  START,
  STREAMED,
  told,
} from "./exec_engine.ts";

const isLost = (error: unknown): boolean =>
  error instanceof ConnectionError && error.code === "lost";

const PLAIN = {
  Cmd: ["echo", "a b"],
  Privileged: false,
  Tty: false,
  AttachStdin: false,
  AttachStdout: true,
  AttachStderr: true,
};

test("Container.execRun() creates, starts, and asks for the exit code at the end", async () => {
  const engine = execEngine({ [INSPECT]: told({ ExitCode: 3 }) });
  const container = await containerOf(engine);
  const result = await container.execRun("echo 'a b'");
  const { exitCode, stdout, stderr, output } = result;
  assert.deepEqual([exitCode, stdout, stderr, output], [3, "out", "err", "outerr"]);
  assert.deepEqual(asked(engine).slice(1), [CREATE, START, INSPECT]);
  assert.deepEqual(bodyOf(engine, CREATE), PLAIN);
  assert.deepEqual(bodyOf(engine, START), { Tty: false });
  assert.equal(engine.open, 0, "every connection is given back");
});

const BODIES: readonly (readonly [settings: ExecRunSettings, body: object])[] = [
  [{ environment: { B: 2, A: "x=y", GONE: null } }, { Env: ["A=x=y", "B=2", "GONE"] }],
  [{ environment: ["A=1"] }, { Env: ["A=1"] }],
  [{ workingDir: "/tmp" }, { WorkingDir: "/tmp" }],
  [{ user: "nobody:nogroup" }, { User: "nobody:nogroup" }],
  [{ user: 0 }, { User: "0" }],
  [{ privileged: true }, { Privileged: true }],
  [{ stdout: false }, { AttachStdout: false }],
  [{ stderr: false }, { AttachStderr: false }],
];

test("Container.execRun() says its settings in the engine's words", async () => {
  for (const [settings, body] of BODIES) {
    const engine = execEngine();
    await (await containerOf(engine)).execRun(["echo", "a b"], settings);
    assert.deepEqual(bodyOf(engine, CREATE), { ...PLAIN, ...body });
  }
});

test("Container.execRun() reads a terminal's output as it is", async () => {
  const engine = execEngine({ [START]: [whole, SWITCHED, "raw\r\n", end] });
  const { stdout } = await (await containerOf(engine)).execRun("tty", { tty: true });
  assert.equal(stdout, "raw\r\n");
  assert.equal((bodyOf(engine, CREATE) as { Tty: boolean }).Tty, true);
  assert.deepEqual(
    bodyOf(engine, START),
    { Tty: true },
    "it is this one that frames go by (row 8)",
  );
});

const REFUSED: readonly (readonly [command: unknown, settings: object, message: RegExp])[] = [
  ["", {}, /^TypeError: Cannot use command "": there is no program in it$/],
  [[], {}, /no program/],
  ["echo 'a", {}, /a quote is not closed/],
  [undefined, {}, /no program/],
  [1, {}, /expected text or a list of texts/],
  ["true", { workdir: "/" }, /there is no setting "workdir"/],
  ["true", { user: -1 }, /^RangeError: /],
  ["true", { user: true }, /expected a name or a number/],
  ["true", { privileged: 1 }, /expected true or false/],
  ["true", { tty: "yes" }, /expected true or false/],
  ["true", { check: 1 }, /^TypeError: Cannot use check 1/],
  ["true", { maxOutput: -1 }, /^RangeError: Cannot use maxOutput -1/],
  ["true", { stdin: 1 }, /^TypeError: Cannot send a body/],
  ["true", { stdin: "x", tty: true }, /stdin and tty/],
  ["true", { stdout: false, stderr: false }, /attach to nothing/],
  ["true", { consoleSize: { height: 1, width: 1 } }, /no terminal without tty: true/],
  ["true", { tty: true, consoleSize: [1, 2] }, /^TypeError: Cannot use consoleSize/],
  ["true", { tty: true, consoleSize: { height: 1 } }, /Cannot use width undefined/],
  ["true", { tty: true, consoleSize: { height: 1, width: 65_536 } }, /^RangeError: /],
  ["true", { tty: true, consoleSize: { height: 1, width: 2, depth: 3 } }, /no setting "depth"/],
  ["true", { detach: true }, /container\.execDetached\(\)/],
  ["true", { stream: true }, /container\.exec\(\)/],
  ["true", { socket: true }, /container\.exec\(\)/],
  ["true", { demux: true }, /told apart/],
];

test("Container.execRun() refuses what can't be used before it sends anything", async () => {
  const engine = execEngine();
  const container = await containerOf(engine);
  for (const [command, settings, message] of REFUSED) {
    await assert.rejects(
      container.execRun(command as string, settings),
      (error) => message.test(`${error}`) || assert.fail(`${JSON.stringify(settings)}: ${error}`),
    );
  }
  assert.equal(engine.sent.length, 1, "nothing but the look-up");
});

test("Container.execRun() cancels its input if the command can't be created", async () => {
  const engine = execEngine({ [CREATE]: refusal("409 Conflict", "Container is not running") });
  const container = await containerOf(engine);
  let cancelled = false;
  const stdin = new ReadableStream<Uint8Array>({ cancel: () => void (cancelled = true) });
  await assert.rejects(container.execRun("cat", { stdin }), ConflictError);
  assert.ok(cancelled);
  assert.equal(engine.open, 0);
});

test("Container.execRun() feeds its input and half-closes", async () => {
  const engine = execEngine({
    [START]: [
      whole,
      SWITCHED,
      (link) => link.writeClosed && link.sentSinceMark().endsWith('{"Tty":false}the input'),
      frame("stdout", "had it"),
      end,
    ],
  });
  const container = await containerOf(engine);
  const pieces = [new TextEncoder().encode("the "), new TextEncoder().encode("input")];
  const { stdout } = await container.execRun(["cat"], { stdin: pieces });
  assert.equal(stdout, "had it");
  assert.equal((bodyOf(engine, CREATE) as { AttachStdin: boolean }).AttachStdin, true);
});

test("Container.execRun() rejects with what its input throws, and drops the session", async () => {
  const engine = execEngine({ [START]: [whole, SWITCHED] });
  const container = await containerOf(engine);
  const failure = new Error("the source broke");
  const stdin = new ReadableStream<Uint8Array>({ pull: () => Promise.reject(failure) });
  await assert.rejects(container.execRun("cat", { stdin }), (error) => error === failure);
  assert.equal(engine.open, 0);
});

test("Container.execRun() keeps no more than maxOutput", async () => {
  const engine = execEngine();
  const container = await containerOf(engine);
  await assert.rejects(container.execRun("ls -R", { maxOutput: 5 }), (error) => {
    assert.ok(error instanceof OutputLimitError);
    assert.equal(error.limit, 5);
    assert.match(error.message, /the output of "ls -R": it exceeds 5 bytes .*container\.exec\(\)$/);
    return true;
  });
  assert.equal(engine.open, 0);
  assert.equal((await container.execRun("ls", { maxOutput: 6 })).output, "outerr");
});

test("Container.execRun() rejects with the exit code and the output if check is set", async () => {
  // A program may exit with the engine's own codes, and podman forgets the number of its process.
  for (const end of [{}, { ExitCode: 127 }, { ExitCode: 127, Pid: 0, CanRemove: true }]) {
    const engine = execEngine({ [INSPECT]: told({ ExitCode: 2, ...end }) });
    const container = await containerOf(engine);
    await assert.rejects(container.execRun("ls -x", { check: true }), (error) => {
      assert.ok(error instanceof ContainerError);
      const { containerId, image, command, exitCode, stdout, stderr, code } = error;
      assert.deepEqual({ containerId, image, command, exitCode, stdout, stderr, code }, {
        containerId: ID,
        image: "busybox",
        command: ["ls", "-x"],
        exitCode: { ExitCode: 2, ...end }.ExitCode,
        stdout: "out",
        stderr: "err",
        code: "exit-code",
      });
      return true;
    });
    assert.equal(engine.open, 0);
  }
  const container = await containerOf(execEngine());
  assert.equal((await container.execRun("true", { check: true })).exitCode, 0);
});

test("Container.execRun() tells with check that the engine can't start the command", async () => {
  for (const ExitCode of [126, 127]) {
    const engine = execEngine({
      [START]: [whole, SWITCHED, frame("stdout", "no such program\r\n"), end],
      [INSPECT]: told({ ExitCode, Pid: 0 }),
    });
    const container = await containerOf(engine);
    await assert.rejects(container.execRun("nope", { check: true }), (error) => {
      assert.ok(error instanceof StreamError);
      assert.deepEqual([error.detail, error.code], ["no such program", "invalid"]);
      assert.equal(error.message, 'Cannot start "nope": no such program');
      return true;
    });
    const { exitCode, stdout } = await container.execRun("nope");
    assert.deepEqual([exitCode, stdout], [ExitCode, "no such program\r\n"]);
  }
});

test(
  "Container.execRun() waits for an exit code that is told late",
  clean(async () => {
    const limbo = told({ ExitCode: null });
    const engine = execEngine({ [INSPECT]: inTurn(RUNNING, limbo, told({ ExitCode: 4 })) });
    const { exitCode, output } = await (await containerOf(engine)).execRun("sleep 1");
    assert.deepEqual([exitCode, output], [4, "outerr"]);
    assert.equal(asked(engine).filter((line) => line === INSPECT).length, 3);
    assert.equal(engine.open, 0);
  }),
);

const MISSING: readonly (readonly [
  name: string,
  answer: string | readonly [typeof whole, typeof reset],
  why: RegExp,
])[] = [
  ["a command that runs on", RUNNING, /cut while the command runs on/],
  ["a command without an exit code", told({ ExitCode: null }), /no exit code/],
  ["a command that was forgotten", refusal("404 Not Found", "No such exec"), /was the container/],
  ["an engine that fails", refusal("500 Internal Server Error", "oops"), /does not tell/],
  ["an engine that is gone", [whole, reset], /./],
];

for (const [name, answer, why] of MISSING) {
  test(
    `output is lost with the exit code of ${name} (row 1)`,
    clean(async (watch) => {
      const engine = execEngine({ [INSPECT]: answer });
      const container = await containerOf(engine);
      const { signal } = watch.signal();
      await assert.rejects(container.execRun("sleep 9", { signal }), (error) => {
        assert.ok(isLost(error), `${error}`);
        assert.match(`${error}`, why);
        return true;
      });
      assert.equal(engine.open, 0);
    }),
  );
}

test("output that breaks in the middle is lost", async () => {
  const engine = execEngine({
    [START]: [whole, SWITCHED, frame("stdout", "half"), pause(10), reset],
  });
  await assert.rejects((await containerOf(engine)).execRun("ls"), isLost);
  assert.equal(engine.open, 0);
});

const STAGES = ["before", "create", "start", "output", "exit code"] as const;

for (const stage of STAGES) {
  test(
    `Container.execRun() rejects with the signal's reason: ${stage}`,
    clean(async (watch) => {
      const { signal, abort } = watch.signal();
      const reason = new Error("enough");
      // In a turn of its own: the answer must be waited for by then.
      const cut = act(() => void setTimeout(() => abort(reason)));
      const engine = execEngine({
        ...(stage === "create" ? { [CREATE]: [whole, cut] } : {}),
        ...(stage === "start" ? { [START]: [whole, cut] } : {}),
        ...(stage === "output" ? { [START]: [whole, SWITCHED, frame("stdout", "o"), cut] } : {}),
        ...(stage === "exit code" ? { [INSPECT]: [whole, cut] } : {}),
      });
      const container = await containerOf(engine);
      if (stage === "before") abort(reason);
      let cancelled = false;
      const stdin = new ReadableStream<Uint8Array>({ cancel: () => void (cancelled = true) });
      await assert.rejects(
        container.execRun("cat", { signal, stdin }),
        (error) => error === reason,
      );
      const sent = asked(engine).slice(1);
      assert.deepEqual(
        sent,
        [CREATE, START, INSPECT].slice(0, [0, 1, 2, 2, 3][STAGES.indexOf(stage)]),
      );
      assert.ok(cancelled, "the source of the input is told");
      assert.equal(engine.open, 0);
    }),
  );
}

test("twenty commands run side by side, each with its own output", async () => {
  let count = 0;
  const engine = execEngine({
    [CREATE]: () => json({ Id: `${EXEC}${count++}` }, "201 Created"),
    [`POST /exec/`]: (request) => {
      const number = /exec\/[a-f]*(\d+)\//.exec(request)?.[1] ?? "";
      return [whole, STREAMED, frame("stdout", number), end];
    },
    [`GET /exec/`]: (request) => {
      return told({ ExitCode: Number(/exec\/[a-f]*(\d+)\//.exec(request)?.[1]) });
    },
  });
  const container = await containerOf(engine);
  const results = await Promise.all(Array.from({ length: 20 }, () => container.execRun("id")));
  for (const { exitCode, stdout } of results) assert.equal(stdout, `${exitCode}`);
  assert.equal(new Set(results.map(({ stdout }) => stdout)).size, 20);
  assert.equal(engine.open, 0);
});
