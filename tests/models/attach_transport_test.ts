/** `container.attach()` over a WebSocket, and for readers that stall. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { type AttachSettings, ConnectionError, TimeoutError, VersionError } from "../../mod.ts";
import { acceptOf, describe, serverClose, serverFrame } from "../api/streams/websocket_peer.ts";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { act, end, type Step } from "../scripted_connection.ts";
import { type Answerer, whole } from "../scripted_engine.ts";
import {
  asked,
  type ContainerEngine,
  containerEngine,
  frame,
  gate,
  ID,
  json,
  SWITCHED,
  waited,
  WAITING,
} from "./container_engine.ts";
import { containerOf, running } from "./exec_engine.ts";

const INSPECT = `GET /containers/${ID}/json`;
const ATTACH = `POST /containers/${ID}/attach`;
const WEBSOCKET = `GET /containers/${ID}/attach/ws`;
const WAIT = `POST /containers/${ID}/wait`;
const ALL = "stream=true&stdin=true&stdout=true&stderr=true";

const OPEN = { OpenStdin: true, StdinOnce: true };
const TERMINAL = { Tty: true, OpenStdin: true };

const encoder = new TextEncoder();

/** Opens the WebSocket that is asked for, and goes on. */
function opens(...steps: readonly Step[]): Answerer {
  return (request) => {
    const key = /\r\nsec-websocket-key: (\S+)\r\n/.exec(request)?.[1] ?? "";
    const head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n" +
      `Connection: Upgrade\r\nSec-WebSocket-Accept: ${acceptOf(key)}\r\n\r\n`;
    return [head, ...steps];
  };
}

function engineOf(
  config: object,
  steps: readonly Step[],
  wait: readonly Step[] = [],
): ContainerEngine {
  return containerEngine({
    [INSPECT]: json(running(config)),
    [WEBSOCKET]: opens(...steps),
    "GET /version": json({ Components: [{ Name: "Engine", Version: "1" }] }),
    [WAIT]: [whole, WAITING, ...wait],
  });
}

/** What was sent over the WebSocket. */
function spoken(engine: ContainerEngine): string[] {
  const link = engine.links.find((one) => {
    return new TextDecoder().decode(one.sent.subarray(0, 200)).includes("/attach/ws");
  });
  assert.ok(link !== undefined);
  const head = new TextDecoder("latin1").decode(link.sent).indexOf("\r\n\r\n");
  return describe(link.sent.subarray(head + 4));
}

const isLost = (error: unknown): boolean =>
  error instanceof ConnectionError && error.code === "lost";

test(
  "Container.attach() over a WebSocket waits before it attaches, and reads to the exit",
  clean(async () => {
    const exit = gate();
    const engine = engineOf(
      OPEN,
      [serverFrame("binary", "out"), serverFrame("text", "err"), serverClose(1000), act(exit.open)],
      [exit.step, waited(0)],
    );
    const container = await containerOf(engine, "1.42");
    const session = await container.attach({ stdin: true, transport: "websocket" });
    assert.equal(await session.output.text(), "outerr");
    assert.deepEqual(asked(engine).slice(1), [
      `${WAIT}?condition=next-exit`,
      `${WEBSOCKET}?${ALL}`,
    ]);
    assert.equal(engine.open, 0);
  }),
);

test(
  "a WebSocket that ends while the container runs on is lost (row 1)",
  clean(async () => {
    const engine = engineOf({}, [serverFrame("binary", "half"), serverClose(1000), end]);
    const session = await (await containerOf(engine, "1.42")).attach({ transport: "websocket" });
    const texts: string[] = [];
    await assert.rejects(async () => {
      for await (const { data } of session.output) texts.push(new TextDecoder().decode(data));
    }, isLost);
    assert.deepEqual(texts, ["half"]);
    assert.equal(engine.open, 0);
  }),
);

test(
  "closing the input of a WebSocket ends it only where it ends with the attachment (row 3)",
  clean(async () => {
    for (const StdinOnce of [true, false]) {
      const engine = engineOf({ OpenStdin: true, StdinOnce }, []);
      const container = await containerOf(engine, "1.42");
      const session = await container.attach({ stdin: true, transport: "websocket" });
      const writer = session.stdin.getWriter();
      await writer.write(encoder.encode("input"));
      await writer.close();
      assert.deepEqual(spoken(engine), ['binary "input"', ...(StdinOnce ? ["close 1000"] : [])]);
      await session[Symbol.asyncDispose]();
      assert.equal(engine.open, 0);
    }
  }),
);

