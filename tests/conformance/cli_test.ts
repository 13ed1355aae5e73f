/** The docker CLI as a witness: for the same intent it and a call of ours must ask for the same. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../src/errors.ts";
import { refusal } from "../api/answers.ts";
import { apiOf } from "../api/operations.ts";
import { clean } from "../leaks.ts";
import { CALLS } from "./cli/calls.ts";
import { changes } from "./cli/changes.ts";
import { differences } from "./cli/differences.ts";
import { readRecording, toRecordedRequest } from "./cli/recorded.ts";

const recording = await readRecording();

/** The key of the calls for a command: the longest that it begins with. */
function keyOf(command: string): string | undefined {
  const keys = Object.keys(CALLS).filter((key) => `${command} `.startsWith(`${key} `));
  return keys.toSorted((one, other) => other.length - one.length)[0];
}

for (const { command, requests } of recording.commands) {
  const key = keyOf(command);
  test(
    `"${key ?? command}" asks as its calls do`,
    clean(async (watch) => {
      const calls = CALLS[key ?? ""] ?? [];
      assert.equal(calls.length, requests.length, "there is a call for each request");
      for (const [at, call] of calls.entries()) {
        const scripted = watch.engine(refusal(404, "No such thing"));
        await assert.rejects(call(apiOf(scripted, recording.apiVersion)), ApiError);
        assert.equal(scripted.sent.length, 1);
        const [head = ""] = (scripted.sent[0] ?? "").split("\r\n\r\n");
        const ours = toRecordedRequest(head, scripted.bodies[0] ?? new Uint8Array());
        const cli = requests[at];
        assert.ok(cli);
        assert.deepEqual(differences(cli, ours), [], `request ${at + 1}`);
      }
    }),
  );
}

test("every call is asked for by a command, and no two commands have the same", () => {
  const keys = recording.commands.map(({ command }) => keyOf(command));
  assert.deepEqual(keys.toSorted(), Object.keys(CALLS).toSorted());
});

test("the recording covers much of the API", () => {
  const requests = recording.commands.flatMap(({ requests }) => requests);
  const asked = new Set(requests.map(({ method, path }) => `${method} ${path}`));
  assert.ok(asked.size > 100, `${asked.size} endpoints`);
});

test("differences() sees every value of every request that is lost or changed", () => {
  // Which it may leave out, and which we may leave out.
  const same = new Set([
    "POST /images/create: no x-registry-auth",
    "POST /containers/box/exec: body lacks Detach",
  ]);
  let seen = 0;
  for (const { command, requests } of recording.commands) {
    for (const request of requests) {
      for (const changed of changes(request)) {
        if (same.has(`${request.method} ${request.path}: ${changed.what}`)) continue;
        assert.notDeepEqual(
          differences(request, changed.request),
          [],
          `${command}: ${changed.what}`,
        );
        seen++;
      }
    }
  }
  assert.ok(seen > 1000, `${seen} changes`);
});
