/** What `container.exec()` and `container.execDetached()` send, and how their sessions end. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  AttachSession,
  ConnectionError,
  Exec,
  type ExecSession,
  NotFoundError,
} from "../../mod.ts";
import { clean } from "../leaks.ts";
import { end, pause, stall } from "../scripted_connection.ts";
import { whole } from "../scripted_engine.ts";
import { asked, bodyOf, DONE, frame, refusal, SWITCHED } from "./container_engine.ts";
import {
  containerOf,
  CREATE,
  EXEC,
  execEngine,
  INSPECT,
  inTurn,
  RESIZE,
  RUNNING,
  START,
  told,
} from "./exec_engine.ts";

const encoder = new TextEncoder();

const isClosed = (error: unknown): boolean =>
  error instanceof ConnectionError && error.code === "closed";

test("Container.exec() hands out both directions, and then the exit code", async () => {
  const engine = execEngine({
    [START]: [
      whole,
      SWITCHED,
      ({ writeClosed }) => writeClosed,
      frame("stdout", "got it"),
      frame("stderr", "!"),
      end,
    ],
    [INSPECT]: told({ ExitCode: 5 }),
  });
  const session = await (await containerOf(engine)).exec(["cat"], { stdin: true });
  assert.ok(session instanceof AttachSession);
  assert.equal(session.id, EXEC);
  const writer = session.stdin.getWriter();
  await writer.write(encoder.encode("words"));
  await writer.close();
  const seen: string[] = [];
  for await (const { stream, data } of session.output) {
    seen.push(`${stream}: ${new TextDecoder().decode(data)}`);
  }
  assert.deepEqual(seen, ["stdout: got it", "stderr: !"]);
  assert.deepEqual([await session.exitCode(), await session.exitCode()], [5, 5]);
  assert.deepEqual(asked(engine).slice(1), [CREATE, START, INSPECT], "it is asked for once");
  assert.ok(engine.links.some((link) => new TextDecoder().decode(link.sent).endsWith("words")));
  assert.equal((bodyOf(engine, CREATE) as { AttachStdin: boolean }).AttachStdin, true);
  assert.equal(engine.open, 0);
});

test("a command without an input is started without an upgrade (row 12)", async () => {
  for (const [settings, upgraded] of [[{}, false], [{ stdin: true }, true]] as const) {
    const engine = execEngine();
    const session = await (await containerOf(engine)).exec(["true"], settings);
    assert.equal(await session.output.text(), "outerr");
    assert.equal(await session.exitCode(), 0);
    const start = engine.sent[asked(engine).indexOf(START)] ?? "";
    assert.equal(/\r\nupgrade: tcp\r\n/i.test(start), upgraded);
    assert.equal(engine.open, 0);
  }
});

test(
  "the output of a command ends with it where the engine leaves it open (row 12)",
  clean(async () => {
    const engine = execEngine({
      [START]: [whole, SWITCHED, frame("stdout", "out")],
      [INSPECT]: inTurn(RUNNING, told({ ExitCode: 4 })),
    });
    const removed = execEngine({
      [START]: [whole, SWITCHED, frame("stdout", "out")],
      [INSPECT]: refusal("404 Not Found", "No such exec instance"),
    });
    const session = await (await containerOf(engine)).exec("true");
    const other = await (await containerOf(removed)).exec("true");
    const lost = assert.rejects(
      other.output.text(),
      (error) => error instanceof ConnectionError && error.code === "lost",
    );
    assert.equal(await session.output.text(), "out");
    assert.equal(await session.exitCode(), 4);
    await lost;
    assert.deepEqual([engine.open, removed.open], [0, 0]);
  }),
);

test("ExecSession.stdin says so when nobody is attached to it", async () => {
  const session = await (await containerOf(execEngine())).exec("true");
  await assert.rejects(
    session.stdin.getWriter().write(new Uint8Array(1)),
    /^TypeError: .* exec\(\) was not given stdin: true$/,
  );
  await session[Symbol.asyncDispose]();
});

test(
  "ExecSession.exitCode() asks again and again while the output is open",
  clean(async () => {
    // A grandchild holds the output (row 8).
    const engine = execEngine({
      [START]: [whole, SWITCHED, frame("stdout", "early")],
      [INSPECT]: inTurn(RUNNING, RUNNING, told({ ExitCode: 9 })),
    });
    const session = await (await containerOf(engine)).exec("sh -c 'sleep 9 &'");
    assert.deepEqual(await Promise.all([session.exitCode(), session.exitCode()]), [9, 9]);
    assert.equal(asked(engine).filter((line) => line === INSPECT).length, 3);
    await session[Symbol.asyncDispose]();
    assert.equal(await session.exitCode(), 9, "what was told once is kept");
    assert.equal(engine.open, 0);
  }),
);

test(
  "the end of the output tells who waits for the exit code",
  clean(async () => {
    const engine = execEngine({ [INSPECT]: inTurn(RUNNING, told({ ExitCode: 6 })) });
    const session = await (await containerOf(engine)).exec("ls");
    const code = session.exitCode();
    assert.equal(await session.output.text(), "outerr");
    assert.equal(await code, 6);
    assert.equal(engine.open, 0);
  }),
);

test(
  "ExecSession.exitCode() rejects if the container is removed",
  clean(async () => {
    const engine = execEngine({
      [START]: [whole, SWITCHED],
      [INSPECT]: inTurn(RUNNING, refusal("404 Not Found", "No such exec instance")),
    });
    const session = await (await containerOf(engine)).exec("sleep 9");
    await assert.rejects(session.exitCode(), (error) => {
      assert.ok(error instanceof ConnectionError);
      assert.equal(error.code, "lost");
      assert.ok(error.cause instanceof NotFoundError);
      return true;
    });
    await session[Symbol.asyncDispose]();
    assert.equal(engine.open, 0);
  }),
);

const STATES: Readonly<Record<string, (session: ExecSession) => Promise<unknown>>> = {
  idle: () => Promise.resolve(),
  locked: (session) => Promise.resolve(session.output.getReader()),
  "being read": (session) => {
    const reader = session.output.getReader();
    return reader.read().then(() => void assert.rejects(reader.read(), isClosed));
  },
  "half-read": (session) => session.output.lines().getReader().read(),
  ended: (session) => session.output.text(),
};

for (const [state, enter] of Object.entries(STATES)) {
  test(
    `an ExecSession can be disposed of while it is ${state}`,
    clean(async (watch) => {
      const isOver = state === "ended";
      const engine = execEngine({
        [START]: [whole, SWITCHED, frame("stdout", "x\ny"), ...(isOver ? [end] : [])],
        [INSPECT]: isOver ? told() : RUNNING,
      });
      const container = await containerOf(engine);
      const { signal } = watch.signal();
      const session = await container.exec("cat", { stdin: true, signal });
      await enter(session);
      const code = isOver
        ? session.exitCode().then((exitCode) => assert.equal(exitCode, 0))
        : assert.rejects(session.exitCode(), isClosed);
      await session[Symbol.asyncDispose]();
      await session[Symbol.asyncDispose]();
      await code;
      if (!isOver) {
        await assert.rejects(session.exitCode(), isClosed);
        await assert.rejects(session.stdin.getWriter().write(new Uint8Array(1)));
      }
      assert.equal(engine.open, 0);
    }),
  );
}

test(
  "the signal of Container.exec() ends the session and all waiting",
  clean(async (watch) => {
    const engine = execEngine({ [START]: [whole, SWITCHED, stall], [INSPECT]: RUNNING });
    const { signal, abort } = watch.signal();
    const session = await (await containerOf(engine)).exec("cat", { stdin: true, signal });
    const reason = new Error("enough");
    const isReason = (error: unknown): boolean => error === reason;
    const all = [
      session.output.text(),
      session.exitCode(),
      session.stdin.getWriter().write(new Uint8Array(1)),
    ].map((promise) => assert.rejects(promise, isReason));
    setTimeout(() => abort(reason), 50);
    await Promise.all(all);
    await assert.rejects(session.exitCode(), isReason);
    assert.equal(engine.open, 0);
  }),
);

test("a terminal has its size from the start with API 1.42", async () => {
  const engine = execEngine({ [START]: [whole, SWITCHED, "24 80\r\n", end] });
  const container = await containerOf(engine, "1.42");
  const consoleSize = { height: 24, width: 80 };
  const session = await container.exec("stty size", { tty: true, consoleSize });
  assert.equal(await session.output.text(), "24 80\r\n");
  assert.deepEqual((bodyOf(engine, CREATE) as { ConsoleSize: unknown }).ConsoleSize, [24, 80]);
  assert.deepEqual(bodyOf(engine, START), { Tty: true, ConsoleSize: [24, 80], h: 24, w: 80 });
  assert.ok(!asked(engine).some((line) => line.startsWith(RESIZE)));
  const other = execEngine({ [START]: DONE });
  await (await containerOf(other, "1.42")).execDetached("sh", { tty: true, consoleSize });
  assert.deepEqual(bodyOf(other, START), {
    Tty: true,
    ConsoleSize: [24, 80],
    h: 24,
    w: 80,
    Detach: true,
  });
});

test(
  "a terminal gets its size after the start below API 1.42, as soon as it is there (row 9)",
  clean(async () => {
    const absent = refusal("404 Not Found", "process does not exist");
    const engine = execEngine({
      [START]: [whole, SWITCHED, "$ "],
      [RESIZE]: inTurn(absent, absent, DONE),
      [INSPECT]: RUNNING,
    });
    const container = await containerOf(engine);
    const consoleSize = { height: 24, width: 80 };
    const session = await container.exec("sh", { tty: true, consoleSize });
    assert.deepEqual(asked(engine).slice(1, 5), [CREATE, START, `${RESIZE}?h=24&w=80`, INSPECT]);
    assert.equal(asked(engine).filter((line) => line.startsWith(RESIZE)).length, 3);
    assert.ok(!("ConsoleSize" in (bodyOf(engine, CREATE) as object)));
    assert.deepEqual(bodyOf(engine, START), { Tty: true });
    await session[Symbol.asyncDispose]();
    assert.equal(engine.open, 0);
  }),
);

test(
  "a terminal that gets no size within a second is no session, unless its command has ended",
  clean(async () => {
    const settings = { tty: true, consoleSize: { height: 24, width: 80 } };
    const no = refusal("500 Internal Server Error", "no");
    const stubborn = execEngine({ [START]: [whole, SWITCHED], [RESIZE]: no, [INSPECT]: RUNNING });
    await assert.rejects((await containerOf(stubborn)).exec("sh", settings), ApiError);
    assert.equal(stubborn.open, 0);
    const over = execEngine({ [START]: [whole, SWITCHED, "x", end], [RESIZE]: no });
    const session = await (await containerOf(over)).exec("true", settings);
    assert.equal(await session.output.text(), "x");
    assert.equal(over.open, 0);
  }),
);

test(
  "the keys that detach end the session in good order, and the command goes on",
  clean(async () => {
    for (const [detachKeys, keys] of [[undefined, "\x10\x11"], ["ctrl-a,d", "\x01d"]] as const) {
      const engine = execEngine({ [START]: [whole, SWITCHED, "$ "], [INSPECT]: RUNNING });
      const container = await containerOf(engine);
      const settings = { tty: true, stdin: true, detachKeys };
      const session = await container.exec("sh", settings);
      const text = session.output.text();
      const writer = session.stdin.getWriter();
      await writer.write(encoder.encode(`ls${keys[0]}`));
      await writer.write(encoder.encode(`${keys[1]}more`));
      assert.equal(await text, "$ ");
      await assert.rejects(writer.write(encoder.encode("more")), isClosed);
      const link = engine.links.find((link) => link.sentSinceMark().includes("/start"));
      assert.ok(link?.sentSinceMark().endsWith('{"Tty":true}ls'), "the engine sees no keys");
      assert.equal((bodyOf(engine, CREATE) as { DetachKeys?: string }).DetachKeys, detachKeys);
      await assert.rejects(session.exitCode(), isClosed);
      assert.equal((await session.inspect()).Running, true);
      assert.equal(engine.open, 0);
    }
  }),
);

test("closing a terminal's input does not detach, and passes on what was held back", async () => {
  const engine = execEngine({
    [START]: [
      whole,
      SWITCHED,
      (link) => link.sentSinceMark().endsWith("exit\x10"),
      pause(),
      "bye",
      end,
    ],
  });
  const session = await (await containerOf(engine)).exec("sh", { tty: true, stdin: true });
  const writer = session.stdin.getWriter();
  await writer.write(encoder.encode("exit\x10"));
  await writer.close();
  assert.equal(await session.output.text(), "bye");
  assert.ok(engine.links.every((link) => !link.writeClosed));
  assert.equal(await session.exitCode(), 0);
});

test("a terminal's input takes bytes only, and can be aborted while it is stalled", async () => {
  const engine = execEngine({ [START]: [whole, SWITCHED, stall] });
  const container = await containerOf(engine);
  const settings = { tty: true, stdin: true };
  const one = await container.exec("sh", settings);
  await assert.rejects(
    one.stdin.getWriter().write("text" as unknown as Uint8Array),
    /^TypeError: .*expected Uint8Array, got string/,
  );
  await one[Symbol.asyncDispose]();
  const other = await container.exec("sh", settings);
  const writer = other.stdin.getWriter();
  const reason = new Error("enough");
  const writing = assert.rejects(writer.write(encoder.encode("x")));
  const reading = assert.rejects(other.output.text(), (error) => error === reason);
  await new Promise((resolve) => setTimeout(resolve));
  await writer.abort(reason);
  await Promise.all([writing, reading]);
  assert.equal(engine.open, 0);
});

test("Container.exec() refuses keys that can't be typed before it sends anything", async () => {
  const engine = execEngine();
  const container = await containerOf(engine);
  const typed = { tty: true, stdin: true };
  const refused: readonly (readonly [settings: object, message: RegExp])[] = [
    [{ ...typed, detachKeys: "ctrl-" }, /Cannot detach with the keys "ctrl-"/],
    [{ ...typed, detachKeys: "" }, /one is empty/],
    [{ ...typed, detachKeys: 1 }, /Cannot use detachKeys 1: expected text/],
    [{ tty: true, detachKeys: "a" }, /only with tty and stdin/],
    [{ stdin: true, detachKeys: "a" }, /only with tty and stdin/],
    [{ stdin: "text" }, /Cannot use stdin "text": expected true or false/],
    [{ check: true }, /there is no setting "check"/],
    [{ detach: true }, /container\.execDetached\(\)/],
  ];
  for (const [settings, message] of refused) {
    await assert.rejects(container.exec("sh", settings), (error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, message);
      return true;
    });
  }
  assert.equal(engine.sent.length, 1, "nothing but the look-up");
});

test("ExecSession.resize() and inspect() ask about the command", async () => {
  const engine = execEngine({ [START]: [whole, SWITCHED], [INSPECT]: RUNNING });
  const session = await (await containerOf(engine)).exec("sh", { tty: true });
  await session.resize(24, 80);
  assert.equal((await session.inspect()).Running, true);
  assert.deepEqual(asked(engine).slice(3), [`${RESIZE}?h=24&w=80`, INSPECT]);
  await assert.rejects(session.resize(-1, 80), RangeError);
  await assert.rejects(session.resize(24, 65_536), RangeError);
  await assert.rejects(session.resize(24, "80" as unknown as number), TypeError);
  await assert.rejects(session.resize(24, undefined as unknown as number), TypeError);
  await assert.rejects(session.inspect({ timeout: 1 } as object), TypeError);
  assert.equal(asked(engine).length, 5);
  await session[Symbol.asyncDispose]();
  assert.equal(engine.open, 0);
});

test(
  "Container.execDetached() attaches to nothing, and answers the command",
  clean(async (watch) => {
    const engine = execEngine({
      [START]: DONE,
      [INSPECT]: inTurn(RUNNING, told({ ExitCode: 8 })),
    });
    const { signal } = watch.signal();
    const exec = await (await containerOf(engine)).execDetached("sleep 9", { user: 1, signal });
    assert.ok(exec instanceof Exec);
    assert.equal(exec.id, EXEC);
    assert.deepEqual(bodyOf(engine, CREATE), {
      Cmd: ["sleep", "9"],
      User: "1",
      Privileged: false,
      Tty: false,
      AttachStdin: false,
      AttachStdout: false,
      AttachStderr: false,
    });
    assert.deepEqual(bodyOf(engine, START), { Tty: false, Detach: true });
    assert.equal((await exec.inspect()).Running, true);
    assert.equal(await exec.exitCode({ signal }), 8);
    await exec.resize(1, 2, { signal });
    assert.equal(asked(engine).at(-1), `${RESIZE}?h=1&w=2`);
    assert.equal(engine.open, 0);
  }),
);

test(
  "Exec.exitCode() waits no longer than its signal",
  clean(async (watch) => {
    const engine = execEngine({ [START]: DONE, [INSPECT]: RUNNING });
    const { signal, abort } = watch.signal();
    const exec = await (await containerOf(engine)).execDetached("sleep 9");
    const reason = new Error("enough");
    const code = assert.rejects(exec.exitCode({ signal }), (error) => error === reason);
    setTimeout(() => abort(reason), 100);
    await code;
    assert.equal(engine.open, 0);
  }),
);

test("Container.execDetached() rejects if the command can't be started", async () => {
  const engine = execEngine({ [START]: refusal("400 Bad Request", "no such program") });
  await assert.rejects((await containerOf(engine)).execDetached("nope"), {
    name: "ApiError",
    code: "invalid",
    explanation: "no such program",
  });
  await assert.rejects(
    (await containerOf(engine)).execDetached("true", { stdin: true } as object),
    /there is no setting "stdin"/,
  );
});
