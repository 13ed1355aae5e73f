import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "../../src/api/api.ts";
import {
  ApiError,
  ConnectionError,
  ForbiddenError,
  NotFoundError,
  ProtocolError,
  VersionError,
} from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { end } from "../scripted_connection.ts";
import { answer, json, lines, pong, refusal } from "./answers.ts";
import { apiOf, ID, testOperations } from "./operations.ts";
import { HOST, speak } from "./speak.ts";

const STAT = {
  name: "passwd",
  size: 104,
  mode: 420,
  mtime: "2023-11-14T22:13:20Z",
  linkTarget: "",
};
const FIELD = `X-Docker-Container-Path-Stat: ${btoa(JSON.stringify(STAT))}`;
const TAR = ["Content-Type: application/x-tar", FIELD];
const QUERY = { path: "/etc/a b" };

testOperations([
  {
    name: "containers.archive",
    call: async (api, id) => {
      const { archive, stat } = await api.containers.archive(id, { query: QUERY });
      return { archive: await new Response(archive).text(), stat };
    },
    line: "GET /v1.51/containers/web%201%3F/archive?path=%2Fetc%2Fa%20b",
    answers: [answer(200, "a tar archive", TAR), { archive: "a tar archive", stat: STAT }],
  },
  {
    name: "containers.putArchive",
    call: (api, id) =>
      api.containers.putArchive(id, {
        query: { path: "/", noOverwriteDirNonDir: true, copyUIDGID: false },
        body: "a tar archive",
      }),
    line: "PUT /v1.51/containers/web%201%3F/archive?path=%2F&noOverwriteDirNonDir=true&" +
      "copyUIDGID=false",
    body: "a tar archive",
    answers: [answer(200, ""), undefined],
  },
  {
    name: "containers.export",
    call: async (api, id) => await new Response(await api.containers.export(id)).text(),
    line: "GET /v1.51/containers/web%201%3F/export",
    answers: [answer(200, "a tar archive"), "a tar archive"],
  },
]);

test(
  "containers.archiveInfo() tells what is at a path",
  clean(async (watch) => {
    const scripted = watch.engine(
      `HTTP/1.1 200 OK\r\n${FIELD}\r\n\r\n`,
      `HTTP/1.1 200 OK\r\n${FIELD}\r\nContent-Length: 99\r\n\r\n`,
    );
    const { containers } = apiOf(scripted);
    assert.deepEqual(await containers.archiveInfo(ID, { query: QUERY }), STAT);
    assert.deepEqual(await containers.archiveInfo(ID, { query: QUERY }), STAT);
    const line = "HEAD /v1.51/containers/web%201%3F/archive?path=%2Fetc%2Fa%20b";
    assert.deepEqual(lines(scripted.sent), [line, line]);
    assert.equal(scripted.connections, 1, "an answer without a body does not wait for one");
  }),
);

test(
  "containers.archiveInfo() rejects with what a refusal's status stands for",
  clean(async (watch) => {
    const refused = (status: number) =>
      `HTTP/1.1 ${status} Whatever\r\nContent-Type: application/json\r\nContent-Length: 122\r\n\r\n`;
    const scripted = watch.engine(refused(404), refused(500), refused(403));
    const { containers } = apiOf(scripted);
    const reject = async (Class: unknown, message: string) => {
      const call = containers.archiveInfo("web", { query: QUERY });
      await assert.rejects(call, (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.equal(error.constructor, Class);
        assert.equal(error.message, `Cannot HEAD /containers/web/archive: ${message}`);
        return true;
      });
    };
    await reject(NotFoundError, "no such container, or no such path in it (404)");
    const unexplained = "the answer to a HEAD has no explanation, and that to a GET of the same " +
      "archive has";
    await reject(ApiError, `${unexplained} (500)`);
    await reject(ForbiddenError, `${unexplained} (403)`);
    assert.equal(scripted.connections, 1);
  }),
);

test(
  "containers.archiveInfo() rejects with what is no refusal as it is",
  clean(async (watch) => {
    const { signal, abort } = watch.signal();
    const scripted = watch.engine([]);
    const { containers } = apiOf(scripted);
    const call = containers.archiveInfo("web", { query: QUERY, signal });
    await turn();
    abort("enough");
    await assert.rejects(call, (error) => error === "enough");
    await assert.rejects(containers.archiveInfo("", { query: QUERY }), TypeError);
    assert.equal(scripted.connections, 1);
  }),
);

test(
  "containers.archive() and archiveInfo() reject when the header does not tell what is there",
  clean(async (watch) => {
    const bare = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
    const scripted = watch.engine(`${bare}bytes`, bare);
    const { containers } = apiOf(scripted);
    const call = { query: QUERY };
    await assert.rejects(containers.archive("web", call), ProtocolError);
    assert.equal(scripted.links[0]?.open, false, "the archive is not read");
    await assert.rejects(containers.archiveInfo("web", call), ProtocolError);
  }),
);