test(
  "the keys that detach end a WebSocket in good order",
  clean(async () => {
    const engine = engineOf(TERMINAL, [serverFrame("binary", "$ ")]);
    const settings = { stdin: true, detachKeys: "ctrl-a,d", transport: "websocket" } as const;
    const session = await (await containerOf(engine, "1.42")).attach(settings);
    const text = session.output.text();
    await session.stdin.getWriter().write(encoder.encode("ls\x01d"));
    assert.equal(await text, "$ ");
    assert.deepEqual(spoken(engine), ['binary "ls"']);
    assert.equal(asked(engine).at(-1), `${WEBSOCKET}?${ALL}&detachKeys=ctrl-a%2Cd`);
    assert.equal(engine.open, 0);
  }),
);

test("a WebSocket has all streams below API 1.42, and what is to be left out is refused", async () => {
  const refused: readonly (readonly [config: object, AttachSettings, string])[] = [
    [{}, { stderr: false }, "stderr"],
    [{}, { stdout: false }, "stdout"],
    [OPEN, {}, "stdin"],
    [OPEN, { stdin: true, output: false }, "stdout"],
  ];
  for (const [config, settings, name] of refused) {
    const engine = engineOf(config, []);
    const attaching = (await containerOf(engine)).attach({ ...settings, transport: "websocket" });
    await assert.rejects(attaching, (error) => {
      assert.ok(error instanceof VersionError);
      assert.ok(error.message.includes(`without ${name}: that needs API 1.42`), error.message);
      return true;
    });
    assert.equal(engine.sent.length, 1, "nothing but the look-up");
  }
  for (const [config, settings] of [[{}, {}], [OPEN, { stdin: true }]] as const) {
    const engine = engineOf(config, []);
    const container = await containerOf(engine);
    const session = await container.attach({ ...settings, transport: "websocket" });
    await session[Symbol.asyncDispose]();
    assert.equal(engine.open, 0);
  }
});

test("Container.attach() refuses a way, or a stall, that makes no sense", async () => {
  const refused: readonly (readonly [settings: object, message: RegExp])[] = [
    [
      { transport: "ws" },
      /^TypeError: Cannot use transport "ws": expected "hijack" or "websocket"/,
    ],
    [{ onStall: "stop" }, /^TypeError: Cannot use onStall "stop": expected "pause" or "detach"/],
    [{ stallTimeout: 5 }, /^TypeError: Cannot use stallTimeout 5: .* only with onStall/],
    [{ onStall: "pause", stallTimeout: 5 }, /^TypeError: .* only with onStall/],
    [{ onStall: "detach", stallTimeout: 0 }, /^RangeError: Cannot use stallTimeout 0/],
    [{ onStall: "detach", stallTimeout: 2 ** 31 }, /^RangeError: /],
  ];
  for (const [settings, message] of refused) {
    const engine = engineOf({}, []);
    await assert.rejects((await containerOf(engine)).attach(settings), message);
    assert.equal(engine.sent.length, 1, "nothing but the look-up");
  }
});

test(
  "with onStall detach an attachment that isn't read is given up, and its wait with it",
  clean(async () => {
    const engine = containerEngine({
      [INSPECT]: json(running()),
      [ATTACH]: [whole, SWITCHED, frame("stdout", "one"), frame("stdout", "two")],
      [WAIT]: [whole, WAITING],
    });
    const container = await containerOf(engine);
    const session = await container.attach({ onStall: "detach", stallTimeout: 50 });
    await turn(300);
    const texts: string[] = [];
    await assert.rejects(async () => {
      for await (const { data } of session.output) texts.push(new TextDecoder().decode(data));
    }, TimeoutError);
    assert.deepEqual(texts, ["one"]);
    assert.equal(engine.open, 0);
  }),
);

test(
  "AttachSession.resize() changes the size of the container's terminal",
  clean(async () => {
    const engine = containerEngine({
      [INSPECT]: json(running(TERMINAL)),
      [ATTACH]: [whole, SWITCHED],
      [WAIT]: [whole, WAITING],
      [`POST /containers/${ID}/resize`]: "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
    });
    const session = await (await containerOf(engine)).attach();
    await session.resize(24, 80);
    assert.equal(asked(engine).at(-1), `POST /containers/${ID}/resize?h=24&w=80`);
    await assert.rejects(session.resize(-1, 80), RangeError);
    const reason = new Error("enough");
    const { signal } = { signal: AbortSignal.abort(reason) };
    await assert.rejects(session.resize(24, 80, { signal }), (error) => error === reason);
    await session[Symbol.asyncDispose]();
    assert.equal(engine.open, 0);
  }),
);
