import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  ConflictError,
  ConnectionError,
  ImageNotFoundError,
  StreamError,
  VersionError,
} from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { end } from "../scripted_connection.ts";
import { answer, json, lines, refusal } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";

const encoder = new TextEncoder();
const missing = ImageNotFoundError;

testOperations([
  {
    name: "images.list",
    call: (api) => api.images.list({ query: { all: true, filters: { reference: "a*" } } }),
    line: "GET /v1.51/images/json?all=true&filters=%7B%22reference%22%3A%5B%22a*%22%5D%7D",
    answers: [json(200, [{ Id: "sha256:a" }]), [{ Id: "sha256:a" }]],
    missing,
    takesId: false,
  },
  {
    name: "images.inspect",
    call: (api, id) => api.images.inspect(id),
    line: "GET /v1.51/images/web%201%3F/json",
    answers: [json(200, { Id: "sha256:a" }), { Id: "sha256:a" }],
    missing,
  },
  {
    name: "images.create",
    call: async (api) => {
      const messages = [];
      const query = { fromImage: "busybox", tag: "1.36" };
      for await (const message of await api.images.create({ query })) messages.push(message);
      return messages;
    },
    line: "POST /v1.51/images/create?fromImage=busybox&tag=1.36",
    answers: [answer(200, '{"status":"Pulling"}\r\n{"status":"Done","id":"a"}\r\n'), [
      { status: "Pulling" },
      { status: "Done", id: "a" },
    ]],
    missing,
    takesId: false,
  },
  {
    name: "images.delete",
    call: (api, id) => api.images.delete(id, { query: { force: true, noprune: false } }),
    line: "DELETE /v1.51/images/web%201%3F?force=true&noprune=false",
    answers: [json(200, [{ Untagged: "a:1" }, { Deleted: "b" }]), [
      { Untagged: "a:1" },
      { Deleted: "b" },
    ]],
    missing,
  },
  {
    name: "images.history",
    call: (api, id) =>
      api.images.history(id, { query: { platform: { os: "linux", architecture: "arm64" } } }),
    line: "GET /v1.51/images/web%201%3F/history?platform=" +
      "%7B%22os%22%3A%22linux%22%2C%22architecture%22%3A%22arm64%22%7D",
    answers: [json(200, [{ Id: "sha256:a", Size: 1 }]), [{ Id: "sha256:a", Size: 1 }]],
    missing,
  },
  {
    name: "images.tag",
    call: (api, id) => api.images.tag(id, { query: { repo: "localhost:5000/a b", tag: "1" } }),
    line: "POST /v1.51/images/web%201%3F/tag?repo=localhost%3A5000%2Fa%20b&tag=1",
    answers: [answer(201, ""), undefined],
    missing,
  },
  {
    name: "images.prune",
    call: (api) =>
      api.images.prune({
        query: { filters: { dangling: false, until: "24h", label: ["a", "b=c"] } },
      }),
    line: "POST /v1.51/images/prune?filters=%7B%22dangling%22%3A%5B%22false%22%5D%2C" +
      "%22until%22%3A%5B%2224h%22%5D%2C%22label%22%3A%5B%22a%22%2C%22b%3Dc%22%5D%7D",
    answers: [json(200, { ImagesDeleted: null, SpaceReclaimed: 0 }), {
      ImagesDeleted: null,
      SpaceReclaimed: 0,
    }],
    missing,
    takesId: false,
  },
  {
    name: "images.commit",
    call: (api, id) =>
      api.images.commit({
        query: { container: id, repo: "a/b", pause: false, changes: ["USER app", "ENV A=1"] },
        body: { Cmd: ["ls"], Labels: { a: "1" } },
      }),
    line: "POST /v1.51/commit?container=web%201%3F&repo=a%2Fb&pause=false" +
      "&changes=USER%20app&changes=ENV%20A%3D1",
    body: '{"Cmd":["ls"],"Labels":{"a":"1"}}',
    answers: [json(201, { Id: "sha256:a" }), { Id: "sha256:a" }],
    takesId: false, // it is a parameter of the query
  },
  {
    name: "images.load",
    call: async (api) => {
      const messages = [];
      const body = encoder.encode("an archive");
      for await (const message of await api.images.load({ query: { quiet: true }, body })) {
        messages.push(message);
      }
      return messages;
    },
    line: "POST /v1.51/images/load?quiet=true",
    body: "an archive",
    answers: [answer(200, '{"stream":"Loaded image: a\\n"}'), [{ stream: "Loaded image: a\n" }]],
    missing,
    takesId: false,
  },
]);

