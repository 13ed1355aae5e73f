import assert from "node:assert/strict";
import { test } from "node:test";
import { UnavailableError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { answer, json, lines, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";

const NODE = { ID: "abc", Version: { Index: 9 }, Spec: { Role: "manager" } };

testOperations([
  {
    name: "nodes.list",
    call: (api) => api.nodes.list({ query: { filters: { role: ["manager", "worker"] } } }),
    line: "GET /v1.51/nodes?filters=%7B%22role%22%3A%5B%22manager%22%2C%22worker%22%5D%7D",
    answers: [json(200, [NODE]), [NODE]],
    takesId: false,
  },
  {
    name: "nodes.inspect",
    call: (api, id) => api.nodes.inspect(id),
    line: "GET /v1.51/nodes/web%201%3F",
    answers: [json(200, NODE), NODE],
  },
  {
    name: "nodes.delete",
    call: (api, id) => api.nodes.delete(id, { query: { force: true } }),
    line: "DELETE /v1.51/nodes/web%201%3F?force=true",
    answers: [answer(200, ""), undefined],
  },
  {
    name: "nodes.update",
    call: (api, id) => {
      const body = { Role: "worker", Availability: "drain", Labels: { a: "b" } };
      return api.nodes.update(id, { query: { version: 9 }, body });
    },
    line: "POST /v1.51/nodes/web%201%3F/update?version=9",
    body: '{"Role":"worker","Availability":"drain","Labels":{"a":"b"}}',
    answers: [answer(200, ""), undefined],
  },
]);

test(
  "nodes.list() answers no list with an empty one",
  clean(async (watch) => {
    const scripted = watch.engine(json(200, null));
    assert.deepEqual(await apiOf(scripted).nodes.list(), []);
    assert.deepEqual(lines(scripted.sent), ["GET /v1.51/nodes"]);
  }),
);

test(
  "nodes tell that the engine is no manager",
  clean(async (watch) => {
    const scripted = watch.engine(refusal(503, "This node is not a swarm manager."));
    await assert.rejects(apiOf(scripted).nodes.inspect("a"), UnavailableError);
  }),
);
