import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { endpoint } from "../../src/api/endpoint.ts";

function stop(id: string): string {
  return endpoint`POST /containers/${id}/stop`.path;
}

test("endpoint encodes each parameter whole", () => {
  const ids: [id: string, encoded: string][] = [
    ["web", "web"],
    ["web 1", "web%201"],
    ["a/b", "a%2Fb"],
    ["a?b", "a%3Fb"],
    ["a?force=1&v=1", "a%3Fforce%3D1%26v%3D1"],
    ["a#b", "a%23b"],
    ["%2e%2e", "%252e%252e"],
    ["%2F", "%252F"],
    ["..%2f", "..%252f"],
    ["a\\..\\b", "a%5C..%5Cb"],
    ["a\r\nHost: b", "a%0D%0AHost%3A%20b"],
    ["\0", "%00"],
    ["büro", "b%C3%BCro"],
    ["🐳", "%F0%9F%90%B3"],
    ["...", "..."],
    [".hidden", ".hidden"],
    ["sha256:abc", "sha256%3Aabc"],
  ];
  for (const [id, encoded] of ids) assert.equal(stop(id), `/containers/${encoded}/stop`);
});

test("endpoint takes long names", () => {
  const id = "x".repeat(300);
  assert.equal(stop(id), `/containers/${id}/stop`);
});

test("endpoint takes the names of images, with as many segments as they have", () => {
  assert.equal(
    endpoint`GET /images/${"registry.example:5000/a/b/c:latest"}/json`.path,
    "/images/registry.example%3A5000%2Fa%2Fb%2Fc%3Alatest/json",
  );
});

test("endpoint takes several parameters, and none", () => {
  assert.deepEqual(endpoint`DELETE /containers/${"a"}/checkpoints/${"b"}`, {
    template: "DELETE /containers/{}/checkpoints/{}",
    method: "DELETE",
    path: "/containers/a/checkpoints/b",
  });
  assert.deepEqual(endpoint`GET /info`, { template: "GET /info", method: "GET", path: "/info" });
});

test("endpoint refuses what a server would take for another path", () => {
  for (const id of [".", "..", "a/..", "../a", "a/../b", "a/./b", "/", "/a", "a/", "a//b"]) {
    assert.throws(() => stop(id), (error: Error) => {
      assert.ok(error instanceof TypeError);
      assert.match(error.message, /no ID or name in \/containers: .*segment$/);
      assert.ok(error.message.includes(JSON.stringify(id)), "it quotes what it saw");
      return true;
    });
  }
});

test("endpoint refuses containers' names with more than one slash", () => {
  assert.throws(() => endpoint`DELETE /containers/${"web/checkpoints/one"}`, /more than one "\/"/);
});

test("endpoint refuses an empty name, and what is no text", () => {
  assert.throws(() => stop(""), { name: "TypeError", message: /in \/containers is empty$/ });
  for (
    const [id, seen] of [[undefined, "undefined"], [null, "null"], [7, "number"], [{}, "object"]]
  ) {
    assert.throws(() => stop(id as string), (error: Error) => {
      assert.ok(error instanceof TypeError);
      assert.ok(error.message.endsWith(`must be text, not ${seen}`), error.message);
      return true;
    });
  }
});

test("endpoint refuses text that is not well-formed", () => {
  for (const id of ["\ud800", "a\udc00b", "\udc00\ud800"]) {
    assert.throws(() => stop(id), { name: "TypeError", message: /not well-formed Unicode$/ });
  }
});

test("endpoint cuts a long name short in its message", () => {
  assert.throws(
    () => stop(`../${"x".repeat(10_000)}`),
    (error: Error) => error.message.length < 200,
  );
});

/** Where an engine's router takes a request to: these are tried in order, on the decoded path. */
const ROUTES: readonly [method: string, pattern: RegExp][] = [
  ["DELETE", /^\/containers\/([^/]+)\/checkpoints\/([^/]+)$/s],
  ["DELETE", /^\/containers\/(.*)$/s],
  ["DELETE", /^\/images\/(.*)$/s],
  ["GET", /^\/containers\/json$/s],
  ["GET", /^\/containers\/(.*)\/export$/s],
  ["GET", /^\/containers\/(.*)\/changes$/s],
  ["GET", /^\/containers\/(.*)\/json$/s],
  ["GET", /^\/containers\/(.*)\/logs$/s],
  ["GET", /^\/containers\/(.*)\/archive$/s],
  ["POST", /^\/containers\/create$/s],
  ["POST", /^\/containers\/(.*)\/kill$/s],
  ["POST", /^\/containers\/(.*)\/start$/s],
  ["POST", /^\/containers\/(.*)\/stop$/s],
  ["POST", /^\/containers\/(.*)\/exec$/s],
  ["GET", /^\/images\/json$/s],
  ["GET", /^\/images\/search$/s],
  ["GET", /^\/images\/(.*)\/json$/s],
  ["POST", /^\/images\/load$/s],
  ["POST", /^\/images\/(.*)\/tag$/s],
];

/** The route that an engine takes, and the name it sees there; it redirects what is not clean. */
function route(method: string, target: string): readonly [RegExp | undefined, string | undefined] {
  const decoded = decodeURIComponent(target.replace(/[?#].*/, ""));
  const dirty = decoded.split("/").slice(1).some((part) => ["", ".", ".."].includes(part));
  const found = ROUTES.find(([its, pattern]) => its === method && pattern.test(decoded));
  return dirty ? [undefined, undefined] : [found?.[1], found?.[1].exec(decoded)?.[1]];
}

test("endpoint reaches the operation it names with the name it was given, or nothing", () => {
  const operations: [method: string, path: (id: string) => string, sample: string][] = [
    ["POST", stop, "/containers/x/stop"],
    ["GET", (id) => endpoint`GET /containers/${id}/json`.path, "/containers/x/json"],
    ["DELETE", (id) => endpoint`DELETE /containers/${id}`.path, "/containers/x"],
    ["GET", (id) => endpoint`GET /images/${id}/json`.path, "/images/x/json"],
    ["DELETE", (id) => endpoint`DELETE /images/${id}`.path, "/images/x"],
  ];
  const word = fc.constantFrom(
    "web",
    "json",
    "create",
    "checkpoints",
    "start",
    "..",
    ".",
    "",
    "%2f",
    "%2e%2e",
    "?x=y",
    "#",
    "\ud800",
    ";",
    " ",
  );
  const id = fc.oneof(
    fc.array(word, { maxLength: 5 }).map((words) => words.join("/")),
    fc.string({ unit: "binary", maxLength: 40 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...operations), id, ([method, to, sample], name) => {
      let target: string;
      try {
        target = to(name);
      } catch (error) {
        assert.ok(error instanceof TypeError);
        return;
      }
      assert.deepEqual(route(method, target), [route(method, sample)[0], name]);
      assert.match(target, /^\/[!-~]+$/);
    }),
    { numRuns: 500 },
  );
});