test(
  "images take names of several parts as one parameter",
  clean(async (watch) => {
    const scripted = watch.engine(json(200, {}), json(200, null));
    const api = apiOf(scripted);
    await api.images.inspect("registry.example:5000/a/b:1");
    assert.deepEqual(await api.images.delete("a/b@sha256:0"), []);
    assert.deepEqual(lines(scripted.sent), [
      "GET /v1.51/images/registry.example%3A5000%2Fa%2Fb%3A1/json",
      "DELETE /v1.51/images/a%2Fb%40sha256%3A0",
    ]);
  }),
);

test(
  "images answer no list with an empty one",
  clean(async (watch) => {
    const none = json(200, null);
    const { images } = apiOf(watch.engine(none, none, none, none), "1.55");
    assert.deepEqual(await images.list(), []);
    assert.deepEqual(await images.history("a"), []);
    assert.deepEqual(await images.search({ query: { term: "a" } }), []);
    assert.deepEqual(await images.attestations("a"), []);
  }),
);

test(
  "images.attestations() asks for the types it is given, of an engine that is new enough",
  clean(async (watch) => {
    const statements = [{ PredicateType: "https://spdx.dev/Document" }];
    const scripted = watch.engine(json(200, statements), refusal(501, "not implemented"));
    const { images } = apiOf(scripted, "1.55");
    const query = {
      platform: { os: "linux", architecture: "amd64" },
      type: ["https://spdx.dev/Document", "https://slsa.dev/provenance/v1"],
      statement: true,
    };
    assert.deepEqual(await images.attestations("a/b:1", { query }), statements);
    assert.deepEqual(lines(scripted.sent), [
      "GET /v1.55/images/a%2Fb%3A1/attestations?platform=" +
      "%7B%22os%22%3A%22linux%22%2C%22architecture%22%3A%22amd64%22%7D" +
      "&type=https%3A%2F%2Fspdx.dev%2FDocument&type=https%3A%2F%2Fslsa.dev%2Fprovenance%2Fv1" +
      "&statement=true",
    ]);
    await assert.rejects(images.attestations("a"), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.status, 501);
      return true;
    });
    await assert.rejects(apiOf(watch.engine(), "1.54").images.attestations("a"), VersionError);
    await assert.rejects(images.attestations(".."), TypeError);
  }),
);

test(
  "images.commit() needs no configuration",
  clean(async (watch) => {
    const scripted = watch.engine(json(201, { Id: "sha256:a" }));
    await apiOf(scripted).images.commit({ query: { container: "a" } });
    const [request = ""] = scripted.sent;
    assert.match(request, /\r\ncontent-length: 0\r\n/);
    assert.ok(!request.includes("content-type"));
  }),
);

test(
  "images.delete() rejects when a container uses the image",
  clean(async (watch) => {
    const scripted = watch.engine(refusal(409, "conflict: unable to remove"));
    await assert.rejects(apiOf(scripted).images.delete("busybox"), ConflictError);
  }),
);

