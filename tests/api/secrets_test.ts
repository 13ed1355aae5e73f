import assert from "node:assert/strict";
import { test } from "node:test";
import { ConflictError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { answer, json, lines, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";

const SECRET = { ID: "abc", Version: { Index: 9 }, Spec: { Name: "key", Labels: {} } };

testOperations([
  {
    name: "secrets.list",
    call: (api) => api.secrets.list({ query: { filters: { names: ["key"] } } }),
    line: "GET /v1.51/secrets?filters=%7B%22names%22%3A%5B%22key%22%5D%7D",
    answers: [json(200, [SECRET]), [SECRET]],
    takesId: false,
  },
  {
    name: "secrets.create",
    call: (api) => api.secrets.create({ body: { Name: "key", Data: "c2VzYW1l" } }),
    line: "POST /v1.51/secrets/create",
    body: '{"Name":"key","Data":"c2VzYW1l"}',
    answers: [json(201, { ID: "abc" }), { ID: "abc" }],
    takesId: false,
  },
  {
    name: "secrets.inspect",
    call: (api, id) => api.secrets.inspect(id),
    line: "GET /v1.51/secrets/web%201%3F",
    answers: [json(200, SECRET), SECRET],
  },
  {
    name: "secrets.delete",
    call: (api, id) => api.secrets.delete(id),
    line: "DELETE /v1.51/secrets/web%201%3F",
    answers: ["HTTP/1.1 204 No Content\r\n\r\n", undefined],
  },
  {
    name: "secrets.update",
    call: (api, id) => {
      const body = { Name: "key", Labels: { a: "b" } };
      return api.secrets.update(id, { query: { version: 9 }, body });
    },
    line: "POST /v1.51/secrets/web%201%3F/update?version=9",
    body: '{"Name":"key","Labels":{"a":"b"}}',
    answers: [answer(200, ""), undefined],
  },
]);

test(
  "secrets.list() answers no list with an empty one",
  clean(async (watch) => {
    const scripted = watch.engine(json(200, null));
    assert.deepEqual(await apiOf(scripted).secrets.list(), []);
    assert.deepEqual(lines(scripted.sent), ["GET /v1.51/secrets"]);
  }),
);

test(
  "secrets.create() tells that the name is in use",
  clean(async (watch) => {
    const scripted = watch.engine(refusal(409, "secret key already exists"));
    await assert.rejects(apiOf(scripted).secrets.create({ body: { Name: "key" } }), ConflictError);
  }),
);

test(
  "secrets refuse what the engine is too old for",
  clean(async (watch) => {
    const scripted = watch.engine();
    const update = { query: { version: 9 }, body: { Name: "key" } };
    await assert.rejects(apiOf(scripted, "1.25").secrets.update("key", update), VersionError);
    const body = { Name: "key", Templating: { Name: "golang" } };
    await assert.rejects(apiOf(scripted, "1.36").secrets.create({ body }), VersionError);
    assert.equal(scripted.connections, 0);
  }),
);
