import assert from "node:assert/strict";
import { test } from "node:test";
import { endpoint } from "../../src/api/endpoint.ts";
import { OPERATIONS } from "../../src/api/operations.ts";
import { checkSince } from "../../src/api/since.ts";
import { VersionError } from "../../src/errors.ts";
import { clean } from "../leaks.ts";
import { pong } from "./answers.ts";
import { speak } from "./speak.ts";

/** The version just before. */
function before(version: string): string {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return `${major}.${minor - 1}`;
}

/** A value that has something at that place. */
function filled(place: string): object {
  const [name = "", ...rest] = place.split(".");
  const inside = rest.length === 0 ? "x" : filled(rest.join("."));
  return name === "*" ? [inside] : { [name]: inside };
}

test("all that is dated is refused by the version before, and taken by its own", () => {
  let dates = 0;
  for (const [template, { since, query = {}, body = {} }] of Object.entries(OPERATIONS)) {
    const [method = "", path = ""] = template.split(" ");
    const place = { template, method, path };
    const rows: [asked: Parameters<typeof checkSince>[1], what: string, needs: string][] = [
      ...since === undefined ? [] : [[{}, "this", since] as [object, string, string]],
      ...Object.entries(query).map(([name, needs]): [object, string, string] => [
        { query: { [name]: false } },
        `the parameter "${name}"`,
        needs,
      ]),
      ...Object.entries(body).map(([name, needs]): [object, string, string] => [
        { body: filled(name) },
        `"${name}"`,
        needs,
      ]),
    ];
    for (const [asked, what, needs] of rows) {
      dates++;
      const oldest = since !== undefined && needs !== since ? since : before(needs);
      assert.throws(() => checkSince(place, asked, oldest), (error: Error) => {
        assert.ok(error instanceof VersionError);
        // What holds a newer field may be newer itself.
        assert.match(
          error.message,
          /^Cannot [A-Z]+ \/.*: .* needs API 1\.\d\d, and 1\.\d\d is spoken/,
        );
        return true;
      }, `${template}: ${what}`);
      assert.doesNotThrow(() => checkSince(place, asked, "1.56"));
      checkSince(place, {}, since ?? "1.24");
    }
  }
  assert.ok(dates > 100, `${dates}`);
});

test("what is undefined or null is not asked for, and what is false is", () => {
  const stop = endpoint`POST /containers/${"web"}/stop`;
  checkSince(stop, { query: { signal: undefined, t: 1 } }, "1.41");
  assert.throws(() => checkSince(stop, { query: { signal: "" } }, "1.41"), {
    name: "VersionError",
    message:
      'Cannot POST /containers/web/stop: the parameter "signal" needs API 1.42, and 1.41 is ' +
      "spoken with the engine",
  });
  const create = endpoint`POST /containers/create`;
  for (const Mounts of [undefined, null, [], [{ BindOptions: null }], [{ Type: "bind" }]]) {
    checkSince(create, { body: { HostConfig: { Mounts } } }, "1.24");
  }
  const Mounts = [{}, { BindOptions: { CreateMountpoint: false } }];
  assert.throws(
    () => checkSince(create, { body: { HostConfig: { Mounts } } }, "1.41"),
    VersionError,
  );
  const EndpointsConfig = { a: {}, b: { GwPriority: 0 } };
  const body = { NetworkingConfig: { EndpointsConfig } };
  assert.throws(() => checkSince(create, { body }, "1.47"), VersionError);
  checkSince(create, { body }, "1.48");
});

test(
  "what is newer than the engine is refused before it is sent",
  clean(async (watch) => {
    const scripted = watch.engine(pong("1.41"));
    const engine = speak(scripted);
    const stop = endpoint`POST /containers/${"web"}/stop`;
    await assert.rejects(engine.void(stop, { query: { signal: "INT" } }), VersionError);
    assert.equal(scripted.sent.length, 1, "nothing but the ping was sent");
  }),
);
