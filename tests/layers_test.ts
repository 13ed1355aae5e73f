import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { findImports } from "./layers/imports.ts";
import { findViolations } from "./layers/rules.ts";
import { tokenize } from "./layers/tokens.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

async function readSources(): Promise<Map<string, string>> {
  const entries = await readdir(`${ROOT}src`, { recursive: true });
  const paths = entries.filter((path) => path.endsWith(".ts"))
    .map((path) => `src/${path.replaceAll("\\", "/")}`);
  const sources = new Map<string, string>();
  for (const path of ["mod.ts", ...paths.sort()]) {
    sources.set(path, await readFile(`${ROOT}${path}`, "utf8"));
  }
  return sources;
}

/** What is found in made-up files, of which those imported exist. */
function violations(files: Record<string, string>): string[] {
  const below = {
    "src/errors.ts": "export class DockerError extends Error {}",
    "src/types/body.ts": "export type Body = string;",
    "src/transport/host.ts": "export interface Host {}",
    "src/transport/pool.ts": "export class Pool {}",
    "src/api/engine.ts": "export class Engine {}",
  };
  return findViolations(new Map(Object.entries({ ...below, ...files })));
}

test("the source keeps to its layers", async () => {
  const sources = await readSources();
  assert.ok(sources.size > 40, `there are only ${sources.size} files`);
  assert.deepEqual(findViolations(sources), []);
});