test(
  "containers.archive() and export() reject where they are cut, after what came before",
  clean(async (watch) => {
    const head = `HTTP/1.1 200 OK\r\n${FIELD}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const scripted = watch.engine([`${head}5\r\nbytes\r\n`, end], [`${head}5\r\nbytes\r\n`, end]);
    const { containers } = apiOf(scripted);
    const { archive } = await containers.archive("web", { query: QUERY });
    for (const stream of [archive, await containers.export("web")]) {
      const reader = stream.getReader();
      assert.equal(new TextDecoder().decode((await reader.read()).value), "bytes");
      await assert.rejects(reader.read(), ConnectionError);
    }
  }),
);

test(
  "containers.archive() and export() give their connections back when they are left",
  clean(async (watch) => {
    const head = `HTTP/1.1 200 OK\r\n${FIELD}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const begin = `${head}5\r\nbytes\r\n`;
    const scripted = watch.engine([begin], [begin], [begin]);
    const { containers } = apiOf(scripted);
    for await (const _ of (await containers.archive("web", { query: QUERY })).archive) break;
    for await (const _ of await containers.export("web")) break;
    const exported = await containers.export("web");
    await exported[Symbol.asyncDispose]();
    assert.deepEqual(scripted.links.map(({ open }) => open), [false, false, false]);
  }),
);

test(
  "containers.putArchive() sends a tar archive, in chunks if it does not know how long it is",
  clean(async (watch) => {
    const scripted = watch.engine(answer(200, ""), answer(200, ""));
    const { containers } = apiOf(scripted);
    const bytes = new TextEncoder().encode("a tar archive");
    await containers.putArchive("web", { query: { path: "/" }, body: bytes });
    const body = new Blob([bytes]).stream();
    await containers.putArchive("web", { query: { path: "/" }, body });
    const [whole = "", streamed = ""] = scripted.sent;
    assert.match(whole, /\r\ncontent-type: application\/x-tar\r\n/);
    assert.match(whole, /\r\ncontent-length: 13\r\n/);
    assert.match(streamed, /\r\ncontent-type: application\/x-tar\r\n/);
    assert.match(streamed, /\r\ntransfer-encoding: chunked\r\n/);
    for (const sent of scripted.bodies) assert.deepEqual(sent, bytes);
  }),
);

test(
  "containers.putArchive() that is refused at once stops the upload and rejects with the refusal",
  clean(async (watch) => {
    const scripted = watch.engine([refusal(403, "container rootfs is marked read-only")]);
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
    const call = apiOf(scripted).containers.putArchive("web", { query: { path: "/" }, body });
    await assert.rejects(call, (error: unknown) => {
      assert.ok(error instanceof ForbiddenError);
      assert.equal(error.explanation, "container rootfs is marked read-only");
      return true;
    });
    await turn();
    assert.equal(cancelled, true);
  }),
);

test(
  "containers.putArchive() refuses what is newer than the engine, and cancels its source",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.47"));
    let cancelled = false;
    const body = new ReadableStream<Uint8Array>({
      cancel() {
        cancelled = true;
      },
    });
    const query = { platform: { os: "linux", architecture: "arm64" } };
    const call = new Api(speak(scripted), HOST).images.load({ query, body });
    await assert.rejects(call, VersionError);
    assert.deepEqual(lines(scripted.sent), ["GET /_ping"]);
    await turn();
    assert.equal(cancelled, true);
  }),
);

test(
  "containers.stats() gives sample by sample, until it is left",
  clean(async (watch) => {
    const sample = (id: string) => `${JSON.stringify({ id })}\n`;
    const head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    const scripted = watch.engine([`${head}18\r\n${sample("a")}${sample("b")}\r\n`]);
    const ids: string[] = [];
    for await (const { id } of await apiOf(scripted).containers.stats(ID)) {
      ids.push(id ?? "");
      if (ids.length === 2) break;
    }
    assert.deepEqual(ids, ["a", "b"]);
    assert.deepEqual(lines(scripted.sent), ["GET /v1.51/containers/web%201%3F/stats"]);
    assert.equal(scripted.links[0]?.open, false);
  }),
);

test(
  "containers.stats() measures once, and ends",
  clean(async (watch) => {
    const scripted = watch.engine(json(200, { id: "a" }), refusal(404, "No such container"));
    const { containers } = apiOf(scripted);
    const samples: unknown[] = [];
    const query = { stream: false, "one-shot": true };
    for await (const sample of await containers.stats("web", { query })) samples.push(sample);
    assert.deepEqual(samples, [{ id: "a" }]);
    await assert.rejects(containers.stats("web"), NotFoundError);
    await assert.rejects(containers.stats(".."), TypeError);
    assert.equal(
      lines(scripted.sent)[0],
      "GET /v1.51/containers/web/stats?stream=false&one-shot=true",
    );
    await assert.rejects(apiOf(scripted, "1.40").containers.stats("web", { query }), VersionError);
    assert.equal(scripted.connections, 1);
  }),
);
