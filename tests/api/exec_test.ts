import assert from "node:assert/strict";
import { test } from "node:test";
import { ConflictError, NotFoundError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { bytesSent, end } from "../scripted_connection.ts";
import { answer, json, lines, refusal } from "./answers.ts";
import { apiOf, ID, testOperations } from "./operations.ts";
import { frame } from "./streams/feed.ts";

const MULTIPLEXED = "application/vnd.docker.multiplexed-stream";
const RAW = "application/vnd.docker.raw-stream";

const encoder = new TextEncoder();

function switched(type: string): string {
  return `HTTP/1.1 101 UPGRADED\r\nContent-Type: ${type}\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n`;
}

function handedOver(type: string): string {
  return `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n\r\n`;
}

testOperations([
  {
    name: "exec.create",
    call: (api, id) =>
      api.exec.create(id, {
        body: { Cmd: ["echo", "hi"], AttachStdout: true, Env: ["A=b"], ConsoleSize: [24, 80] },
      }),
    line: "POST /v1.51/containers/web%201%3F/exec",
    body: '{"Cmd":["echo","hi"],"AttachStdout":true,"Env":["A=b"],"ConsoleSize":[24,80]}',
    answers: [json(201, { Id: "abc" }), { Id: "abc" }],
  },
  {
    name: "exec.start",
    call: (api, id) => api.exec.start(id, { body: { Tty: true, ConsoleSize: [24, 80] } }),
    line: "POST /v1.51/exec/web%201%3F/start",
  },
  {
    name: "exec.startDetached",
    call: (api, id) => api.exec.startDetached(id),
    line: "POST /v1.51/exec/web%201%3F/start",
    body: '{"Detach":true}',
    answers: [answer(200, ""), undefined],
  },
  {
    name: "exec.resize",
    call: (api, id) => api.exec.resize(id, { query: { h: 24, w: 80 } }),
    line: "POST /v1.51/exec/web%201%3F/resize?h=24&w=80",
    answers: [answer(200, ""), undefined],
  },
  {
    name: "exec.inspect",
    call: (api, id) => api.exec.inspect(id),
    line: "GET /v1.51/exec/web%201%3F/json",
    answers: [json(200, { ID: "abc", ExitCode: null }), { ID: "abc", ExitCode: null }],
  },
]);

test(
  "exec.start() sends what it is given as JSON, and speaks both ways over its connection",
  clean(async (watch) => {
    for (const hijack of [switched(MULTIPLEXED), handedOver(RAW)]) {
      const scripted = watch.engine([hijack]);
      const session = await apiOf(scripted).exec.start(ID, { body: { Tty: false } });
      const link = scripted.links[0];
      assert.ok(link !== undefined);
      const before = link.sentLength;
      link.play(bytesSent(before + 5), frame("stdout", "hello "), frame("stderr", "yourself"), end);
      const writer = session.stdin.getWriter();
      await writer.write(encoder.encode("hello"));
      await writer.close();
      const chunks: string[] = [];
      for await (const { stream, data } of session.output) {
        chunks.push(`${stream}: ${new TextDecoder().decode(data)}`);
      }
      assert.deepEqual(chunks, ["stdout: hello ", "stderr: yourself"]);
      assert.equal(link.writeClosed, true);
      const request = new TextDecoder().decode(link.sent.subarray(0, before));
      assert.match(request, /\r\nconnection: Upgrade\r\n/i);
      assert.match(request, /\r\nupgrade: tcp\r\n/i);
      assert.match(request, /\r\ncontent-type: application\/json\r\n/i);
      assert.match(request, /\r\ncontent-length: 13\r\n/i);
      assert.match(request, /\r\n\r\n\{"Tty":false\}$/);
      assert.equal(new TextDecoder().decode(link.sent.subarray(before)), "hello");
    }
  }),
);

test(
  "exec.start() sends a body though it is given none, since older engines want one",
  clean(async (watch) => {
    const scripted = watch.engine([switched(RAW), end], [switched(RAW), end]);
    const { exec } = apiOf(scripted);
    assert.equal(await (await exec.start("abc")).output.text(), "");
    assert.equal(
      await (await exec.start("abc", { headers: { "x-trace": "7" } })).output.text(),
      "",
    );
    for (const request of scripted.sent) assert.match(request, /\r\n\r\n\{\}$/);
    assert.match(scripted.sent[1] ?? "", /\r\nx-trace: 7\r\n/);
  }),
);

test(
  "exec.start() goes by the content type, and where that can't tell by the body's Tty",
  clean(async (watch) => {
    const cases: [version: string, head: string, tty: boolean | undefined, framed: boolean][] = [
      ["1.51", switched(MULTIPLEXED), undefined, true],
      ["1.51", switched(MULTIPLEXED), true, true],
      ["1.51", switched(RAW), true, false],
      ["1.51", switched(RAW), false, false],
      ["1.51", handedOver(MULTIPLEXED), false, true],
      ["1.51", handedOver(RAW), undefined, true],
      ["1.51", handedOver(RAW), false, true],
      ["1.51", handedOver(RAW), true, false],
      ["1.41", switched(RAW), undefined, true],
      ["1.41", switched(RAW), false, true],
      ["1.41", switched(RAW), true, false],
      ["1.41", handedOver(RAW), false, true],
      ["1.41", handedOver(RAW), true, false],
    ];
    for (const [version, head, Tty, framed] of cases) {
      const scripted = watch.engine([head, framed ? frame("stderr", "x") : "x", end]);
      const session = await apiOf(scripted, version).exec.start("abc", { body: { Tty } });
      const { value } = await session.output.getReader().read();
      assert.equal(
        value?.stream,
        framed ? "stderr" : "stdout",
        JSON.stringify([version, head, Tty]),
      );
      assert.equal(new TextDecoder().decode(value?.data), "x");
      await session[Symbol.asyncDispose]();
    }
  }),
);

test(
  "exec.start() hands on what is to be done at the end",
  clean(async (watch) => {
    const seen: string[] = [];
    const scripted = watch.engine([switched(MULTIPLEXED), frame("stdout", "x"), end]);
    const session = await apiOf(scripted).exec.start("abc", {
      confirmEnd: () => Promise.resolve(void seen.push("confirmed")),
      onOver: () => void seen.push("over"),
    });
    await session.output.text();
    assert.deepEqual(seen, ["confirmed", "over"]);
  }),
);

test(
  "exec.start() and startDetached() refuse each other's Detach before anything is sent",
  clean(async (watch) => {
    const scripted = watch.engine();
    const { exec } = apiOf(scripted);
    await assert.rejects(
      // @ts-expect-error: there is no session with what is detached from
      exec.start("abc", { body: { Detach: true } }),
      { name: "TypeError", message: /use exec\.startDetached\(id, call\)$/ },
    );
    await assert.rejects(
      // @ts-expect-error: startDetached() detaches
      exec.startDetached("abc", { body: { Detach: false } }),
      { name: "TypeError", message: /use exec\.start\(id, call\)$/ },
    );
    assert.equal(scripted.connections, 0);
  }),
);

test(
  "exec.start() and startDetached() send their own Detach if they are given it",
  clean(async (watch) => {
    const scripted = watch.engine([switched(RAW), end], answer(200, ""));
    const { exec } = apiOf(scripted);
    const session = await exec.start("abc", { body: { Detach: false, Tty: true } });
    assert.equal(await session.output.text(), "");
    await exec.startDetached("abc", { body: { Detach: true, Tty: true, ConsoleSize: [1, 2] } });
    const [started = "", detached = ""] = scripted.sent;
    assert.match(started, /\r\n\r\n\{"Detach":false,"Tty":true\}$/);
    assert.match(detached, /\r\n\r\n\{"Tty":true,"ConsoleSize":\[1,2\],"Detach":true\}$/);
    assert.ok(!/\r\nupgrade:/i.test(detached));
  }),
);

test(
  "exec.start() and startDetached() reject with the engine's refusals",
  clean(async (watch) => {
    const program = 'exec: "nope": executable file not found in $PATH';
    const scripted = watch.engine(
      refusal(409, "Container abc is paused, unpause the container before exec"),
      refusal(400, program),
      refusal(409, "Exec command abc has already run"),
    );
    const { exec } = apiOf(scripted);
    await assert.rejects(exec.start("abc"), ConflictError);
    await assert.rejects(exec.startDetached("abc"), { code: "invalid", explanation: program });
    await assert.rejects(exec.startDetached("abc"), ConflictError);
  }),
);

test(
  "exec.start() is aborted in whatever state it is",
  clean(async (watch) => {
    const waiting = watch.signal();
    const call = apiOf(watch.engine([])).exec.start("abc", { signal: waiting.signal });
    await turn();
    waiting.abort("waiting");
    await assert.rejects(call, (error) => error === "waiting");
    const open = watch.signal();
    const scripted = watch.engine([switched(RAW)]);
    const session = await apiOf(scripted).exec.start("abc", { signal: open.signal });
    const read = session.output.getReader().read();
    open.abort("open");
    await assert.rejects(read, (error) => error === "open");
    await assert.rejects(session.stdin.getWriter().write(encoder.encode("x")));
    await turn();
  }),
);

test(
  "exec.create() refuses what is newer than the engine",
  clean(async (watch) => {
    const scripted = watch.engine();
    const create = (version: string, more: object) =>
      apiOf(scripted, version).exec.create("web", { body: { Cmd: ["true"], ...more } });
    await assert.rejects(create("1.34", { WorkingDir: "/" }), VersionError);
    await assert.rejects(create("1.41", { ConsoleSize: [24, 80] }), VersionError);
    assert.equal(scripted.connections, 0);
  }),
);

test(
  "exec.inspect() rejects once the engine has forgotten the command",
  clean(async (watch) => {
    const scripted = watch.engine(
      json(200, { ExitCode: 3 }),
      refusal(404, "No such exec instance"),
    );
    const { exec } = apiOf(scripted);
    assert.equal((await exec.inspect("abc")).ExitCode, 3);
    await assert.rejects(exec.inspect("abc"), NotFoundError);
    assert.deepEqual(lines(scripted.sent), Array(2).fill("GET /v1.51/exec/abc/json"));
  }),
);
