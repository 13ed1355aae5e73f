import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "../../src/api/api.ts";
import { ConflictError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { end } from "../scripted_connection.ts";
import { answer, json, lines, pong, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";
import { credentialsIn } from "./sent_credentials.ts";
import { HOST, speak } from "./speak.ts";
import { FRAMES, MULTIPLEXED, output, RAW } from "./task_output.ts";

const SERVICE = { ID: "abc", Version: { Index: 9 }, Spec: { Name: "web" } };
const SPEC = { Name: "web", TaskTemplate: { ContainerSpec: { Image: "busybox" } } };
const OUTPUT = { query: { stdout: true, stderr: true } };

testOperations([
  {
    name: "services.list",
    call: (api) => api.services.list({ query: { filters: { mode: "global" }, status: true } }),
    line: "GET /v1.51/services?filters=%7B%22mode%22%3A%5B%22global%22%5D%7D&status=true",
    answers: [json(200, [SERVICE]), [SERVICE]],
    takesId: false,
  },
  {
    name: "services.create",
    call: (api) => api.services.create({ body: SPEC }),
    line: "POST /v1.51/services/create",
    body: '{"Name":"web","TaskTemplate":{"ContainerSpec":{"Image":"busybox"}}}',
    answers: [json(201, { ID: "abc", Warnings: null }), { ID: "abc", Warnings: null }],
    takesId: false,
  },
  {
    name: "services.inspect",
    call: (api, id) => api.services.inspect(id, { query: { insertDefaults: true } }),
    line: "GET /v1.51/services/web%201%3F?insertDefaults=true",
    answers: [json(200, SERVICE), SERVICE],
  },
  {
    name: "services.delete",
    call: (api, id) => api.services.delete(id),
    line: "DELETE /v1.51/services/web%201%3F",
    answers: [answer(200, ""), undefined],
  },
  {
    name: "services.update",
    call: (api, id) => {
      const query = {
        version: 9,
        registryAuthFrom: "previous-spec",
        rollback: "previous",
      } as const;
      return api.services.update(id, { query, body: SPEC });
    },
    line: "POST /v1.51/services/web%201%3F/update?version=9&registryAuthFrom=previous-spec&" +
      "rollback=previous",
    body: '{"Name":"web","TaskTemplate":{"ContainerSpec":{"Image":"busybox"}}}',
    answers: [json(200, { Warnings: ["slow"] }), { Warnings: ["slow"] }],
  },
  {
    name: "services.logs",
    call: async (api, id) => {
      const query = {
        details: true,
        follow: false,
        stdout: true,
        stderr: true,
        since: 1.5,
        timestamps: false,
        tail: 10,
      };
      return await (await api.services.logs(id, { query })).text();
    },
    line: "GET /v1.51/services/web%201%3F/logs?details=true&follow=false&stdout=true&stderr=true&" +
      "since=1.5&timestamps=false&tail=10",
    answers: [output(MULTIPLEXED, FRAMES), "out err "],
  },
]);

test(
  "services.list() answers no list with an empty one",
  clean(async (watch) => {
    const scripted = watch.engine(json(200, null));
    assert.deepEqual(await apiOf(scripted).services.list(), []);
    assert.deepEqual(lines(scripted.sent), ["GET /v1.51/services"]);
  }),
);

test(
  "services.create() and update() send credentials in a header, and only if there are some",
  clean(async (watch) => {
    const created = json(201, { ID: "abc" });
    const updated = json(200, { Warnings: null });
    const scripted = watch.engine(created, created, updated, updated);
    const { services } = apiOf(scripted);
    const auth = { username: "user", password: "sécret?", serveraddress: "registry.example" };
    const query = { version: 9 };
    await services.create({ body: SPEC, auth });
    await services.create({ body: SPEC });
    await services.update("web", { query, body: SPEC, auth });
    await services.update("web", { query, body: SPEC });
    assert.deepEqual(scripted.sent.map((request) => credentialsIn(request)), [
      auth,
      undefined,
      auth,
      undefined,
    ]);
  }),
);

test(
  "services.create() tells that the name is in use",
  clean(async (watch) => {
    const scripted = watch.engine(refusal(409, "service web already exists"));
    await assert.rejects(apiOf(scripted).services.create({ body: SPEC }), ConflictError);
  }),
);

test(
  "services refuse what the engine is too old for",
  clean(async (watch) => {
    const scripted = watch.engine();
    const { services } = apiOf(scripted, "1.27");
    const update = { query: { version: 9, rollback: "previous" }, body: SPEC };
    await assert.rejects(services.update("web", update), VersionError);
    await assert.rejects(services.list({ query: { status: true } }), VersionError);
    const TaskTemplate = { ContainerSpec: { Image: "a", Ulimits: [] } };
    await assert.rejects(services.create({ body: { TaskTemplate } }), VersionError);
    assert.equal(scripted.connections, 0);
  }),
);

test(
  "services.logs() goes by the content type, or by tty where that can't tell",
  clean(async (watch) => {
    const terminal = new TextEncoder().encode("$ ls");
    const { services } = apiOf(watch.engine(output(RAW, [terminal])));
    assert.equal(await (await services.logs("web", { ...OUTPUT, tty: false })).text(), "$ ls");
    const old = apiOf(watch.engine(output(RAW, FRAMES), output(RAW, [terminal])), "1.41").services;
    const framed = await old.logs("web", { ...OUTPUT, tty: false });
    const streams: string[] = [];
    for await (const { stream } of framed) streams.push(stream);
    assert.deepEqual(streams, ["stdout", "stderr"]);
    assert.equal(await (await old.logs("web", { ...OUTPUT, tty: true })).text(), "$ ls");
  }),
);

test(
  "services.logs() wants to be told of a terminal below API 1.42",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.41"));
    await assert.rejects(new Api(speak(scripted), HOST).services.logs("web", OUTPUT), {
      name: "TypeError",
      message: /pass tty, which is TaskTemplate\.ContainerSpec\.TTY of the service$/,
    });
    assert.deepEqual(lines(scripted.sent), ["GET /_ping"]);
  }),
);

test(
  "services.logs() rejects where the log is cut, and gives the connection back when it is left",
  clean(async (watch) => {
    const begin = output(MULTIPLEXED, FRAMES).slice(0, -5);
    const scripted = watch.engine([begin, end], [begin], [begin]);
    const { services } = apiOf(scripted);
    await assert.rejects((await services.logs("web", OUTPUT)).text(), { code: "lost" });
    for await (const _ of await services.logs("web", OUTPUT)) break;
    const { signal, abort } = watch.signal();
    const reader = (await services.logs("web", { ...OUTPUT, signal })).getReader();
    await reader.read();
    await reader.read();
    const read = reader.read();
    abort("enough");
    await assert.rejects(read, (error) => error === "enough");
  }),
);

test(
  "services.logs() hands on what is to be done at the end",
  clean(async (watch) => {
    const seen: string[] = [];
    const scripted = watch.engine(output(MULTIPLEXED, FRAMES));
    const logs = await apiOf(scripted).services.logs("web", {
      ...OUTPUT,
      confirmEnd: () => Promise.resolve(void seen.push("confirmed")),
      onOver: () => void seen.push("over"),
    });
    await logs.text();
    assert.deepEqual(seen, ["confirmed", "over"]);
  }),
);
