/**
 * Calls every operation of the newest API with all that its description says it takes, and compares
 * what is sent, and what becomes of the answer, with the description.
 */

import assert from "node:assert/strict";
import { test } from "node:test";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { ScriptedEngine } from "../scripted_engine.ts";
import {
  BAD_ANSWERS,
  checkAborted,
  checkBadAnswer,
  checkBrokenJson,
  checkOddNames,
  checkRefusedNames,
  LONG_ANSWER,
} from "./abuse.ts";
import { answerOf, answersList, kindOf, statusOf } from "./answers.ts";
import { argumentsOf, leastOf, toCase } from "./cases.ts";
import { readDescription } from "./description.ts";
import { type EndpointRow, readEndpoints } from "./endpoints.ts";
import { apiOf, checkRequest, invoke, VERSION } from "./exchange.ts";
import { ADDITIONS, GROUPS, VARIANTS } from "./naming.ts";
import {
  ALWAYS_AUTH,
  BODIES,
  LEAST,
  PARAMETERS,
  UNDECLARED_AUTH,
  UNDESCRIBED,
  UNVERSIONED,
} from "./reviewed.ts";

const DESCRIPTION = readDescription(VERSION);
const CASES = DESCRIPTION.operations.map((operation) => toCase(operation, DESCRIPTION));
const JSON_KINDS: ReadonlySet<string> = new Set(["value", "values", "messages", "events"]);

test(`API ${VERSION} has 108 operations, each a method of its own`, () => {
  assert.equal(CASES.length, 108);
  assert.equal(new Set(CASES.map(({ group, method }) => `${group}.${method}`)).size, 108);
  assert.equal(new Set(CASES.map(({ operation: { id } }) => id)).size, 108);
});

test("endpoints.tsv lists the same operations, with the same parameters", () => {
  const described = DESCRIPTION.operations.map(({ verb, path, id, tag, parameters }) => ({
    verb,
    path,
    id,
    tag,
    query: parameters.filter((each) => each.in === "query").map(({ name }) => name).sort(),
  }));
  const rows = readEndpoints();
  const listed = rows.filter(({ tag }) => tag !== "");
  assert.deepEqual(
    listed.map((row) => ({ ...row, query: row.query.toSorted() })).sort(byPlace),
    described.sort(byPlace),
  );
  assert.deepEqual(
    rows.filter(({ tag }) => tag === "").map(({ verb, path }) => `${verb} ${path}`),
    [
      "GET /containers/{id}/checkpoints",
      "POST /containers/{id}/checkpoints",
      "DELETE /containers/{id}/checkpoints/{checkpoint}",
      "POST /build/cancel",
      "POST /grpc",
      "POST /containers/{id}/copy",
    ],
  );
});

test("docker.api has a group for each tag, and no method that is no operation", () => {
  const api = apiOf(new ScriptedEngine()) as unknown as Readonly<Record<string, object>>;
  const groups = Object.entries(api).filter(([name]) => name !== "host");
  const found = groups.flatMap(([group, its]) => {
    const prototype: object = Object.getPrototypeOf(its);
    assert.equal(Object.getPrototypeOf(prototype), Object.prototype, `${group} extends nothing`);
    assert.deepEqual(Object.keys(its), [], `${group} has methods only`);
    const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");
    return names.map((name) => `${group}.${name}`);
  });
  const operations = CASES.map(({ group, method }) => `${group}.${method}`);
  assert.deepEqual(found.sort(), [...operations, ...Object.keys(ADDITIONS)].sort());
  assert.deepEqual(
    groups.map(([group]) => group).sort(),
    [...Object.values(GROUPS), "checkpoints"].sort(),
  );
});

test("nothing is reviewed that is not described", () => {
  const operations = new Map(DESCRIPTION.operations.map((operation) => [operation.id, operation]));
  const ids = [UNDESCRIBED, BODIES, LEAST].flatMap(Object.keys);
  for (const id of [...ids, ...UNDECLARED_AUTH, ...ALWAYS_AUTH, ...UNVERSIONED]) {
    assert.ok(operations.has(id), id);
  }
  const has = (id: string, name: string) =>
    operations.get(id)?.parameters.some((each) => each.in === "query" && each.name === name);
  for (const place of Object.keys(PARAMETERS)) {
    const [id = "", name = ""] = place.split(".");
    assert.ok(has(id, name), place);
  }
  for (const [id, parameters] of Object.entries(UNDESCRIBED)) {
    for (const name of Object.keys(parameters)) assert.ok(!has(id, name), `${id}.${name}`);
  }
});

for (const one of CASES) {
  const { operation, group, method } = one;
  const name = `${operation.id}: ${group}.${method}()`;

  test(
    `${name} sends all that is described, and hands on all that is answered`,
    clean(async (watch) => {
      const { answer, check } = answerOf(operation, DESCRIPTION);
      const scripted = watch.engine(answer);
      await check(await invoke(scripted, one, argumentsOf(one)));
      checkRequest(scripted, one);
    }),
  );

  test(
    `${name} sends nothing that it was not given`,
    clean(async (watch) => {
      const { answer, check } = answerOf(operation, DESCRIPTION);
      const scripted = watch.engine(answer);
      const least = leastOf(one);
      await check(await invoke(scripted, least, argumentsOf(least)));
      checkRequest(scripted, least);
    }),
  );

  if (answersList(operation, DESCRIPTION)) {
    test(
      `${name} answers no list with an empty one`,
      clean(async (watch) => {
        const head = `HTTP/1.1 ${statusOf(operation)} OK\r\nContent-Type: application/json\r\n`;
        const scripted = watch.engine(`${head}Content-Length: 4\r\n\r\nnull`);
        assert.deepEqual(await invoke(scripted, one, argumentsOf(one)), []);
      }),
    );
  }

  if (one.ids.length > 0) {
    test(
      `${name} sends nothing for a name that leads elsewhere`,
      clean((watch) => checkRefusedNames(watch.engine(), one)),
    );
    test(
      `${name} sends odd names as they are`,
      clean((watch) => checkOddNames(watch.engine(), one)),
    );
  }

  test(
    `${name} sends nothing when it is aborted already`,
    clean((watch) => checkAborted(watch.engine(), one)),
  );

  test(
    `${name} rejects bad answers for what they are`,
    clean(async (watch) => {
      const scripted = watch.engine();
      for (const bad of BAD_ANSWERS) await checkBadAnswer(scripted, one, bad);
      // What is long is dear to test, and read by the same code for all.
      if (kindOf(operation) === "value") await checkBadAnswer(scripted, one, LONG_ANSWER);
    }),
  );

  if (JSON_KINDS.has(kindOf(operation))) {
    test(
      `${name} rejects for what is no JSON`,
      clean((watch) => checkBrokenJson(watch.engine(), one, DESCRIPTION)),
    );
  }
}

for (const { operation, ...variant } of VARIANTS) {
  test(
    `${variant.group}.${variant.method}() sends what ${operation} does`,
    clean(async (watch) => {
      const one = CASES.find(({ operation: { id } }) => id === operation);
      assert.ok(one !== undefined);
      const its = { ...one, ...variant, json: variant.json ?? one.json };
      const scripted = watch.engine("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
      await invoke(scripted, its, argumentsOf(its));
      await turn();
      checkRequest(scripted, its);
    }),
  );
}

function byPlace(one: EndpointRow, other: EndpointRow): number {
  return `${one.path} ${one.verb}` < `${other.path} ${other.verb}` ? -1 : 1;
}
