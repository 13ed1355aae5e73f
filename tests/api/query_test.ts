import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { toQuery } from "../../src/api/query.ts";

test("toQuery() writes values as the engine reads them", () => {
  const queries: [query: object, text: string][] = [
    [{}, ""],
    [{ all: true }, "?all=true"],
    [{ all: false, size: true }, "?all=false&size=true"],
    [{ t: 0 }, "?t=0"],
    [{ t: -1, since: 1.5 }, "?t=-1&since=1.5"],
    [{ timeNano: 1_700_000_000_000_000_001n }, "?timeNano=1700000000000000001"],
    [{ tail: "all" }, "?tail=all"],
    [{ name: "" }, "?name="],
    [{ name: "a&b=c d?#/+ü" }, "?name=a%26b%3Dc%20d%3F%23%2F%2B%C3%BC"],
    [{ "a b": 1 }, "?a%20b=1"],
    [{ names: ["a", "b"] }, "?names=a&names=b"],
    [{ names: [] }, ""],
    [{ names: ["a", undefined, "b"] }, "?names=a&names=b"],
    [{ platform: { os: "linux" } }, "?platform=%7B%22os%22%3A%22linux%22%7D"],
    [
      { platforms: [{ os: "a" }, { os: "b" }] },
      "?platforms=%7B%22os%22%3A%22a%22%7D&platforms=%7B%22os%22%3A%22b%22%7D",
    ],
  ];
  for (const [query, text] of queries) assert.equal(toQuery(query), text);
});

test("toQuery() leaves out what is undefined", () => {
  assert.equal(toQuery(undefined), "");
  assert.equal(toQuery({ all: undefined, size: true, t: undefined }), "?size=true");
});

function filters(value: unknown): unknown {
  const text = toQuery({ filters: value });
  assert.ok(text.startsWith("?filters="));
  return JSON.parse(decodeURIComponent(text.slice("?filters=".length)));
}

test("toQuery() writes filters as JSON of lists of text", () => {
  assert.deepEqual(filters({ label: ["a=b", "c"], status: "exited" }), {
    label: ["a=b", "c"],
    status: ["exited"],
  });
  assert.deepEqual(filters({ exited: [0, 137], dangling: true, since: 1n }), {
    exited: ["0", "137"],
    dangling: ["true"],
    since: ["1"],
  });
  assert.deepEqual(filters({}), {});
  assert.deepEqual(filters({ id: undefined, name: [], label: [undefined, "a"] }), { label: ["a"] });
});

test("toQuery() loses no filter, whatever its name", () => {
  const text = toQuery({ filters: JSON.parse('{"__proto__":["a"],"constructor":"b"}') });
  assert.equal(
    decodeURIComponent(text),
    '?filters={"__proto__":["a"],"constructor":["b"]}',
  );
});

test("toQuery() refuses what is no value, and names the parameter", () => {
  const values: [value: unknown, seen: string][] = [
    [null, "null"],
    [NaN, "NaN"],
    [Infinity, "Infinity"],
    [-Infinity, "-Infinity"],
    [() => 1, "function"],
    [Symbol("s"), "symbol"],
  ];
  for (const [value, seen] of values) {
    for (const query of [{ tail: value }, { tail: ["a", value] }, { filters: { tail: [value] } }]) {
      assert.throws(() => toQuery(query), (error: Error) => {
        assert.ok(error instanceof TypeError);
        assert.equal(
          error.message,
          `Cannot call the engine: the query parameter "tail" can't be ${seen}`,
        );
        return true;
      });
    }
  }
});

test("toQuery() refuses filters that are no object", () => {
  const values: [value: unknown, seen: string][] = [
    [null, "null"],
    ["label=a", "string"],
    [7, "number"],
    [["label=a"], "a list"],
  ];
  for (const [value, seen] of values) {
    assert.throws(() => toQuery({ filters: value }), (error: Error) => {
      assert.ok(error instanceof TypeError);
      assert.ok(error.message.endsWith(`not ${seen}`), error.message);
      return true;
    });
  }
});

test("toQuery() refuses text that is not well-formed", () => {
  for (const query of [{ name: "\ud800" }, { names: ["a", "\udfff"] }, { "\ud800": 1 }]) {
    assert.throws(() => toQuery(query), { name: "TypeError", message: /not well-formed Unicode$/ });
  }
});

test("toQuery() refuses an object that goes round in circles", () => {
  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  assert.throws(() => toQuery({ circle }), TypeError);
});

test("toQuery() gives every server the same values back, or refuses with a TypeError", () => {
  const value = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.boolean(),
    fc.double(),
    fc.array(fc.string({ unit: "binary" })),
    fc.constant(undefined),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: "binary" }), value), (query) => {
      if ("filters" in query) return;
      let text: string;
      try {
        text = toQuery(query);
      } catch (error) {
        assert.ok(error instanceof TypeError);
        return;
      }
      assert.match(text, /^(?:\?[!-"$-~]*)?$/);
      const expected = Object.entries(query)
        .flatMap(([name, values]) => [values].flat().map((one) => [name, one] as const))
        .filter(([, one]) => one !== undefined)
        .map(([name, one]) => [name, `${one}`]);
      assert.deepEqual([...new URLSearchParams(text)], expected);
    }),
  );
});
