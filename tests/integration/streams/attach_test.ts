/** Attachments to containers' own processes, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { type AttachSession, ConnectionError } from "@fairlead/docker";
import { IMAGE, onEngine } from "../engine_test_case.ts";
import { eventually } from "../eventually.ts";
import { throughCat } from "../through_cat.ts";

const encoder = new TextEncoder();

/** Reads until a text has come. */
async function readUntil(session: AttachSession, text: string): Promise<void> {
  const reader = session.output.getReader();
  let seen = "";
  while (!seen.includes(text)) {
    const { done, value } = await reader.read();
    if (done) assert.fail(`the output ended after ${JSON.stringify(seen)}`);
    seen += new TextDecoder().decode(value.data);
  }
  reader.releaseLock();
}

test(
  "16 MiB go through cat and come back the same, and nothing else (row 3, 11)",
  onEngine(async ({ docker, labels, open }) => {
    const container = await docker.containers.create(IMAGE, "cat", { labels, stdinOpen: true });
    const session = await container.attach({ stdin: true });
    await container.start();
    await throughCat(session, 16);
    assert.equal((await container.wait()).exitCode, 0);
    assert.equal(open(), 0);
    await container.remove();
  }),
);

test(
  "a terminal is resized, and keys detach from it while it goes on, over a WebSocket too",
  onEngine(async ({ docker, labels, open }) => {
    const settings = { labels, tty: true, stdinOpen: true };
    const container = await docker.containers.runDetached(IMAGE, "sh", settings);
    for (
      const [detachKeys, transport] of [
        [undefined, "hijack"],
        ["ctrl-a,d", "hijack"],
        ["ctrl-a,d", "websocket"],
      ] as const
    ) {
      const session = await container.attach({ stdin: true, detachKeys, transport });
      await session.resize(21, 43);
      const writer = session.stdin.getWriter();
      await writer.write(encoder.encode("stty size\n"));
      await readUntil(session, "21 43\r\n");
      const rest = session.output.text();
      await writer.write(encoder.encode(detachKeys === undefined ? "\x10\x11" : "\x01d"));
      await rest;
      assert.equal(open(), 0);
      await container.reload();
      assert.equal(container.status, "running");
    }
    await container.remove({ force: true });
  }),
);

test(
  "output ends with the container, but a cut is no end (row 1)",
  onEngine(async ({ docker, labels, open, cut }) => {
    const script = "echo early; trap 'echo late; exit 7' TERM; while :; do sleep 0.1; done";
    const container = await docker.containers.runDetached(IMAGE, ["sh", "-c", script], { labels });
    for (
      const [transport, path] of [["hijack", "/attach?"], ["websocket", "/attach/ws?"]] as const
    ) {
      const first = await container.attach({ logs: true, transport });
      await readUntil(first, "early\n");
      const rest = assert.rejects(
        first.output.text(),
        (error) => error instanceof ConnectionError && error.code === "lost",
      );
      cut(path);
      await rest;
      assert.equal(open(), 0);
    }

    const second = await container.attach();
    const third = await container.attach({ transport: "websocket" });
    const texts = Promise.all([second.output.text(), third.output.text()]);
    await container.stop();
    assert.deepEqual(await texts, ["late\n", "late\n"]);
    assert.equal(open(), 0);
    await container.remove();
  }),
);

test(
  "an attachment for input only feeds a container, and closing it leaves its input open",
  onEngine(async ({ docker, labels, open, keep }) => {
    const { Id } = await docker.api.containers.create({
      body: {
        Image: IMAGE,
        Cmd: ["sh", "-c", "while read line; do echo got $line; done"],
        Labels: labels,
        OpenStdin: true,
      },
    });
    const container = await docker.containers.get(Id);
    await container.start();
    for (const word of ["one", "two"]) {
      const session = keep(await container.attach({ stdin: true, output: false }));
      const writer = session.stdin.getWriter();
      await writer.write(encoder.encode(`${word}\n`));
      await writer.close();
      await session[Symbol.asyncDispose]();
      await eventually(async () => {
        const text = await (await container.logs()).text();
        return text.endsWith(`got ${word}\n`) ? true : undefined;
      });
    }
    const session = await container.attach({ stdin: true });
    const writer = session.stdin.getWriter();
    await writer.write(encoder.encode("three\n"));
    await writer.close();
    await readUntil(session, "got three\n"); // row 3: half-closing would have lost it
    await session[Symbol.asyncDispose]();
    assert.equal(open(), 0);
    await container.remove({ force: true });
  }),
);

test(
  "an attachment can be given up at any stage, and the container goes on",
  onEngine(async ({ docker, labels, open }) => {
    const command = ["sh", "-c", "while :; do echo tick; sleep 0.1; done"];
    const container = await docker.containers.runDetached(IMAGE, command, { labels });
    const reason = new Error("enough");
    const isReason = (error: unknown): boolean => error === reason;
    await assert.rejects(container.attach({ signal: AbortSignal.abort(reason) }), isReason);
    for (const milliseconds of [0, 20, 500]) {
      const controller = new AbortController();
      setTimeout(() => controller.abort(reason), milliseconds);
      await assert.rejects(async () => {
        const session = await container.attach({ signal: controller.signal });
        await session.output.text();
      }, isReason);
      assert.equal(open(), 0);
    }
    await container.reload();
    assert.equal(container.status, "running");
    const late = new AbortController();
    const session = await container.attach({ signal: late.signal });
    const text = session.output.text();
    await container.kill();
    await text;
    late.abort(reason);
    await container.remove();
  }),
);
