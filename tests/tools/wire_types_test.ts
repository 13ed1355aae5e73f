import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Declarations } from "../../tools/wire/declarations.ts";
import { parseDescription, readDescription } from "../../tools/wire/description.ts";
import { parseSince, type Since, wordsFor } from "../../tools/wire/facts.ts";
import { writeFiles } from "../../tools/wire/files.ts";
import { trace } from "../../tools/wire/history.ts";
import { TypeWriter } from "../../tools/wire/types.ts";

const OUTPUT = new URL("../../src/types/wire/", import.meta.url);

const OLD = `
definitions:
  Thing: { type: object, description: A thing., properties: { Lost: { type: string, description: L. } } }
paths:
  /things/{id}/json:
    get:
      operationId: ThingInspect
      tags: [Thing]
      summary: Inspect
      parameters:
        - { name: old, in: query, type: boolean, required: true, description: Old. }
      responses: { 200: { schema: { $ref: "#/definitions/Thing" } } }
`;

const NEW = `
definitions:
  Base: { type: object, description: A base., properties: { Mode: { $ref: "#/definitions/Mode" } } }
  Mode: { type: string, description: A mode., enum: [a, b] }
  Thing:
    description: A thing.
    allOf:
      - { $ref: "#/definitions/Base" }
      - type: object
        required: [Name]
        properties:
          Name: { type: string, description: N. }
          Tags: { type: array, description: T., items: { type: string } }
          Map: { type: object, description: M., additionalProperties: { type: integer } }
          Maybe: { type: integer, description: Y., x-nullable: true }
          Parts:
            type: array
            description: P.
            items: { type: object, properties: { Kind: { type: string, description: K., enum: [x] } } }
paths:
  /things/{name}/json:
    get:
      operationId: ThingInspect
      tags: [Thing]
      summary: Inspect
      parameters:
        - { name: new, in: query, type: string, enum: [p, q], description: New. }
        - { name: filters, in: query, type: string, description: F. }
      responses: { 200: { schema: { $ref: "#/definitions/Thing" } } }
  /things/create:
    post:
      operationId: ThingCreate
      tags: [Thing]
      summary: Create
      parameters:
        - { name: body, in: body, schema: { $ref: "#/definitions/Thing" } }
      responses: { 201: { description: done } }
  /things/list:
    get:
      operationId: ThingList
      tags: [Other]
      summary: List
      responses: { 200: { schema: { type: array, items: { $ref: "#/definitions/Thing" } } } }
  /things/send:
    post:
      operationId: ThingSend
      tags: [Other]
      summary: Send
      parameters:
        - name: body
          in: body
          schema:
            type: object
            required: [Kind]
            properties: { Kind: { type: string, description: K., enum: [x, y] } }
      responses: { 200: { description: done } }
`;

const NO_DATES: Since = { versions: new Map(), takenBefore: new Set() };

/** What the generator makes of two small descriptions, without docs and blank lines. */
function generate(present: Record<string, string[]>): Map<string, string> {
  const descriptions = [parseDescription("1.41", OLD), parseDescription("1.45", NEW)];
  const declarations = new Declarations(descriptions, trace(descriptions));
  const types = new TypeWriter(declarations, present);
  const files = writeFiles(descriptions, declarations, types, NO_DATES);
  const bare = [...files].map(([name, text]) =>
    [name, text.replace(/ *\/\*\*[^]*?\*\/\n/g, "").replace(/\n{2,}/g, "\n")] as const
  );
  return new Map(bare);
}

function typeIn(text: string | undefined, name: string): string {
  const found = new RegExp(`export (?:interface|type) ${name}\\b[^]*?(?=\nexport|$)`).exec(
    text ?? "",
  );
  assert.ok(found, name);
  return found[0].trim();
}

test("answers require what is present; lists, maps and the nullable may be null; unions are open", () => {
  const shared = generate({ Thing: ["Name", "Tags"] }).get("shared.ts");
  assert.equal(
    typeIn(shared, "Thing"),
    `export interface Thing extends Base {
  Name: string;
  Tags: string[] | null;
  Map?: Record<string, number> | null | undefined;
  Maybe?: number | null | undefined;
  Parts?: ThingPart[] | null | undefined;
  Lost?: string | undefined;
}`,
  );
  assert.equal(typeIn(shared, "Mode"), 'export type Mode = "a" | "b" | OtherString;');
  assert.match(typeIn(shared, "ThingPart"), /Kind\?: "x" \| OtherString \| undefined;/);
});

test("what goes both ways has a form that is sent, which takes what is received", () => {
  const required = typeIn(generate({ Thing: ["Name"] }).get("shared.ts"), "ThingInput");
  assert.equal(
    required,
    `export interface ThingInput extends BaseInput {
  Name: string;
  Tags?: readonly string[] | null | undefined;
  Map?: Readonly<Record<string, number>> | null | undefined;
  Maybe?: number | null | undefined;
  Parts?: readonly ThingPartInput[] | null | undefined;
  Lost?: string | undefined;
}`,
  );
  const optional = typeIn(generate({}).get("shared.ts"), "ThingInput");
  assert.match(optional, /Name\?: string \| undefined;/);
});