test("the imports of the source are all found", async () => {
  for (const [path, text] of await readSources()) {
    // A cruder count that knows no comments, but how `deno fmt` breaks lines.
    const lines = text.match(/^(import|export)\b[^;"`]*?\bfrom "|^} from "/gm) ?? [];
    const found = findImports(tokenize(text)).filter(({ kind }) => kind !== "dynamic");
    assert.ok(found.length >= lines.length, `${path}: ${found.length} of ${lines.length}`);
  }
});

test("imports that point down are let through", () => {
  assert.deepEqual(
    violations({
      "src/models/container.ts":
        `import { Engine } from "../api/engine.ts"; import type { Host } from "../transport/host.ts";
         import { DockerError } from "../errors.ts"; export { type Body } from "../types/body.ts";`,
      "mod.ts": `export * from "./src/models/container.ts";`,
    }),
    [],
  );
});

test("an import that points up is found, as a type and dynamic too", () => {
  const up = (text: string) => violations({ "src/transport/a.ts": text });
  const expected = [
    "src/transport/a.ts:1: imports src/api/engine.ts: transport may not know api",
  ];
  assert.deepEqual(up(`import { Engine } from "../api/engine.ts";`), expected);
  assert.deepEqual(up(`import type { Engine } from "../api/engine.ts";`), expected);
  assert.deepEqual(up(`export { Engine } from "../api/engine.ts";`), expected);
  assert.deepEqual(up(`const { Engine } = await import("../api/engine.ts");`), expected);
  assert.deepEqual(up(`import "../api/engine.ts";`), expected);
});

test("types know nothing above them, and errors nothing but types", () => {
  assert.deepEqual(
    violations({ "src/types/a.ts": `import { Pool } from "../transport/pool.ts";` }),
    [
      "src/types/a.ts:1: imports src/transport/pool.ts: types may not know transport",
    ],
  );
  const errors = (text: string) => violations({ "src/errors.ts": text });
  assert.deepEqual(errors(`import type { Body } from "./types/body.ts";`), []);
  assert.deepEqual(errors(`import { Body } from "./types/body.ts";`), [
    "src/errors.ts:1: imports src/types/body.ts; errors import types only",
  ]);
});

test("api and models get Host as a type, and no adapter at all", () => {
  const found = violations({
    "src/transport/adapters/node.ts": "export const a = 1;",
    "src/models/a.ts": `import { Host } from "../transport/host.ts";`,
    "src/api/b.ts": `import type { a } from "../transport/adapters/node.ts";`,
  });
  assert.deepEqual(found, [
    "src/models/a.ts:1: imports src/transport/host.ts not as a type",
    "src/api/b.ts:1: imports src/transport/adapters/node.ts, an adapter",
  ]);
});

test("a node: module is found wherever it is imported, and let through as an adapter's type", () => {
  const adapter = "src/transport/adapters/node.ts";
  assert.deepEqual(violations({ [adapter]: `import type { Socket } from "node:net";` }), []);
  const message = "imports node:net; only adapters may, and as a type";
  for (
    const text of [`import { connect } from "node:net";`, `const net = await import("node:net");`]
  ) {
    assert.deepEqual(violations({ [adapter]: text }), [`${adapter}:1: ${message}`]);
  }
  assert.deepEqual(violations({ "src/api/a.ts": `import type { Socket } from "node:net";` }), [
    `src/api/a.ts:1: ${message}`,
    `src/api/a.ts:1: names the module "node:net"`,
  ]);
});

test("a package is imported in its one place", () => {
  assert.deepEqual(violations({ "src/transport/ssh2.ts": `import { Client } from "ssh2";` }), []);
  assert.deepEqual(violations({ "src/api/a.ts": `import { Client } from "ssh2";` }), [
    "src/api/a.ts:1: imports the package ssh2",
  ]);
  assert.deepEqual(violations({ "src/api/a.ts": "const m = await import(`./${name}.ts`);" }), [
    "src/api/a.ts:1: imports what only a run can tell",
  ]);
});

test("globals of a runtime are found outside of adapters", () => {
  const found = (text: string) => violations({ "src/transport/a.ts": text });
  for (const name of ["Deno", "Bun", "process", "Buffer"]) {
    const expected = [`src/transport/a.ts:1: uses ${name}; only adapters may`];
    assert.deepEqual(found(`const value = ${name}.env;`), expected);
    assert.deepEqual(found(`const value = globalThis.${name};`), expected);
    assert.deepEqual(found(`const value = typeof ${name};`), expected);
    assert.deepEqual(violations({ "src/transport/adapters/a.ts": `const v = ${name}.env;` }), []);
  }
  assert.deepEqual(found(`if ("Deno" in globalThis) start();`), [
    `src/transport/a.ts:1: names the runtime "Deno"; only adapters may`,
  ]);
  assert.deepEqual(found("// Deno.connect ignores process signals\nexport const a = 1;"), []);
  assert.deepEqual(
    found("interface A { process?: string; readonly Bun: number }; a.process();"),
    [],
  );
});

test("console is found everywhere", () => {
  assert.deepEqual(violations({ "src/transport/adapters/a.ts": `\nconsole.log(1);` }), [
    "src/transport/adapters/a.ts:2: uses console",
  ]);
});

test("cycles are found", () => {
  const found = violations({
    "src/api/a.ts": `import "./b.ts";`,
    "src/api/b.ts": `import type { C } from "./c.ts";`,
    "src/api/c.ts": `export * from "./a.ts";`,
  });
  assert.deepEqual(found, ["a cycle: src/api/a.ts → src/api/b.ts → src/api/c.ts → src/api/a.ts"]);
});

test("long files, files in no layer and imports of nothing are found", () => {
  const long = "export const a = 1;\n".repeat(501);
  assert.deepEqual(violations({ "src/types/wire/a.ts": long }), []);
  assert.deepEqual(violations({ "src/api/a.ts": long }), [
    "src/api/a.ts: has 501 lines, more than 500",
  ]);
  assert.deepEqual(violations({ "src/utils.ts": "export const a = 1;" }), [
    "src/utils.ts: is in no layer",
  ]);
  assert.deepEqual(violations({ "src/api/a.ts": `import "./gone.ts";` }), [
    "src/api/a.ts:1: imports src/api/gone.ts, which is not there",
  ]);
});

test("tokenize() tells code from comments, strings, templates and patterns", () => {
  const source = [
    `/* import "a" */ const quote = /["'\`/]/; // import "b"`,
    `const path = \`\${base(\`{\${"x"}}\`)}/import "c"\`; const half = size / 2 / count;`,
    `import { d } from "d";`,
  ].join("\n");
  const tokens = tokenize(source);
  assert.deepEqual(findImports(tokens), [{ specifier: "d", kind: "static", line: 3 }]);
  assert.ok(tokens.some(({ text, line }) => text === "count" && line === 2));
  assert.ok(tokens.some(({ kind, text }) => kind === "string" && text === `/["'\`/]/`));
});
