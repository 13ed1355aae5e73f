import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "../../src/api/api.ts";
import type { AttachSession } from "../../src/api/streams/attach_session.ts";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { bytesSent, end } from "../scripted_connection.ts";
import { lines, pong, refusal } from "./answers.ts";
import { apiOf } from "./operations.ts";
import { HOST, speak } from "./speak.ts";
import { concat, frame } from "./streams/feed.ts";

const MULTIPLEXED = "application/vnd.docker.multiplexed-stream";
const RAW = "application/vnd.docker.raw-stream";
const OUTPUT = { query: { stdout: true, stderr: true } };
const BOTH = { query: { stream: true, stdin: true, stdout: true, stderr: true } };

const encoder = new TextEncoder();

function logs(type: string, ...body: Uint8Array[]): Uint8Array {
  const head =
    `HTTP/1.1 200 OK\r\nContent-Type: ${type}; x=y\r\nTransfer-Encoding: chunked\r\n\r\n`;
  const chunks = body.map((data) =>
    concat(encoder.encode(`${data.length.toString(16)}\r\n`), data, encoder.encode("\r\n"))
  );
  return concat(encoder.encode(head), ...chunks, encoder.encode("0\r\n\r\n"));
}

function switched(type: string): string {
  return `HTTP/1.1 101 UPGRADED\r\nContent-Type: ${type}\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n`;
}

const FRAMES = [frame("stdout", "out "), frame("stderr", "err ")];

test(
  "containers.logs() takes frames apart where the content type says so",
  clean(async (watch) => {
    const scripted = watch.engine(logs(MULTIPLEXED, ...FRAMES), logs(RAW, encoder.encode("$ ls")));
    const api = apiOf(scripted);
    const framed = await api.containers.logs("web", OUTPUT);
    const streams: string[] = [];
    for await (const { stream, data } of framed) {
      streams.push(`${stream}: ${new TextDecoder().decode(data)}`);
    }
    assert.deepEqual(streams, ["stdout: out ", "stderr: err "]);
    const raw = await api.containers.logs("web", { ...OUTPUT, tty: false });
    assert.equal(await raw.text(), "$ ls");
    assert.equal(scripted.connections, 1, "a log that was read serves again");
  }),
);

test(
  "containers.logs() goes by tty where the content type can't tell",
  clean(async (watch) => {
    const scripted = watch.engine(logs(RAW, ...FRAMES), logs(RAW, encoder.encode("$ ls")));
    const api = apiOf(scripted, "1.41");
    assert.equal(
      await (await api.containers.logs("web", { ...OUTPUT, tty: false })).text(),
      "out err ",
    );
    assert.equal(await (await api.containers.logs("web", { ...OUTPUT, tty: true })).text(), "$ ls");
  }),
);

test(
  "containers.logs() and attach() want to be told of a terminal below API 1.42",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.41"));
    const { containers } = new Api(speak(scripted), HOST);
    const message = /API 1\.41 does not tell .*; pass tty, which is Config\.Tty of the container$/;
    await assert.rejects(containers.logs("web", OUTPUT), { name: "TypeError", message });
    await assert.rejects(containers.attach("web", BOTH), { name: "TypeError", message });
    assert.deepEqual(lines(scripted.sent), ["GET /_ping"]);
  }),
);

test(
  "containers.logs() reads what an engine that came in between sends, as that sends it",
  clean(async (watch) => {
    const tooNew = refusal(400, "client version 1.51 is too new", ["Api-Version: 1.41"]);
    const scripted = watch.engine(pong("1.51"), tooNew, pong("1.41"), logs(RAW, ...FRAMES));
    const output = await new Api(speak(scripted), HOST).containers.logs("web", OUTPUT);
    assert.equal(await output.text(), "out err ");
  }),
);

test(
  "containers.logs() rejects where the log is cut, after what came before",
  clean(async (watch) => {
    const whole = logs(MULTIPLEXED, ...FRAMES);
    const scripted = watch.engine([whole.slice(0, -5), end]);
    const output = await apiOf(scripted).containers.logs("web", OUTPUT);
    const reader = output.getReader();
    await reader.read();
    await reader.read();
    await assert.rejects(reader.read(), { code: "lost" });
  }),
);

test(
  "containers.logs() gives the connection back when it is left, cancelled or aborted",
  clean(async (watch) => {
    const { signal, abort } = watch.signal();
    const begin = logs(MULTIPLEXED, ...FRAMES).slice(0, -5);
    const scripted = watch.engine([begin], [begin], [begin]);
    const api = apiOf(scripted);
    for await (const _ of await api.containers.logs("web", OUTPUT)) break;
    await (await api.containers.logs("web", OUTPUT)).cancel();
    const reader = (await api.containers.logs("web", { ...OUTPUT, signal })).getReader();
    await reader.read();
    await reader.read();
    const read = reader.read();
    abort("enough");
    await assert.rejects(read, (error) => error === "enough");
    assert.equal(scripted.connections, 3);
  }),
);

