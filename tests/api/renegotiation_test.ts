import assert from "node:assert/strict";
import { test } from "node:test";
import { endpoint } from "../../src/api/endpoint.ts";
import { ApiError, VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { reset } from "../scripted_connection.ts";
import { json, lines, pong, refusal } from "./answers.ts";
import { info, speak } from "./speak.ts";

const INFO = json(200, { ID: "x" });

test(
  "the version is asked for anew after the engine was gone",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.41"), INFO, [reset], pong("1.51"), INFO);
    const engine = speak(scripted);
    await info(engine);
    await assert.rejects(engine.void(endpoint`POST /containers/web/start`), { code: "lost" });
    await info(engine);
    assert.deepEqual(lines(scripted.sent).slice(2), [
      "POST /v1.41/containers/web/start",
      "GET /_ping",
      "GET /v1.51/info",
    ]);
  }),
);

test(
  "a pinned version stays after the engine was gone",
  clean(async (watch) => {
    const scripted = watch.engine([reset], INFO);
    const engine = speak(scripted, { apiVersion: "1.41" });
    await assert.rejects(engine.void(endpoint`POST /containers/web/start`), { code: "lost" });
    await info(engine);
    assert.deepEqual(lines(scripted.sent)[1], "GET /v1.41/info");
  }),
);

const TOO_NEW = refusal(
  400,
  "client version 1.51 is too new. Maximum supported API version is 1.41",
  [
    "Api-Version: 1.41",
  ],
);

test(
  "a call is sent again when another engine answers by now",
  clean(async (watch) => {
    const scripted = watch.engine(
      pong("1.51"),
      INFO,
      TOO_NEW,
      pong("1.41"),
      json(201, { Id: "a" }),
    );
    const engine = speak(scripted);
    await info(engine);
    const body = { Image: "busybox" };
    assert.deepEqual(await engine.json(endpoint`POST /containers/create`, { body }), { Id: "a" });
    const sent = scripted.sent.slice(2);
    assert.deepEqual(lines(sent), [
      "POST /v1.51/containers/create",
      "GET /_ping",
      "POST /v1.41/containers/create",
    ]);
    for (const request of [sent[0], sent[2]]) assert.ok(request?.endsWith('{"Image":"busybox"}'));
    assert.equal(await engine.version(), "1.41");
  }),
);

test(
  "a call is sent again when the engine was replaced by a newer one that refuses the old",
  clean(async (watch) => {
    const scripted = watch.engine(
      pong("1.41"),
      refusal(400, "client version 1.41 is too old", ["Api-Version: 1.60"]),
      pong("1.60"),
      INFO,
    );
    assert.deepEqual(await info(speak(scripted)), { ID: "x" });
    assert.equal(lines(scripted.sent).at(-1), "GET /v1.56/info");
  }),
);

test(
  "a call is sent again once, not for ever",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.51"), TOO_NEW, pong("1.51"), TOO_NEW);
    await assert.rejects(info(speak(scripted)), (error: unknown) => {
      assert.ok(error instanceof ApiError);
      assert.equal(error.code, "invalid");
      assert.match(error.explanation, /^client version 1\.51 is too new/);
      return true;
    });
    assert.equal(scripted.answersLeft, 0);
  }),
);

test(
  "an upload is not sent again, but the next call asks anew",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.51"), TOO_NEW, pong("1.41"), INFO);
    const engine = speak(scripted);
    const upload = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(10));
        controller.close();
      },
    });
    await assert.rejects(engine.void(endpoint`POST /images/load`, { upload }), ApiError);
    await info(engine);
    assert.deepEqual(lines(scripted.sent).slice(1), [
      "POST /v1.51/images/load",
      "GET /_ping",
      "GET /v1.41/info",
    ]);
  }),
);

test(
  "a refusal that names the version spoken is a refusal",
  clean(async (watch) => {
    const headers = ["Api-Version: 1.41"];
    const scripted = watch.engine(pong("1.41"), refusal(400, "invalid filter", headers));
    await assert.rejects(info(speak(scripted)), {
      message: "Cannot GET /info: invalid filter (400)",
    });
    assert.equal(scripted.answersLeft, 0);
  }),
);

test(
  "a refusal that names no version, or nonsense, is a refusal",
  clean(async (watch) => {
    for (const headers of [[], ["Api-Version: new"]]) {
      const scripted = watch.engine(pong("1.41"), refusal(400, "invalid filter", headers));
      await assert.rejects(info(speak(scripted)), ApiError);
    }
  }),
);

test(
  "other refusals of another engine change nothing",
  clean(async (watch) => {
    const scripted = watch.engine(
      pong("1.41"),
      refusal(404, "no such thing", ["Api-Version: 1.51"]),
    );
    const engine = speak(scripted);
    await assert.rejects(info(engine), { code: "not-found" });
    assert.equal(await engine.version(), "1.41");
  }),
);

test(
  "many calls that meet another engine ask for its version once",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.51"), INFO);
    const engine = speak(scripted);
    await info(engine);
    const replaced = (request: string) =>
      request.startsWith("GET /_ping")
        ? pong("1.41")
        : request.includes("/v1.51/")
        ? TOO_NEW
        : INFO;
    scripted.answer(...Array.from({ length: 41 }, () => replaced));
    await Promise.all(Array.from({ length: 20 }, () => info(engine)));
    assert.equal(lines(scripted.sent).filter((line) => line === "GET /_ping").length, 2);
  }),
);

test(
  "a pinned version that the engine does not speak yet is told with the engine's",
  clean(async (watch) => {
    const scripted = watch.engine(TOO_NEW);
    await assert.rejects(info(speak(scripted, { apiVersion: "1.51" })), (error: unknown) => {
      assert.ok(error instanceof VersionError);
      assert.equal(
        error.message,
        "Cannot GET /info: API 1.51 was asked for (apiVersion) and the engine speaks up to 1.41",
      );
      assert.ok(error.cause instanceof ApiError);
      return true;
    });
    assert.equal(scripted.sent.length, 1);
  }),
);

test(
  "a version that the engine speaks no more is told with those that it speaks",
  clean(async (watch) => {
    const tooOld = (version: string, minimum: string) =>
      refusal(
        400,
        `client version ${version} is too old. Minimum supported API version is ${minimum}, please ` +
          "upgrade your client to a newer version",
        ["Api-Version: 1.62"],
      );
    const scripted = watch.engine(
      tooOld("1.24", "1.44"),
      pong("1.62"),
      tooOld("1.56", "1.60"),
      refusal(400, "client version 1.24 is too old. Minimum supported API version is 1.44"),
    );
    const told = async (options: object): Promise<string> => {
      const error: unknown = await info(speak(scripted, options)).catch((error) => error);
      assert.ok(error instanceof VersionError, `${error}`);
      assert.ok(error.cause instanceof ApiError);
      return error.message;
    };
    assert.equal(
      await told({ apiVersion: "1.24" }),
      "Cannot GET /info: API 1.24 was asked for (apiVersion) and the engine speaks 1.44 to 1.62",
    );
    assert.equal(
      await told({}),
      "Cannot GET /info: the newest API that is known here is 1.56 and the engine speaks 1.60 to " +
        "1.62; update this library",
    );
    assert.match(await told({ apiVersion: "1.24" }), /the engine speaks 1\.44 and newer$/);
  }),
);
