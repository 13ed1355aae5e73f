import assert from "node:assert/strict";
import { test } from "node:test";
import { ConflictError, ForbiddenError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { answer, json, lines, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";

const NETWORK = { Name: "web", Id: "abc", Driver: "bridge" };
const FILTERS = "filters=%7B%22label%22%3A%5B%22a%3Db%22%5D%7D";

testOperations([
  {
    name: "networks.list",
    call: (api) => api.networks.list({ query: { filters: { dangling: true, label: ["a=b"] } } }),
    line:
      "GET /v1.51/networks?filters=%7B%22dangling%22%3A%5B%22true%22%5D%2C%22label%22%3A%5B%22a%3Db%22%5D%7D",
    answers: [json(200, [NETWORK]), [NETWORK]],
    takesId: false,
  },
  {
    name: "networks.inspect",
    call: (api, id) => api.networks.inspect(id, { query: { verbose: true, scope: "swarm" } }),
    line: "GET /v1.51/networks/web%201%3F?verbose=true&scope=swarm",
    answers: [json(200, { ...NETWORK, Containers: {} }), { ...NETWORK, Containers: {} }],
  },
  {
    name: "networks.delete",
    call: (api, id) => api.networks.delete(id),
    line: "DELETE /v1.51/networks/web%201%3F",
    answers: ["HTTP/1.1 204 No Content\r\n\r\n", undefined],
  },
  {
    name: "networks.create",
    call: (api) => {
      const IPAM = { Config: [{ Subnet: "10.9.8.0/24" }] };
      return api.networks.create({ body: { Name: "web", CheckDuplicate: true, IPAM } });
    },
    line: "POST /v1.51/networks/create",
    body: '{"Name":"web","CheckDuplicate":true,"IPAM":{"Config":[{"Subnet":"10.9.8.0/24"}]}}',
    answers: [json(201, { Id: "abc", Warning: "" }), { Id: "abc", Warning: "" }],
    takesId: false,
  },
  {
    name: "networks.connect",
    call: (api, id) => {
      const EndpointConfig = { Aliases: ["db"] };
      return api.networks.connect(id, { body: { Container: "web", EndpointConfig } });
    },
    line: "POST /v1.51/networks/web%201%3F/connect",
    body: '{"Container":"web","EndpointConfig":{"Aliases":["db"]}}',
    answers: [answer(200, ""), undefined],
  },
  {
    name: "networks.disconnect",
    call: (api, id) => api.networks.disconnect(id, { body: { Container: "web", Force: true } }),
    line: "POST /v1.51/networks/web%201%3F/disconnect",
    body: '{"Container":"web","Force":true}',
    answers: [answer(200, ""), undefined],
  },
  {
    name: "networks.prune",
    call: (api) => api.networks.prune({ query: { filters: { label: "a=b" } } }),
    line: `POST /v1.51/networks/prune?${FILTERS}`,
    answers: [json(200, { NetworksDeleted: ["web"] }), { NetworksDeleted: ["web"] }],
    takesId: false,
  },
]);

test(
  "networks.list() answers no list with an empty one, and prune() what the engine answers",
  clean(async (watch) => {
    const scripted = watch.engine(json(200, null), json(200, { NetworksDeleted: null }));
    const { networks } = apiOf(scripted);
    assert.deepEqual(await networks.list(), []);
    assert.deepEqual(await networks.prune(), { NetworksDeleted: null });
    assert.deepEqual(lines(scripted.sent), ["GET /v1.51/networks", "POST /v1.51/networks/prune"]);
  }),
);

test(
  "networks tell what is in use, and what may not be",
  clean(async (watch) => {
    const scripted = watch.engine(
      refusal(409, "network with name web already exists"),
      refusal(403, "bridge is a pre-defined network and cannot be removed"),
      refusal(403, "endpoint with name web already exists in network web"),
    );
    const { networks } = apiOf(scripted);
    await assert.rejects(networks.create({ body: { Name: "web" } }), ConflictError);
    await assert.rejects(networks.delete("bridge"), ForbiddenError);
    await assert.rejects(networks.connect("web", { body: { Container: "web" } }), ForbiddenError);
  }),
);

test(
  "networks refuse what the engine is too old for",
  clean(async (watch) => {
    const scripted = watch.engine();
    const { networks } = apiOf(scripted, "1.27");
    const body = { Name: "web", Ingress: true };
    await assert.rejects(networks.create({ body }), VersionError);
    await assert.rejects(networks.inspect("web", { query: { verbose: true } }), VersionError);
    assert.equal(scripted.connections, 0);
  }),
);
