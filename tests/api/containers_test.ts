import assert from "node:assert/strict";
import { test } from "node:test";
import { ConflictError, ImageNotFoundError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { answer, json, lines, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";

const DONE = "HTTP/1.1 204 No Content\r\n\r\n";
const SUMMARY = { Id: "abc", Names: ["/web"] };

testOperations([
  {
    name: "containers.list",
    call: (api) =>
      api.containers.list({
        query: { all: true, limit: 5, size: false, filters: { label: ["a=b"], exited: 0 } },
      }),
    line: "GET /v1.51/containers/json?all=true&limit=5&size=false&" +
      "filters=%7B%22label%22%3A%5B%22a%3Db%22%5D%2C%22exited%22%3A%5B%220%22%5D%7D",
    answers: [json(200, [SUMMARY]), [SUMMARY]],
    takesId: false,
  },
  {
    name: "containers.create",
    call: (api) =>
      api.containers.create({ query: { name: "web" }, body: { Image: "busybox", Tty: undefined } }),
    line: "POST /v1.51/containers/create?name=web",
    body: '{"Image":"busybox"}',
    answers: [json(201, { Id: "abc", Warnings: [] }), { Id: "abc", Warnings: [] }],
    missing: ImageNotFoundError,
    takesId: false,
  },
  {
    name: "containers.inspect",
    call: (api, id) => api.containers.inspect(id, { query: { size: true } }),
    line: "GET /v1.51/containers/web%201%3F/json?size=true",
    answers: [json(200, { Id: "abc" }), { Id: "abc" }],
  },
  {
    name: "containers.top",
    call: (api, id) => api.containers.top(id, { query: { ps_args: "-o pid" } }),
    line: "GET /v1.51/containers/web%201%3F/top?ps_args=-o%20pid",
    answers: [json(200, { Titles: ["PID"], Processes: [["1"]] }), {
      Titles: ["PID"],
      Processes: [["1"]],
    }],
  },
  {
    name: "containers.changes",
    call: (api, id) => api.containers.changes(id),
    line: "GET /v1.51/containers/web%201%3F/changes",
    answers: [json(200, [{ Path: "/a", Kind: 1 }]), [{ Path: "/a", Kind: 1 }]],
  },
  {
    name: "containers.resize",
    call: (api, id) => api.containers.resize(id, { query: { h: 24, w: 80 } }),
    line: "POST /v1.51/containers/web%201%3F/resize?h=24&w=80",
    answers: [answer(200, ""), undefined],
  },
  {
    name: "containers.update",
    call: (api, id) =>
      api.containers.update(id, { body: { Memory: 0, RestartPolicy: { Name: "always" } } }),
    line: "POST /v1.51/containers/web%201%3F/update",
    body: '{"Memory":0,"RestartPolicy":{"Name":"always"}}',
    answers: [json(200, { Warnings: null }), { Warnings: null }],
  },
  {
    name: "containers.rename",
    call: (api, id) => api.containers.rename(id, { query: { name: "b&c" } }),
    line: "POST /v1.51/containers/web%201%3F/rename?name=b%26c",
    answers: [DONE, undefined],
  },
  {
    name: "containers.pause",
    call: (api, id) => api.containers.pause(id),
    line: "POST /v1.51/containers/web%201%3F/pause",
    answers: [DONE, undefined],
  },
  {
    name: "containers.unpause",
    call: (api, id) => api.containers.unpause(id),
    line: "POST /v1.51/containers/web%201%3F/unpause",
    answers: [DONE, undefined],
  },
  {
    name: "containers.prune",
    call: (api) => api.containers.prune({ query: { filters: { until: "1h", label: ["a", "b"] } } }),
    line: "POST /v1.51/containers/prune?" +
      "filters=%7B%22until%22%3A%5B%221h%22%5D%2C%22label%22%3A%5B%22a%22%2C%22b%22%5D%7D",
    answers: [json(200, { ContainersDeleted: null, SpaceReclaimed: 0 }), {
      ContainersDeleted: null,
      SpaceReclaimed: 0,
    }],
    takesId: false,
  },
  {
    name: "containers.logs",
    call: (api, id) =>
      api.containers.logs(id, { query: { stdout: true, stderr: false, follow: true, tail: "10" } }),
    line: "GET /v1.51/containers/web%201%3F/logs?stdout=true&stderr=false&follow=true&tail=10",
  },
  {
    name: "containers.start",
    call: (api, id) => api.containers.start(id, { query: { detachKeys: "ctrl-a" } }),
    line: "POST /v1.51/containers/web%201%3F/start?detachKeys=ctrl-a",
    answers: [DONE, undefined],
  },
  {
    name: "containers.stop",
    call: (api, id) => api.containers.stop(id, { query: { t: 2, signal: "SIGINT" } }),
    line: "POST /v1.51/containers/web%201%3F/stop?t=2&signal=SIGINT",
    answers: [DONE, undefined],
  },
  {
    name: "containers.restart",
    call: (api, id) => api.containers.restart(id, { query: { t: 0 } }),
    line: "POST /v1.51/containers/web%201%3F/restart?t=0",
    answers: [DONE, undefined],
  },
  {
    name: "containers.kill",
    call: (api, id) => api.containers.kill(id, { query: { signal: "SIGUSR1" } }),
    line: "POST /v1.51/containers/web%201%3F/kill?signal=SIGUSR1",
    answers: [DONE, undefined],
  },
  {
    name: "containers.attach",
    call: (api, id) => api.containers.attach(id, { query: { stream: true, stdin: true } }),
    line: "POST /v1.51/containers/web%201%3F/attach?stream=true&stdin=true",
  },
  {
    name: "containers.wait",
    call: (api, id) => api.containers.wait(id, { query: { condition: "next-exit" } }),
    line: "POST /v1.51/containers/web%201%3F/wait?condition=next-exit",
    answers: [json(200, { StatusCode: 3 }), { StatusCode: 3 }],
  },
  {
    name: "containers.beginWait",
    call: async (api, id) => {
      const pending = await api.containers.beginWait(id, { query: { condition: "removed" } });
      return await pending.result;
    },
    line: "POST /v1.51/containers/web%201%3F/wait?condition=removed",
    answers: [json(200, { StatusCode: 0 }), { StatusCode: 0 }],
  },
  {
    name: "containers.delete",
    call: (api, id) => api.containers.delete(id, { query: { force: true, v: true, link: false } }),
    line: "DELETE /v1.51/containers/web%201%3F?force=true&v=true&link=false",
    answers: [DONE, undefined],
  },
]);

test(
  "containers.list() and changes() answer no list with an empty one",
  clean(async (watch) => {
    const scripted = watch.engine(json(200, null), json(200, []), json(200, null));
    const { containers } = apiOf(scripted);
    assert.deepEqual(await containers.list(), []);
    assert.deepEqual(await containers.list({}), []);
    assert.deepEqual(await containers.changes("web"), []);
    assert.deepEqual(lines(scripted.sent), [
      "GET /v1.51/containers/json",
      "GET /v1.51/containers/json",
      "GET /v1.51/containers/web/changes",
    ]);
  }),
);

test(
  "containers.start() takes the checkpoint to start from",
  clean(async (watch) => {
    const scripted = watch.engine(DONE);
    const query = { checkpoint: "one", "checkpoint-dir": "/var/checkpoints" };
    await apiOf(scripted).containers.start("web", { query });
    assert.deepEqual(lines(scripted.sent), [
      "POST /v1.51/containers/web/start?checkpoint=one&checkpoint-dir=%2Fvar%2Fcheckpoints",
    ]);
  }),
);

test(
  "containers.rename() and pause() reject when the container's state or name stands against it",
  clean(async (watch) => {
    const scripted = watch.engine(refusal(409, "is in use"), refusal(409, "is already paused"));
    const { containers } = apiOf(scripted);
    await assert.rejects(containers.rename("web", { query: { name: "db" } }), ConflictError);
    await assert.rejects(containers.pause("web"), ConflictError);
  }),
);

test(
  "containers.update() refuses what is newer than the engine",
  clean(async (watch) => {
    const scripted = watch.engine();
    const body = { DeviceRequests: [{ Count: -1 }] };
    const call = apiOf(scripted, "1.39").containers.update("web", { body });
    await assert.rejects(call, VersionError);
    assert.equal(scripted.connections, 0);
  }),
);

test(
  "containers.start() and stop() take a container that is so already for done",
  clean(async (watch) => {
    const unchanged = "HTTP/1.1 304 Not Modified\r\n\r\n";
    const scripted = watch.engine(unchanged, unchanged);
    const api = apiOf(scripted);
    await api.containers.start("web");
    await api.containers.stop("web");
  }),
);

test(
  "containers.create() rejects when the name is in use",
  clean(async (watch) => {
    const scripted = watch.engine(refusal(409, "The container name is already in use"));
    const call = apiOf(scripted).containers.create({ body: { Image: "busybox" } });
    await assert.rejects(call, ConflictError);
  }),
);

test(
  "containers.delete() takes the name of a link, and none that reaches another operation",
  clean(async (watch) => {
    const scripted = watch.engine(DONE);
    const api = apiOf(scripted);
    await api.containers.delete("web/db", { query: { link: true } });
    assert.deepEqual(lines(scripted.sent), ["DELETE /v1.51/containers/web%2Fdb?link=true"]);
    await assert.rejects(api.containers.delete("web/checkpoints/one"), TypeError);
  }),
);

test(
  "calls pass header fields on, and end with their signal",
  clean(async (watch) => {
    const { signal, abort } = watch.signal();
    const scripted = watch.engine(json(200, {}), []);
    const api = apiOf(scripted);
    const headers = { "x-trace": "7" };
    await api.containers.inspect("web", { headers });
    assert.match(scripted.sent[0] ?? "", /\r\nx-trace: 7\r\n/);
    const call = api.containers.inspect("web", { signal });
    await turn();
    const reason = new Error("enough");
    abort(reason);
    await assert.rejects(call, (error) => error === reason);
  }),
);

test(
  "a query that can't be sent rejects before anything is",
  clean(async (watch) => {
    const scripted = watch.engine();
    const query = { t: NaN };
    await assert.rejects(apiOf(scripted).containers.stop("web", { query }), TypeError);
    assert.equal(scripted.connections, 0);
  }),
);

test(
  "containers.beginWait() resolves as the engine takes the wait, and its result later",
  clean(async (watch) => {
    const scripted = watch.engine(["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"]);
    const pending = await apiOf(scripted).containers.beginWait("web");
    let settled = false;
    void pending.result.finally(() => settled = true);
    await turn();
    assert.equal(settled, false);
    scripted.links[0]?.play('10\r\n{"StatusCode":7}\r\n0\r\n\r\n');
    assert.deepEqual(await pending.result, { StatusCode: 7 });
  }),
);

test(
  "containers.beginWait() that is cancelled rejects its result, and need not be looked at",
  clean(async (watch) => {
    const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const scripted = watch.engine([head], [head], answer(200, "{"));
    const api = apiOf(scripted);
    const pending = await api.containers.beginWait("web");
    const reason = new Error("enough");
    pending.cancel(reason);
    await assert.rejects(pending.result, (error) => error === reason);
    (await api.containers.beginWait("web")).cancel();
    await api.containers.beginWait("web");
    await turn(); // a result that rejects unseen would end the process
  }),
);
