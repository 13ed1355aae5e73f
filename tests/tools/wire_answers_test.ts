import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { compare, type Comparison, readAnswerTypes } from "../../tools/wire/conform.ts";
import { Declarations } from "../../tools/wire/declarations.ts";
import { readDescription, VERSIONS } from "../../tools/wire/description.ts";
import { trace } from "../../tools/wire/history.ts";
import { scrub } from "../../tools/wire/scrub.ts";
import { type Recorded, thin } from "../../tools/wire/thin.ts";
import type { Present } from "../../tools/wire/types.ts";
import type { ContainerCreateBody, ContainerInspectResponse } from "../../src/types/wire/mod.ts";

const ANSWERS = new URL("./answers/", import.meta.url);
const PRESENT = new URL("../../tools/wire/present.json", import.meta.url);

const descriptions = await Promise.all(VERSIONS.map(readDescription));
const declarations = new Declarations(descriptions, trace(descriptions));
const present: Present = JSON.parse(readFileSync(PRESENT, "utf8"));
const types = await readAnswerTypes();
const files = readdirSync(ANSWERS).filter((name) => name.endsWith(".json"));
const seen = new Set<string>();

function read(file: string): Recorded[] {
  return JSON.parse(readFileSync(new URL(file, ANSWERS), "utf8"));
}

function everythingOdd({ problems, unknown }: Comparison): string[] {
  return [...problems, ...unknown.map((path) => `${path} is not described`)];
}

function problemsOf(recorded: Recorded): string[] {
  return everythingOdd(compare(recorded, types));
}

for (const file of files) {
  test(`the answers of ${file} are of the types that are written for them`, () => {
    const problems = read(file).flatMap((recorded) => {
      const comparison = compare(recorded, types);
      for (const each of comparison.seen) seen.add(each);
      return everythingOdd(comparison);
    });
    assert.deepEqual(problems, []);
  });
}

test("every type and field of present.json is in a recorded answer", () => {
  assert.ok(files.length > 0);
  const listed = Object.entries(present)
    .flatMap(([type, fields]) => [type, ...fields.map((field) => `${type}.${field}`)]);
  assert.deepEqual(listed.filter((each) => !seen.has(each)), []);
});

test("present.json lists fields of the newest description only", () => {
  const known = new Set(
    declarations.all().flatMap(({ name, fields }) => [
      name,
      ...fields.filter(({ deprecated }) => deprecated === undefined).map((field) =>
        `${name}.${field.name}`
      ),
    ]),
  );
  for (const [type, fields] of Object.entries(present)) {
    assert.ok(known.has(type), type);
    for (const field of fields) assert.ok(known.has(`${type}.${field}`), `${type}.${field}`);
  }
});

test("what was inspected can be sent back, without a cast", () => {
  const recorded = files.flatMap(read).find(({ operation }) => operation === "ContainerInspect");
  const attrs = recorded?.answer as ContainerInspectResponse;
  const body: ContainerCreateBody = {
    ...attrs.Config,
    HostConfig: { ...attrs.HostConfig, Binds: ["/a:/b"] as const },
    NetworkingConfig: { EndpointsConfig: attrs.NetworkSettings.Networks },
  };
  assert.equal(body.Image, "busybox:test");
  assert.equal(body.HostConfig?.RestartPolicy?.Name, attrs.HostConfig.RestartPolicy.Name);
  assert.ok(body.NetworkingConfig?.EndpointsConfig);
  // @ts-expect-error Names that no one has described are refused.
  assert.equal(body.Imgae, undefined);
});

test("compare() finds a missing field, a null, another type and an unknown field", () => {
  const operation = "ContainerWait";
  assert.deepEqual(problemsOf({ operation, answer: { StatusCode: 0, Error: null } }), []);
  assert.deepEqual(problemsOf({ operation, answer: {} }), ["ContainerWait.StatusCode is missing"]);
  assert.deepEqual(problemsOf({ operation, answer: { StatusCode: null } }), [
    "ContainerWait.StatusCode is null",
  ]);
  assert.deepEqual(problemsOf({ operation, answer: { StatusCode: "0" } }), [
    "ContainerWait.StatusCode is of another type",
  ]);
  assert.deepEqual(problemsOf({ operation, answer: { StatusCode: 0, Other: 1 } }), [
    "ContainerWait.Other is not described",
  ]);
});

test("compare() looks into lists, maps and what a type extends", () => {
  const answer = [{ Id: "a", Networks: {}, Names: [] }];
  const problems = problemsOf({ operation: "ContainerList", answer });
  assert.ok(problems.includes("ContainerList[0].ImageID is missing"));
  const inspected = { HostConfig: { Memory: null }, NetworkSettings: { Networks: { a: {} } } };
  const found = problemsOf({ operation: "ContainerInspect", answer: inspected });
  assert.ok(found.includes("ContainerInspect.HostConfig.Memory is null"));
  assert.ok(found.includes("ContainerInspect.NetworkSettings.Networks.a.NetworkID is missing"));
});

test("compare() looks at each element of a list or map", () => {
  const changes = [{ Path: "/a", Kind: 0 }, null, "x"];
  assert.deepEqual(problemsOf({ operation: "ContainerChanges", answer: changes }), [
    "ContainerChanges[1] is null",
    "ContainerChanges[2] is of another type",
  ]);
  const ports = { "80/tcp": null, "81/tcp": [null], "82/tcp": {} };
  assert.deepEqual(problemsOf({ operation: "PortMap", answer: ports }), [
    "PortMap.81/tcp[0] is null",
    "PortMap.82/tcp is of another type",
  ]);
});

test("compare() takes null for a list only where engines send it", () => {
  assert.deepEqual(problemsOf({ operation: "ContainerChanges", answer: null }), []);
  assert.deepEqual(problemsOf({ operation: "ContainerList", answer: null }), [
    "ContainerList is null",
  ]);
});

test("thin() keeps what has another shape, and drops what has not", () => {
  const answers = [{ a: 1 }, { a: 2 }, { a: null }, { b: 1 }, { b: [1, 2, 3] }, { b: [4] }];
  const kept = thin(answers.map((answer) => ({ operation: "X", answer })));
  assert.deepEqual(kept.map(({ answer }) => answer), [{ a: 1 }, { a: null }, { b: 1 }, { b: [1] }]);
});

test("scrub() keeps which identifiers are the same, and their lengths", () => {
  const id = "0123456789abcdef".repeat(4);
  const names = new Map([["box", "engine"]]);
  assert.deepEqual(scrub({ Id: id, Short: id.slice(0, 12), Name: "box", MemTotal: 1 }, names), {
    Id: "1".padStart(64, "0"),
    Short: "1".padStart(12, "0"),
    Name: "engine",
    MemTotal: 8589934592,
  });
});
