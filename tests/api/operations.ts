import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "../../src/api/api.ts";
import { NotFoundError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import type { Answer, ScriptedEngine } from "../scripted_engine.ts";
import { lines, refusal } from "./answers.ts";
import { HOST, speak } from "./speak.ts";

/** One call of an operation, and what goes over the wire for it. */
export interface OperationCase {
  /** The method, for the name of the test. */
  readonly name: string;
  /** Makes the call; `id` is a name with characters that must be encoded. */
  readonly call: (api: Api, id: string) => Promise<unknown>;
  /** Its request line: method, path and query. */
  readonly line: string;
  /** Its body as text; none by default. */
  readonly body?: string;
  /** The answer, and what the call resolves with; nothing is checked if absent. */
  readonly answers?: readonly [answer: Answer, value: unknown];
  /** The error for a 404. @default NotFoundError */
  readonly missing?: typeof NotFoundError;
  /** Whether an ID is part of the path. @default true */
  readonly takesId?: boolean;
}

/** The groups over a scripted engine, with a pinned version. */
export function apiOf(scripted: ScriptedEngine, apiVersion = "1.51"): Api {
  return new Api(speak(scripted, { apiVersion }), HOST);
}

/** The name that calls are tested with. */
export const ID = "web 1?";

/** Tests each operation's request, value, refusal and empty ID. */
export function testOperations(cases: readonly OperationCase[]): void {
  for (const { name, call, line, body, answers, missing, takesId } of cases) {
    if (answers !== undefined) {
      test(
        `${name}() asks and answers in the engine's words`,
        clean(async (watch) => {
          const scripted = watch.engine(answers[0]);
          assert.deepEqual(await call(apiOf(scripted), ID), answers[1]);
          assert.deepEqual(lines(scripted.sent), [line]);
          const [head = "", sentBody] = (scripted.sent[0] ?? "").split("\r\n\r\n");
          assert.equal(sentBody, body ?? "");
          if (body?.startsWith("{")) assert.match(head, /\r\ncontent-type: application\/json/);
        }),
      );
    }
    test(
      `${name}() rejects when there is no such thing`,
      clean(async (watch) => {
        const scripted = watch.engine(refusal(404, "No such thing"));
        const Class = missing ?? NotFoundError;
        await assert.rejects(call(apiOf(scripted), ID), (error: unknown) => {
          assert.ok(error instanceof NotFoundError);
          assert.equal(error.constructor, Class);
          assert.equal(error.explanation, "No such thing");
          return true;
        });
        assert.deepEqual(lines(scripted.sent), [line]);
      }),
    );
    if (takesId === false) continue;
    test(
      `${name}() refuses an ID that is none before anything is sent`,
      clean(async (watch) => {
        const scripted = watch.engine();
        const negotiating = new Api(speak(scripted), HOST);
        for (const id of ["", "..", "a/../b", undefined as unknown as string]) {
          await assert.rejects(call(negotiating, id), TypeError);
        }
        assert.equal(scripted.connections, 0);
      }),
    );
  }
}