test(
  "containers.logs() hands on what is to be done at the end",
  clean(async (watch) => {
    const seen: string[] = [];
    const scripted = watch.engine(logs(MULTIPLEXED, ...FRAMES));
    const output = await apiOf(scripted).containers.logs("web", {
      ...OUTPUT,
      confirmEnd: () => Promise.resolve(void seen.push("confirmed")),
      onOver: () => void seen.push("over"),
    });
    await output.text();
    assert.deepEqual(seen, ["confirmed", "over"]);
  }),
);

async function converse(session: AttachSession): Promise<string> {
  const writer = session.stdin.getWriter();
  await writer.write(encoder.encode("hello"));
  await writer.close();
  return await session.output.text();
}

test(
  "containers.attach() speaks both ways over the connection of its call, which has no body",
  clean(async (watch) => {
    for (
      const hijack of [
        switched(MULTIPLEXED),
        `HTTP/1.1 200 OK\r\nContent-Type: ${MULTIPLEXED}\r\n\r\n`,
      ]
    ) {
      const scripted = watch.engine([hijack]);
      const api = apiOf(scripted);
      const session = await api.containers.attach("web", BOTH);
      const link = scripted.links[0];
      assert.ok(link !== undefined);
      const before = link.sentLength;
      link.play(bytesSent(before + 5), frame("stdout", "hello "), frame("stderr", "yourself"), end);
      assert.equal(await converse(session), "hello yourself");
      assert.equal(link.writeClosed, true);
      const request = scripted.sent[0] ?? "";
      assert.match(request, /\r\nconnection: Upgrade\r\n/i);
      assert.match(request, /\r\nupgrade: tcp\r\n/i);
      assert.match(request, /\r\ncontent-length: 0\r\n/i);
      assert.equal(new TextDecoder().decode(link.sent.subarray(before)), "hello");
    }
  }),
);

test(
  "containers.attach() reads output that came with the head",
  clean(async (watch) => {
    const bytes = concat(encoder.encode(switched(MULTIPLEXED)), ...FRAMES);
    const scripted = watch.engine([bytes, end]);
    const session = await apiOf(scripted).containers.attach("web", BOTH);
    assert.equal(await session.output.text(), "out err ");
  }),
);

test(
  "containers.attach() goes by the content type, or by tty where that can't tell",
  clean(async (watch) => {
    const lost = (type: string) => `HTTP/1.1 200 OK\r\nContent-Type: ${type}\r\n\r\n`;
    const cases: [version: string, head: string, tty: boolean | undefined, framed: boolean][] = [
      ["1.51", switched(MULTIPLEXED), undefined, true],
      ["1.51", switched(RAW), undefined, false],
      ["1.51", switched(RAW), false, false],
      ["1.51", lost(MULTIPLEXED), undefined, true],
      ["1.51", lost(RAW), false, true],
      ["1.51", lost(RAW), true, false],
      ["1.41", switched(RAW), false, true],
      ["1.41", switched(RAW), true, false],
      ["1.41", lost(RAW), false, true],
    ];
    for (const [version, head, tty, framed] of cases) {
      const bytes = framed ? frame("stderr", "x") : "x";
      const scripted = watch.engine([head, bytes, end]);
      const session = await apiOf(scripted, version).containers.attach("web", { ...BOTH, tty });
      const { value } = await session.output.getReader().read();
      assert.equal(value?.stream, framed ? "stderr" : "stdout");
      assert.equal(new TextDecoder().decode(value?.data), "x");
      await session[Symbol.asyncDispose]();
    }
    const scripted = watch.engine([lost(RAW), "x"]);
    await assert.rejects(apiOf(scripted).containers.attach("web", BOTH), {
      name: "ProtocolError",
      message: /without switching protocols, .*; is there a proxy .* Pass tty, /,
    });
    assert.equal(scripted.links[0]?.open, false);
  }),
);

test(
  "containers.attach() is aborted in whatever state it is",
  clean(async (watch) => {
    const before = watch.signal();
    before.abort("before");
    const api = apiOf(watch.engine());
    await assert.rejects(
      api.containers.attach("web", { ...BOTH, signal: before.signal }),
      (error) => error === "before",
    );
    const waiting = watch.signal();
    const call = apiOf(watch.engine([])).containers.attach("web", {
      ...BOTH,
      signal: waiting.signal,
    });
    await turn();
    waiting.abort("waiting");
    await assert.rejects(call, (error) => error === "waiting");
    const open = watch.signal();
    const scripted = watch.engine([switched(RAW)]);
    const session = await apiOf(scripted).containers.attach("web", {
      ...BOTH,
      signal: open.signal,
    });
    const read = session.output.getReader().read();
    open.abort("open");
    await assert.rejects(read, (error) => error === "open");
    await assert.rejects(session.stdin.getWriter().write(encoder.encode("x")));
    await turn();
  }),
);
