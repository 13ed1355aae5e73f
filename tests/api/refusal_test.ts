import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  ConflictError,
  type ErrorCode,
  ForbiddenError,
  ImageNotFoundError,
  NotFoundError,
  ProtocolError,
  UnauthorizedError,
  UnavailableError,
} from "../../src/errors.ts";
import { endpoint } from "../../src/api/endpoint.ts";
import { clean } from "../leaks.ts";
import { end, reset } from "../scripted_connection.ts";
import { answer, json, refusal } from "./answers.ts";
import { info, speak } from "./speak.ts";

const PINNED = { apiVersion: "1.41" };

const STATUSES: readonly [number, { new (...parts: never[]): ApiError }, ErrorCode][] = [
  [300, ApiError, "other"],
  [301, ApiError, "other"],
  [400, ApiError, "invalid"],
  [401, UnauthorizedError, "unauthorized"],
  [402, ApiError, "other"],
  [403, ForbiddenError, "forbidden"],
  [404, NotFoundError, "not-found"],
  [405, ApiError, "other"],
  [406, ApiError, "other"],
  [409, ConflictError, "conflict"],
  [418, ApiError, "other"],
  [429, ApiError, "other"],
  [500, ApiError, "server-error"],
  [501, ApiError, "server-error"],
  [502, ApiError, "server-error"],
  [503, UnavailableError, "unavailable"],
  [599, ApiError, "server-error"],
];

test(
  "a refusal's status picks the class and the code of its error",
  clean(async (watch) => {
    const scripted = watch.engine(...STATUSES.map(([status]) => refusal(status, "because ")));
    const engine = speak(scripted, PINNED);
    for (const [status, Class, code] of STATUSES) {
      const call = engine.void(endpoint`POST /containers/web/start`, {
        query: { detachKeys: "secret" },
      });
      await assert.rejects(call, (error: unknown) => {
        assert.ok(error instanceof Class);
        assert.equal(error.constructor, Class);
        assert.equal(error.name, Class.name);
        const { status: seen, method, path, explanation } = error;
        assert.deepEqual([seen, method, path, explanation, error.code, error.containerId], [
          status,
          "POST",
          "/containers/web/start",
          "because",
          code,
          undefined,
        ]);
        assert.equal(error.message, `Cannot POST /containers/web/start: because (${status})`);
        return true;
      });
    }
    assert.equal(scripted.connections, 1, "a refusal's connection serves again");
  }),
);

test(
  "a 404 is about an image where one was named, and only there",
  clean(async (watch) => {
    const paths: [method: string, path: string, Class: typeof NotFoundError][] = [
      ["POST", "/containers/create", ImageNotFoundError],
      ["POST", "/images/create", ImageNotFoundError],
      ["GET", "/images/busybox/json", ImageNotFoundError],
      ["DELETE", "/images/busybox", ImageNotFoundError],
      ["POST", "/containers/create/start", NotFoundError],
      ["POST", "/containers/images/start", NotFoundError],
      ["GET", "/containers/web/json", NotFoundError],
      ["GET", "/distribution/busybox/json", NotFoundError],
    ];
    const scripted = watch.engine(...paths.map(() => refusal(404, "no such thing")));
    const engine = speak(scripted, PINNED);
    for (const [method, path, Class] of paths) {
      await assert.rejects(
        engine.json({ template: `${method} ${path}`, method, path }),
        (error: Error) => error.constructor === Class,
      );
    }
  }),
);

test(
  "a create that lacks a volume driver does not speak of an image",
  clean(async (watch) => {
    const words = 'create v1: error looking up volume plugin x: plugin "x" not found';
    const scripted = watch.engine(refusal(404, words), refusal(404, "No such image: plugin:1"));
    const engine = speak(scripted, PINNED);
    const create = () => engine.json(endpoint`POST /containers/create`, { body: {} });
    await assert.rejects(create(), (error: Error) => error.constructor === NotFoundError);
    await assert.rejects(create(), (error: Error) => error.constructor === ImageNotFoundError);
  }),
);

test(
  "a refusal that is not in the engine's words is quoted, cut short",
  clean(async (watch) => {
    const html = ["Content-Type: text/html; charset=utf-8"];
    const bodies: [answer: string, explanation: string][] = [
      [
        answer(500, "<html>\r\n  <b>Bad\tGateway</b>\n</html>", html),
        "text/html: <html> <b>Bad Gateway</b> </html>",
      ],
      [answer(404, ""), "the answer has no explanation"],
      [answer(404, " \r\n"), "the answer has no explanation"],
      ["HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "the answer has no explanation"],
      [answer(404, "404 page not found\n", ["Content-Type: text/plain"]), "404 page not found"],
      [answer(500, "plain"), "plain"],
      [json(500, { error: "x" }), 'application/json: {"error":"x"}'],
      [json(500, { message: "" }), 'application/json: {"message":""}'],
      [json(500, { message: 7 }), 'application/json: {"message":7}'],
      [json(500, "text"), 'application/json: "text"'],
      [json(500, null), "application/json: null"],
      [answer(500, '{"message":"cut'), '{"message":"cut'],
      [answer(500, "a\x1b[31mred\x00"), "a [31mred"],
      [answer(500, "x".repeat(2_000)), `${"x".repeat(500)}…`],
      [answer(301, "", ["Location: /elsewhere"]), "the answer has no explanation"],
    ];
    const scripted = watch.engine(...bodies.map(([bytes]) => bytes));
    const engine = speak(scripted, PINNED);
    for (const [, explanation] of bodies) {
      await assert.rejects(info(engine), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.equal(error.explanation, explanation);
        assert.equal(error.path, "/info");
        return true;
      });
    }
  }),
);

