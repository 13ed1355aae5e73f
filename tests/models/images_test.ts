/** What `docker.images` and an image send, and what they make of the answers. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ApiError,
  ConflictError,
  ImageLoadError,
  ImageNotFoundError,
  ProtocolError,
} from "../../src/errors.ts";
import type { Image } from "../../src/models/image.ts";
import { scripted } from "../scripted.ts";
import { asked, json, refusal } from "./container_engine.ts";

const ID = `sha256:${"0123456789ab".padEnd(64, "d")}`;
const ARCHIVE = new Uint8Array(1024);

function attrs(more: object = {}): object {
  return {
    Id: ID,
    RepoTags: ["busybox:test", "<none>:<none>"],
    Config: { Labels: { a: "b" } },
    ...more,
  };
}

/** An answer that comes in lines of JSON. */
function progress(...messages: readonly object[]): string {
  const body = messages.map((message) => `${JSON.stringify(message)}\r\n`).join("");
  return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}` +
    `\r\n\r\n${body}`;
}

test("images.get() tells what the engine knows", async () => {
  const engine = scripted(json(attrs()));
  const image = await engine.client.images.get("quay.io/busybox:test");
  assert.deepEqual(asked(engine), ["GET /images/quay.io%2Fbusybox%3Atest/json"]);
  assert.equal(image.id, ID);
  assert.equal(image.shortId, "sha256:0123456789ab");
  assert.deepEqual(image.tags, ["busybox:test"]);
  assert.deepEqual(image.labels, { a: "b" });
});

test("an image without tags and labels has none", async () => {
  const engine = scripted(json(attrs({ RepoTags: null, Config: null })));
  const image = await engine.client.images.get("x");
  assert.deepEqual(image.tags, []);
  assert.deepEqual(image.labels, {});
});

test("images.get() rejects when the engine does not have it, and for an empty name", async () => {
  const engine = scripted(refusal("404 Not Found", "No such image: x"));
  await assert.rejects(engine.client.images.get("x"), ImageNotFoundError);
  await assert.rejects(engine.client.images.get(""), TypeError);
  assert.equal(engine.sent.length, 1);
});

test("images.list() asks for those that match, and looks each up", async () => {
  const engine = scripted(json([{ Id: ID }]), json(attrs()));
  const list = await engine.client.images.list({
    name: "busybox",
    all: true,
    filters: { dangling: false },
  });
  assert.deepEqual(list.map(({ id }) => id), [ID]);
  const url = new URL(asked(engine)[0]?.replace("GET ", "http://x") ?? "");
  assert.equal(url.pathname, "/images/json");
  assert.equal(url.searchParams.get("all"), "true");
  assert.deepEqual(JSON.parse(url.searchParams.get("filters") ?? ""), {
    dangling: ["false"],
    reference: ["busybox"],
  });
  assert.equal(engine.open, 0);
});

test("images.remove() and image.remove() tell what was removed", async () => {
  const engine = scripted(
    json([{ Untagged: "busybox:test" }]),
    json(attrs()),
    json([{ Deleted: ID }]),
  );
  assert.deepEqual(
    await engine.client.images.remove("busybox:test", { force: true, noprune: true }),
    [{ Untagged: "busybox:test" }],
  );
  const image = await engine.client.images.get("busybox");
  assert.deepEqual(await image.remove(), [{ Deleted: ID }]);
  assert.deepEqual(asked(engine), [
    "DELETE /images/busybox%3Atest?force=true&noprune=true",
    "GET /images/busybox/json",
    `DELETE /images/${encodeURIComponent(ID)}`,
  ]);
});

test("images.remove() rejects with what the engine refuses", async () => {
  const engine = scripted(
    refusal("404 Not Found", "No such image: x"),
    refusal("409 Conflict", "a container uses it"),
  );
  await assert.rejects(engine.client.images.remove("x"), ImageNotFoundError);
  await assert.rejects(engine.client.images.remove("x"), ConflictError);
});

test("image.reload() renews what is known", async () => {
  const engine = scripted(json(attrs()), json(attrs({ RepoTags: ["other:test"] })));
  const image = await engine.client.images.get("busybox");
  await image.reload();
  assert.deepEqual(image.tags, ["other:test"]);
  assert.equal(asked(engine)[1], `GET /images/${encodeURIComponent(ID)}/json`);
});

test("images.importFrom() sends the archive and names the image", async () => {
  const engine = scripted(progress({ status: ID }), json(attrs()));
  const image = await engine.client.images.importFrom(ARCHIVE, {
    repository: "tools",
    tag: "test",
    changes: ["CMD sh", "ENV A=b"],
    message: "made here",
    platform: "linux/amd64",
  });
  assert.equal(image.id, ID);
  assert.deepEqual(asked(engine), [
    "POST /images/create?fromSrc=-&repo=tools&tag=test&message=made%20here&changes=CMD%20sh&" +
    "changes=ENV%20A%3Db&platform=linux%2Famd64",
    `GET /images/${encodeURIComponent(ID)}/json`,
  ]);
  assert.match(engine.sent[0] ?? "", /\r\ncontent-length: 1024\r\n/i);
  assert.deepEqual(engine.bodies[0], ARCHIVE);
  assert.equal(engine.open, 0);
});

test("images.importFrom() rejects when the engine can't use the archive", async () => {
  const detail = "archive/tar: invalid tar header";
  const engine = scripted(
    progress({ status: "Importing" }, { errorDetail: { message: detail }, error: detail }),
    progress({ status: "done" }),
  );
  await assert.rejects(engine.client.images.importFrom("no tar"), (error) => {
    assert.ok(error instanceof ImageLoadError);
    assert.equal(error.detail, detail);
    assert.equal(error.message, `Cannot import an image: ${detail}`);
    assert.deepEqual(error.log, ["Importing"]);
    return true;
  });
  await assert.rejects(engine.client.images.importFrom("no tar"), ProtocolError);
  assert.equal(engine.open, 0);
});

test("images.importFrom() refuses what means nothing before it sends", async () => {
  const engine = scripted();
  const { images } = engine.client;
  await assert.rejects(images.importFrom(ARCHIVE, { tag: "x" }), /a tag needs a repository$/);
  await assert.rejects(
    images.importFrom(ARCHIVE, { repo: "x" } as object),
    /^TypeError: .*there is no setting "repo"; did you mean "repository"\?$/,
  );
  await assert.rejects(
    images.importFrom(ARCHIVE, { changes: "CMD sh" as unknown as string[] }),
    TypeError,
  );
  await assert.rejects(images.importFrom(7 as unknown as string), TypeError);
  assert.deepEqual(engine.sent, []);
});

test("images.load() answers the images that were loaded, by name and by ID", async () => {
  const engine = scripted(
    progress(
      { stream: "Loaded image: busybox:test\n" },
      { stream: `Loaded image ID: ${ID}\n` },
    ),
    json(attrs()),
    json(attrs()),
  );
  const images = await engine.client.images.load(new Blob([ARCHIVE]));
  assert.deepEqual(images.map((image: Image) => image.id), [ID, ID]);
  assert.equal(asked(engine)[0]?.split("?")[0], "POST /images/load");
  assert.deepEqual(
    asked(engine).slice(1).sort(),
    [
      "GET /images/busybox%3Atest/json",
      `GET /images/${encodeURIComponent(ID)}/json`,
    ],
  );
  assert.deepEqual(engine.bodies[0], ARCHIVE);
});

test("images.load() rejects when the engine can't use the archive", async () => {
  const detail = "unexpected EOF";
  const engine = scripted(
    progress({ stream: "Loading layer\n" }, { errorDetail: { message: detail } }),
  );
  await assert.rejects(engine.client.images.load(ARCHIVE), (error) => {
    assert.ok(error instanceof ImageLoadError);
    assert.equal(error.message, `Cannot load images: ${detail}`);
    assert.deepEqual(error.log, ["Loading layer\n"]);
    return true;
  });
});

test("images.importFrom() and images.load() reject likewise when they are refused at once", async () => {
  const detail = "archive/tar: invalid tar header";
  const { images } = scripted(
    refusal("500 Internal Server Error", detail),
    refusal("500 Internal Server Error", detail),
  ).client;
  for (const call of [() => images.importFrom("no tar"), () => images.load("no tar")]) {
    await assert.rejects(call, (error) => {
      assert.ok(error instanceof ImageLoadError);
      assert.equal(error.detail, detail);
      assert.ok(error.cause instanceof ApiError);
      return true;
    });
  }
});

test("images.load() rejects when the answer is cut short", async () => {
  const engine = scripted(progress({ stream: "Loading layer\n" }).slice(0, -12));
  const loading = engine.client.images.load(ARCHIVE);
  const rejected = assert.rejects(loading);
  await new Promise((resolve) => setTimeout(resolve, 20));
  engine.links[0]?.peerEnds();
  await rejected;
  assert.equal(engine.open, 0);
});

test("every call of images ends with its signal's reason", async () => {
  const reason = new Error("enough");
  const settings = { signal: AbortSignal.abort(reason) };
  const engine = scripted();
  const { images } = engine.client;
  const calls = [
    images.get("x", settings),
    images.list(settings),
    images.remove("x", settings),
    images.importFrom(ARCHIVE, settings),
    images.load(ARCHIVE, settings),
  ];
  for (const call of calls) await assert.rejects(call, (error) => error === reason);
  assert.deepEqual(engine.sent, []);
});
