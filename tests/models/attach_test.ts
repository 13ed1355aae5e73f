/** What `container.attach()` and `container.resize()` send, and how attachments end. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  AttachSession,
  type AttachSettings,
  ConflictError,
  ConnectionError,
  NotFoundError,
} from "../../mod.ts";
import { clean } from "../leaks.ts";
import { act, end, pause } from "../scripted_connection.ts";
import { type Answer, type Answerer, whole } from "../scripted_engine.ts";
import {
  asked,
  type ContainerEngine,
  containerEngine,
  DONE,
  frame,
  gate,
  ID,
  json,
  refusal,
  SWITCHED,
  waited,
  WAITING,
} from "./container_engine.ts";
import { containerOf, running } from "./exec_engine.ts";

const INSPECT = `GET /containers/${ID}/json`;
const ATTACH = `POST /containers/${ID}/attach`;
const WAIT = `POST /containers/${ID}/wait`;
const RESIZE = `POST /containers/${ID}/resize`;

const OPEN = { OpenStdin: true, StdinOnce: true };
const TERMINAL = { Tty: true, OpenStdin: true };

const encoder = new TextEncoder();

const isClosed = (error: unknown): boolean =>
  error instanceof ConnectionError && error.code === "closed";

/** An engine whose container runs until it is told to exit. */
function runningEngine(
  config: object,
  attach: Answer | Answerer,
  wait: Answer | Answerer = [whole, WAITING],
  engineName = "Engine",
): ContainerEngine {
  return containerEngine({
    [INSPECT]: json(running(config)),
    [ATTACH]: attach,
    [WAIT]: wait,
    [RESIZE]: DONE,
    "GET /version": json({ Components: [{ Name: engineName, Version: "1" }] }),
  });
}

test(
  "Container.attach() waits before it attaches, sends no body, and reads to the exit",
  clean(async () => {
    const exit = gate();
    const engine = runningEngine(
      {},
      [whole, SWITCHED, frame("stdout", "out"), frame("stderr", "err"), end, act(exit.open)],
      [whole, WAITING, exit.step, waited(0)],
    );
    const session = await (await containerOf(engine)).attach();
    assert.ok(session instanceof AttachSession);
    assert.equal(await session.output.text(), "outerr");
    assert.deepEqual(asked(engine).slice(1), [
      `${WAIT}?condition=next-exit`,
      `${ATTACH}?stream=true&stdin=false&stdout=true&stderr=true`,
    ]);
    assert.equal(engine.bodies.at(-1)?.length, 0, "a body would be the process's input (row 11)");
    assert.equal(engine.open, 0);
  }),
);

const QUERIES: readonly (readonly [settings: AttachSettings, config: object, query: string])[] = [
  [{ logs: true }, {}, "stream=true&logs=true&stdin=false&stdout=true&stderr=true"],
  [{ stderr: false }, {}, "stream=true&stdin=false&stdout=true&stderr=false"],
  [{ stdout: false }, {}, "stream=true&stdin=false&stdout=false&stderr=true"],
  [{ stdin: true }, OPEN, "stream=true&stdin=true&stdout=true&stderr=true"],
  [{ stdin: true, output: false }, OPEN, "stream=true&stdin=true&stdout=false&stderr=false"],
  [
    { stdin: true, detachKeys: "ctrl-a,d" },
    TERMINAL,
    "stream=true&stdin=true&stdout=true&stderr=true&detachKeys=ctrl-a%2Cd",
  ],
];

test(
  "Container.attach() says its settings in the engine's words",
  clean(async () => {
    for (const [settings, config, query] of QUERIES) {
      const engine = runningEngine(config, [whole, SWITCHED]);
      const session = await (await containerOf(engine)).attach(settings);
      const line = asked(engine).at(-1) ?? "";
      const [path, sent] = line.split("?");
      assert.equal(path, ATTACH);
      const sorted = (text = "") => [...new URLSearchParams(text)].sort();
      assert.deepEqual(sorted(sent), sorted(query));
      await session[Symbol.asyncDispose]();
      assert.equal(engine.open, 0, "neither wait nor attachment is held");
    }
  }),
);

