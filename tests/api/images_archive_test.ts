import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ConnectionError,
  ImageNotFoundError,
  StreamError,
  VersionError,
} from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { end } from "../scripted_connection.ts";
import { answer, lines } from "./answers.ts";
import { apiOf, testOperations } from "./operations.ts";

const missing = ImageNotFoundError;
const linux = { os: "linux", architecture: "amd64" };
const arm = { os: "linux", architecture: "arm", variant: "v7" };
const LINUX = "platform=%7B%22os%22%3A%22linux%22%2C%22architecture%22%3A%22amd64%22%7D";
const ARM = "platform=%7B%22os%22%3A%22linux%22%2C%22architecture%22%3A%22arm%22%2C" +
  "%22variant%22%3A%22v7%22%7D";
const TAR = ["Content-Type: application/x-tar"];

testOperations([
  {
    name: "images.get",
    call: async (api, id) => await new Response(await api.images.get(id)).text(),
    line: "GET /v1.51/images/web%201%3F/get",
    answers: [answer(200, "an archive", TAR), "an archive"],
    missing,
  },
  {
    name: "images.getAll",
    call: async (api) =>
      await new Response(await api.images.getAll({ query: { names: ["a:1", "b/c"] } })).text(),
    line: "GET /v1.51/images/get?names=a%3A1&names=b%2Fc",
    answers: [answer(200, "an archive", TAR), "an archive"],
    missing,
    takesId: false,
  },
]);

test(
  "images are exported, loaded and removed for one platform or several",
  clean(async (watch) => {
    const scripted = watch.engine(
      ...Array.from({ length: 6 }, () => answer(200, "")),
      answer(200, "null"),
    );
    const { images } = apiOf(scripted, "1.52");
    for (const platform of [arm, [linux, arm]]) {
      await (await images.get("a", { query: { platform } })).cancel();
      await (await images.getAll({ query: { platform } })).cancel();
      await (await images.load({ query: { platform }, body: "" })).cancel();
    }
    await images.delete("a", { query: { platforms: [linux, arm] } });
    assert.deepEqual(lines(scripted.sent), [
      `GET /v1.52/images/a/get?${ARM}`,
      `GET /v1.52/images/get?${ARM}`,
      `POST /v1.52/images/load?${ARM}`,
      `GET /v1.52/images/a/get?${LINUX}&${ARM}`,
      `GET /v1.52/images/get?${LINUX}&${ARM}`,
      `POST /v1.52/images/load?${LINUX}&${ARM}`,
      `DELETE /v1.52/images/a?${`${LINUX}&${ARM}`.replaceAll("platform", "platforms")}`,
    ]);
  }),
);

test(
  "images.get() and getAll() refuse a platform that the engine would not look at",
  clean(async (watch) => {
    const scripted = watch.engine();
    const { images } = apiOf(scripted, "1.47");
    await assert.rejects(images.get("a", { query: { platform: arm } }), VersionError);
    await assert.rejects(images.getAll({ query: { platform: arm } }), VersionError);
    assert.equal(scripted.connections, 0);
  }),
);

test(
  "images.get() rejects when the archive is cut",
  clean(async (watch) => {
    const scripted = watch.engine([
      "HTTP/1.1 200 OK\r\nContent-Length: 1024\r\n\r\nthe beginning",
      end,
    ]);
    const reader = (await apiOf(scripted).images.get("a")).getReader();
    assert.equal(new TextDecoder().decode((await reader.read()).value), "the beginning");
    await assert.rejects(reader.read(), ConnectionError);
  }),
);

test(
  "images.get() rejects when the engine gives up in the middle, though its answer ends well",
  clean(async (watch) => {
    const failure = '{"errorDetail":{"message":"blob not found"},"error":"blob not found"}\r\n';
    const scripted = watch.engine(answer(200, `the beginning${failure}`, TAR));
    const archive = await apiOf(scripted).images.get("a");
    await assert.rejects(new Response(archive).text(), (error: unknown) => {
      assert.ok(error instanceof StreamError);
      assert.equal(error.detail, "blob not found");
      return true;
    });
  }),
);

test(
  "images.get() that is left in the middle gives its connection back",
  clean(async (watch) => {
    const scripted = watch.engine(["HTTP/1.1 200 OK\r\nContent-Length: 1024\r\n\r\nbegin"]);
    const archive = await apiOf(scripted).images.get("a");
    for await (const _ of archive) break;
    assert.equal(scripted.links[0]?.open, false);
  }),
);
