/** Commands in running containers, on a real engine: one container, many commands. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  ConflictError,
  ConnectionError,
  type Container,
  ContainerError,
  type ExecSession,
  OutputLimitError,
  StreamError,
} from "@fairlead/docker";
import { type Here, IMAGE, onEngine } from "../engine_test_case.ts";
import { eventually } from "../eventually.ts";
import { throughCat } from "../through_cat.ts";

const encoder = new TextEncoder();

/** A container that runs until it is removed. */
async function sleeper({ docker, labels }: Here): Promise<Container> {
  const command = ["sh", "-c", "trap 'exit 0' TERM; while :; do sleep 0.2; done"];
  return await docker.containers.runDetached(IMAGE, command, { labels });
}

/** Reads until a text has come. */
async function readUntil(session: ExecSession, text: string): Promise<string> {
  const reader = session.output.getReader();
  let seen = "";
  const decoder = new TextDecoder();
  while (!seen.includes(text)) {
    const { done, value } = await reader.read();
    if (done) assert.fail(`the output ended after ${JSON.stringify(seen)}`);
    seen += decoder.decode(value.data, { stream: true });
  }
  reader.releaseLock();
  return seen;
}

const isLost = (error: unknown): boolean =>
  error instanceof ConnectionError && error.code === "lost";

test(
  "execRun() answers exit code and output together, and can be told about the command",
  onEngine(async (here) => {
    const container = await sleeper(here);
    const script = 'echo "$A ${HOME-none} $(pwd) $(id -un)"; cat; echo err >&2; exit 3';
    const output = await container.execRun(["sh", "-c", script], {
      environment: { A: "zwölf", HOME: null },
      workingDir: "/tmp",
      user: "nobody",
      stdin: "the input\n",
    });
    // The user's own home comes in the place of the container's.
    assert.match(output.stdout, /^zwölf \S+ \/tmp nobody\nthe input\n$/);
    assert.deepEqual([output.stderr, output.exitCode], ["err\n", 3]);

    const terminal = await container.execRun("tty", { tty: true });
    assert.match(terminal.stdout, /^\/dev\/pts\/\d+\r\n$/);

    await assert.rejects(container.execRun("sh -c 'echo no >&2; exit 4'", { check: true }), {
      name: ContainerError.name,
      exitCode: 4,
      stderr: "no\n",
      containerId: container.id,
    });
    await assert.rejects(container.execRun("no-such-program", { check: true }), (error) => {
      assert.ok(error instanceof StreamError, `${error}`);
      assert.match(error.detail, /no-such-program/);
      return true;
    });
    // A program that exits like one that is missing has been started.
    await assert.rejects(container.execRun("sh -c no-such", { check: true }), ContainerError);
    const missing = await container.execRun("no-such-program");
    assert.ok([126, 127].includes(missing.exitCode), `exit code ${missing.exitCode} (row 8)`);
    assert.match(missing.stdout, /no-such-program/);
    await assert.rejects(container.execRun("yes", { maxOutput: 100_000 }), OutputLimitError);
    assert.equal(here.open(), 0);

    await here.docker.api.containers.pause(container.id);
    await assert.rejects(container.execRun("true"), ConflictError);
    await container.remove({ force: true });
  }),
);

test(
  "16 MiB go through cat and come back the same",
  onEngine(async (here) => {
    const container = await sleeper(here);
    const session = await container.exec("cat", { stdin: true });
    await throughCat(session, 16);
    assert.equal(await session.exitCode(), 0);
    assert.equal(here.open(), 0);
    await container.remove({ force: true });
  }),
);

test(
  "a terminal has its size for the first command, and keys detach from it (row 9)",
  onEngine(async (here) => {
    const container = await sleeper(here);
    const settings = { tty: true, consoleSize: { height: 33, width: 101 } };
    if (here.engine.apiVersion >= "1.42") {
      assert.equal((await container.execRun("stty size", settings)).stdout, "33 101\r\n");
    }
    const session = await container.exec("sh", {
      ...settings,
      stdin: true,
      detachKeys: "ctrl-a,d",
    });
    const writer = session.stdin.getWriter();
    await writer.write(encoder.encode("stty size\n"));
    await readUntil(session, "33 101\r\n");
    await session.resize(21, 43);
    await writer.write(encoder.encode("stty size\n"));
    await readUntil(session, "21 43\r\n");
    const rest = session.output.text();
    await writer.write(encoder.encode("\x01d"));
    await rest;
    const { Running, ExitCode } = await session.inspect();
    assert.deepEqual([Running, ExitCode], [true, null], "the shell goes on");
    assert.equal(here.open(), 0);

    const typed = await container.exec("sh", { tty: true, stdin: true });
    const keys = typed.stdin.getWriter();
    await keys.write(encoder.encode("exit 9\n"));
    await keys.close();
    await typed.output.text();
    assert.equal(await typed.exitCode(), 9, "closing a terminal's input does not detach");
    await container.remove({ force: true });
  }),
);