test("Container.attach() refuses what makes no sense before it sends anything", async () => {
  const refused: readonly (readonly [config: object, settings: object, message: RegExp])[] = [
    [{}, { stdin: true }, /was created without stdinOpen/],
    [{}, { output: false }, /attach to nothing/],
    [{}, { stdout: false, stderr: false }, /attach to nothing/],
    [OPEN, { stdin: true, output: false, stderr: true }, /without output and to stdout or stderr/],
    [OPEN, { stdin: true, output: false, logs: true }, /nothing to read/],
    [OPEN, { stdin: true, detachKeys: "a" }, /only with tty and stdin/],
    [TERMINAL, { detachKeys: "a" }, /only with tty and stdin/],
    [TERMINAL, { stdin: true, detachKeys: "ctrl-1" }, /"ctrl-1" is no key/],
    [{}, { stdin: "text" }, /expected true or false/],
    [{}, { stream: true }, /there is no setting "stream"/],
  ];
  for (const [config, settings, message] of refused) {
    const engine = runningEngine(config, [whole, SWITCHED]);
    await assert.rejects((await containerOf(engine)).attach(settings), (error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, message);
      return true;
    });
    assert.equal(engine.sent.length, 1, "nothing but the look-up");
  }
});

test(
  "output that ends while the container runs on is lost (row 1)",
  clean(async () => {
    const engine = runningEngine({}, [whole, SWITCHED, frame("stdout", "half"), end]);
    const session = await (await containerOf(engine)).attach();
    const texts: string[] = [];
    await assert.rejects(
      async () => {
        for await (const { data } of session.output) texts.push(new TextDecoder().decode(data));
      },
      (error) => error instanceof ConnectionError && error.code === "lost",
    );
    assert.deepEqual(texts, ["half"], "what came whole is handed out");
    assert.equal(engine.open, 0);
  }),
);

test(
  "output that ends while the container does not run has ended",
  clean(async () => {
    const states = ["running", "exited"];
    const engine = containerEngine({
      [INSPECT]: () => {
        const Status = states.shift();
        return json({ ...running(), State: { Status, Running: Status === "running" } });
      },
      [ATTACH]: [whole, SWITCHED, end],
      [WAIT]: [whole, WAITING],
    });
    const session = await (await containerOf(engine)).attach();
    assert.equal(await session.output.text(), "");
    assert.deepEqual(states, []);
    assert.equal(engine.open, 0);
  }),
);

test("closing the input ends it where it ends with the attachment (row 3)", async () => {
  const exit = gate();
  const engine = runningEngine(
    OPEN,
    [whole, SWITCHED, ({ writeClosed }) => writeClosed, frame("stdout", "x"), end, act(exit.open)],
    [whole, WAITING, exit.step, waited(0)],
  );
  const session = await (await containerOf(engine)).attach({ stdin: true });
  const writer = session.stdin.getWriter();
  await writer.write(encoder.encode("input"));
  await writer.close();
  assert.equal(await session.output.text(), "x");
  assert.equal(engine.open, 0);
});

test("closing the input does not lose the output where it would detach (row 3)", async () => {
  for (const config of [{ OpenStdin: true, StdinOnce: false }, TERMINAL]) {
    const exit = gate();
    const engine = runningEngine(
      config,
      [
        whole,
        SWITCHED,
        (link) => link.sentSinceMark().endsWith("\r\n\r\ninput"),
        pause(20),
        "Tty" in config ? "x" : frame("stdout", "x"),
        end,
        act(exit.open),
      ],
      [whole, WAITING, exit.step, waited(0)],
    );
    const session = await (await containerOf(engine)).attach({ stdin: true });
    const writer = session.stdin.getWriter();
    await writer.write(encoder.encode("input"));
    await writer.close();
    assert.equal(await session.output.text(), "x");
    assert.ok(engine.links.every((link) => !link.writeClosed));
    assert.equal(engine.open, 0);
  }
});

test("closing the input ends it on podman, which does not tell that it does", async () => {
  const exit = gate();
  const engine = runningEngine(
    { OpenStdin: true, StdinOnce: false },
    [whole, SWITCHED, ({ writeClosed }) => writeClosed, frame("stdout", "x"), end, act(exit.open)],
    [whole, WAITING, exit.step, waited(0)],
    "Podman Engine",
  );
  const session = await (await containerOf(engine)).attach({ stdin: true });
  const writer = session.stdin.getWriter();
  await writer.write(encoder.encode("input"));
  await writer.close();
  assert.equal(await session.output.text(), "x");
  assert.equal(engine.open, 0);
});

test(
  "an attachment for input only needs no wait, and half-closes",
  clean(async () => {
    const engine = runningEngine({ OpenStdin: true }, [
      whole,
      SWITCHED,
      ({ writeClosed }) => writeClosed,
      end,
    ]);
    const session = await (await containerOf(engine)).attach({ stdin: true, output: false });
    const writer = session.stdin.getWriter();
    await writer.write(encoder.encode("input"));
    await writer.close();
    assert.equal(await session.output.text(), "");
    assert.ok(!asked(engine).some((line) => line.startsWith(WAIT)));
    assert.equal(engine.open, 0);
  }),
);

