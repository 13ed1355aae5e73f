import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError, StreamError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { whole } from "../scripted_engine.ts";
import { answer, json, lines, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";
import { credentialsIn } from "./sent_credentials.ts";

testOperations([
  {
    name: "images.buildPrune",
    call: (api) =>
      api.images.buildPrune({
        query: { all: true, filters: { until: "24h" }, "reserved-space": 1_000 },
      }),
    line: "POST /v1.51/build/prune?all=true&filters=%7B%22until%22%3A%5B%2224h%22%5D%7D" +
      "&reserved-space=1000",
    answers: [json(200, { CachesDeleted: ["a"], SpaceReclaimed: 1 }), {
      CachesDeleted: ["a"],
      SpaceReclaimed: 1,
    }],
    takesId: false,
  },
  {
    name: "images.buildCancel",
    call: (api, id) => api.images.buildCancel({ query: { id } }),
    line: "POST /v1.51/build/cancel?id=web%201%3F",
    answers: [answer(200, ""), undefined],
    takesId: false, // it is a parameter of the query
  },
  {
    name: "images.build",
    call: async (api) =>
      Array.fromAsync(await api.images.build({ query: { t: "a:1" }, body: "a context" })),
    line: "POST /v1.51/build?t=a%3A1",
    body: "a context",
    answers: [answer(200, '{"stream":"Step 1/1"}\r\n{"aux":{"ID":"sha256:a"}}\r\n'), [
      { stream: "Step 1/1" },
      { aux: { ID: "sha256:a" } },
    ]],
    takesId: false,
  },
]);

test(
  "images.build() sends each parameter in the way that the engine reads it",
  clean(async (watch) => {
    const scripted = watch.engine(answer(200, ""));
    const query = {
      t: ["a:1", "a:2"],
      extrahosts: ["a:10.0.0.1", "b:host-gateway"],
      cachefrom: ["a:0", "b,c"],
      outputs: [{ Type: "tar", Attrs: { dest: "-" } }, { Type: "cacheonly" }],
      ulimits: [{ Name: "nofile", Soft: 1, Hard: 2 }],
      buildargs: { A: "1&2", B: null },
      labels: { a: "ü" },
      platform: "linux/arm64",
      rm: false,
      memswap: -1,
      version: "2",
      target: undefined,
    } as const;
    await (await apiOf(scripted).images.build({ query, body: "" })).cancel();
    const url = new URL(lines(scripted.sent)[0]?.replace("POST ", "http://docker") ?? "");
    assert.deepEqual([...url.searchParams], [
      ["t", "a:1"],
      ["t", "a:2"],
      ["extrahosts", "a:10.0.0.1"],
      ["extrahosts", "b:host-gateway"],
      ["cachefrom", '["a:0","b,c"]'],
      ["outputs", '[{"Type":"tar","Attrs":{"dest":"-"}},{"Type":"cacheonly"}]'],
      ["ulimits", '[{"Name":"nofile","Soft":1,"Hard":2}]'],
      ["buildargs", '{"A":"1&2","B":null}'],
      ["labels", '{"a":"ü"}'],
      ["platform", "linux/arm64"],
      ["rm", "false"],
      ["memswap", "-1"],
      ["version", "2"],
    ]);
  }),
);

test(
  "images.build() sends empty lists as such",
  clean(async (watch) => {
    const scripted = watch.engine(answer(200, ""));
    const query = { cachefrom: [], outputs: [], ulimits: [], t: [] };
    await (await apiOf(scripted).images.build({ query, body: "" })).cancel();
    assert.deepEqual(lines(scripted.sent), [
      "POST /v1.51/build?cachefrom=%5B%5D&outputs=%5B%5D&ulimits=%5B%5D",
    ]);
  }),
);

test(
  "images.build() sends a context or none, and credentials for several registries",
  clean(async (watch) => {
    const scripted = watch.engine(answer(200, ""), answer(200, ""));
    const { images } = apiOf(scripted);
    const registryConfig = { "localhost:5000": { username: "user", password: "ü?>~" } };
    await (await images.build({ body: new Blob(["a context"]), registryConfig })).cancel();
    await (await images.build({ query: { remote: "https://example.org/a.git#b" } })).cancel();
    const [sent = "", remote = ""] = scripted.sent;
    assert.match(sent, /\r\ncontent-type: application\/x-tar\r\n/);
    assert.match(sent, /\r\n\r\na context$/);
    assert.deepEqual(credentialsIn(sent, "x-registry-config"), registryConfig);
    assert.match(
      remote,
      /^POST \/v1\.51\/build\?remote=https%3A%2F%2Fexample\.org%2Fa\.git%23b HTTP/,
    );
    assert.match(remote, /\r\ncontent-length: 0\r\n/);
    assert.doesNotMatch(remote, /content-type|x-registry/);
  }),
);

test(
  "images.build() hands on what BuildKit says, which is text in aux",
  clean(async (watch) => {
    const said = '{"id":"moby.buildkit.trace","aux":"CoIBCkdz"}\n';
    const [message] = await Array.fromAsync(
      await apiOf(watch.engine(answer(200, said))).images.build({ body: "" }),
    );
    assert.deepEqual(message, { id: "moby.buildkit.trace", aux: "CoIBCkdz" });
  }),
);

test(
  "images.build() reads what the engine says while the context is still being sent",
  clean(async (watch) => {
    const scripted = watch.engine([
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n" + '{"stream":"one"}\r\n',
      whole,
      "10\r\n" + '{"stream":"two"}\r\n0\r\n\r\n',
    ]);
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => goOn = resolve);
    async function* context(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode("first ");
      await gate;
      yield new TextEncoder().encode("last");
    }
    const reader = (await apiOf(scripted).images.build({ body: context() })).getReader();
    assert.deepEqual((await reader.read()).value, { stream: "one" });
    goOn();
    assert.deepEqual((await reader.read()).value, { stream: "two" });
    assert.equal((await reader.read()).done, true);
    assert.match(scripted.sent[0] ?? "", /first last$/);
  }),
);

test(
  "images.build() rejects when the engine refuses, and when the build fails later",
  clean(async (watch) => {
    const failed = '{"stream":"Step 1/1"}\n{"errorDetail":{"code":3,"message":"returned 3"},' +
      '"error":"returned 3"}\n';
    const { images } = apiOf(
      watch.engine(refusal(400, "unknown instruction"), answer(200, failed)),
    );
    await assert.rejects(images.build({ body: "" }), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.explanation, "unknown instruction");
      return true;
    });
    const reader = (await images.build({ body: "" })).getReader();
    assert.deepEqual((await reader.read()).value, { stream: "Step 1/1" });
    await assert.rejects(reader.read(), (error: unknown) => {
      assert.ok(error instanceof StreamError);
      assert.equal(error.detail, "returned 3");
      return true;
    });
  }),
);

test(
  "images.build() and buildPrune() refuse what the engine is too old for",
  clean(async (watch) => {
    const scripted = watch.engine();
    const old = apiOf(scripted, "1.30").images;
    await assert.rejects(old.build({ query: { version: "2" }, body: "" }), VersionError);
    await assert.rejects(old.build({ query: { outputs: [] }, body: "" }), VersionError);
    await assert.rejects(old.buildPrune(), VersionError);
    assert.equal(scripted.connections, 0);
  }),
);
