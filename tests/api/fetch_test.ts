import assert from "node:assert/strict";
import { test } from "node:test";
import { clean } from "../leaks.ts";
import { turn } from "../read_body.ts";
import { answer, json, lines, pong, refusal } from "./answers.ts";
import { speak } from "./speak.ts";

const encoder = new TextEncoder();
const PINNED = { apiVersion: "1.41" };

test(
  "fetch() puts the version before a path that has none, and keeps one that is there",
  clean(async (watch) => {
    const paths: [path: string, target: string][] = [
      ["/networks", "/v1.41/networks"],
      ["/networks?filters=%7B%7D", "/v1.41/networks?filters=%7B%7D"],
      ["/v1.30/networks", "/v1.30/networks"],
      ["/v1.30", "/v1.41/v1.30"],
      ["/version", "/v1.41/version"],
      ["/_ping", "/v1.41/_ping"],
      ["/", "/v1.41/"],
    ];
    const scripted = watch.engine(pong("1.41"), ...paths.map(() => json(200, [])));
    const engine = speak(scripted);
    for (const [path] of paths) assert.deepEqual(await (await engine.fetch(path)).json(), []);
    assert.deepEqual(lines(scripted.sent).slice(1), paths.map(([, target]) => `GET ${target}`));
    assert.equal(scripted.connections, 1);
  }),
);

test(
  "fetch() of a path with a version asks for none",
  clean(async (watch) => {
    const scripted = watch.engine(json(200, []));
    await (await speak(scripted).fetch("/v1.41/networks")).body?.cancel();
    assert.deepEqual(lines(scripted.sent), ["GET /v1.41/networks"]);
  }),
);

test(
  "fetch() sends method and headers",
  clean(async (watch) => {
    const scripted = watch.engine(answer(200, ""), answer(200, ""), answer(200, ""));
    const engine = speak(scripted, PINNED);
    for (
      const headers of [{ "X-Trace": "1" }, [["x-trace", "1"]], new Headers({ "X-Trace": "1" })]
    ) {
      await engine.fetch("/x", { method: "delete", headers: headers as HeadersInit });
    }
    for (const request of scripted.sent) {
      assert.match(request, /^DELETE \/v1\.41\/x HTTP\/1\.1\r\n/);
      assert.match(request, /\r\nx-trace: 1\r\n/);
    }
  }),
);

test(
  "fetch() sends every body that the platform has, with its type",
  clean(async (watch) => {
    const form = new FormData();
    form.set("field", "wert ü");
    const bytes = encoder.encode("xbody");
    const bodies: [body: BodyInit, type: RegExp | undefined, text: RegExp][] = [
      ["body", /^text\/plain;charset=utf-8$/i, /^body$/],
      ["", /^text\/plain;charset=utf-8$/i, /^$/],
      [encoder.encode("body"), undefined, /^body$/],
      [bytes.subarray(1), undefined, /^body$/],
      [encoder.encode("body").buffer, undefined, /^body$/],
      [new DataView(bytes.buffer, 1), undefined, /^body$/],
      [new Uint16Array(encoder.encode("body").buffer), undefined, /^body$/],
      [new Blob(["bo", "dy"], { type: "application/x-tar" }), /^application\/x-tar$/, /^body$/],
      [new Blob(["body"]), undefined, /^body$/],
      [new URLSearchParams({ a: "b c" }), /^application\/x-www-form-urlencoded/, /^a=b\+c$/],
      [form, /^multipart\/form-data; ?boundary=/, /name="field"\r\n\r\nwert ü\r\n/],
      [new Response("body").body as BodyInit, undefined, /^body$/],
    ];
    const scripted = watch.engine(...bodies.map(() => answer(200, "")));
    const engine = speak(scripted, PINNED);
    for (const [i, [body, type, text]] of bodies.entries()) {
      await engine.fetch("/x", { method: "POST", body });
      assert.match(new TextDecoder().decode(scripted.bodies[i]), text);
      const sent = /\r\ncontent-type: ([^\r]*)/.exec(scripted.sent[i] ?? "")?.[1];
      if (type === undefined) assert.equal(sent, undefined);
      else assert.match(sent ?? "", type);
    }
  }),
);