test("what is only sent has closed unions and requires what is described as required", () => {
  const others = generate({}).get("others.ts");
  assert.equal(
    typeIn(others, "ThingSendBody"),
    'export interface ThingSendBody {\n  Kind: "x" | "y";\n}',
  );
});

test("a list that is an answer may be null unless it is listed as present", () => {
  const nil = typeIn(generate({}).get("others.ts"), "ThingListAnswer");
  assert.equal(nil, "export type ThingListAnswer = Thing[] | null;");
  const never = typeIn(generate({ ThingListAnswer: [] }).get("others.ts"), "ThingListAnswer");
  assert.equal(never, "export type ThingListAnswer = Thing[];");
});

test("a query has the parameters of all versions, and what is gone is optional", () => {
  const query = typeIn(generate({}).get("things.ts"), "ThingInspectQuery");
  assert.equal(
    query,
    `export interface ThingInspectQuery {
  new?: "p" | "q" | undefined;
  filters?: Filters | undefined;
  old?: boolean | undefined;
}`,
  );
});

test("a file imports what it uses of others, and the entry exports all", () => {
  const files = generate({});
  assert.match(files.get("others.ts") ?? "", /import type \{ Thing \} from "\.\/shared\.ts";/);
  assert.match(files.get("things.ts") ?? "", /import type \{ Filters \} from "\.\.\/filters\.ts";/);
  for (const name of ["others.ts", "shared.ts", "things.ts"]) {
    assert.ok(files.get("mod.ts")?.includes(`export type * from "./${name}";`), name);
  }
});

test("parseSince() refuses what is not there, and what an older description has without a reason", () => {
  const descriptions = [parseDescription("1.41", OLD), parseDescription("1.45", NEW)];
  const history = trace(descriptions);
  const declarations = new Declarations(descriptions, history);
  const parse = (text: string) => parseSince(text, descriptions, declarations, history);
  const since = parse("ThingCreate\t1.44\nThingInspect?new\t1.44\nThing.Name\t1.45\n");
  assert.deepEqual([...since.versions.values()], ["1.44", "1.44", "1.45"]);
  assert.throws(() => parse("ThingInspect?old\t1.41\n"), /there is no "ThingInspect\?old"/);
  assert.throws(() => parse("Thing.Lost\t1.41\n"), /there is no "Thing\.Lost"/);
  assert.throws(() => parse("ThingInspect\t1.44\n"), /API 1\.41 has "ThingInspect" already/);
  const { versions, takenBefore } = parse("ThingInspect\t1.44\twithout effect\n");
  assert.equal(versions.get("ThingInspect"), "1.44");
  assert.deepEqual([...takenBefore], ["ThingInspect"]);
});

test("the generator refuses what nobody has described", () => {
  const undescribed = NEW.replace("description: N.", "format: x");
  const descriptions = [parseDescription("1.45", undescribed)];
  const declarations = new Declarations(descriptions, trace(descriptions));
  const types = new TypeWriter(declarations, {});
  assert.throws(
    () => writeFiles(descriptions, declarations, types, NO_DATES),
    /"Thing\.Name" is not described/,
  );
});

test("all 108 operations of API 1.56 have their query, body and answer", async () => {
  const files = readdirSync(OUTPUT).map((name) => readFileSync(new URL(name, OUTPUT), "utf8"));
  const exported = new Set(
    files.flatMap((text) =>
      [...text.matchAll(/^export (?:interface|type) (\w+)/gm)].map(([, name]) => name)
    ),
  );
  const { operations } = await readDescription("1.56");
  assert.equal(operations.length, 108);
  for (const { id, query, body, answer } of operations) {
    if (query.length > 0) assert.ok(exported.has(`${id}Query`), `${id}Query`);
    for (const [part, schema] of [["Body", body], ["Answer", answer]] as const) {
      if (schema === undefined || schema.type === "string") continue;
      const definition = schema.$ref?.replace("#/definitions/", "");
      const title = part === "Answer" ? schema.title : undefined;
      const twofold = part === "Body" && exported.has(`${definition}Input`);
      const name = definition === undefined
        ? title ?? id + part
        : definition + (twofold ? "Input" : "");
      assert.ok(exported.has(name), `${id}: ${name}`);
    }
  }
});

test("words.json describes nothing that is not there", () => {
  const text = readFileSync(new URL("../../tools/wire/words.json", import.meta.url), "utf8");
  const output = readdirSync(OUTPUT)
    .map((name) => readFileSync(new URL(name, OUTPUT), "utf8")).join("\n");
  for (const name of Object.keys(JSON.parse(text))) {
    const [type, field] = name.split(".");
    const declared = new RegExp(`^export \\w+ ${type}\\b[^]*?^(?:\\}|export)`, "m").exec(output);
    assert.ok(declared, name);
    if (field !== undefined) assert.ok(declared[0].includes(`  ${field}`), name);
    assert.ok(wordsFor(name)?.endsWith("."), name);
  }
});
