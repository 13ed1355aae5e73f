/** Output that is left open by the other side, although no more will come. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ConnectionBody } from "../../../src/api/streams/connection_body.ts";
import { SilenceGuard } from "../../../src/api/streams/silence_guard.ts";
import { clean } from "../../leaks.ts";
import { readText, turn } from "../../read_body.ts";
import { end, pause, reset, ScriptedConnection, type Step } from "../../scripted_connection.ts";

interface Made {
  readonly body: SilenceGuard;
  readonly connection: ScriptedConnection;
  readonly asked: () => number;
}

function make(answers: readonly (boolean | Error)[], ...script: readonly Step[]): Made {
  const connection = new ScriptedConnection(...script);
  let asked = 0;
  const hasEnded = () => {
    const answer = answers[asked++] ?? false;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return {
    body: new SilenceGuard(new ConnectionBody(connection, "text/plain"), hasEnded),
    connection,
    asked: () => asked,
  };
}

test(
  "a body that is left open ends when it is silent and all is over",
  clean(async () => {
    const left = make([false, true], "all", pause(10), " of it");
    const late = make([true], "early", pause(1_300), " late");
    const unknown = make([new Error("who knows")]);
    const failing = assert.rejects(readText(unknown.body), /^Error: who knows$/);
    const texts = await Promise.all([readText(left.body), readText(late.body)]);
    await failing;
    assert.equal(unknown.connection.open, false);
    // What comes within the grace is read, too, and the silence begins anew.
    assert.deepEqual(texts, ["all of it", "early late"]);
    for (const { connection, body } of [left, late]) {
      assert.equal(connection.open, false);
      assert.equal(await body.read(), null, "it stays at its end");
      assert.equal(await body.readPieces(), null);
    }
    assert.equal(left.asked(), 2);
  }),
);

test(
  "a body that ends by itself, fails or is cancelled is not asked about",
  clean(async () => {
    const ended = make([], "all", end);
    assert.equal(ended.body.mediaType, "text/plain");
    assert.equal(await readText(ended.body), "all");
    const broken = make([], pause(10), reset);
    await assert.rejects(readText(broken.body), { code: "lost" });
    const cancelled = make([]);
    const reason = new Error("enough");
    const reading = assert.rejects(readText(cancelled.body), (error) => error === reason);
    await turn(10);
    cancelled.body.cancel(reason);
    await reading;
    for (const { asked } of [ended, broken, cancelled]) assert.equal(asked(), 0);
  }),
);