test(
  "a refusal of two megabytes is cut short, whatever is in it",
  clean(async (watch) => {
    const long = "x".repeat(2 * 1_048_576);
    const scripted = watch.engine(
      answer(500, long),
      refusal(500, long),
      refusal(500, long.slice(0, 900_000)),
    );
    const engine = speak(scripted, PINNED);
    for (let i = 0; i < 3; i++) {
      await assert.rejects(info(engine), (error: unknown) => {
        assert.ok(error instanceof ApiError);
        assert.ok(error.message.length < 20_000);
        assert.match(error.explanation, /xxx…$/);
        return true;
      });
    }
  }),
);

test(
  "a refusal whose explanation is lost on the way is still a refusal",
  clean(async (watch) => {
    for (const last of [reset, end]) {
      const scripted = watch.engine(["HTTP/1.1 409 Conflict\r\nContent-Length: 50\r\n\r\n{", last]);
      await assert.rejects(info(speak(scripted, PINNED)), (error: unknown) => {
        assert.ok(error instanceof ConflictError);
        assert.equal(error.explanation, "the connection was lost before the explanation came");
        return true;
      });
    }
  }),
);

test(
  "an abort while a refusal is read rejects with the signal's reason",
  clean(async (watch) => {
    const { signal, abort } = watch.signal();
    const scripted = watch.engine(["HTTP/1.1 500 Whatever\r\nContent-Length: 50\r\n\r\n{", () => {
      setTimeout(() => abort("enough"));
      return true;
    }]);
    await assert.rejects(info(speak(scripted, PINNED), signal), (error) => error === "enough");
  }),
);

test(
  "an answer that should be JSON and is not tells what it is",
  clean(async (watch) => {
    const bodies: [body: string, seen: string][] = [
      ["", '""'],
      ["<html>", '"<html>"'],
      ['{"ID":"x"', '"{\\"ID\\":\\"x\\""'],
      ["y".repeat(1_000), `"${"y".repeat(80)}…"`],
    ];
    const scripted = watch.engine(...bodies.map(([body]) => answer(200, body)));
    const engine = speak(scripted, PINNED);
    for (const [, seen] of bodies) {
      const call = engine.json(endpoint`GET /info`, { query: { token: "secret" } });
      await assert.rejects(call, (error: unknown) => {
        assert.ok(error instanceof ProtocolError);
        assert.equal(error.message, `Cannot GET /info: expected JSON, got ${seen}`);
        assert.ok(error.cause instanceof SyntaxError);
        return true;
      });
    }
  }),
);

test(
  "a JSON answer that is torn rejects, and is never taken for whole",
  clean(async (watch) => {
    const scripted = watch.engine(["HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n12", end]);
    await assert.rejects(info(speak(scripted, PINNED)), { code: "lost" });
  }),
);

test(
  "no message has the query in it",
  clean(async (watch) => {
    const answers = [
      refusal(404, "no"),
      answer(200, "no json"),
      "HTTP/1.1 2000 OK\r\n\r\n",
      [end],
      refusal(400, "too new", ["Api-Version: 1.40"]),
    ];
    const scripted = watch.engine(...answers);
    const engine = speak(scripted, PINNED);
    for (let i = 0; i < answers.length; i++) {
      const call = engine.json(endpoint`POST /images/create`, { query: { fromImage: "s3cr3t" } });
      await assert.rejects(call, (error: Error) => {
        assert.ok(!`${error.message}${error.stack}`.includes("s3cr3t"), error.message);
        return true;
      });
    }
  }),
);

test(
  "304 is no refusal",
  clean(async (watch) => {
    const scripted = watch.engine("HTTP/1.1 304 Not Modified\r\n\r\n", json(200, {}));
    const engine = speak(scripted, PINNED);
    await engine.void(endpoint`POST /containers/web/start`);
    await info(engine);
    assert.equal(scripted.connections, 1);
  }),
);

test(
  "an answer that does not matter is read to its end, but not for ever",
  clean(async (watch) => {
    const scripted = watch.engine(
      answer(200, "x".repeat(1_000)),
      [
        "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
        ...Array.from({ length: 100 }, () => "x".repeat(10_000)),
      ],
      answer(204, ""),
    );
    const engine = speak(scripted, PINNED);
    for (let i = 0; i < 3; i++) await engine.void(endpoint`POST /containers/web/start`);
    assert.equal(scripted.connections, 2, "what is too long costs its connection");
    assert.ok((scripted.links[0]?.reads ?? Infinity) < 15, "and the rest of it is not read");
  }),
);

test(
  "an upgrade that is refused rejects as any call does",
  clean(async (watch) => {
    const scripted = watch.engine(
      refusal(404, "no such container"),
      refusal(409, "it is restarting"),
      answer(200, "not a stream"),
    );
    const engine = speak(scripted, PINNED);
    await assert.rejects(engine.upgrade(endpoint`POST /containers/web/attach`), NotFoundError);
    await assert.rejects(engine.upgrade(endpoint`POST /containers/web/attach`), ConflictError);
    await assert.rejects(
      engine.upgrade(endpoint`POST /containers/web/attach`),
      (error: unknown) => {
        assert.ok(error instanceof ProtocolError);
        assert.match(
          error.message,
          /answered 200 and did not hand over the connection; is there a proxy/,
        );
        return true;
      },
    );
  }),
);
