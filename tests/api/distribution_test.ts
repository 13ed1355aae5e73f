import assert from "node:assert/strict";
import { test } from "node:test";
import { NotFoundError, UnauthorizedError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { json, lines, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";
import { credentialsIn } from "./sent_credentials.ts";

testOperations([
  {
    name: "distribution.inspect",
    call: (api, id) => api.distribution.inspect(id),
    line: "GET /v1.51/distribution/web%201%3F/json",
    answers: [json(200, { Descriptor: { digest: "sha256:a" }, Platforms: [] }), {
      Descriptor: { digest: "sha256:a" },
      Platforms: [],
    }],
    missing: NotFoundError,
  },
]);

test(
  "distribution.inspect() sends the credentials it is given, and a name of several parts as one",
  clean(async (watch) => {
    const scripted = watch.engine(json(200, {}), json(200, {}), refusal(401, "unauthorized"));
    const { distribution } = apiOf(scripted);
    const auth = { username: "user", password: "secret" };
    await distribution.inspect("registry.example:5000/a/b@sha256:0", { auth });
    await distribution.inspect("a");
    await assert.rejects(distribution.inspect("a"), UnauthorizedError);
    assert.equal(
      lines(scripted.sent)[0],
      "GET /v1.51/distribution/registry.example%3A5000%2Fa%2Fb%40sha256%3A0/json",
    );
    assert.deepEqual(scripted.sent.map((request) => credentialsIn(request)), [
      auth,
      undefined,
      undefined,
    ]);
  }),
);

test(
  "distribution.inspect() refuses an engine that is too old",
  clean(async (watch) => {
    const scripted = watch.engine();
    await assert.rejects(apiOf(scripted, "1.29").distribution.inspect("a"), VersionError);
    assert.equal(scripted.connections, 0);
  }),
);
