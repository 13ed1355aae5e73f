import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { json, lines, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";

testOperations([
  {
    name: "checkpoints.list",
    call: (api, id) => api.checkpoints.list(id, { query: { dir: "/var/a b" } }),
    line: "GET /v1.51/containers/web%201%3F/checkpoints?dir=%2Fvar%2Fa%20b",
    answers: [json(200, [{ Name: "one" }]), [{ Name: "one" }]],
  },
  {
    name: "checkpoints.create",
    call: (api, id) =>
      api.checkpoints.create(id, {
        body: { CheckpointID: "one", CheckpointDir: "/var", Exit: true },
      }),
    line: "POST /v1.51/containers/web%201%3F/checkpoints",
    body: '{"CheckpointID":"one","CheckpointDir":"/var","Exit":true}',
    answers: ["HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n", undefined],
  },
  {
    name: "checkpoints.remove",
    call: (api, id) => api.checkpoints.remove(id, "one 1", { query: { dir: "/var" } }),
    line: "DELETE /v1.51/containers/web%201%3F/checkpoints/one%201?dir=%2Fvar",
    answers: ["HTTP/1.1 204 No Content\r\n\r\n", undefined],
  },
]);

test(
  "checkpoints.list() answers no list with an empty one",
  clean(async (watch) => {
    const scripted = watch.engine(json(200, null));
    assert.deepEqual(await apiOf(scripted).checkpoints.list("web"), []);
    assert.deepEqual(lines(scripted.sent), ["GET /v1.51/containers/web/checkpoints"]);
  }),
);

test(
  "checkpoints.remove() refuses a name that is none before anything is sent",
  clean(async (watch) => {
    const scripted = watch.engine();
    const { checkpoints } = apiOf(scripted);
    for (const name of ["", ".", "..", "a/../b"]) {
      await assert.rejects(checkpoints.remove("web", name), TypeError);
    }
    assert.equal(scripted.connections, 0);
  }),
);

test(
  "checkpoints reject with the refusal of an engine that is not experimental",
  clean(async (watch) => {
    const words = "This experimental feature is disabled by default.";
    const scripted = watch.engine(refusal(501, words), refusal(501, words), refusal(501, words));
    const { checkpoints } = apiOf(scripted);
    const calls = [
      () => checkpoints.list("web"),
      () => checkpoints.create("web", { body: { CheckpointID: "one" } }),
      () => checkpoints.remove("web", "one"),
    ];
    for (const call of calls) {
      await assert.rejects(call(), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.deepEqual([error.status, error.code, error.explanation], [
          501,
          "server-error",
          words,
        ]);
        return true;
      });
    }
  }),
);
