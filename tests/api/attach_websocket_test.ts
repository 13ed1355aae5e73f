import assert from "node:assert/strict";
import { test } from "node:test";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { end } from "../scripted_connection.ts";
import type { Answerer } from "../scripted_engine.ts";
import { lines } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";
import { concat } from "./streams/feed.ts";
import { acceptOf, describe, serverClose, serverFrame } from "./streams/websocket_peer.ts";

const encoder = new TextEncoder();
const QUERY = { stream: true, stdin: true, stdout: true, stderr: true, detachKeys: "ctrl-a,b" };
const TARGET =
  "/containers/web%201%3F/attach/ws?stream=true&stdin=true&stdout=true&stderr=true&detachKeys=ctrl-a%2Cb";

/** Opens the WebSocket that is asked for; with the head come the first bytes. */
function opens(first: Uint8Array = new Uint8Array(0), fields: readonly string[] = []): Answerer {
  return (request) => {
    const key = /\r\nsec-websocket-key: (\S+)\r\n/.exec(request)?.[1] ?? "";
    const head = [
      "HTTP/1.1 101 Switching Protocols",
      "Upgrade: websocket",
      "Connection: Upgrade",
      `Sec-WebSocket-Accept: ${acceptOf(key)}`,
      ...fields,
      "\r\n",
    ].join("\r\n");
    return [concat(encoder.encode(head), first)];
  };
}

testOperations([{
  name: "containers.attachWebsocket",
  call: (api, id) => api.containers.attachWebsocket(id, { query: QUERY }),
  line: `GET /v1.51${TARGET}`,
}]);

test(
  "containers.attachWebsocket() speaks both ways, and ends the input with a close",
  clean(async (watch) => {
    const scripted = watch.engine(opens(serverFrame("binary", "first ")));
    const { containers } = apiOf(scripted);
    const session = await containers.attachWebsocket("web 1?", { query: QUERY });
    const link = scripted.links[0];
    assert.ok(link !== undefined);
    const before = link.sentLength;
    const input = session.stdin.getWriter();
    await input.write(encoder.encode("hello"));
    link.play(serverFrame("ping", "!"), serverFrame("text", "second "));
    const reader = session.output.getReader();
    const first = await reader.read();
    const second = await reader.read();
    assert.deepEqual([first, second].map(({ value }) => value?.stream), ["stdout", "stdout"]);
    reader.releaseLock();
    await input.close();
    link.play(serverFrame("binary", "third"), serverClose(1000), end);
    assert.equal(await session.output.text(), "third");
    assert.deepEqual(describe(link.sent.subarray(before)), [
      'binary "hello"',
      'pong "!"',
      "close 1000",
    ]);
    assert.equal(link.open, false);
  }),
);

test(
  "containers.attachWebsocket() asks for a WebSocket, with another key each time",
  clean(async (watch) => {
    const scripted = watch.engine(opens(), opens());
    const { containers } = apiOf(scripted);
    const headers = { "x-more": "1", upgrade: "h2c", "sec-websocket-key": "mine" };
    for (const id of ["one", "two"]) {
      const session = await containers.attachWebsocket(id, { query: QUERY, headers });
      await session[Symbol.asyncDispose]();
    }
    const keys = scripted.sent.map((request) => {
      assert.match(request, /\r\nconnection: Upgrade\r\n/);
      assert.match(request, /\r\nupgrade: websocket\r\n/);
      assert.match(request, /\r\nsec-websocket-version: 13\r\n/);
      assert.match(request, /\r\nx-more: 1\r\n/);
      assert.doesNotMatch(request, /content-length/i);
      return /\r\nsec-websocket-key: ([A-Za-z0-9+/]{22}==)\r\n/.exec(request)?.[1];
    });
    assert.equal(new Set(keys).size, 2);
    assert.ok(!keys.includes(undefined));
  }),
);

test(
  "containers.attachWebsocket() takes nothing else for a WebSocket",
  clean(async (watch) => {
    const answers: [answer: string | Answerer, message: RegExp][] = [
      ["HTTP/1.1 101 X\r\nUpgrade: tcp\r\nConnection: Upgrade\r\n\r\n", /got "tcp"/],
      ["HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n", /accept .* got none/],
      [
        opens(undefined, ["Sec-WebSocket-Extensions: permessage-deflate"]),
        /expected no .*extensions/,
      ],
      [
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n",
        /expected "websocket" upgrade in the answer, got none/,
      ],
      ["HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", /answered 200 and did not hand over/],
    ];
    for (const [answer, message] of answers) {
      const scripted = watch.engine(answer);
      await assert.rejects(apiOf(scripted).containers.attachWebsocket("web 1?", { query: QUERY }), {
        name: "ProtocolError",
        message,
      });
      assert.deepEqual(lines(scripted.sent), [`GET /v1.51${TARGET}`]);
      assert.equal(scripted.links[0]?.open, false);
    }
  }),
);

test(
  "containers.attachWebsocket() gives the connection back when it is left, aborted or lost",
  clean(async (watch) => {
    const { signal, abort } = watch.signal();
    const scripted = watch.engine(opens(), opens(), opens(), opens());
    const { containers } = apiOf(scripted);
    const attach = () => containers.attachWebsocket("web", { query: QUERY, signal });
    await (await attach()).output.cancel();
    (await attach()).close();
    const lost = await attach();
    scripted.links[2]?.play(serverFrame("binary", "half", { declared: 9 }), end);
    await assert.rejects(lost.output.text(), { code: "lost", message: /\(1006\)$/ });
    const aborted = await attach();
    const read = aborted.output.getReader().read();
    await turn();
    abort("enough");
    await assert.rejects(read, (error) => error === "enough");
    await assert.rejects(
      aborted.stdin.getWriter().write(encoder.encode("x")),
      (error) => error === "enough",
    );
    await turn();
  }),
);

test(
  "containers.attachWebsocket() lets its output stop the engine, and its input the caller",
  clean(async (watch) => {
    const scripted = watch.engine(opens());
    const session = await apiOf(scripted).containers.attachWebsocket("web", { query: QUERY });
    const link = scripted.links[0];
    assert.ok(link !== undefined);
    const { reads } = link;
    link.play(...Array.from({ length: 100 }, () => serverFrame("binary", "x")));
    await turn();
    assert.equal(link.reads, reads, "nothing is read ahead");
    link.stall();
    const writer = session.stdin.getWriter();
    let taken = false;
    const write = writer.write(encoder.encode("y")).then(() => taken = true);
    await turn();
    assert.equal(taken, false);
    const before = link.sentLength;
    link.resume();
    await write;
    assert.deepEqual(describe(link.sent.subarray(before)), ['binary "y"']);
    await session[Symbol.asyncDispose]();
  }),
);
