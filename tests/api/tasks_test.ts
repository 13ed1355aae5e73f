import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "../../src/api/api.ts";
import { VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { json, lines, pong } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";
import { HOST, speak } from "./speak.ts";
import { FRAMES, MULTIPLEXED, output, RAW } from "./task_output.ts";

const TASK = { ID: "abc", Version: { Index: 9 }, Status: { State: "running" } };
const OUTPUT = { query: { stdout: true, stderr: true } };

testOperations([
  {
    name: "tasks.list",
    call: (api) => api.tasks.list({ query: { filters: { service: "web", node: ["a", "b"] } } }),
    line:
      "GET /v1.51/tasks?filters=%7B%22service%22%3A%5B%22web%22%5D%2C%22node%22%3A%5B%22a%22%2C%22b%22%5D%7D",
    answers: [json(200, [TASK]), [TASK]],
    takesId: false,
  },
  {
    name: "tasks.inspect",
    call: (api, id) => api.tasks.inspect(id),
    line: "GET /v1.51/tasks/web%201%3F",
    answers: [json(200, TASK), TASK],
  },
  {
    name: "tasks.logs",
    call: async (api, id) => {
      const query = {
        details: false,
        follow: true,
        stdout: true,
        stderr: false,
        since: "1700000000.000000001",
        timestamps: true,
        tail: "all",
      };
      return await (await api.tasks.logs(id, { query })).text();
    },
    line: "GET /v1.51/tasks/web%201%3F/logs?details=false&follow=true&stdout=true&stderr=false&" +
      "since=1700000000.000000001&timestamps=true&tail=all",
    answers: [output(MULTIPLEXED, FRAMES), "out err "],
  },
]);

test(
  "tasks.list() answers no list with an empty one",
  clean(async (watch) => {
    const scripted = watch.engine(json(200, null));
    assert.deepEqual(await apiOf(scripted).tasks.list(), []);
    assert.deepEqual(lines(scripted.sent), ["GET /v1.51/tasks"]);
  }),
);

test(
  "tasks.logs() goes by the content type, or by tty where that can't tell",
  clean(async (watch) => {
    const terminal = new TextEncoder().encode("$ ls");
    const { tasks } = apiOf(watch.engine(output(RAW, [terminal])));
    assert.equal(await (await tasks.logs("abc", { ...OUTPUT, tty: false })).text(), "$ ls");
    const old = apiOf(watch.engine(output(RAW, FRAMES), output(RAW, [terminal])), "1.41").tasks;
    assert.equal(await (await old.logs("abc", { ...OUTPUT, tty: false })).text(), "out err ");
    assert.equal(await (await old.logs("abc", { ...OUTPUT, tty: true })).text(), "$ ls");
  }),
);

test(
  "tasks.logs() wants to be told of a terminal below API 1.42",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.41"));
    await assert.rejects(new Api(speak(scripted), HOST).tasks.logs("abc", OUTPUT), {
      name: "TypeError",
      message: /pass tty, which is Spec\.ContainerSpec\.TTY of the task$/,
    });
    assert.deepEqual(lines(scripted.sent), ["GET /_ping"]);
  }),
);

test(
  "tasks.logs() refuses an engine that is too old",
  clean(async (watch) => {
    const scripted = watch.engine();
    const { tasks } = apiOf(scripted, "1.28");
    await assert.rejects(tasks.logs("abc", { ...OUTPUT, tty: false }), VersionError);
    assert.equal(scripted.connections, 0);
  }),
);
