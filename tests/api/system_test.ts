import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "../../src/api/api.ts";
import { clean } from "../leaks.ts";
import { json, lines, pong } from "./answers.ts";
import { testOperations } from "./operations.ts";
import { speak } from "./speak.ts";

testOperations([
  {
    name: "system.version",
    call: (api) => api.system.version(),
    line: "GET /v1.51/version",
    answers: [json(200, { Version: "28.5.2" }), { Version: "28.5.2" }],
    takesId: false,
  },
  {
    name: "system.info",
    call: (api) => api.system.info({ headers: { "x-trace": "1" } }),
    line: "GET /v1.51/info",
    answers: [json(200, { ID: "x" }), { ID: "x" }],
    takesId: false,
  },
]);

test(
  "system.ping() asks each time, under no version, and negotiates nothing",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.41"), pong("1.41"), pong("1.41"), json(200, {}));
    const { system } = new Api(speak(scripted));
    assert.equal((await system.ping()).apiVersion, "1.41");
    assert.equal((await system.ping({ headers: { "x-trace": "1" } })).osType, "linux");
    await system.version();
    assert.deepEqual(lines(scripted.sent), [
      "GET /_ping",
      "GET /_ping",
      "GET /_ping",
      "GET /v1.41/version",
    ]);
    assert.match(scripted.sent[1] ?? "", /\r\nx-trace: 1\r\n/);
  }),
);
