/** What flows from podman, and where it differs from Docker's engines. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { type AttachSession, type Container, cpuPercent, StreamError } from "@fairlead/docker";
import { turn } from "../../read_body.ts";
import { type Here, IMAGE, onEngine } from "../engine_test_case.ts";
import { eventually } from "../eventually.ts";
import { contentOf, follow } from "../followed_log.ts";

async function running({ docker, labels }: Here, script: string): Promise<Container> {
  const command = ["sh", "-c", script];
  return await docker.containers.runDetached(IMAGE, command, { labels, init: true });
}

/** Reads the output until it has said something. */
async function readUntil({ output }: AttachSession, text: string): Promise<void> {
  const reader = output.getReader();
  let said = "";
  while (!said.includes(text)) {
    const { done, value } = await reader.read();
    assert.equal(done, false, `it ended after ${said}`);
    if (value !== undefined) said += new TextDecoder().decode(value.data);
  }
  reader.releaseLock();
}

test(
  "a cut is no end of an attachment, nor of a command (row 1)",
  onEngine(async (here) => {
    const lost = { name: "ConnectionError", code: "lost" };
    const container = await running(here, "while :; do echo tick; sleep 0.1; done");
    const attached = await container.attach();
    await readUntil(attached, "tick\n");
    const attachedRest = assert.rejects(attached.output.text(), lost);
    here.cut("/attach?");
    await attachedRest;
    const session = await container.exec("sh -c 'echo here; sleep 5; exit 6'");
    await readUntil(session, "here\n");
    const rest = assert.rejects(session.output.text(), lost);
    here.cut("/start");
    await rest;
    assert.equal(await session.exitCode(), 6);
    await container.remove({ force: true });
  }),
);

test(
  "a stalled attachment stops the program, and a dropped one lets it go on (row 4)",
  onEngine(async (here) => {
    const container = await here.docker.containers.create(
      IMAGE,
      ["sh", "-c", "dd if=/dev/zero bs=1M count=20 2>/dev/null; touch /done; sleep 60"],
      { labels: here.labels, init: true, logConfig: { type: "none" } },
    );
    const session = await container.attach();
    const isDone = async (): Promise<boolean> =>
      (await container.execRun(["test", "-e", "/done"])).exitCode === 0;
    await container.start();
    assert.equal((await session.output.getReader().read()).done, false);
    await turn(500);
    assert.equal(await isDone(), false, "20 MB don't fit between the program and a stalled reader");
    await session[Symbol.asyncDispose]();
    await eventually(async () => await isDone() ? true : undefined);
    await container.remove({ force: true });
  }),
);

test(
  "the times of a log come off its lines, and it is followed over restarts (row 5)",
  onEngine(async (here) => {
    const script = "for size in 40000 200000; do " +
      "yes $(cat /proc/sys/kernel/random/uuid) | tr -d '\\n' | head -c $size; echo; done; " +
      "i=0; while [ $i -lt 1000 ]; do echo line $i; i=$((i+1)); done; " +
      "echo error >&2; printf 'no end'";
    const container = await here.docker.containers.create(IMAGE, ["sh", "-c", script], {
      labels: here.labels,
    });
    const all = follow(await container.logs({ follow: true, acrossRestarts: true }));
    for (let run = 0; run < 2; run++) {
      await container.start();
      await container.wait();
    }
    const expected = await contentOf(await container.logs());
    const lines = await Array.fromAsync((await container.logs()).lines());
    const stamped = (await container.logs({ timestamps: true })).stampedLines();
    assert.deepEqual(
      (await Array.fromAsync(stamped)).map(({ stream, line }) => ({ stream, line })),
      lines,
    );
    await all.reaches(expected.length);
    await container.remove();
    assert.deepEqual(await all.content, expected);
  }),
);

test(
  "a terminal has its size for the first command (row 9)",
  onEngine(async (here) => {
    const container = await running(here, "sleep 60");
    const session = await container.exec(["sh", "-c", "stty size; read word; stty size"], {
      stdin: true,
      tty: true,
      consoleSize: { height: 33, width: 101 },
    });
    await readUntil(session, "33 101\r\n");
    await session.resize(21, 43);
    await session.stdin.getWriter().write(new TextEncoder().encode("go\n"));
    await readUntil(session, "21 43\r\n");
    await container.remove({ force: true });
    await session[Symbol.asyncDispose]();
  }),
);

test(
  "wait() answers 0 or -1 for a container that never ran, and waits for what it is told (row 10)",
  onEngine(async ({ docker, labels }) => {
    const container = await docker.containers.create(IMAGE, ["sh", "-c", "exit 5"], { labels });
    const { exitCode } = await container.wait();
    assert.ok(exitCode === 0 || exitCode === -1, `${exitCode}`);
    const removed = container.wait({ condition: "removed" });
    const nextExit = container.wait({ condition: "next-exit" });
    await container.start();
    assert.equal((await nextExit).exitCode, 5);
    assert.equal((await container.wait()).exitCode, 5);
    await container.remove();
    assert.equal((await removed).exitCode, 5);
    await assert.rejects(container.wait(), { name: "NotFoundError" });
  }),
);

test(
  "statsOnce() measures over a second, and stats() end with the container's run (row 13)",
  onEngine(async (here) => {
    const container = await running(here, "while :; do :; done");
    const once = await container.statsOnce();
    assert.ok(cpuPercent(once) > 5, `${cpuPercent(once)} % of a processor that is all taken`);
    assert.ok(Date.parse(once.read ?? "") > Date.parse(once.preread ?? ""));
    const reader = (await container.stats()).getReader();
    assert.equal((await reader.read()).done, false);
    await container.kill();
    const end = async () => {
      while (!(await reader.read()).done);
    };
    await end().catch((error) => assert.ok(error instanceof StreamError, `${error}`));
    const stopped = async () => await Array.fromAsync(await container.stats());
    await assert.rejects(stopped(), StreamError);
    await container.remove({ force: true });
    await assert.rejects(container.stats(), { name: "NotFoundError" });
  }),
);

test(
  "events() go on after a cut, without a gap and without doubles (row 17)",
  onEngine(async (here) => {
    const filters = { type: "container", label: Object.entries(here.labels)[0]?.join("=") ?? "" };
    const events = here.keep(await here.docker.events({ filters, reconnect: true }));
    const reader = events.getReader();
    const next = async (): Promise<string> => {
      const { value } = await reader.read();
      return value?.gap ? "gap" : value?.action ?? "end";
    };
    const container = await here.docker.containers.create(IMAGE, "true", { labels: here.labels });
    const actions = [await next()];
    here.cut("/events?");
    await container.rename(`${container.id.slice(0, 12)}-renamed`);
    await container.remove();
    while (actions.at(-1) !== "remove") actions.push(await next());
    assert.deepEqual(actions, ["create", "rename", "remove"]);
  }),
);
