/** Sessions that are connected to streams: what goes where, and what is left when it is over. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { AttachSession } from "../../../src/api/streams/attach_session.ts";
import { ApiError, ConnectionError } from "../../../src/errors.ts";
import type { PipeSettings } from "../../../src/types/exec.ts";
import { clean } from "../../leaks.ts";
import { turn } from "../../read_body.ts";
import {
  bytesSent,
  end,
  reset,
  ScriptedConnection,
  stall,
  type Step,
} from "../../scripted_connection.ts";
import { FakeTerminal } from "./fake_terminal.ts";
import { frame } from "./feed.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

interface Made {
  readonly session: AttachSession;
  readonly connection: ScriptedConnection;
  readonly terminal: FakeTerminal;
  /** The sizes that the process's terminal got. */
  readonly sizes: string[];
}

interface Options {
  readonly tty?: boolean;
  readonly stdin?: boolean;
  readonly terminal?: FakeTerminal;
  readonly refuse?: () => boolean;
}

function make(options: Options, ...script: readonly Step[]): Made {
  const { tty = true, stdin = true, terminal = new FakeTerminal(), refuse } = options;
  const connection = new ScriptedConnection(...script);
  const sizes: string[] = [];
  const session = AttachSession.over(connection, {
    framed: !tty,
    mediaType: "",
    terminal: {
      tty,
      stdin,
      own: () => Promise.resolve(terminal),
      resize(height, width) {
        if (refuse?.() === true) {
          const refusal = { status: 500, method: "POST", path: "/resize", explanation: "no" };
          return Promise.reject(new ApiError(refusal, "server-error"));
        }
        sizes.push(`${height} ${width}`);
        return Promise.resolve();
      },
    },
  });
  return { session, connection, terminal, sizes };
}

/** A stream that keeps what is written. */
class Sink extends WritableStream<Uint8Array> {
  readonly state: { text: string; ended: boolean };

  constructor(write: () => unknown = () => undefined) {
    const state = { text: "", ended: false };
    super({
      async write(bytes) {
        await write();
        state.text += decoder.decode(bytes);
      },
      close: () => void (state.ended = true),
      abort: () => void (state.ended = true),
    });
    this.state = state;
  }
}

function source(...pieces: readonly string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(encoder.encode(piece));
      controller.close();
    },
  });
}

function sent(connection: ScriptedConnection): string {
  return decoder.decode(connection.sent);
}

const isClosed = (error: unknown): boolean =>
  error instanceof ConnectionError && error.code === "closed";

test(
  "pipe() connects a session to streams that are given, and closes none of them",
  clean(async () => {
    const { session, connection, terminal } = make(
      { tty: false },
      bytesSent(6),
      ({ writeClosed }) => writeClosed,
      frame("stdout", "out"),
      frame("stderr", "err"),
      end,
    );
    const [stdout, stderr] = [new Sink(), new Sink()];
    const settings = { stdin: source("on", "etwo"), stdout, stderr };
    assert.equal(await session.pipe(settings), "ended");
    assert.deepEqual([stdout.state.text, stderr.state.text], ["out", "err"]);
    assert.equal(sent(connection), "onetwo");
    for (const stream of [stdout, stderr, settings.stdin, session.output, session.stdin]) {
      assert.equal(stream.locked, false);
    }
    assert.ok(!stdout.state.ended && !stderr.state.ended);
    assert.equal(connection.open, false);
    assert.deepEqual([terminal.log, terminal.held], [[], 0], "the terminal is not touched");
  }),
);

test("pipe() takes one stream for both outputs", async () => {
  const script = [frame("stdout", "a"), frame("stderr", "b"), frame("stdout", "c"), end];
  const { session } = make({ tty: false, stdin: false }, ...script);
  const both = new Sink();
  await session.pipe({ stdout: both, stderr: both });
  assert.equal(both.state.text, "abc");
  assert.equal(both.locked, false);
});

