import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, StreamError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { answer, json, lines, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";
import { credentialsIn } from "./sent_credentials.ts";

const ALLOWED = [{ Name: "capabilities", Description: "", Value: ["CAP_SYS_ADMIN"] }];
const PROGRESS = answer(200, '{"status":"Downloading","id":"a"}\r\n{"status":"Done"}\r\n');
const MESSAGES = [{ status: "Downloading", id: "a" }, { status: "Done" }];

testOperations([
  {
    name: "plugins.list",
    call: (api) => api.plugins.list({ query: { filters: { capability: "volumedriver" } } }),
    line: "GET /v1.51/plugins?filters=%7B%22capability%22%3A%5B%22volumedriver%22%5D%7D",
    answers: [json(200, [{ Name: "a:latest" }]), [{ Name: "a:latest" }]],
    takesId: false,
  },
  {
    name: "plugins.getPrivileges",
    call: (api) => api.plugins.getPrivileges({ query: { remote: "localhost:5000/a:1" } }),
    line: "GET /v1.51/plugins/privileges?remote=localhost%3A5000%2Fa%3A1",
    answers: [json(200, ALLOWED), ALLOWED],
    takesId: false,
  },
  {
    name: "plugins.pull",
    call: async (api) =>
      Array.fromAsync(
        await api.plugins.pull({ query: { remote: "a/b:1", name: "c" }, body: ALLOWED }),
      ),
    line: "POST /v1.51/plugins/pull?remote=a%2Fb%3A1&name=c",
    body: JSON.stringify(ALLOWED),
    answers: [PROGRESS, MESSAGES],
    takesId: false,
  },
  {
    name: "plugins.inspect",
    call: (api, id) => api.plugins.inspect(id),
    line: "GET /v1.51/plugins/web%201%3F/json",
    answers: [json(200, { Name: "a:latest" }), { Name: "a:latest" }],
  },
  {
    name: "plugins.delete",
    call: (api, id) => api.plugins.delete(id, { query: { force: true } }),
    line: "DELETE /v1.51/plugins/web%201%3F?force=true",
    answers: [answer(200, ""), undefined],
  },
  {
    name: "plugins.enable",
    call: (api, id) => api.plugins.enable(id, { query: { timeout: 5 } }),
    line: "POST /v1.51/plugins/web%201%3F/enable?timeout=5",
    answers: [answer(200, ""), undefined],
  },
  {
    name: "plugins.disable",
    call: (api, id) => api.plugins.disable(id, { query: { force: false } }),
    line: "POST /v1.51/plugins/web%201%3F/disable?force=false",
    answers: [answer(200, ""), undefined],
  },
  {
    name: "plugins.upgrade",
    call: async (api, id) =>
      Array.fromAsync(
        await api.plugins.upgrade(id, { query: { remote: "a/b:2" }, body: ALLOWED }),
      ),
    line: "POST /v1.51/plugins/web%201%3F/upgrade?remote=a%2Fb%3A2",
    body: JSON.stringify(ALLOWED),
    answers: [PROGRESS, MESSAGES],
  },
  {
    name: "plugins.create",
    call: (api) => api.plugins.create({ query: { name: "a/b:1" }, body: "an archive" }),
    line: "POST /v1.51/plugins/create?name=a%2Fb%3A1",
    body: "an archive",
    answers: [answer(204, ""), undefined],
    takesId: false,
  },
  {
    name: "plugins.push",
    call: async (api, id) => Array.fromAsync(await api.plugins.push(id)),
    line: "POST /v1.51/plugins/web%201%3F/push",
    answers: [PROGRESS, MESSAGES],
  },
  {
    name: "plugins.set",
    call: (api, id) => api.plugins.set(id, { body: ["DEBUG=1", "a.source=/b"] }),
    line: "POST /v1.51/plugins/web%201%3F/set",
    body: '["DEBUG=1","a.source=/b"]',
    answers: [answer(204, ""), undefined],
  },
]);

test(
  "plugins send credentials where they are given, lists as JSON and an archive as such",
  clean(async (watch) => {
    const scripted = watch.engine(
      json(200, []),
      ...Array.from({ length: 3 }, () => answer(200, "")),
      ...Array.from({ length: 2 }, () => answer(204, "")),
    );
    const { plugins } = apiOf(scripted);
    const auth = { identitytoken: "a token" };
    const query = { remote: "a" };
    await plugins.getPrivileges({ query, auth });
    await (await plugins.pull({ query, body: [], auth })).cancel();
    await (await plugins.upgrade("a", { query, body: [], auth })).cancel();
    await (await plugins.push("a", { auth })).cancel();
    await plugins.set("a", { body: [] });
    await plugins.create({ query: { name: "a" }, body: new Blob(["tar"]) });
    assert.deepEqual(scripted.sent.map((request) => credentialsIn(request)), [
      ...Array.from({ length: 4 }, () => auth),
      undefined,
      undefined,
    ]);
    const types = scripted.sent.map((sent) => /\r\ncontent-type: (.*)\r\n/.exec(sent)?.[1]);
    const [nothing, list, tar] = [undefined, "application/json", "application/x-tar"];
    assert.deepEqual(types, [nothing, list, list, nothing, list, tar]);
    for (const at of [1, 2, 4]) assert.match(scripted.sent[at] ?? "", /\r\n\r\n\[\]$/);
  }),
);

test(
  "plugins answer no list with an empty one",
  clean(async (watch) => {
    const { plugins } = apiOf(watch.engine(json(200, null), json(200, null)));
    assert.deepEqual(await plugins.list(), []);
    assert.deepEqual(await plugins.getPrivileges({ query: { remote: "a" } }), []);
  }),
);

test(
  "plugins.enable() sends a time limit though none is given, for engines insist on one",
  clean(async (watch) => {
    const scripted = watch.engine(answer(200, ""), answer(200, ""));
    const { plugins } = apiOf(scripted);
    await plugins.enable("a");
    await plugins.enable("a", { query: { timeout: undefined } });
    assert.deepEqual(lines(scripted.sent), [
      "POST /v1.51/plugins/a/enable?timeout=0",
      "POST /v1.51/plugins/a/enable?timeout=0",
    ]);
  }),
);

test(
  "plugins.pull(), upgrade() and push() reject when they fail in the middle",
  clean(async (watch) => {
    const failed = answer(200, '{"status":"Downloading"}\n{"errorDetail":{"message":"denied"}}\n');
    const { plugins } = apiOf(watch.engine(failed, failed, failed));
    const query = { remote: "a" };
    for (
      const begin of [
        () => plugins.pull({ query, body: [] }),
        () => plugins.upgrade("a", { query, body: [] }),
        () => plugins.push("a"),
      ]
    ) {
      const reader = (await begin()).getReader();
      assert.deepEqual((await reader.read()).value, { status: "Downloading" });
      await assert.rejects(reader.read(), StreamError);
    }
  }),
);

test(
  "plugins reject when the engine refuses, and when it is too old",
  clean(async (watch) => {
    const scripted = watch.engine(refusal(500, "plugin a:latest is enabled"));
    await assert.rejects(apiOf(scripted).plugins.delete("a"), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.explanation, "plugin a:latest is enabled");
      return true;
    });
    const call = { query: { remote: "a" }, body: [] };
    await assert.rejects(apiOf(watch.engine(), "1.25").plugins.upgrade("a", call), VersionError);
  }),
);