test(
  "fetch() keeps the content type that it is given",
  clean(async (watch) => {
    const scripted = watch.engine(answer(200, ""));
    const headers = { "Content-Type": "application/json" };
    await speak(scripted, PINNED).fetch("/x", { method: "POST", headers, body: "{}" });
    assert.equal((scripted.sent[0] ?? "").match(/content-type/gi)?.length, 1);
    assert.match(scripted.sent[0] ?? "", /\r\ncontent-type: application\/json\r\n/);
  }),
);

test(
  "fetch() sends a stream as it comes, without being told of duplex",
  clean(async (watch) => {
    const scripted = watch.engine(answer(200, "done"));
    const words = ["one ", "two ", "three"];
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await turn();
        const word = words.shift();
        if (word === undefined) controller.close();
        else controller.enqueue(encoder.encode(word));
      },
    });
    const response = await speak(scripted, PINNED).fetch("/x", { method: "PUT", body });
    assert.equal(await response.text(), "done");
    assert.match(scripted.sent[0] ?? "", /\r\ntransfer-encoding: chunked\r\n/);
    assert.equal(new TextDecoder().decode(scripted.bodies[0]), "one two three");
  }),
);

test(
  "fetch() cancels a stream that it can't send",
  clean(async (watch) => {
    const scripted = watch.engine(refusal(500, "starting up"));
    let reason: unknown = "not cancelled";
    const body = new ReadableStream<Uint8Array>({
      cancel(why) {
        reason = why;
      },
    });
    await assert.rejects(speak(scripted).fetch("/x", { method: "PUT", body }), {
      code: "server-error",
    });
    await turn();
    assert.notEqual(reason, "not cancelled");
  }),
);

test(
  "fetch() takes null for what is absent",
  clean(async (watch) => {
    const scripted = watch.engine(answer(200, "x"));
    const response = await speak(scripted, PINNED).fetch("/x", { body: null, signal: null });
    assert.equal(await response.text(), "x");
  }),
);

test(
  "fetch() refuses upgrades before anything is sent",
  clean(async (watch) => {
    const scripted = watch.engine();
    const engine = speak(scripted);
    const all = [{ Upgrade: "tcp" }, { Connection: "keep-alive, Upgrade" }];
    for (const headers of all) {
      await assert.rejects(
        engine.fetch("/x", { method: "POST", headers: headers as HeadersInit }),
        {
          name: "TypeError",
          message: /^Cannot fetch an upgrade: use docker\.api\.containers\.attach\(\)/,
        },
      );
    }
    assert.equal(scripted.connections, 0);
  }),
);

test(
  "fetch() refuses a path that is none before anything is sent",
  clean(async (watch) => {
    const scripted = watch.engine();
    const engine = speak(scripted);
    const paths: unknown[] = [
      "",
      "networks",
      "http://docker/networks",
      "/a b",
      "/ü",
      "/a\r\nX: y",
      "/a\0",
      "/a#b",
      undefined,
      7,
      new URL("http://docker/networks"),
    ];
    for (const path of paths) {
      await assert.rejects(engine.fetch(path as string), (error: unknown) => {
        assert.ok(error instanceof TypeError);
        assert.match(error.message, /^Cannot fetch /);
        return true;
      });
    }
    await assert.rejects(engine.fetch("/ü?token=s3cr3t"), (error: Error) => {
      return !error.message.includes("s3cr3t");
    });
    assert.equal(scripted.connections, 0);
  }),
);

test(
  "fetch() refuses what would break the request",
  clean(async (watch) => {
    const engine = speak(watch.engine(), PINNED);
    const inits: RequestInit[] = [
      { method: "GE T" },
      { method: "" },
      { headers: { "a b": "c" } },
      { headers: { a: "b\r\nc: d" } },
      { method: "POST", headers: { "Content-Length": "1000" }, body: "x" },
      { method: "POST", headers: { "Transfer-Encoding": "chunked" }, body: "x" },
      { headers: { Host: "elsewhere" } },
    ];
    for (const init of inits) await assert.rejects(engine.fetch("/x", init), TypeError);
  }),
);