test(
  "pipe() makes the process's terminal follow ours, key by key, and gives ours back",
  clean(async () => {
    const { session, connection, terminal, sizes } = make({}, "$ ");
    const piping = session.pipe();
    terminal.type("l");
    terminal.type("s\x03");
    await turn(5);
    assert.equal(sent(connection), "ls\x03");
    assert.equal(terminal.shown.stdout, "$ ");
    terminal.changeTo({ height: 10, width: 20 });
    for (const height of [11, 12, 13]) terminal.changeTo({ height, width: 21 });
    await turn(5);
    assert.deepEqual(sizes, ["24 80", "10 20", "13 21"], "what is over already is not told");
    assert.deepEqual(terminal.log, ["input", "raw"]);
    connection.play(end);
    assert.equal(await piping, "ended");
    assert.deepEqual(terminal.log, ["input", "raw", "cooked"]);
    assert.equal(terminal.held, 0);
    terminal.type("later");
    await turn(5);
    assert.equal(terminal.left, 1, "what is typed afterwards is somebody else's");
  }),
);

test("pipe() makes no terminal raw unless both sides have one, and it is used", async () => {
  const cases: readonly (readonly [Options, () => PipeSettings, string[]])[] = [
    [{ tty: false }, () => ({}), ["input"]],
    [{ terminal: new FakeTerminal(false) }, () => ({}), ["input"]],
    [{ stdin: false }, () => ({}), []],
    [{}, () => ({ stdin: source("x") }), []],
    [{}, () => ({ stdout: new Sink() }), ["input"]],
  ];
  for (const [options, settings, log] of cases) {
    const { session, terminal } = make(options, end);
    assert.equal(await session.pipe(settings()), "ended");
    assert.deepEqual(terminal.log, log);
    assert.equal(terminal.held, 0);
  }
});

test("pipe() says when somebody detached", async () => {
  const { session, connection, terminal } = make({}, "$ ");
  const piping = session.pipe();
  await turn(5);
  session.detach();
  assert.equal(await piping, "detached");
  assert.deepEqual(terminal.log, ["input", "raw", "cooked"]);
  assert.equal(terminal.held, 0);
  assert.equal(connection.open, false);
});

test("pipe() passes the end of the input on, and the process may go on", async () => {
  const { session, connection, terminal } = make({ tty: false }, ({ writeClosed }) => writeClosed);
  const piping = session.pipe();
  terminal.type("all");
  terminal.type(null);
  await turn(5);
  assert.equal(connection.writeClosed, true);
  connection.play(frame("stdout", "late"), end);
  assert.equal(await piping, "ended");
  assert.equal(terminal.shown.stdout, "late");
});

test("pipe() reads no further than the process does", async () => {
  const { session, connection } = make({ tty: false }, stall);
  let pulled = 0;
  const stdin = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(65_536));
    },
  }, { highWaterMark: 0 });
  const piping = session.pipe({ stdin, stdout: new Sink(), stderr: new Sink() });
  await turn(20);
  assert.ok(pulled <= 2, `${pulled} pieces`);
  connection.play(end);
  assert.equal(await piping, "ended");
  assert.equal(stdin.locked, false);
  const { value } = await stdin.getReader().read();
  assert.equal(value?.length, 65_536, "it goes on for whoever wants it");
});

test(
  "a source that fails drops the session, and pipe() fails with that",
  clean(async () => {
    const { session, connection, terminal } = make({});
    const piping = session.pipe();
    await turn(5);
    const broken = new Error("unplugged");
    terminal.type(broken);
    await assert.rejects(piping, (error) => error === broken);
    assert.equal(connection.open, false);
    assert.deepEqual(terminal.log, ["input", "raw", "cooked"]);
    assert.equal(terminal.held, 0);
  }),
);

test(
  "a sink that fails drops the session, and pipe() fails with that",
  clean(async () => {
    const full = new Error("full");
    const { session, connection } = make({ tty: false, stdin: false }, frame("stderr", "x"));
    const stderr = new Sink(() => Promise.reject(full));
    await assert.rejects(
      session.pipe({ stdout: new Sink(), stderr }),
      (error) => error === full,
    );
    assert.equal(connection.open, false);

    const shown = make({}, "x");
    shown.terminal.taking = Promise.reject(full);
    await assert.rejects(shown.session.pipe(), (error) => error === full);
    assert.equal(shown.connection.open, false);
    assert.equal(shown.terminal.held, 0);
    assert.deepEqual(shown.terminal.log, ["input", "raw", "cooked"]);
  }),
);

