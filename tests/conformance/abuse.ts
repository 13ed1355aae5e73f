/** What operations have to make of bad names and of bad answers. */

import assert from "node:assert/strict";
import { ApiError, DockerError, NotFoundError, ProtocolError } from "../../src/errors.ts";
import { type ScriptedEngine, whole } from "../scripted_engine.ts";
import { answerOf, kindOf, statusOf } from "./answers.ts";
import { argumentsOf, type OperationCase } from "./cases.ts";
import type { Description } from "./description.ts";
import { invoke, pathOf } from "./exchange.ts";
import { readRequest } from "./request.ts";

/** What an error may quote of an answer, however long that is. */
const MAX_MESSAGE = 20_000;

/** Names that a server would take for another path: none may get there. */
const REFUSED: readonly unknown[] = [
  ...["", ".", "..", "/", "a/", "/a", "a//b", "./a", "a/.", "../a", "a/..", "a/../b", "\ud800"],
  ...[undefined, null, 7, {}],
];

/** Names that are odd, and are sent as they are. */
const ODD: readonly string[] = [
  ...["a/b", "%2e", "%2e%2e", "%2F", "a%2fb", "..%2f", "a\\..\\b", "...", "a?b=c", "a#b", "a;b"],
  ...[
    "a b",
    "a+b",
    "json",
    "create",
    "ünïcödé",
    "容器",
    "🐳",
    "\0",
    "a\r\nHost: b",
    "x".repeat(300),
  ],
];

/** An answer that no engine in good health gives, and what becomes of it. */
export interface BadAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
  /** The beginning of what the error quotes; of a `HEAD`, whose answers have no body, nothing. */
  readonly explanation: RegExp;
}

const encoder = new TextEncoder();

/** What an operation is refused with. */
export const BAD_ANSWERS: readonly BadAnswer[] = [
  {
    status: 500,
    type: "text/html; charset=utf-8",
    body: encoder.encode("<html>\r\n<h1>Bad Gateway</h1></html>"),
    explanation: /^text\/html: <html> <h1>Bad Gateway<\/h1><\/html>$/,
  },
  {
    status: 404,
    type: "text/plain",
    body: new Uint8Array(0),
    explanation: /^the answer has no explanation$/,
  },
  {
    status: 409,
    type: "application/json",
    body: encoder.encode('{"error":"busy"}'),
    explanation: /^application\/json: \{"error":"busy"\}$/,
  },
];

/** Likewise, and far too long. */
export const LONG_ANSWER: BadAnswer = {
  status: 500,
  type: "application/json",
  body: encoder.encode(`{"message":"${"x".repeat(2 * 1_048_576)}"}`),
  explanation: /^application\/json: \{"message":"x{200,}…$/,
};

/** What should be JSON and is not. */
const BROKEN = ['{"cut":', "<html>", `{"long":"${"x".repeat(100_000)}`, "[1,]"];

/** Makes sure that nothing is sent for names that would lead elsewhere. */
export async function checkRefusedNames(
  scripted: ScriptedEngine,
  one: OperationCase,
): Promise<void> {
  for (const [values, name] of callsWith(one, REFUSED)) {
    const call = invoke(scripted, one, values);
    await assert.rejects(call, TypeError, `of the name ${JSON.stringify(name)}`);
  }
  assert.equal(scripted.connections, 0, "nothing is sent");
}

/** Makes sure that odd names are sent as they are, and reach the same operation. */
export async function checkOddNames(scripted: ScriptedEngine, one: OperationCase): Promise<void> {
  for (const [values, name] of callsWith(one, ODD)) {
    const before = scripted.sent.length;
    scripted.answer("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    await assert.rejects(invoke(scripted, one, values), NotFoundError, JSON.stringify(name));
    const [text = "", ...others] = scripted.sent.slice(before);
    assert.equal(others.length, 0);
    const { verb, path } = readRequest(text);
    assert.equal(verb, one.operation.verb);
    const ids = values.slice(0, one.ids.length).map(String);
    assert.deepEqual(path, pathOf(one, ids), JSON.stringify(name));
  }
}

/** Makes sure that an answer is refused for what it is. */
export async function checkBadAnswer(
  scripted: ScriptedEngine,
  one: OperationCase,
  bad: BadAnswer,
): Promise<void> {
  const { operation, ids } = one;
  const head = `HTTP/1.1 ${bad.status} Whatever\r\nContent-Type: ${bad.type}\r\n` +
    `Content-Length: ${bad.body.length}\r\n\r\n`;
  scripted.answer(operation.verb === "HEAD" ? head : [whole, head, bad.body]);
  await assert.rejects(invoke(scripted, one, argumentsOf(one)), (error: unknown) => {
    assert.ok(error instanceof DockerError);
    assert.ok(error.message.length < MAX_MESSAGE, "the message is bounded");
    if (kindOf(operation) === "ping" && bad.status < 500) {
      // What answers so is no engine, since every engine answers pings.
      assert.ok(error instanceof ProtocolError, `${error}`);
      return true;
    }
    assert.ok(error instanceof ApiError, `${error}`);
    assert.equal(error.status, bad.status);
    assert.equal(error.method, operation.verb);
    const [version, ...segments] = pathOf(one, ids);
    const path = kindOf(operation) === "ping" ? [version, ...segments] : segments;
    assert.deepEqual(error.path.slice(1).split("/").map(decodeURIComponent), path);
    assert.ok(error.message.startsWith(`Cannot ${operation.verb} ${error.path}: `));
    if (operation.verb !== "HEAD") assert.match(error.explanation, bad.explanation);
    return true;
  });
}

/** Makes sure that an answer that is no JSON is refused, and for what it is. */
export async function checkBrokenJson(
  scripted: ScriptedEngine,
  one: OperationCase,
  description: Description,
): Promise<void> {
  const { operation } = one;
  const { check } = answerOf(operation, description);
  // A status of 204 would say that there is no body.
  const status = kindOf(operation) === "value" ? statusOf(operation) : 200;
  for (const body of BROKEN) {
    scripted.answer(
      `HTTP/1.1 ${status} OK\r\nContent-Type: application/json\r\n` +
        `Content-Length: ${body.length}\r\n\r\n${body}`,
    );
    const call = async () => await check(await invoke(scripted, one, argumentsOf(one)));
    await assert.rejects(call, (error: unknown) => {
      assert.ok(error instanceof ProtocolError, `${error}`);
      assert.ok(error.message.length < MAX_MESSAGE, "the message is bounded");
      return true;
    });
  }
}

/** Makes sure that a call that is aborted already sends nothing. */
export async function checkAborted(scripted: ScriptedEngine, one: OperationCase): Promise<void> {
  const reason = new Error("enough");
  const signal = AbortSignal.abort(reason);
  const values = argumentsOf(one);
  const call = Object.assign({}, values.pop(), { signal });
  await assert.rejects(invoke(scripted, one, [...values, call]), (error) => error === reason);
  assert.equal(scripted.sent.length, 0, "nothing is sent");
}

/** The arguments of an operation, with each of its names replaced by each of others. */
function* callsWith(
  one: OperationCase,
  names: readonly unknown[],
): Generator<readonly [values: unknown[], name: unknown]> {
  for (let place = 0; place < one.ids.length; place++) {
    for (const name of names) {
      yield [argumentsOf(one).map((value, index) => index === place ? name : value), name];
    }
  }
}