test(
  "images.create() sends an archive to be imported, and none to pull",
  clean(async (watch) => {
    const scripted = watch.engine(answer(200, ""), answer(200, ""));
    const api = apiOf(scripted);
    await (await api.images.create({ query: { fromSrc: "-" }, body: "tar" })).cancel();
    await (await api.images.create({ query: { fromImage: "busybox" } })).cancel();
    const [imported = "", pulled = ""] = scripted.sent;
    assert.match(imported, /^POST \/v1\.51\/images\/create\?fromSrc=- HTTP/);
    assert.match(imported, /\r\ncontent-type: application\/x-tar\r\n.*\r\n\r\ntar$/s);
    assert.match(pulled, /\r\ncontent-length: 0\r\n/);
    assert.ok(!pulled.includes("content-type"));
  }),
);

test(
  "images.load() sends every kind of body",
  clean(async (watch) => {
    const bytes = encoder.encode("an archive");
    function* pieces(): Generator<Uint8Array> {
      yield bytes.slice(0, 3);
      yield bytes.slice(3);
    }
    const bodies = [
      "an archive",
      bytes,
      bytes.buffer,
      new Blob([bytes]),
      new Response("an archive").body as ReadableStream<Uint8Array>,
      pieces(),
      (async function* () {
        yield* pieces();
      })(),
    ];
    const scripted = watch.engine(...bodies.map(() => answer(200, '{"stream":"done"}')));
    const api = apiOf(scripted);
    for (const body of bodies) {
      for await (const message of await api.images.load({ body })) {
        assert.deepEqual(message, { stream: "done" });
      }
    }
    for (const body of scripted.bodies) assert.equal(new TextDecoder().decode(body), "an archive");
    for (const request of scripted.sent) {
      assert.match(request, /\r\ncontent-type: application\/x-tar\r\n/);
    }
  }),
);

test(
  "images.load() rejects in the middle when the engine fails there, having given what came before",
  clean(async (watch) => {
    const body = '{"stream":"Loading layer"}\n{"errorDetail":{"message":"unexpected EOF"},' +
      '"error":"unexpected EOF"}\n{"stream":"never"}';
    const scripted = watch.engine(answer(200, body));
    const reader = (await apiOf(scripted).images.load({ body: "tar" })).getReader();
    assert.deepEqual((await reader.read()).value, { stream: "Loading layer" });
    await assert.rejects(reader.read(), (error: unknown) => {
      assert.ok(error instanceof StreamError);
      assert.equal(error.detail, "unexpected EOF");
      return true;
    });
  }),
);

test(
  "images.load() rejects when its answer is cut, though every message came whole",
  clean(async (watch) => {
    const scripted = watch.engine([
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n11\r\n" + '{"stream":"one"}\n\r\n',
      end,
    ]);
    const reader = (await apiOf(scripted).images.load({ body: "tar" })).getReader();
    assert.deepEqual((await reader.read()).value, { stream: "one" });
    await assert.rejects(reader.read(), ConnectionError);
  }),
);

test(
  "images.load() that is refused at once stops the upload and rejects with the refusal",
  clean(async (watch) => {
    const scripted = watch.engine([refusal(500, "no space left on device")]);
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await turn();
        controller.enqueue(new Uint8Array(1_000));
      },
      cancel() {
        cancelled = true;
      },
    });
    await assert.rejects(apiOf(scripted).images.load({ body }), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.explanation, "no space left on device");
      return true;
    });
    await turn();
    assert.equal(cancelled, true);
  }),
);

test(
  "images.load() rejects with what its source fails with",
  clean(async (watch) => {
    const reason = new Error("the disk is gone");
    const body = new ReadableStream<Uint8Array>({
      pull: () => Promise.reject(reason),
    });
    const call = apiOf(watch.engine([])).images.load({ body });
    await assert.rejects(call, (error) => error === reason);
  }),
);

test(
  "images.create() that is left in the middle gives its connection back, and ends the work",
  clean(async (watch) => {
    const begin = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n" +
      '{"status":"Pulling"}\r\n';
    const scripted = watch.engine([begin]);
    for await (const _ of await apiOf(scripted).images.create({ query: { fromImage: "a" } })) break;
    assert.equal(scripted.links[0]?.open, false);
  }),
);