test(
  "pipe() fails as the output does, and gives all back",
  clean(async () => {
    const { session, terminal } = make({}, "half", reset);
    await assert.rejects(session.pipe(), ConnectionError);
    assert.equal(terminal.shown.stdout, "half", "what came is shown");
    assert.equal(terminal.held, 0);

    const disposed = make({}, "$ ");
    const piping = assert.rejects(disposed.session.pipe(), isClosed);
    await turn(5);
    await disposed.session[Symbol.asyncDispose]();
    await piping;
    assert.equal(disposed.terminal.held, 0);
    assert.deepEqual(disposed.terminal.log, ["input", "raw", "cooked"]);
  }),
);

test(
  "the signal of pipe() drops the session at any stage, even while nothing takes the output",
  clean(async (watch) => {
    for (const stage of ["before", "idle", "blocked"] as const) {
      const { signal, abort } = watch.signal();
      const { session, connection, terminal } = make({}, stage === "blocked" ? "x" : stall);
      const reason = new Error("enough");
      if (stage === "blocked") terminal.taking = new Promise(() => {});
      if (stage === "before") abort(reason);
      const piping = assert.rejects(session.pipe({ signal }), (error) => error === reason);
      await turn(5);
      abort(reason);
      await piping;
      assert.equal(connection.open, false, stage);
      assert.equal(terminal.held, 0);
      assert.deepEqual(terminal.log, ["input", "raw", "cooked"]);
    }
  }),
);

test(
  "a process that ends its input stops the reading of ours",
  clean(async () => {
    const { session, connection, terminal } = make({ tty: false });
    const piping = session.pipe();
    await turn(5);
    connection.peerDeafens();
    terminal.type("x");
    await turn(5);
    terminal.type("y");
    await turn(5);
    assert.equal(terminal.left, 1);
    connection.play(frame("stdout", "out"), end);
    assert.equal(await piping, "ended");
    assert.equal(terminal.shown.stdout, "out");
  }),
);

test(
  "a size that is refused is tried again, and once more when there is output",
  clean(async () => {
    let refusals = 2;
    const late = make({ refuse: () => refusals-- > 0 }, "$ ");
    const piping = late.session.pipe();
    while (late.sizes.length === 0) await turn(10);
    assert.deepEqual(late.sizes, ["24 80"]);
    late.connection.play(end);
    await piping;

    let isThere = false;
    const never = make({ refuse: () => !isThere });
    const waiting = never.session.pipe();
    await turn(1_300); // it is not tried for ever
    isThere = true;
    await turn(100);
    assert.deepEqual(never.sizes, []);
    never.connection.play("$ ");
    await turn(10);
    assert.deepEqual(never.sizes, ["24 80"]);
    never.connection.play(end);
    assert.equal(await waiting, "ended");

    const over = make({ refuse: () => true }, "$ ", end);
    assert.equal(await over.session.pipe(), "ended", "it holds nothing up");
  }),
);

test("pipe() refuses what it can't use, and the session goes on", async () => {
  const { session, terminal, connection } = make({ tty: false });
  const locked = new Sink();
  locked.getWriter();
  const refused: readonly (readonly [object, RegExp])[] = [
    [{ input: source() }, /there is no setting "input"/],
    [{ stdin: new Sink() }, /^Cannot use stdin: expected a ReadableStream of bytes$/],
    [{ stdout: source() }, /^Cannot use stdout: expected a WritableStream of bytes$/],
    [{ stderr: null }, /^Cannot use stderr: /],
    [{ stdout: locked }, /lock/i],
  ];
  for (const [settings, message] of refused) {
    await assert.rejects(session.pipe(settings), (error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, message);
      return true;
    });
    assert.equal(terminal.held, 0);
    assert.equal(session.output.locked, false);
  }
  const reader = session.output.getReader();
  await assert.rejects(session.pipe(), TypeError);
  reader.releaseLock();
  assert.equal(terminal.held, 0);
  connection.play(frame("stdout", "fine"), end);
  assert.equal(await session.output.text(), "fine");

  const bare = AttachSession.over(new ScriptedConnection(), { framed: true, mediaType: "" });
  await assert.rejects(bare.pipe(), /^TypeError: Cannot pipe the session: .* no terminal$/);
  await assert.rejects(bare.resize(1, 1), /^TypeError: Cannot resize the terminal: /);
});
