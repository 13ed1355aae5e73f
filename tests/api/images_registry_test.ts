import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, ImageNotFoundError, StreamError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { answer, json, lines, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";
import { credentialsIn } from "./sent_credentials.ts";

const missing = ImageNotFoundError;
const auth = { username: "user", password: "sécret?>~", serveraddress: "localhost:5000" };

testOperations([
  {
    name: "images.push",
    call: async (api, id) =>
      Array.fromAsync(
        await api.images.push(id, {
          query: { tag: "1", platform: { os: "linux", architecture: "arm", variant: "v7" } },
        }),
      ),
    line: "POST /v1.51/images/web%201%3F/push?tag=1&platform=%7B%22os%22%3A%22linux%22%2C" +
      "%22architecture%22%3A%22arm%22%2C%22variant%22%3A%22v7%22%7D",
    answers: [answer(200, '{"status":"Pushed","id":"a"}\r\n{"aux":{"Tag":"1"}}\r\n'), [
      { status: "Pushed", id: "a" },
      { aux: { Tag: "1" } },
    ]],
    missing,
  },
  {
    name: "images.search",
    call: (api) =>
      api.images.search({
        query: { term: "a/b c", limit: 3, filters: { "is-official": true, stars: 10 } },
      }),
    line: "GET /v1.51/images/search?term=a%2Fb%20c&limit=3&filters=" +
      "%7B%22is-official%22%3A%5B%22true%22%5D%2C%22stars%22%3A%5B%2210%22%5D%7D",
    answers: [json(200, [{ name: "a", star_count: 9 }]), [{ name: "a", star_count: 9 }]],
    missing,
    takesId: false,
  },
]);

test(
  "images.create() and push() always send credentials, search() those it is given",
  clean(async (watch) => {
    const scripted = watch.engine(
      ...Array.from({ length: 4 }, () => answer(200, "")),
      json(200, []),
      json(200, []),
    );
    const { images } = apiOf(scripted);
    await (await images.create({ query: { fromImage: "a" }, auth })).cancel();
    await (await images.create({ query: { fromImage: "a" } })).cancel();
    await (await images.push("a", { auth })).cancel();
    await (await images.push("a")).cancel();
    await images.search({ query: { term: "a" }, auth });
    await images.search({ query: { term: "a" } });
    assert.deepEqual(scripted.sent.map((request) => credentialsIn(request)), [
      auth,
      {},
      auth,
      {},
      auth,
      undefined,
    ]);
    for (const line of lines(scripted.sent)) assert.doesNotMatch(line, /user|s%C3%A9cret|auth/);
  }),
);

test(
  "images.push() rejects when the registry refuses, as the engine tells in the middle",
  clean(async (watch) => {
    const denied = '{"status":"Preparing","id":"a"}\n{"errorDetail":{"message":"denied"},' +
      '"error":"denied"}\n';
    const { images } = apiOf(watch.engine(answer(200, denied), refusal(400, "missing auth")));
    const reader = (await images.push("a")).getReader();
    assert.deepEqual((await reader.read()).value, { status: "Preparing", id: "a" });
    await assert.rejects(reader.read(), (error: unknown) => {
      assert.ok(error instanceof StreamError);
      assert.equal(error.detail, "denied");
      return true;
    });
    await assert.rejects(images.push("a"), ApiError);
  }),
);