test("AttachSession.stdin says so when nobody is attached to it", async () => {
  const session = await (await containerOf(runningEngine({}, [whole, SWITCHED]))).attach();
  await assert.rejects(
    session.stdin.getWriter().write(new Uint8Array(1)),
    /^TypeError: .* attach\(\) was not given stdin: true$/,
  );
  await session[Symbol.asyncDispose]();
});

test(
  "the keys that detach end the attachment in good order, and the container goes on",
  clean(async () => {
    const engine = runningEngine(TERMINAL, [whole, SWITCHED, "$ "]);
    const session = await (await containerOf(engine)).attach({ stdin: true });
    const text = session.output.text();
    const writer = session.stdin.getWriter();
    await writer.write(encoder.encode("ls\x10"));
    await writer.write(encoder.encode("\x11"));
    assert.equal(await text, "$ ");
    await assert.rejects(writer.write(encoder.encode("x")), isClosed);
    assert.equal(engine.open, 0, "nor is the wait held");
  }),
);

test(
  "AttachSession.detach() ends the output in good order, also in the middle of a frame",
  clean(async () => {
    const half = frame("stdout", "whole").subarray(0, 10);
    const engine = runningEngine({}, [whole, SWITCHED, half]);
    const session = await (await containerOf(engine)).attach();
    const text = session.output.text();
    await new Promise((resolve) => setTimeout(resolve, 20));
    session.detach();
    session.detach();
    assert.equal(await text, "wh");
    assert.equal(engine.open, 0);
  }),
);

test(
  "an attachment can be closed and disposed of, and its wait ends with it",
  clean(async (watch) => {
    for (const end of ["close", "dispose"] as const) {
      const engine = runningEngine(OPEN, [whole, SWITCHED]);
      const { signal } = watch.signal();
      const session = await (await containerOf(engine)).attach({ stdin: true, signal });
      const reading = assert.rejects(session.output.text(), isClosed);
      if (end === "close") session.close();
      await session[Symbol.asyncDispose]();
      await session[Symbol.asyncDispose]();
      await reading;
      await assert.rejects(session.stdin.getWriter().write(new Uint8Array(1)));
      assert.equal(engine.open, 0);
    }
  }),
);

test(
  "a refused attachment ends its wait",
  clean(async () => {
    const engine = runningEngine({}, refusal("409 Conflict", "container is paused"));
    await assert.rejects((await containerOf(engine)).attach(), ConflictError);
    assert.equal(engine.open, 0);
    const gone = runningEngine(
      {},
      [whole, SWITCHED],
      refusal("404 Not Found", "No such container"),
    );
    await assert.rejects((await containerOf(gone)).attach(), NotFoundError);
    assert.equal(gone.open, 0);
  }),
);

const STAGES = ["before", "wait", "attach", "output", "end"] as const;

for (const stage of STAGES) {
  test(
    `Container.attach() rejects with the signal's reason: ${stage}`,
    clean(async (watch) => {
      const { signal, abort } = watch.signal();
      const reason = new Error("enough");
      // In a turn of its own: the answer must be waited for by then.
      const cut = act(() => void setTimeout(() => abort(reason)));
      const engine = runningEngine(
        {},
        stage === "attach"
          ? [whole, cut]
          : stage === "output"
          ? [whole, SWITCHED, cut]
          : stage === "end"
          ? [whole, SWITCHED, end, cut]
          : [whole, SWITCHED],
        stage === "wait" ? [whole, cut] : [whole, WAITING],
      );
      const container = await containerOf(engine);
      if (stage === "before") abort(reason);
      await assert.rejects(
        async () => {
          const session = await container.attach({ signal });
          await session.output.text();
        },
        (error) => error === reason,
      );
      const calls = { before: 0, wait: 1, attach: 2, output: 2, end: 2 }[stage];
      assert.equal(asked(engine).length, 1 + calls);
      assert.equal(engine.open, 0);
    }),
  );
}

test("Container.resize() sends the size of the terminal", async () => {
  const engine = runningEngine(TERMINAL, [whole, SWITCHED]);
  const container = await containerOf(engine);
  await container.resize(24, 80);
  assert.equal(asked(engine).at(-1), `${RESIZE}?h=24&w=80`);
  for (const [height, width] of [[-1, 80], [24, 65_536], [24.5, 80], [24, NaN]] as const) {
    await assert.rejects(container.resize(height, width), RangeError);
  }
  await assert.rejects(container.resize(24, "80" as unknown as number), TypeError);
  await assert.rejects(container.resize(24, 80, { height: 1 } as object), TypeError);
  assert.equal(engine.sent.length, 2);
  assert.equal(engine.open, 0);
});
