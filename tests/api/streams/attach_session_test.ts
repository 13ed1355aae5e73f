import assert from "node:assert/strict";
import { test } from "node:test";
import { AttachSession } from "../../../src/api/streams/attach_session.ts";
import { ConnectionError } from "../../../src/errors.ts";
import { turn } from "../../read_body.ts";
import {
  bytesSent,
  end,
  reset,
  resume,
  ScriptedConnection,
  stall,
  type Step,
} from "../../scripted_connection.ts";
import { frame } from "./feed.ts";

const encoder = new TextEncoder();

function attach(...script: readonly Step[]): [AttachSession, ScriptedConnection] {
  const connection = new ScriptedConnection(...script);
  return [AttachSession.over(connection, { framed: true, mediaType: "" }), connection];
}

function sent(connection: ScriptedConnection): string {
  return new TextDecoder().decode(connection.sent);
}

test("AttachSession carries input and output", async () => {
  const [session, connection] = attach(
    bytesSent(5),
    frame("stdout", "got hello"),
    frame("stderr", "!"),
    ({ writeClosed }) => writeClosed,
    end,
  );
  const writer = session.stdin.getWriter();
  await writer.write(encoder.encode("hello"));
  await writer.close();
  assert.equal(await session.output.text(), "got hello!");
  assert.equal(sent(connection), "hello");
  assert.equal(connection.open, false);
});

test("AttachSession.stdin ends the input when it is closed, while the output goes on", async () => {
  const [session, connection] = attach();
  await session.stdin.close();
  assert.equal(connection.writeClosed, true);
  assert.equal(connection.open, true);
  connection.play(frame("stdout", "still here"), end);
  assert.equal(await session.output.text(), "still here");
});

test("AttachSession.stdin takes what is piped into it, in order", async () => {
  const [session, connection] = attach();
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const word of ["one ", "two ", "three"]) controller.enqueue(encoder.encode(word));
      controller.close();
    },
  });
  await source.pipeTo(session.stdin);
  assert.equal(sent(connection), "one two three");
  assert.equal(connection.writeClosed, true);
});

test("AttachSession.stdin waits while the process does not read", async () => {
  const [session, connection] = attach(stall);
  const writer = session.stdin.getWriter();
  let written = 0;
  const writes = ["one ", "two ", "three"].map((word) =>
    writer.write(encoder.encode(word)).then(() => written++)
  );
  await turn();
  assert.equal(written, 0);
  assert.ok((writer.desiredSize ?? 1) <= 0, "it asks its writer to wait");
  connection.play(resume);
  await Promise.all(writes);
  assert.equal(sent(connection), "one two three");
});

test("AttachSession.stdin drops the session when it is aborted", async () => {
  const [session, connection] = attach();
  const reason = new Error("the source failed");
  const read = session.output.getReader().read();
  await session.stdin.abort(reason);
  assert.equal(connection.writeClosed, false, "half an input does not look like a whole one");
  assert.equal(connection.reason, reason);
  await assert.rejects(read, (error) => error === reason);
});

test("AttachSession.stdin drops the session when what is piped into it fails", async () => {
  const [session, connection] = attach();
  const reason = new Error("the source failed");
  const source = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.error(reason);
    },
  });
  await assert.rejects(source.pipeTo(session.stdin), (error) => error === reason);
  assert.equal(connection.reason, reason);
});

test("AttachSession.stdin aborted while a write waits drops the session", async () => {
  const [session, connection] = attach(stall);
  const writer = session.stdin.getWriter();
  const write = writer.write(encoder.encode("one"));
  await turn();
  const reason = new Error("stop");
  const aborted = writer.abort(reason);
  await assert.rejects(write, (error) => error === reason);
  await aborted;
  assert.equal(connection.reason, reason);
});

test("AttachSession.stdin refuses what is no Uint8Array, and sends nothing of it", async () => {
  const values: [value: unknown, seen: string][] = [
    ["text", "string"],
    [7, "number"],
    [null, "null"],
    [undefined, "undefined"],
    [[104, 105], "object"],
    [new ArrayBuffer(2), "object"],
  ];
  for (const [value, seen] of values) {
    const [session, connection] = attach();
    await assert.rejects(session.stdin.getWriter().write(value as Uint8Array), {
      name: "TypeError",
      message:
        `Cannot write to the standard input: expected Uint8Array, got ${seen}; encode text ` +
        `with TextEncoder`,
    });
    assert.equal(connection.sentLength, 0);
    assert.equal(connection.writeClosed, false);
  }
});

test("AttachSession closes the connection when the output ends, and input is refused then", async () => {
  const [session, connection] = attach(frame("stdout", "bye"), end);
  assert.equal(await session.output.text(), "bye");
  assert.equal(connection.open, false);
  await assert.rejects(session.stdin.getWriter().write(encoder.encode("x")), ConnectionError);
});

test("AttachSession rejects output and input when the connection is torn", async () => {
  const [session] = attach(frame("stdout", "half", 9), reset);
  await assert.rejects(session.output.text(), { code: "lost" });
  await assert.rejects(session.stdin.getWriter().write(encoder.encode("x")), ConnectionError);
});

test("AttachSession.close() rejects reads and writes, pending and later, with its reason", async () => {
  const [session, connection] = attach(stall);
  const reason = new Error("detach");
  const reader = session.output.getReader();
  const writer = session.stdin.getWriter();
  const settled = Promise.allSettled([reader.read(), writer.write(encoder.encode("x"))]);
  await turn();
  session.close(reason);
  session.close(new Error("again"));
  for (const outcome of await settled) {
    assert.equal(outcome.status === "rejected" && outcome.reason, reason);
  }
  await assert.rejects(reader.read(), (error) => error === reason);
  assert.equal(connection.reason, reason);
});

test("AttachSession that is disposed of closes its connection, in whatever state it is", async () => {
  const states: [state: string, into: (session: AttachSession) => unknown][] = [
    ["untouched", () => {}],
    ["read", (session) => session.output.getReader().read()],
    ["written", (session) => session.stdin.getWriter().write(encoder.encode("x"))],
    ["closed", (session) => session.close()],
    ["closed for input", (session) => session.stdin.close()],
    ["cancelled", (session) => session.output.cancel()],
  ];
  for (const [state, into] of states) {
    const [session, connection] = attach(frame("stdout", "one"), frame("stdout", "two"));
    await into(session);
    await session[Symbol.asyncDispose]();
    await session[Symbol.asyncDispose]();
    assert.equal(connection.open, false, state);
  }
});

test("AttachSession that is disposed of settles what is pending", async () => {
  const [session] = attach(stall);
  const settled = Promise.allSettled([
    session.output.getReader().read(),
    session.stdin.getWriter().write(encoder.encode("x")),
  ]);
  await turn();
  await session[Symbol.asyncDispose]();
  for (const outcome of await settled) {
    assert.ok(outcome.status === "rejected" && outcome.reason instanceof ConnectionError);
    assert.equal(outcome.reason.code, "closed");
  }
});

test("AttachSession hands confirmEnd on to its output", async () => {
  const cut = new Error("it still runs");
  const session = AttachSession.over(new ScriptedConnection("$ ", end), {
    framed: false,
    mediaType: "",
    confirmEnd: () => Promise.reject(cut),
  });
  await assert.rejects(session.output.text(), (error) => error === cut);
});