test(
  "twenty commands run side by side, each with its own output and exit code",
  onEngine(async (here) => {
    const container = await sleeper(here);
    const outputs = await Promise.all(
      Array.from({ length: 20 }, (_, i) => {
        return container.execRun(["sh", "-c", `cat; echo ${i} >&2; exit ${i}`], {
          stdin: `in ${i}`,
        });
      }),
    );
    assert.deepEqual(
      outputs.map(({ stdout, stderr, exitCode }) => [stdout, stderr, exitCode]),
      outputs.map((_, i) => [`in ${i}`, `${i}\n`, i]),
    );
    assert.equal(here.open(), 0);
    await container.remove({ force: true });
  }),
);

test(
  "a command can be given up at any stage, and goes on where it was started",
  onEngine(async (here) => {
    const container = await sleeper(here);
    const reason = new Error("enough");
    const isReason = (error: unknown): boolean => error === reason;
    await assert.rejects(
      container.execRun("true", { signal: AbortSignal.abort(reason) }),
      isReason,
    );
    // 0 comes while the command is created, the others while it is started or read.
    for (const milliseconds of [0, 20, 200, 2_000]) {
      const controller = new AbortController();
      const run = container.execRun("sh -c 'echo here; exec sleep 60'", {
        signal: controller.signal,
      });
      setTimeout(() => controller.abort(reason), milliseconds);
      await assert.rejects(run, isReason);
      assert.equal(here.open(), 0);
    }
    const controller = new AbortController();
    const { signal } = controller;
    const session = await container.exec("sh -c 'echo here; exec cat'", { stdin: true, signal });
    await readUntil(session, "here\n");
    const all = [session.output.text(), session.exitCode()];
    setTimeout(() => controller.abort(reason));
    for (const result of await Promise.allSettled(all)) {
      assert.ok(result.status === "rejected" && isReason(result.reason));
    }
    const late = new AbortController();
    const over = await container.execRun("true", { signal: late.signal });
    late.abort(reason);
    assert.equal(over.exitCode, 0);
    await container.remove({ force: true });
  }),
);

test(
  "output that is cut is lost, and the exit code is still asked for (row 1)",
  onEngine(async (here) => {
    const container = await sleeper(here);
    const session = await container.exec("sh -c 'echo here; sleep 5; exit 6'");
    await readUntil(session, "here\n");
    const rest = assert.rejects(session.output.text(), isLost);
    here.cut("/start");
    await rest;
    assert.equal(await session.exitCode(), 6);
    assert.equal(here.open(), 0);
    await container.remove({ force: true });
  }),
);

test(
  "what a command leaves behind is read for a moment, and then holds nothing up (row 8)",
  onEngine(async (here) => {
    const container = await sleeper(here);
    // Engines wait two seconds for who holds the output of a command that has ended.
    const soon = await container.execRun(["sh", "-c", "(sleep 0.3; echo late) & exit 4"]);
    assert.deepEqual([soon.stdout, soon.exitCode], ["late\n", 4]);
    const session = await container.exec(["sh", "-c", "sleep 600 & echo early; exit 5"]);
    const all = [session.output.text(), session.exitCode()];
    assert.deepEqual(await Promise.all(all), ["early\n", 5]);
    assert.equal(here.open(), 0);
    await container.remove({ force: true });
  }),
);

test(
  "execDetached() leaves a command to itself, and tells what it can't start",
  onEngine(async (here) => {
    const container = await sleeper(here);
    const exec = await container.execDetached("sh -c 'touch /started; sleep 1; exit 5'");
    assert.equal((await exec.inspect()).Running, true);
    assert.equal(await exec.exitCode(), 5);
    await container.execRun("test -e /started", { check: true });
    await assert.rejects(container.execDetached("no-such-program"), (error) => {
      assert.ok(error instanceof ApiError);
      assert.match(error.explanation, /no-such-program/);
      return true;
    });
    await container.remove({ force: true });
  }),
);

test(
  "a command whose container is removed never looks as if it had run to its end",
  onEngine(async (here) => {
    const container = await sleeper(here);
    const run = container.execRun("sh -c 'touch /running; exec sleep 60'", { check: true });
    const rejected = assert.rejects(run, (error) => {
      // The engine may still know that it was killed.
      if (error instanceof ContainerError) assert.equal(error.exitCode, 137);
      else assert.ok(isLost(error), `${error}`);
      return true;
    });
    await eventually(async () => {
      const { exitCode } = await container.execRun("test -e /running");
      return exitCode === 0 ? true : undefined;
    });
    await container.remove({ force: true });
    await rejected;
    assert.equal(here.open(), 0);
  }),
);
