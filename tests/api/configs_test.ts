import assert from "node:assert/strict";
import { test } from "node:test";
import { ConflictError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { answer, json, lines, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";

const CONFIG = { ID: "abc", Version: { Index: 9 }, Spec: { Name: "conf", Data: "c2V0" } };

testOperations([
  {
    name: "configs.list",
    call: (api) => api.configs.list({ query: { filters: { id: "abc" } } }),
    line: "GET /v1.51/configs?filters=%7B%22id%22%3A%5B%22abc%22%5D%7D",
    answers: [json(200, [CONFIG]), [CONFIG]],
    takesId: false,
  },
  {
    name: "configs.create",
    call: (api) => api.configs.create({ body: { Name: "conf", Data: "c2V0" } }),
    line: "POST /v1.51/configs/create",
    body: '{"Name":"conf","Data":"c2V0"}',
    answers: [json(201, { ID: "abc" }), { ID: "abc" }],
    takesId: false,
  },
  {
    name: "configs.inspect",
    call: (api, id) => api.configs.inspect(id),
    line: "GET /v1.51/configs/web%201%3F",
    answers: [json(200, CONFIG), CONFIG],
  },
  {
    name: "configs.delete",
    call: (api, id) => api.configs.delete(id),
    line: "DELETE /v1.51/configs/web%201%3F",
    answers: ["HTTP/1.1 204 No Content\r\n\r\n", undefined],
  },
  {
    name: "configs.update",
    call: (api, id) => {
      const body = { Name: "conf", Labels: { a: "b" }, Data: "c2V0" };
      return api.configs.update(id, { query: { version: 9 }, body });
    },
    line: "POST /v1.51/configs/web%201%3F/update?version=9",
    body: '{"Name":"conf","Labels":{"a":"b"},"Data":"c2V0"}',
    answers: [answer(200, ""), undefined],
  },
]);

test(
  "configs.list() answers no list with an empty one",
  clean(async (watch) => {
    const scripted = watch.engine(json(200, null));
    assert.deepEqual(await apiOf(scripted).configs.list(), []);
    assert.deepEqual(lines(scripted.sent), ["GET /v1.51/configs"]);
  }),
);

test(
  "configs.create() tells that the name is in use",
  clean(async (watch) => {
    const scripted = watch.engine(refusal(409, "config conf already exists"));
    await assert.rejects(apiOf(scripted).configs.create({ body: { Name: "conf" } }), ConflictError);
  }),
);

test(
  "configs refuse an engine that has none yet",
  clean(async (watch) => {
    const scripted = watch.engine();
    const { configs } = apiOf(scripted, "1.29");
    await assert.rejects(configs.list(), VersionError);
    await assert.rejects(configs.create({ body: { Name: "conf" } }), VersionError);
    await assert.rejects(configs.inspect("conf"), VersionError);
    await assert.rejects(configs.delete("conf"), VersionError);
    const update = { query: { version: 9 }, body: { Name: "conf" } };
    await assert.rejects(configs.update("conf", update), VersionError);
    assert.equal(scripted.connections, 0);
  }),
);
