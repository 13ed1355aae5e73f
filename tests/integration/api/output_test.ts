/** What containers write and read, at the level of the Engine API, on a real engine. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { turn } from "../../read_body.ts";
import { onEngine } from "../engine_test_case.ts";
import { create, remove } from "../shell_container.ts";

const ALL = { stdout: true, stderr: true };
const STREAM = { stream: true, stdout: true, stderr: true };

test(
  "a container's log is told apart, and that of a terminal is not",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const script = "echo out; sleep 0.1; echo err >&2; sleep 0.1; printf 'zwölf 🐳'";
    const plain = await create(here, script);
    const terminal = await create(here, script, { Tty: true });
    for (const id of [plain, terminal]) {
      await containers.start(id);
      await containers.wait(id);
    }
    const read = async (id: string, tty: boolean) => {
      const chunks: string[] = [];
      for await (const { stream, data } of await containers.logs(id, { query: ALL, tty })) {
        chunks.push(`${stream}: ${new TextDecoder().decode(data)}`);
      }
      return chunks.join("|");
    };
    assert.match(await read(plain, false), /^stdout: out\n\|stderr: err\n\|stdout: zwölf 🐳$/);
    const seen = (await read(terminal, true)).replaceAll("|stdout: ", "");
    assert.equal(seen, "stdout: out\r\nerr\r\nzwölf 🐳");
    const some = await containers.logs(plain, { query: { stderr: true }, tty: false });
    assert.equal(await some.text(), "err\n");
    const last = await containers.logs(plain, { query: { ...ALL, tail: "1" }, tty: false });
    assert.equal(await last.text(), "zwölf 🐳");
    for (const id of [plain, terminal]) await remove(here.docker.api, id);
  }),
);

test(
  "the engine tells whether a log is framed, from API 1.42 on",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, "echo out");
    await containers.start(id);
    await containers.wait(id);
    const call = containers.logs(id, { query: ALL });
    if (here.engine.apiVersion < "1.42") await assert.rejects(call, TypeError);
    else assert.equal(await (await call).text(), "out\n");
    await remove(here.docker.api, id);
  }),
);

test(
  "a log is followed to the container's end, and no further than it is read",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, "for i in 1 2 3; do echo $i; sleep 0.2; done");
    await containers.start(id);
    const query = { ...ALL, follow: true };
    const lines: string[] = [];
    for await (const { line } of (await containers.logs(id, { query, tty: false })).lines()) {
      lines.push(line);
    }
    assert.deepEqual(lines, ["1", "2", "3"]);
    await remove(here.docker.api, id);
  }),
);

test(
  "an attached process is spoken to, and half a close gives all back (row 3, 11)",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const settings = { OpenStdin: true, StdinOnce: true, AttachStdin: true };
    const id = await create(here, "cat; echo done >&2", settings);
    const session = await containers.attach(id, { query: { ...STREAM, stdin: true }, tty: false });
    await containers.start(id);
    const { stdout, stderr } = session.output.split();
    const [out, err] = [new Response(stdout).text(), new Response(stderr).text()];
    const writer = session.stdin.getWriter();
    const sent = "0123456789abcdef".repeat(65_536);
    await writer.write(new TextEncoder().encode(sent));
    await writer.close();
    assert.ok(await out === sent, "what was sent came back, and nothing else");
    assert.equal(await err, "done\n");
    assert.equal((await containers.wait(id)).StatusCode, 0);
    await remove(here.docker.api, id);
  }),
);

test(
  "half a close of an input that stays open detaches, and the process runs on (row 3)",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, "cat; echo done", { OpenStdin: true, AttachStdin: true });
    const session = await containers.attach(id, { query: { ...STREAM, stdin: true }, tty: false });
    await containers.start(id);
    await session.stdin.close();
    assert.equal(await session.output.text(), "");
    assert.equal((await containers.inspect(id)).State?.Running, true);
    await remove(here.docker.api, id);
  }),
);

test(
  "an attached terminal is spoken to",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const settings = { OpenStdin: true, StdinOnce: true, AttachStdin: true, Tty: true };
    const id = await create(here, "stty -echo; read name; echo hello $name", settings);
    const session = await containers.attach(id, { query: { ...STREAM, stdin: true }, tty: true });
    await containers.start(id);
    await turn(300); // until stty has been run
    await session.stdin.getWriter().write(new TextEncoder().encode("you\n"));
    assert.equal(await session.output.text(), "hello you\r\n");
    await remove(here.docker.api, id);
  }),
);

test(
  "a stalled attachment stops the process, and a dropped one lets it go on (row 4)",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, "dd if=/dev/zero bs=64k count=320 2>/dev/null", {
      HostConfig: { LogConfig: { Type: "none" } },
    });
    const session = await containers.attach(id, { query: STREAM, tty: false });
    await containers.start(id);
    await session.output.getReader().read();
    await turn(1_500);
    assert.equal((await containers.inspect(id)).State?.Running, true, "it waits to be read");
    await session[Symbol.asyncDispose]();
    assert.equal((await containers.wait(id)).StatusCode, 0);
    await remove(here.docker.api, id);
  }),
);

test(
  "a wait that was begun before the start misses nothing",
  onEngine(async (here) => {
    const { containers } = here.docker.api;
    const id = await create(here, "exit 7");
    const next = await containers.beginWait(id, { query: { condition: "next-exit" } });
    const removed = await containers.beginWait(id, { query: { condition: "removed" } });
    const given = await containers.beginWait(id, { query: { condition: "next-exit" } });
    given.cancel("given up");
    await assert.rejects(given.result, (error) => error === "given up");
    await containers.start(id);
    assert.equal((await next.result).StatusCode, 7);
    await containers.delete(id);
    assert.equal((await removed.result).StatusCode, 7);
  }),
);
