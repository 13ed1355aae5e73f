import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { Api } from "../../src/api/api.ts";
import { ApiError, ProtocolError, UnauthorizedError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { end } from "../scripted_connection.ts";
import { answer, json, lines, pong, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";
import { HOST, speak } from "./speak.ts";

const EVENT = '{"Type":"container","Action":"start","Actor":{"ID":"a","Attributes":{}},' +
  '"scope":"local","time":1700000000,"timeNano":1700000000123456789}\n';
const CREDENTIALS = { username: "user", password: 'se"same', identitytoken: "token-of-mine" };
const ACCEPTED = { Status: "Login Succeeded", IdentityToken: "t" };

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
  {
    name: "system.auth",
    call: (api) => api.system.auth({ body: { username: "user", password: "sesame" } }),
    line: "POST /v1.51/auth",
    body: '{"username":"user","password":"sesame"}',
    answers: [json(200, ACCEPTED), ACCEPTED],
    takesId: false,
  },
  {
    name: "system.dataUsage",
    call: (api) => api.system.dataUsage({ query: { type: ["image", "build-cache"] } }),
    line: "GET /v1.51/system/df?type=image&type=build-cache",
    answers: [json(200, { LayersSize: 7, Images: null }), { LayersSize: 7, Images: null }],
    takesId: false,
  },
  {
    name: "system.events",
    call: async (api) => {
      const actions: unknown[] = [];
      const query = { since: "1700000000.5", until: 1_700_000_001, filters: { type: "container" } };
      for await (const { Action, timeNano } of await api.system.events({ query })) {
        actions.push([Action, timeNano]);
      }
      return actions;
    },
    line: "GET /v1.51/events?since=1700000000.5&until=1700000001&" +
      "filters=%7B%22type%22%3A%5B%22container%22%5D%7D",
    answers: [answer(200, EVENT + EVENT.replace("start", "die")), [
      ["start", 1700000000123456789n],
      ["die", 1700000000123456789n],
    ]],
    takesId: false,
  },
]);

test(
  "system.ping() asks each time, under no version, and negotiates nothing",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.41"), pong("1.41"), pong("1.41"), json(200, {}));
    const { system } = new Api(speak(scripted), HOST);
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

test(
  "system.auth() takes an answer without content for consent",
  clean(async (watch) => {
    const scripted = watch.engine("HTTP/1.1 204 No Content\r\n\r\n", json(200, ACCEPTED));
    const { system } = apiOf(scripted);
    assert.deepEqual(await system.auth({ body: CREDENTIALS }), { Status: "" });
    assert.deepEqual(await system.auth({ body: CREDENTIALS }), ACCEPTED);
    assert.equal(scripted.connections, 1);
  }),
);

test(
  "system.auth() tells that the credentials are wrong",
  clean(async (watch) => {
    const scripted = watch.engine(refusal(401, "Get https://registry/v2/: unauthorized"));
    await assert.rejects(apiOf(scripted).system.auth({ body: CREDENTIALS }), (error: unknown) => {
      assert.ok(error instanceof UnauthorizedError);
      assert.equal(error.explanation, "Get https://registry/v2/: unauthorized");
      return true;
    });
  }),
);

test(
  "system.auth() shows no secret in an error, though whoever answers says it back",
  clean(async (watch) => {
    const { password, identitytoken } = CREDENTIALS;
    const echoes = [
      refusal(401, `wrong password "${password}" or token "${identitytoken}"`),
      answer(502, `<pre>${JSON.stringify(CREDENTIALS)}</pre>`, ["Content-Type: text/html"]),
      answer(200, `<pre>${identitytoken}</pre>`, ["Content-Type: text/html"]),
      answer(200, `{"Status": token-of-mine`),
      [end],
    ];
    const scripted = watch.engine(...echoes);
    const { system } = apiOf(scripted);
    const errors: unknown[] = [];
    for (const _ of echoes) {
      await assert.rejects(system.auth({ body: CREDENTIALS }), (error: unknown) => {
        errors.push(error);
        const shown = inspect(error, { depth: 9, showHidden: true });
        for (const secret of ["same", "of-mine"]) {
          assert.ok(!shown.includes(secret), `"${secret}" in ${shown}`);
        }
        return true;
      });
    }
    const [refused, gateway, page, broken] = errors;
    assert.ok(refused instanceof UnauthorizedError);
    assert.equal(refused.explanation, 'wrong password "***" or token "***"');
    assert.ok(gateway instanceof ApiError);
    assert.equal(gateway.status, 502);
    assert.ok(page instanceof ProtocolError && broken instanceof ProtocolError);
    assert.match(page.message, /expected JSON, got "<pre>\*\*\*<\/pre>"$/);
  }),
);

test(
  "system.dataUsage() refuses what the engine is too old for",
  clean(async (watch) => {
    const scripted = watch.engine();
    const { system } = apiOf(scripted, "1.41");
    await assert.rejects(system.dataUsage({ query: { type: ["image"] } }), VersionError);
    await assert.rejects(system.dataUsage({ query: { verbose: true } }), VersionError);
    assert.equal(scripted.connections, 0);
  }),
);

test(
  "system.events() gives the connection back when it is left, cancelled or aborted",
  clean(async (watch) => {
    const size = EVENT.length.toString(16);
    const begin = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${size}\r\n${EVENT}\r\n`;
    const scripted = watch.engine([begin], [begin], [begin], [begin, end]);
    const { system } = apiOf(scripted);
    for await (const _ of await system.events()) break;
    await (await system.events()).cancel();
    const { signal, abort } = watch.signal();
    const reader = (await system.events({ signal })).getReader();
    await reader.read();
    const read = reader.read();
    abort("enough");
    await assert.rejects(read, (error) => error === "enough");
    const cut = (await system.events()).getReader();
    await cut.read();
    await assert.rejects(cut.read(), { code: "lost" });
    assert.equal(scripted.connections, 4);
  }),
);

test(
  "system.events() hands on what is to be done at the end",
  clean(async (watch) => {
    const seen: string[] = [];
    const events = await apiOf(watch.engine(answer(200, EVENT))).system.events({
      confirmEnd: () => Promise.resolve(void seen.push("confirmed")),
      onOver: () => void seen.push("over"),
    });
    for await (const { Action } of events) seen.push(Action);
    assert.deepEqual(seen, ["start", "confirmed", "over"]);
  }),
);
