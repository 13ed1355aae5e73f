/** Output whose reader stalls, and a session that is given up then. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { AttachSession } from "../../../src/api/streams/attach_session.ts";
import { ConnectionError, TimeoutError } from "../../../src/errors.ts";
import { clean } from "../../leaks.ts";
import { turn } from "../../read_body.ts";
import { end, reset, ScriptedConnection, type Step } from "../../scripted_connection.ts";
import { frame } from "./feed.ts";

const LIMIT = 150;

function attach(...script: readonly Step[]): [AttachSession, ScriptedConnection] {
  const connection = new ScriptedConnection(...script);
  const options = { framed: true, mediaType: "", stallTimeout: LIMIT };
  return [AttachSession.over(connection, options), connection];
}

async function readAll(session: AttachSession, texts: string[]): Promise<void> {
  for await (const { data } of session.output) texts.push(new TextDecoder().decode(data));
}

test(
  "a session with a stallTimeout is detached when its output waits, and tells after what came",
  clean(async () => {
    const [session, connection] = attach(frame("stdout", "came"), frame("stdout", "never read"));
    await turn(LIMIT / 3);
    assert.equal(connection.open, true);
    await turn(4 * LIMIT);
    assert.equal(connection.open, false, "who writes may go on");
    const texts: string[] = [];
    await assert.rejects(readAll(session, texts), (error) => {
      assert.ok(error instanceof TimeoutError);
      assert.match(error.message, /was not read for 150 ms/);
      return true;
    });
    assert.deepEqual(texts, ["came"]);
  }),
);

test(
  "a process that says nothing, or whose output is read in time, is no stalled reader's",
  clean(async () => {
    const [session, connection] = attach();
    await turn(2 * LIMIT);
    assert.equal(connection.open, true);
    connection.play(frame("stdout", "one"), frame("stdout", "two"), frame("stderr", "three"));
    const reader = session.output.getReader();
    for (const expected of ["one", "two", "three"]) {
      await turn(LIMIT / 3);
      const { value } = await reader.read();
      assert.equal(new TextDecoder().decode(value?.data), expected);
    }
    const pending = reader.read();
    await turn(2 * LIMIT); // a read that waits is no stall
    connection.play(frame("stdout", "four"), end);
    assert.equal(new TextDecoder().decode((await pending).value?.data), "four");
    await turn(2 * LIMIT); // nor is the end
    assert.equal((await reader.read()).done, true);
    assert.equal((await reader.read()).done, true);
    assert.equal(connection.open, false);
  }),
);

test(
  "a session with a stallTimeout fails, is cancelled and disposed of as any other",
  clean(async () => {
    const [broken] = attach(frame("stdout", "half"), reset);
    const texts: string[] = [];
    await assert.rejects(readAll(broken, texts), { code: "lost" });
    assert.deepEqual(texts, ["half"]);

    const [cancelled, first] = attach(frame("stdout", "x"));
    await cancelled.output.cancel();
    assert.equal(first.open, false);

    const [disposed, second] = attach(frame("stdout", "x"));
    const reading = assert.rejects(
      readAll(disposed, []),
      (error) => error instanceof ConnectionError && error.code === "closed",
    );
    await turn(5);
    await disposed[Symbol.asyncDispose]();
    await reading;
    assert.equal(second.open, false);

    const [raw, third] = attach(frame("stdout", "x"), end);
    const { value } = await raw.output.raw().getReader().read();
    assert.deepEqual(value, frame("stdout", "x"));
    raw.close();
    assert.equal(third.open, false);
  }),
);
