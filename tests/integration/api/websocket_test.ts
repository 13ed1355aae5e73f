/** Containers attached to over WebSockets, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ConflictError, NotFoundError } from "../../../src/errors.ts";
import { turn } from "../../read_body.ts";
import { type Here, onEngine } from "../engine_test_case.ts";
import { create, remove } from "../shell_container.ts";

const ALL = { stream: true, stdin: true, stdout: true, stderr: true };
const INPUT = { OpenStdin: true, StdinOnce: true, AttachStdin: true };

const encoder = new TextEncoder();

/** Attaches to a container of a script and starts it. */
async function attach(here: Here, script: string, settings: object = INPUT, query: object = ALL) {
  const { containers } = here.docker.api;
  const id = await create(here, script, settings);
  const session = here.keep(await containers.attachWebsocket(id, { query }));
  await containers.start(id);
  return { id, session, containers };
}

test(
  "what is written to a WebSocket comes back from cat, and a close ends the input alone",
  onEngine(async (here) => {
    const { id, session, containers } = await attach(here, "cat; sleep 0.3; echo done >&2");
    const writer = session.stdin.getWriter();
    const output = session.output.getReader();
    await writer.write(encoder.encode("hello\n"));
    const { value } = await output.read();
    assert.equal(value?.stream, "stdout");
    assert.equal(new TextDecoder().decode(value?.data), "hello\n");
    output.releaseLock();
    await writer.close();
    assert.equal(await session.output.text(), "done\n");
    assert.equal((await containers.wait(id)).StatusCode, 0);
    await remove(here.docker.api, id);
  }),
);

test(
  "megabytes go over a WebSocket both ways, whole",
  onEngine(async (here) => {
    const { id, session } = await attach(here, "cat", {
      ...INPUT,
      HostConfig: { LogConfig: { Type: "none" } },
    });
    const sent = new Uint8Array(8 * 1_048_576);
    for (let i = 0; i < sent.length; i++) sent[i] = (i * 31) ^ (i >> 8);
    const source = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0, size = 1; at < sent.length; at += size, size = (size * 7) % 300_001) {
          controller.enqueue(sent.subarray(at, at + size));
        }
        controller.close();
      },
    });
    const [received] = await Promise.all([session.output.toBytes(), source.pipeTo(session.stdin)]);
    assert.equal(received.length, sent.length);
    assert.ok(received.every((byte, i) => byte === sent[i]));
    await remove(here.docker.api, id);
  }),
);

test(
  "all output comes over a WebSocket as one stream of bytes, to the container's end",
  onEngine(async (here) => {
    const script = "echo out; sleep 0.1; echo err >&2; sleep 0.1; printf '\\377\\376'; exit 3";
    const { id, session, containers } = await attach(here, script, {});
    const bytes = await session.output.toBytes();
    assert.deepEqual(bytes, Uint8Array.of(...encoder.encode("out\nerr\n"), 0xff, 0xfe));
    assert.equal((await containers.wait(id)).StatusCode, 3);
    await remove(here.docker.api, id);
  }),
);

test(
  "engines below API 1.28 call the output text, whatever is in it",
  onEngine(async (here) => {
    const id = await create(here, "printf 'a\\377\\376'");
    const old = here.client({ apiVersion: "1.24" });
    const session = here.keep(await old.api.containers.attachWebsocket(id, { query: ALL }));
    await here.docker.api.containers.start(id);
    assert.deepEqual(await session.output.toBytes(), Uint8Array.of(97, 0xff, 0xfe));
    await remove(here.docker.api, id);
  }),
);

test(
  "which output comes is chosen from API 1.42 on, and below it all comes",
  onEngine(async (here) => {
    const script = "echo out; sleep 0.1; echo err >&2";
    const { id, session } = await attach(here, script, {}, { stream: true, stderr: true });
    const expected = here.engine.apiVersion < "1.42" ? "out\nerr\n" : "err\n";
    assert.equal(await session.output.text(), expected);
    await remove(here.docker.api, id);
  }),
);

test(
  "a terminal is spoken to over a WebSocket, and left by its detach keys",
  onEngine(async (here) => {
    const script = "stty -echo; echo ready; read name; echo hello $name; sleep 60";
    const query = { ...ALL, detachKeys: "ctrl-a,x" };
    const { id, session, containers } = await attach(here, script, { ...INPUT, Tty: true }, query);
    const writer = session.stdin.getWriter();
    let seen = "";
    for await (const { data } of session.output) {
      const before = seen;
      seen += new TextDecoder().decode(data);
      const comes = (text: string) => !before.includes(text) && seen.includes(text);
      if (comes("ready\r\n")) await writer.write(encoder.encode("you\n"));
      if (comes("hello you\r\n")) await writer.write(Uint8Array.of(1, 120));
    }
    assert.match(seen, /ready\r\nhello you\r\n/);
    assert.equal((await containers.inspect(id)).State?.Running, true);
    await remove(here.docker.api, id);
  }),
);

test(
  "a stalled WebSocket stops the process, and a dropped one lets it go on",
  onEngine(async (here) => {
    const { id, session, containers } = await attach(
      here,
      "dd if=/dev/zero bs=64k count=320 2>/dev/null",
      { HostConfig: { LogConfig: { Type: "none" } } },
      { stream: true, stdout: true },
    );
    await session.output.getReader().read();
    await turn(1_500);
    assert.equal((await containers.inspect(id)).State?.Running, true, "it waits to be read");
    await session[Symbol.asyncDispose]();
    assert.equal((await containers.wait(id)).StatusCode, 0);
    await remove(here.docker.api, id);
  }),
);

test(
  "an engine that goes away without a close is a lost connection",
  onEngine(async (here) => {
    const { id, session } = await attach(here, "echo out; sleep 60", {});
    const reader = session.output.getReader();
    await reader.read();
    here.cut("/attach/ws?");
    await assert.rejects(reader.read(), {
      code: "lost",
      message: /without a close frame \(1006\)/,
    });
    await remove(here.docker.api, id);
  }),
);

test(
  "a WebSocket to what is not there, or paused, is refused",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const call = { query: ALL };
    await assert.rejects(containers.attachWebsocket("no-such", call), NotFoundError);
    const id = await create(here, "sleep 60");
    await containers.start(id);
    await containers.pause(id);
    await assert.rejects(containers.attachWebsocket(id, call), ConflictError);
    await remove(here.docker.api, id);
  }),
);
